//! Where wires of one net branch: the dots that tell a joint from a crossing.

use super::{Point, SceneLink};
use crate::design::{Domain, LinkEnd, path::nearest_on_path};
use std::collections::BTreeMap;

/// How near a corner lies to a wire to be on it, mm.
const NEAR: f64 = 1e-6;

/// Places where a wire leaves the course of another wire of its net.
pub(super) fn dots(links: &[SceneLink]) -> Vec<Point> {
    let wires: Vec<&SceneLink> = links
        .iter()
        .filter(|link| link.domain == Domain::Electrical && link.path.len() > 1)
        .collect();
    let mut at_port: BTreeMap<&LinkEnd, Vec<usize>> = BTreeMap::new();
    for (wire, index) in wires.iter().zip(0..) {
        for end in [&wire.from, &wire.to] {
            at_port.entry(end).or_default().push(index);
        }
    }
    let mut dots: Vec<Point> = Vec::new();
    for mates in at_port.values().filter(|mates| mates.len() > 1) {
        for &one in mates {
            for &other in mates.iter().filter(|&&other| other != one) {
                let (Some(one), Some(other)) = (wires.get(one), wires.get(other)) else {
                    continue;
                };
                if let Some(dot) = parting(&one.path, &other.path)
                    && !dots.iter().any(|&known| distance(known, dot) < NEAR)
                {
                    dots.push(dot);
                }
            }
        }
    }
    dots
}

/// The last corner of `path` that lies within another path, where the two part: a branch.
fn parting(path: &[Point], other: &[Point]) -> Option<Point> {
    let inner = path.get(1..path.len().saturating_sub(1))?;
    let on_other = |point: Point| {
        let ends = [other.first(), other.last()];
        nearest_on_path(other, point).is_some_and(|on| on.distance_mm < NEAR)
            && ends
                .iter()
                .flatten()
                .all(|&&end| distance(end, point) > NEAR)
    };
    // A corner both share is no branch: they turn together there.
    let both_turn = |point: Point| other.iter().any(|&corner| distance(corner, point) < NEAR);
    inner
        .iter()
        .copied()
        .find(|&corner| on_other(corner) && !both_turn(corner))
}

fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_that_turns_off_another_gets_a_dot() {
        let main = [[0.0, 0.0], [10.0, 0.0], [10.0, 5.0]];
        let branch = [[0.0, 0.0], [4.0, 0.0], [4.0, -5.0]];
        assert_eq!(parting(&branch, &main), Some([4.0, 0.0]));
        assert_eq!(parting(&main, &branch), None, "the other goes straight on");
        assert_eq!(parting(&main, &main), None, "the same course is no branch");
    }
}
