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

/// Where something dragged to `anchor` comes to lie.
///
/// `own` are its points that may line up, relative to the anchor; `others` are those of what stays.
/// Returns the new place of the anchor and the guides that explain it.
pub fn snap(
    anchor: Point,
    own: &[Point],
    others: &[Point],
    grid_mm: f64,
    zoom: f64,
) -> (Point, Vec<Guide>) {
    let mut place = anchor;
    let mut held = [None, None];
    for axis in [0, 1] {
        let reach = REACH / zoom;
        let mut best = reach;
        for offset in own {
            for other in others {
                let (Some(&anchor), Some(&offset), Some(&other_at)) =
                    (anchor.get(axis), offset.get(axis), other.get(axis))
                else {
                    continue;
                };
                let off = other_at - (anchor + offset);
                if off.abs() < best {
                    best = off.abs();
                    if let (Some(slot), Some(hold)) = (place.get_mut(axis), held.get_mut(axis)) {
                        *slot = anchor + off;
                        *hold = Some((own_of(own, axis, offset), *other));
                    }
                }
            }
        }
        if let (Some(None), Some(slot)) = (held.get(axis), place.get_mut(axis))
            && grid_mm > 0.0
        {
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

fn own_of(own: &[Point], axis: usize, value: f64) -> Point {
    own.iter()
        .find(|point| point.get(axis) == Some(&value))
        .copied()
        .unwrap_or([0.0; 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_from_everything_the_grid_holds() {
        let (place, guides) = snap([1.26, -3.9], &[[0.0, 0.0]], &[], 0.5, 10.0);
        assert_eq!(place, [1.5, -4.0]);
        assert!(guides.is_empty());
        assert_eq!(snap([1.26, -3.9], &[], &[], 0.0, 10.0).0, [1.26, -3.9]);
    }

    #[test]
    fn a_port_in_reach_lines_up_before_the_grid() {
        // The port lies 2 mm right of the anchor; another stands at x = 13.3.
        let own = [[0.0, 0.0], [2.0, 1.0]];
        let (place, guides) = snap([11.1, 7.1], &own, &[[13.3, 40.0]], 0.5, 10.0);
        assert!((place[0] - 11.3).abs() < 1e-12, "{place:?}");
        assert_eq!(place[1], 7.0, "the other axis stays on the grid");
        assert_eq!(guides.len(), 1);
        assert!(guides[0].upright);
        assert!((guides[0].from[0] - 13.3).abs() < 1e-12);
    }
}
