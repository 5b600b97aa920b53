//! Level sections of a mesh: the closed lines in which a plane meets its triangles.

use super::{super::Stroke, facets::Facets};
use crate::design::geometry::{self, Point};
use crate::quantity::order::SortByNumber as _;
use rustc_hash::FxHashMap;

/// An inner wall encloses at least this share of what its outer wall does.
const INNER: f64 = 0.25;
/// What a cavity narrows to of its largest section before it counts as ended: a sound bore is
/// smaller.
const NARROWED: f64 = 0.02;
/// How far points may lie beside the outline that is kept, as a share of its size.
const OFF: f64 = 1e-4;

/// Which wall the outline is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wall {
    /// That around the room inside.
    Inner,
    /// There is only one.
    Outer,
}

/// Where a level plane meets a mesh, seen from above: y goes down.
pub(super) struct Section {
    pub(super) at: f64,
    /// Closed lines with their areas: the largest, then the largest one inside it, then the others
    /// by size.
    pub(super) loops: Vec<(f64, Vec<Point>)>,
    /// Lines that do not close.
    pub(super) open: Vec<Stroke>,
}

impl Section {
    pub(super) fn of(facets: &Facets, at: f64) -> Self {
        let mut section = Self {
            at,
            loops: Vec::new(),
            open: Vec::new(),
        };
        let mut closed = Vec::new();
        let mut net = Net::of(facets, at);
        while let Some((chain, closes)) = net.chain() {
            let points: Vec<Point> = chain
                .iter()
                .map(|edge| crossing(facets, *edge, at))
                .collect();
            if closes {
                closed.push(points);
            } else {
                section.open.push(Stroke {
                    points,
                    lines: 1,
                    ..Stroke::default()
                });
            }
        }
        section.add(closed);
        section
    }

    /// Adds closed lines.
    pub(super) fn add(&mut self, closed: Vec<Vec<Point>>) {
        let with_area = closed.into_iter().map(|points| {
            let points = thinned(points);
            (geometry::area_mm2(&points), points)
        });
        self.loops.extend(with_area.filter(|(area, _)| *area > 0.0));
        self.loops.sort_by_number(|a| -a.0);
        // The largest inside the first comes second.
        let inside = self.loops.split_first().and_then(|((_, outer), rest)| {
            rest.iter().position(|(_, points)| {
                let first = points.first();
                first.is_some_and(|first| geometry::inside(outer, *first))
            })
        });
        if let Some(inside) = inside
            && let Some(moved) = self.loops.get_mut(1..=inside + 1)
        {
            moved.rotate_right(1);
        }
    }

    fn inner(&self) -> Option<f64> {
        let [(_, outer), (area, points), ..] = &self.loops[..] else {
            return None;
        };
        let first = points.first()?;
        geometry::inside(outer, *first).then_some(*area)
    }

    /// Whether there is an inner wall.
    pub(super) fn wall(&self) -> Wall {
        let outer = self.loops.first().map_or(0.0, |(area, _)| *area);
        match self.inner() {
            Some(inner) if inner >= INNER * outer => Wall::Inner,
            _ => Wall::Outer,
        }
    }

    /// Area inside its inner wall, else of all.
    pub(super) fn inside(&self) -> Option<f64> {
        match self.wall() {
            Wall::Inner => self.inner(),
            Wall::Outer => self.loops.first().map(|(area, _)| *area),
        }
    }

    /// Area of a cavity whose largest section is so large; nothing where it has ended.
    pub(super) fn cavity(&self, largest: f64) -> Option<f64> {
        self.inner().filter(|area| *area >= NARROWED * largest)
    }
}

/// An edge of the mesh: its corners, the lower number first.
type Edge = [u32; 2];

/// Edges that a plane cuts, each with those it is joined to across a triangle.
struct Net {
    joined: FxHashMap<Edge, Vec<Edge>>,
    /// Where to begin, the last first: ends of open lines, so that each is walked whole.
    starts: Vec<Edge>,
}

