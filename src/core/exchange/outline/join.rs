//! Lines that meet are joined to closed outlines, in any order and direction.

use super::Stroke;
use crate::design::{
    geometry::{self, Point},
    path::{at_length, polyline_length},
};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// What became of strokes.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) closed: Vec<Stroke>,
    pub(super) open: Vec<Stroke>,
}

/// Joins strokes whose ends lie within `tolerance` of each other, the nearest ends first: the pieces
/// of a finely cut curve are shorter than the gaps that drawings have.
pub(super) fn joined(strokes: Vec<Stroke>, tolerance: f64) -> Joined {
    let mut done = Joined {
        closed: Vec::new(),
        open: strokes,
    };
    for share in [0.01, 0.1, 1.0] {
        let mut pass = Pass::of(std::mem::take(&mut done.open), share * tolerance);
        done.closed.append(&mut pass.loops);
        pass.outer_boundaries(&mut done.closed);
        done.open = pass.chains();
    }
    done
}

/// A stroke between two places where ends meet.
struct Edge {
    stroke: Stroke,
    ends: [usize; 2],
    /// Whether it is part of something closed.
    in_core: bool,
    used: bool,
}

impl Edge {
    /// Its points, walked from this end.
    fn walked(&self, from: usize) -> Vec<Point> {
        let mut points = self.stroke.points.clone();
        if from == 1 {
            points.reverse();
        }
        points
    }

    /// The direction in which it leaves this end, radians.
    fn leaves(&self, from: usize) -> f64 {
        let points = &self.stroke.points;
        let pair = if from == 0 {
            points.first().zip(points.get(1))
        } else {
            points.last().zip(points.iter().rev().nth(1))
        };
        pair.map_or(0.0, |(a, b)| (b[1] - a[1]).atan2(b[0] - a[0]))
    }
}

struct Pass {
    edges: Vec<Edge>,
    /// Edges at each node, with the end that lies there.
    nodes: Vec<Vec<(usize, usize)>>,
    /// Strokes that return to their own start.
    loops: Vec<Stroke>,
}

impl Pass {
    fn of(strokes: Vec<Stroke>, tolerance: f64) -> Self {
        let mut pass = Self {
            edges: Vec::new(),
            nodes: Vec::new(),
            loops: Vec::new(),
        };
        let mut places = Places::new(tolerance);
        let mut known: FxHashMap<[usize; 2], Vec<(f64, Point)>> = FxHashMap::default();
        for mut stroke in strokes {
            let (Some(&first), Some(&last)) = (stroke.points.first(), stroke.points.last()) else {
                continue;
            };
            let length = stroke.length();
            if length <= 2.0 * tolerance {
                // A dot, or shorter than the gaps that are closed.
                continue;
            }
            let ends = [places.at(first), places.at(last)];
            if ends[0] == ends[1] {
                if geometry::distance(first, last) <= tolerance {
                    stroke.points.pop();
                }
                pass.loops.push(stroke);
                continue;
            }
            // The same line drawn twice is one line.
            let mut pair = ends;
            pair.sort_unstable();
            let middle = middle(&stroke.points);
            let same = known.entry(pair).or_default();
            if same.iter().any(|(long, at)| {
                (long - length).abs() <= tolerance && geometry::distance(*at, middle) <= tolerance
            }) {
                continue;
            }
            same.push((length, middle));
            pass.edges.push(Edge {
                stroke,
                ends,
                in_core: true,
                used: false,
            });
        }
        pass.nodes = vec![Vec::new(); places.points.len()];
        for (n, edge) in pass.edges.iter().enumerate() {
            for (end, node) in edge.ends.into_iter().enumerate() {
                if let Some(node) = pass.nodes.get_mut(node) {
                    node.push((n, end));
                }
            }
        }
        pass.prune();
        pass
    }

