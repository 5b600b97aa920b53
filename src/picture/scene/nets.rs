//! Where wires of one net branch: the dots that tell a joint from a crossing.

use super::{Point, SceneLink};
use crate::design::{Domain, LinkEnd};
use std::{collections::BTreeMap, sync::Arc};

/// How near two points are the same, mm; directions likewise.
const NEAR: f64 = 1e-6;

/// Places where wires that begin at one port part.
pub(super) fn dots(links: &[Arc<SceneLink>]) -> Vec<Point> {
    let wires: Vec<&SceneLink> = links
        .iter()
        .map(AsRef::as_ref)
        .filter(|link| link.domain == Domain::Electrical && link.path.len() > 1)
        .collect();
    let mut at_port: BTreeMap<&LinkEnd, Vec<usize>> = BTreeMap::new();
    for (wire, index) in wires.iter().zip(0..) {
        for end in [&wire.from, &wire.to] {
            at_port.entry(end).or_default().push(index);
        }
    }
    let mut dots: Vec<Point> = Vec::new();
    for (end, mates) in at_port {
        for (place, &one) in mates.iter().enumerate() {
            for &other in mates.iter().skip(place + 1) {
                let (Some(one), Some(other)) = (wires.get(one), wires.get(other)) else {
                    continue;
                };
                let dot = parting(&leaving(one, end), &leaving(other, end));
                if let Some(dot) = dot
                    && !dots.iter().any(|&known| distance(known, dot) < NEAR)
                {
                    dots.push(dot);
                }
            }
        }
    }
    dots
}

/// A wire's path from the end named.
fn leaving(wire: &SceneLink, end: &LinkEnd) -> Vec<Point> {
    if wire.from == *end {
        wire.path.clone()
    } else {
        wire.path.iter().rev().copied().collect()
    }
}

/// Where two paths that begin together part; none where they part at once or never.
fn parting(one: &[Point], other: &[Point]) -> Option<Point> {
    let start = *one.first()?;
    let mut at = start;
    let (mut a, mut b) = (one.iter().skip(1), other.iter().skip(1));
    let (mut to_a, mut to_b) = (*a.next()?, *b.next()?);
    loop {
        let (left_a, left_b) = (distance(at, to_a), distance(at, to_b));
        if left_a < NEAR {
            to_a = *a.next()?;
        } else if left_b < NEAR {
            to_b = *b.next()?;
        } else {
            let toward = |to: Point, left: f64| [(to[0] - at[0]) / left, (to[1] - at[1]) / left];
            if distance(toward(to_a, left_a), toward(to_b, left_b)) > NEAR {
                return (distance(at, start) > NEAR).then_some(at);
            }
            at = if left_a < left_b { to_a } else { to_b };
        }
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wires_that_part_get_a_dot_where_they_do() {
        let main = [[0.0, 0.0], [10.0, 0.0], [10.0, 5.0]];
        let branch = [[0.0, 0.0], [4.0, 0.0], [4.0, -5.0]];
        assert_eq!(parting(&branch, &main), Some([4.0, 0.0]));
        assert_eq!(parting(&main, &branch), Some([4.0, 0.0]));
        let other_way = [[0.0, 0.0], [10.0, 0.0], [10.0, -5.0]];
        assert_eq!(parting(&main, &other_way), Some([10.0, 0.0]));
        assert_eq!(parting(&main, &main), None, "the same course never parts");
        let at_once = [[0.0, 0.0], [0.0, 3.0]];
        assert_eq!(parting(&main, &at_once), None, "a port needs no dot");
    }
}