impl Net {
    fn of(facets: &Facets, at: f64) -> Self {
        let mut joined: FxHashMap<Edge, Vec<Edge>> = FxHashMap::default();
        let mut starts = Vec::new();
        for &[a, b, c] in &facets.triangles {
            let [over_a, over_b, over_c] = [a, b, c].map(|corner| facets.corner(corner)[2] > at);
            // The corner that is alone on its side: both edges from it are cut.
            let (alone, others) = match (over_a == over_b, over_b == over_c) {
                (true, true) => continue,
                (true, false) => (c, [a, b]),
                (false, true) => (a, [b, c]),
                (false, false) => (b, [c, a]),
            };
            let [from, to] = others.map(|other| [alone.min(other), alone.max(other)]);
            for (one, other) in [(from, to), (to, from)] {
                joined.entry(one).or_default().push(other);
            }
            starts.push(from);
        }
        let is_end = |edge: &Edge| joined.get(edge).is_some_and(|all| all.len() % 2 != 0);
        let ends: Vec<Edge> = joined.keys().copied().filter(is_end).collect();
        starts.extend(ends);
        Self { joined, starts }
    }

    /// Takes the next line out of it, and whether it closes.
    fn chain(&mut self) -> Option<(Vec<Edge>, bool)> {
        while let Some(&start) = self.starts.last() {
            let mut chain = vec![start];
            let mut here = start;
            while let Some(next) = self.take(here) {
                if next == start {
                    return Some((chain, true));
                }
                chain.push(next);
                here = next;
            }
            if chain.len() > 1 {
                return Some((chain, false));
            }
            self.starts.pop();
        }
        None
    }

    /// The edge across a triangle from here; that way is gone then, in both directions.
    fn take(&mut self, here: Edge) -> Option<Edge> {
        let next = self.joined.get_mut(&here)?.pop()?;
        if let Some(back) = self.joined.get_mut(&next)
            && let Some(at) = back.iter().position(|edge| *edge == here)
        {
            back.swap_remove(at);
        }
        Some(next)
    }
}

/// Where a plane meets an edge.
fn crossing(facets: &Facets, [a, b]: Edge, at: f64) -> Point {
    let [ax, ay, az] = facets.corner(a);
    let [bx, by, bz] = facets.corner(b);
    let t = if bz == az { 0.5 } else { (at - az) / (bz - az) };
    [ax + t * (bx - ax), -(ay + t * (by - ay))]
}

/// An outline without the points that lie on the way between their neighbours (Douglas and Peucker).
fn thinned(points: Vec<Point>) -> Vec<Point> {
    let reach = super::super::size(&points);
    let off = OFF * reach[0].max(reach[1]);
    let Some((first, last)) = points.first().zip(points.len().checked_sub(1)) else {
        return points;
    };
    // Two halves, from the first point to the one farthest from it and back.
    let far = |point: &Point| geometry::distance(*first, *point);
    let middle = (1..points.len()).max_by(|a, b| {
        let far = |at: &usize| points.get(*at).map_or(0.0, far);
        far(a).total_cmp(&far(b))
    });
    let Some(middle) = middle else {
        return points;
    };
    let mut kept = vec![false; points.len()];
    let mut keep = |at: usize| kept.get_mut(at).map(|kept| *kept = true);
    keep(0);
    keep(middle);
    let mut stretches = vec![(0, middle), (middle, last + 1)];
    while let Some((from, to)) = stretches.pop() {
        let at = |at: usize| points.get(at % points.len()).copied().unwrap_or_default();
        let beside = |n: usize| {
            let (on, _) = geometry::nearest_on_segment(at(from), at(to), at(n));
            geometry::distance(on, at(n))
        };
        let farthest = (from + 1..to)
            .map(|n| (n, beside(n)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((n, beside)) = farthest
            && beside > off
        {
            keep(n);
            stretches.extend([(from, n), (n, to)]);
        }
    }
    let mut kept = kept.into_iter();
    let mut points = points;
    points.retain(|_| kept.next().unwrap_or(true));
    points
}
