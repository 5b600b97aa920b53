//! The centre line of a tube in space, with its bore along it.

use super::mesh::{V3, unit};
use crate::design::{Tube, geometry::Point};

/// Points nearer to each other than this are one, mm.
const SAME_MM: f64 = 1e-6;
/// Below this cosine of half a turn (two thirds of a half-turn) the plane between two stretches is too
/// steep for a ring in it.
const STEEPEST: f64 = 0.5;

/// A place along the way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Station {
    /// Where, mm.
    pub(super) at: V3,
    /// Half the bore there, mm. Where the bore steps, two stations are at one place.
    pub(super) radius: f64,
    /// Directions towards it and from it.
    pub(super) directions: [V3; 2],
    /// Normal of the plane between the stretches.
    pub(super) normal: V3,
}

/// A way: two stations at least.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) stations: Vec<Station>,
}

impl Way {
    /// The way along points of the canvas (mm), climbing evenly between two depths; the tube's
    /// sections are laid along it by their share of its length. Absent where there is no length.
    pub(super) fn new(points: &[Point], [from, to]: [f64; 2], tube: &Tube) -> Option<Self> {
        let mut flat: Vec<(f64, Point)> = Vec::new();
        for &point in points {
            match flat.last() {
                None => flat.push((0.0, point)),
                Some(&(before, last)) => {
                    let step = crate::design::geometry::distance(last, point);
                    if step > SAME_MM {
                        flat.push((before + step, point));
                    }
                }
            }
        }
        let drawn = flat.last()?.0;
        let total = tube.total_length();
        if !(drawn > 0.0 && total > 0.0) {
            return None;
        }
        // The canvas has y down.
        let knots: Vec<(f64, V3)> = flat
            .iter()
            .map(|&(before, [x, y])| {
                let share = before / drawn;
                (share, V3::new(x, -y, from + (to - from) * share))
            })
            .collect();
        let mut stations = Vec::new();
        let mut begin = 0.0;
        for section in &tube.sections {
            let end = (begin + section.length / total).min(1.0);
            let radius = |share: f64| {
                let along = (share - begin) / (end - begin);
                let bore = section.bore_in + (section.bore_out - section.bore_in) * along;
                500.0 * bore
            };
            if end > begin {
                let between = knots.iter().map(|knot| knot.0);
                // Shares that are one but for rounding are one.
                let inside = between.filter(|share| *share > begin + 1e-9 && *share < end - 1e-9);
                for share in [begin].into_iter().chain(inside).chain([end]) {
                    push(&mut stations, station(&knots, share, radius(share))?);
                }
            }
            begin = end;
        }
        (stations.len() > 1).then_some(Self { stations })
    }

    /// Its length, mm.
    pub(super) fn length_mm(&self) -> f64 {
        self.steps().map(|[a, b]| (b.at - a.at).norm()).sum()
    }

    fn steps(&self) -> impl Iterator<Item = [Station; 2]> + '_ {
        let next = self.stations.iter().copied().skip(1);
        self.stations.iter().copied().zip(next).map(|(a, b)| [a, b])
    }

    /// Whether a wall this much outside the bore (mm) runs backwards on the inner side of a bend.
    pub(super) fn folds(&self, more: f64) -> bool {
        // How far the inner wall of a bend falls short of the centre line, on either side of it.
        let short = |station: &Station| {
            let cosine = station.directions[0].dot(&station.normal).clamp(-1.0, 1.0);
            let sine = (1.0 - cosine * cosine).max(0.0).sqrt();
            let axis = station.directions[0].cross(&station.directions[1]);
            if cosine < STEEPEST {
                return (f64::INFINITY, axis);
            }
            ((station.radius + more) * sine / cosine, axis)
        };
        self.steps().any(|[a, b]| {
            let ((of_a, axis_a), (of_b, axis_b)) = (short(&a), short(&b));
            let run = (b.at - a.at).norm();
            // Bends to opposite sides shorten opposite walls.
            let most = if axis_a.dot(&axis_b) < 0.0 {
                of_a.max(of_b)
            } else {
                of_a + of_b
            };
            run > 0.0 && most > run
        })
    }
}

impl Station {
    /// Its ring, and the frame beyond it, for the frame before it: two unit vectors across the way.
    pub(super) fn ring(&self, [e1, e2]: [V3; 2], more: f64, angles: &[f64]) -> (Vec<V3>, [V3; 2]) {
        let [into, _] = self.directions;
        let slope = into.dot(&self.normal);
        let ring = angles
            .iter()
            .map(|angle| {
                let (sin, cos) = angle.sin_cos();
                let across = (e1 * cos + e2 * sin) * (self.radius + more);
                // Along the way onto the plane between the stretches, or square to it where that is
                // too steep.
                let along = if slope >= STEEPEST {
                    across.dot(&self.normal) / slope
                } else {
                    0.0
                };
                self.at + (across - into * along)
            })
            .collect();
        // Mirrored in that plane, what is square to the one stretch is square to the other.
        let mirrored = |e: V3| e - self.normal * (2.0 * e.dot(&self.normal));
        let turns = self.directions[0] != self.directions[1];
        let beyond = if turns {
            [e1, e2].map(mirrored)
        } else {
            [e1, e2]
        };
        (ring, beyond)
    }
}

fn push(stations: &mut Vec<Station>, station: Station) {
    let same = stations.last().is_some_and(|last| {
        last.at == station.at && (last.radius - station.radius).abs() < SAME_MM
    });
    if !same {
        stations.push(station);
    }
}

/// The place at a share of the way.
fn station(knots: &[(f64, V3)], share: f64, radius: f64) -> Option<Station> {
    let near = |knot: &(f64, V3)| (knot.0 - share).abs() < 1e-9;
    let direction = |n: usize| {
        let (a, b) = (knots.get(n)?, knots.get(n + 1)?);
        Some(unit(b.1 - a.1))
    };
    if let Some(n) = knots.iter().position(near) {
        let before = n.checked_sub(1).and_then(direction);
        let after = direction(n);
        let into = before.or(after)?;
        let out = after.or(before)?;
        let normal = unit(into + out);
        let turned_back = normal.norm() == 0.0;
        return Some(Station {
            at: knots.get(n)?.1,
            radius,
            directions: [into, out],
            normal: if turned_back { into } else { normal },
        });
    }
    let n = knots.iter().rposition(|knot| knot.0 < share)?;
    let (a, b) = (knots.get(n)?, knots.get(n + 1)?);
    let along = (share - a.0) / (b.0 - a.0);
    let direction = direction(n)?;
    Some(Station {
        at: a.1 + (b.1 - a.1) * along,
        radius,
        directions: [direction; 2],
        normal: direction,
    })
}