    /// Dead ends, and what hangs by them, are part of nothing closed.
    fn prune(&mut self) {
        let mut degree: Vec<usize> = self.nodes.iter().map(Vec::len).collect();
        let mut ends: VecDeque<usize> = (0..degree.len())
            .filter(|&node| degree.get(node) == Some(&1))
            .collect();
        while let Some(node) = ends.pop_front() {
            for &(n, end) in self.nodes.get(node).into_iter().flatten() {
                let Some(edge) = self.edges.get_mut(n).filter(|edge| edge.in_core) else {
                    continue;
                };
                edge.in_core = false;
                let other = edge.ends[1 - end];
                for at in [node, other] {
                    if let Some(degree) = degree.get_mut(at) {
                        *degree = degree.saturating_sub(1);
                    }
                }
                if degree.get(other) == Some(&1) {
                    ends.push_back(other);
                }
            }
        }
    }

    /// The outermost way around each group of lines that hang together.
    fn outer_boundaries(&mut self, closed: &mut Vec<Stroke>) {
        for n in 0..self.edges.len() {
            if self
                .edges
                .get(n)
                .is_some_and(|edge| edge.in_core && !edge.used)
            {
                let group = self.group(n);
                closed.extend(self.boundary(&group));
            }
        }
    }

    /// The edges of the core that hang together with one; they count as used from now on.
    fn group(&mut self, start: usize) -> Vec<usize> {
        let mut group = Vec::new();
        let mut open = vec![start];
        while let Some(n) = open.pop() {
            let Some(edge) = (self.edges.get_mut(n)).filter(|edge| edge.in_core && !edge.used)
            else {
                continue;
            };
            edge.used = true;
            group.push(n);
            for node in edge.ends {
                open.extend(self.nodes.get(node).into_iter().flatten().map(|(n, _)| *n));
            }
        }
        group
    }

    /// Walks around a group with its outside on the left, from its leftmost point on.
    fn boundary(&self, group: &[usize]) -> Option<Stroke> {
        let start = self.leftmost(group)?;
        let mut at = start;
        let mut points = Vec::new();
        let mut joined: Option<Stroke> = None;
        for _ in 0..=2 * group.len() {
            let (n, from) = at;
            let edge = self.edges.get(n)?;
            let mut walked = edge.walked(from);
            walked.pop();
            points.extend(walked);
            joined = Some(match joined {
                None => edge.stroke.described(),
                Some(joined) => joined.with(&edge.stroke),
            });
            at = self.next(n, 1 - from)?;
            if at == start {
                return joined.map(|joined| Stroke { points, ..joined });
            }
        }
        None
    }

    /// An edge of the outer boundary, and the end from which it has the outside on its left.
    fn leftmost(&self, group: &[usize]) -> Option<(usize, usize)> {
        let places = group.iter().filter_map(|&n| {
            let points = &self.edges.get(n)?.stroke.points;
            let least = |(_, a): &(usize, &Point), (_, b): &(usize, &Point)| a[0].total_cmp(&b[0]);
            let (place, point) = points.iter().enumerate().min_by(least)?;
            Some((n, place, *point))
        });
        let (n, place, point) = places.min_by(|a, b| a.2[0].total_cmp(&b.2[0]))?;
        let edge = self.edges.get(n)?;
        let points = &edge.stroke.points;
        if place == 0 || place + 1 == points.len() {
            // Where lines meet, the one that leaves most to the left of the others.
            let node = *edge.ends.get(usize::from(place != 0))?;
            let here = self.core_at(node);
            return here.max_by(|a, b| self.leaves(*a).total_cmp(&self.leaves(*b)));
        }
        let (before, after) = (points.get(place - 1)?, points.get(place + 1)?);
        let (into, out) = (
            geometry::subtract(point, *before),
            geometry::subtract(*after, point),
        );
        let turn = into[0] * out[1] - into[1] * out[0];
        let forwards = turn < 0.0 || (turn == 0.0 && out[1] > 0.0);
        Some((n, usize::from(!forwards)))
    }

