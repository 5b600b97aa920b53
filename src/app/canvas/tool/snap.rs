//! Snapping: to what other parts line up with, else to the grid.

use crate::picture::scene::Point;

/// Reach of a guide, window points.
const REACH: f64 = 5.0;

/// A line two things share while one is dragged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    /// Whether it is upright.
    pub upright: bool,
    /// From here, mm.
    pub from: Point,
    /// To here, mm.
    pub to: Point,
}

/// Points that may line up: centres and ports, or outlines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// Those of what is dragged, relative to its anchor, mm.
    pub own: Vec<Point>,
    /// Those of what stays, mm.
    pub others: Vec<Point>,
}

impl Lines {
    /// The pair nearest to lining up along an axis for an anchor there: how far the anchor has to
    /// go, its own point and the other one.
    fn nearest(&self, axis: usize, anchor: f64, reach: f64) -> Option<(f64, Point, Point)> {
        let mut best: Option<(f64, Point, Point)> = None;
        for own in &self.own {
            for other in &self.others {
                let (Some(offset), Some(at)) = (own.get(axis), other.get(axis)) else {
                    continue;
                };
                let off = at - (anchor + offset);
                if off.abs() < best.map_or(reach, |(nearest, ..)| nearest.abs()) {
                    best = Some((off, *own, *other));
                }
            }
        }
        best
    }
}

/// Where something dragged to `anchor` comes to lie: each axis goes by the first of the lines that
/// have anything in reach, else by the grid. Returns the new place of the anchor and the guides
/// that explain it.
pub fn snap(anchor: Point, lines: &[Lines], grid_mm: f64, zoom: f64) -> (Point, Vec<Guide>) {
    let mut place = anchor;
    let mut held = [None, None];
    for (axis, (slot, hold)) in place.iter_mut().zip(&mut held).enumerate() {
        let nearest = lines
            .iter()
            .find_map(|lines| lines.nearest(axis, *slot, REACH / zoom));
        if let Some((off, own, other)) = nearest {
            *slot += off;
            *hold = Some((own, other));
        } else if grid_mm > 0.0 {
            *slot = (*slot / grid_mm).round() * grid_mm;
        }
    }
    let guides = held
        .into_iter()
        .zip([true, false])
        .filter_map(|(hold, upright)| {
            let (offset, to) = hold?;
            Some(Guide {
                upright,
                from: [place[0] + offset[0], place[1] + offset[1]],
                to,
            })
        })
        .collect();
    (place, guides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_from_everything_the_grid_holds() {
        let lines = [Lines {
            own: vec![[0.0, 0.0]],
            others: Vec::new(),
        }];
        let (place, guides) = snap([1.26, -3.9], &lines, 0.5, 10.0);
        assert_eq!(place, [1.5, -4.0]);
        assert!(guides.is_empty());
        assert_eq!(snap([1.26, -3.9], &[], 0.0, 10.0).0, [1.26, -3.9]);
    }

    #[test]
    fn a_port_in_reach_lines_up_before_outline_and_grid() {
        // The port lies 2 mm right of the anchor; another stands at x = 13.3.
        let ports = Lines {
            own: vec![[0.0, 0.0], [2.0, 1.0]],
            others: vec![[13.3, 40.0]],
        };
        // An edge is nearer still, but it is only an outline; along y there is nothing else.
        let edges = Lines {
            own: vec![[-3.0, -2.0]],
            others: vec![[8.0, 5.2]],
        };
        let (place, guides) = snap([11.1, 7.1], &[ports, edges], 0.5, 10.0);
        assert!((place[0] - 11.3).abs() < 1e-12, "{place:?}");
        assert!((place[1] - 7.2).abs() < 1e-12, "{place:?}");
        assert_eq!(guides.len(), 2);
        assert!(guides[0].upright && !guides[1].upright);
        assert!((guides[0].from[0] - 13.3).abs() < 1e-12);
        assert_eq!(guides[1].to, [8.0, 5.2]);
    }
}
