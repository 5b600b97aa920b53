//! Where wires of one net branch: the dots that tell a joint from a crossing.

use super::{Point, SceneLink, unlike};
use crate::design::{Domain, LinkEnd};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    iter::Rev,
    slice,
    sync::Arc,
};

/// How near two points are the same, mm; directions likewise.
const NEAR: f64 = 1e-6;

/// Places where wires that begin at one port part, by port.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Branches(BTreeMap<LinkEnd, Vec<Point>>);

impl Branches {
    /// Those of a drawing; at ports whose wires are as they were in the drawing before, they are as
    /// they were there.
    pub(super) fn of(links: &[Arc<SceneLink>], before: Option<(&[Arc<SceneLink>], &Self)>) -> Self {
        let changed = before.map(|(old, _)| changed_ends(old, links));
        let asked = |end: &LinkEnd| changed.as_ref().is_none_or(|ends| ends.contains(end));
        let mut at_port: BTreeMap<&LinkEnd, Vec<Way<'_>>> = BTreeMap::new();
        for wire in links.iter().filter(|link| is_wire(link)) {
            for end in [&wire.from, &wire.to].into_iter().filter(|end| asked(end)) {
                let ways = at_port.entry(end).or_default();
                ways.push(Way::leaving(wire, end));
            }
        }
        let mut found = before.map_or_else(BTreeMap::new, |(_, branches)| branches.0.clone());
        found.retain(|end, _| !asked(end));
        for (end, mut ways) in at_port {
            // In the order of their turns: wherever any two of them part, two neighbours do.
            ways.sort_by(|one, other| compared(one, other).0);
            let neighbours = ways.iter().zip(ways.iter().skip(1));
            let places: Vec<Point> = neighbours
                .filter_map(|(one, other)| compared(one, other).1)
                .collect();
            if !places.is_empty() {
                found.insert(end.clone(), places);
            }
        }
        Self(found)
    }

    /// Every place once, from left to right.
    pub(super) fn dots(&self) -> Vec<Point> {
        let mut dots: Vec<Point> = self.0.values().flatten().copied().collect();
        dots.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        dots.dedup_by(|a, b| distance(*a, *b) < NEAR);
        dots
    }
}

fn is_wire(link: &SceneLink) -> bool {
    link.domain == Domain::Electrical && link.path.len() > 1
}

/// The ends of wires that are in one of two drawings only.
fn changed_ends<'a>(
    before: &'a [Arc<SceneLink>],
    now: &'a [Arc<SceneLink>],
) -> BTreeSet<&'a LinkEnd> {
    unlike(before, now)
        .filter(|link| is_wire(link))
        .flat_map(|link| [&link.from, &link.to])
        .collect()
}

/// A wire's path as it leaves one of its ends.
#[derive(Debug, Clone)]
enum Way<'a> {
    Forth(slice::Iter<'a, Point>),
    Back(Rev<slice::Iter<'a, Point>>),
}

impl<'a> Way<'a> {
    fn leaving(wire: &'a SceneLink, end: &LinkEnd) -> Self {
        if wire.from == *end {
            Self::Forth(wire.path.iter())
        } else {
            Self::Back(wire.path.iter().rev())
        }
    }
}

impl Iterator for Way<'_> {
    type Item = Point;

    fn next(&mut self) -> Option<Point> {
        match self {
            Self::Forth(points) => points.next().copied(),
            Self::Back(points) => points.next().copied(),
        }
    }
}

/// Two paths that begin together, ordered by where they lead when they part; and the place where they
/// do, none where they part at once or never.
fn compared(one: &Way<'_>, other: &Way<'_>) -> (Ordering, Option<Point>) {
    let (mut a, mut b) = (one.clone(), other.clone());
    let (start, other_start) = (a.next(), b.next());
    let (Some(start), Some(_)) = (start, other_start) else {
        return (start.is_some().cmp(&other_start.is_some()), None);
    };
    let mut at = start;
    let (mut to_a, mut to_b) = (a.next(), b.next());
    loop {
        let (Some(end_a), Some(end_b)) = (to_a, to_b) else {
            return (to_a.is_some().cmp(&to_b.is_some()), None);
        };
        let (left_a, left_b) = (distance(at, end_a), distance(at, end_b));
        if left_a < NEAR {
            to_a = a.next();
        } else if left_b < NEAR {
            to_b = b.next();
        } else {
            let toward = |to: Point, left: f64| [(to[0] - at[0]) / left, (to[1] - at[1]) / left];
            let (way_a, way_b) = (toward(end_a, left_a), toward(end_b, left_b));
            if distance(way_a, way_b) > NEAR {
                let order = way_a[0].total_cmp(&way_b[0]);
                let order = order.then(way_a[1].total_cmp(&way_b[1]));
                return (order, (distance(at, start) > NEAR).then_some(at));
            }
            at = if left_a < left_b { end_a } else { end_b };
        }
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along(path: &[Point]) -> Way<'_> {
        Way::Forth(path.iter())
    }

    fn parting(one: &[Point], other: &[Point]) -> Option<Point> {
        compared(&along(one), &along(other)).1
    }

    #[test]
    fn neighbours_part_wherever_any_two_do() {
        // Every way of five steps right, up or down that never turns back on itself.
        let mut paths: Vec<Vec<Point>> = vec![vec![[0.0, 0.0]]];
        for _ in 0..5 {
            let step = |path: Vec<Point>| {
                [[1.0, 0.0], [0.0, 1.0], [0.0, -1.0]].map(|[dx, dy]| {
                    let mut longer = path.clone();
                    longer.extend(path.last().map(|[x, y]| [x + dx, y + dy]));
                    longer
                })
            };
            paths = paths.into_iter().flat_map(step).collect();
            paths.retain(|path| !matches!(path.as_slice(), [.., a, _, b] if a == b));
        }
        let places = |pairs: Vec<(&Vec<Point>, &Vec<Point>)>| -> Vec<Point> {
            let mut all: Vec<Point> = (pairs.into_iter())
                .filter_map(|(one, other)| parting(one, other))
                .collect();
            all.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
            all.dedup();
            all
        };
        let every = (paths.iter()).flat_map(|one| paths.iter().map(move |other| (one, other)));
        let every = places(every.collect());
        assert!(every.len() > 20);
        let mut sorted = paths.clone();
        sorted.sort_by(|one, other| compared(&along(one), &along(other)).0);
        assert_eq!(places(sorted.iter().zip(&sorted[1..]).collect()), every);
    }

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