    fn core_at(&self, node: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let here = self.nodes.get(node).into_iter().flatten().copied();
        here.filter(|(n, _)| self.edges.get(*n).is_some_and(|edge| edge.in_core))
    }

    fn leaves(&self, (n, end): (usize, usize)) -> f64 {
        self.edges.get(n).map_or(0.0, |edge| edge.leaves(end))
    }

    /// Where the way goes on from this end of an edge: the first one clockwise from where it came.
    fn next(&self, n: usize, end: usize) -> Option<(usize, usize)> {
        let node = *self.edges.get(n)?.ends.get(end)?;
        let came = self.leaves((n, end));
        let turned =
            |at: (usize, usize)| (came - self.leaves(at)).rem_euclid(std::f64::consts::TAU);
        let others = self.core_at(node).filter(|at| *at != (n, end));
        let best = others.min_by(|a, b| turned(*a).total_cmp(&turned(*b)));
        best.or(Some((n, end)))
    }

    /// What is not closed, as long as no way parts.
    fn chains(mut self) -> Vec<Stroke> {
        let mut chains = Vec::new();
        let degree: Vec<usize> = self.nodes.iter().map(Vec::len).collect();
        let is_through = |node: usize| degree.get(node) == Some(&2);
        for n in 0..self.edges.len() {
            let Some(edge) = self
                .edges
                .get_mut(n)
                .filter(|edge| !edge.in_core && !edge.used)
            else {
                continue;
            };
            edge.used = true;
            let mut chain = edge.stroke.described();
            chain.points = edge.walked(0);
            let ends = edge.ends;
            for (end, mut node) in [(1, ends[1]), (0, ends[0])] {
                if end == 0 {
                    chain.points.reverse();
                }
                while is_through(node) {
                    let here = self.nodes.get(node).into_iter().flatten();
                    let free = here.copied().find(|(other, _)| {
                        (self.edges.get(*other)).is_some_and(|edge| !edge.in_core && !edge.used)
                    });
                    let Some((other, from)) = free else { break };
                    let Some(edge) = self.edges.get_mut(other) else {
                        break;
                    };
                    edge.used = true;
                    chain = chain.with(&edge.stroke);
                    chain.points.pop();
                    chain.points.extend(edge.walked(from));
                    node = edge.ends[1 - from];
                }
            }
            chains.push(chain);
        }
        chains
    }
}

/// The point halfway along.
fn middle(points: &[Point]) -> Point {
    at_length(points, polyline_length(points) / 2.0)
        .map_or_else(Point::default, |halfway| halfway.at_mm)
}

/// Places, each of which takes in what lies within a tolerance of it.
struct Places {
    tolerance: f64,
    points: Vec<Point>,
    cells: FxHashMap<[i64; 2], Vec<usize>>,
}

impl Places {
    fn new(tolerance: f64) -> Self {
        Self {
            tolerance,
            points: Vec::new(),
            cells: FxHashMap::default(),
        }
    }

    /// The place of a point.
    fn at(&mut self, point: Point) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a cell beyond i64 is the last one: its points are compared one by one"
        )]
        let [i, j] = point.map(|at| (at / self.tolerance).floor() as i64);
        let around = (-1..=1).flat_map(|di| (-1..=1).map(move |dj| (di, dj)));
        let near = around
            .filter_map(|(di, dj)| {
                let cell = [i.saturating_add(di), j.saturating_add(dj)];
                self.cells.get(&cell)
            })
            .flatten()
            .copied();
        let distance = |place: usize| {
            let there = self.points.get(place);
            there.map_or(f64::INFINITY, |there| geometry::distance(*there, point))
        };
        let nearest = near.min_by(|a, b| distance(*a).total_cmp(&distance(*b)));
        if let Some(place) = nearest.filter(|place| distance(*place) <= self.tolerance) {
            return place;
        }
        let new = self.points.len();
        self.points.push(point);
        self.cells.entry([i, j]).or_default().push(new);
        new
    }
}
