//! A wire's way round the parts in between.
//!
//! Only a wire that would cross a part is led round, along the lines that run past the parts at a
//! small distance: with two corners where that is possible, else the shortest way there is, each
//! corner counting as a few millimetres. The same drawing always gives the same way. How wires keep
//! off each other is `lanes`' matter.

use super::{
    Design, Link, LinkId,
    check::nets::Nets,
    geometry::{self, Point},
    lanes, maze,
    path::segments,
};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, cell::OnceCell, sync::Arc};

/// How far a wire stays away from a part it is led round, mm.
const CLEARANCE_MM: f64 = 0.6;
/// What is left of that where an end of the wire lies too close to the part for more, mm.
const LEAST_CLEARANCE_MM: f64 = 0.15;
/// Parts further than this from the wire's ends are not looked at, mm.
const REACH_MM: f64 = 8.0;
/// Most parts a way is searched between, those nearest to the wire's straight course first: where a
/// way past them meets another part, the wire runs straight through.
const MOST_PARTS: usize = 12;

/// Less than this far into a block is touching it, mm.
pub(super) const TOUCH: f64 = 1e-9;

/// An upright rectangle: least and greatest corner.
pub type Block = [Point; 2];

/// What wires are led round: every part of a design with the clearance around it, gathered when the
/// first wire asks, and the other wires. For every wire anew it takes longer than leading it round
/// them.
#[derive(Debug)]
pub struct Obstacles<'a> {
    design: &'a Design,
    blocks: OnceCell<Vec<Block>>,
    known: Known<'a>,
    nets: OnceCell<Arc<[Option<usize>]>>,
    wires: OnceCell<FxHashMap<LinkId, Wire<'a>>>,
}

/// What is known of the wires of a design from the drawing before.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// Those that nothing changed but other wires.
    pub wires: FxHashMap<LinkId, KnownWire<'a>>,
    /// The ways of the others, mm.
    pub gone: Vec<&'a [Point]>,
    /// The net of every link, by its place in the document, where that is as it was.
    pub nets: Option<Arc<[Option<usize>]>>,
}

/// What is known of a wire from the drawing before.
#[derive(Debug, Clone, Copy)]
pub struct KnownWire<'a> {
    /// The way it would take if it were the only one, mm.
    pub course: &'a [Point],
    /// How it ran; absent where what is one net may be otherwise by now.
    pub before: Option<WireBefore<'a>>,
}

/// How a wire ran in the drawing before.
#[derive(Debug, Clone, Copy)]
pub struct WireBefore<'a> {
    /// The way it took, mm.
    pub path: &'a [Point],
    /// Where it searched for a way beside others, as [`Wire::searched`].
    pub searched: Option<Block>,
}

/// A wire among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire<'a> {
    /// Its place among the links of the document.
    pub(super) index: usize,
    /// The way it would take if it were the only one, mm.
    pub course: Cow<'a, [Point]>,
    /// The way it takes, mm: clear of wires of other nets.
    pub path: Cow<'a, [Point]>,
    /// Its course runs along a wire of another net. Where in this box, mm, a wire goes away, a better
    /// way may be free.
    pub searched: Option<Block>,
}

impl<'a> Obstacles<'a> {
    /// Those of a design.
    pub fn of(design: &'a Design) -> Self {
        Self::knowing(design, Known::default())
    }

    /// Those of a design in which something is known of some wires.
    pub fn knowing(design: &'a Design, mut known: Known<'a>) -> Self {
        Self {
            design,
            blocks: OnceCell::new(),
            nets: known.nets.take().map_or_else(OnceCell::new, OnceCell::from),
            known,
            wires: OnceCell::new(),
        }
    }

    /// How a wire of the design runs; absent for what is no wire, or not in it as it is here.
    pub fn wire(&self, link: &Link) -> Option<&Wire<'a>> {
        let wires = self.wires.get_or_init(|| lanes::wires(self));
        let wire = wires.get(&link.id)?;
        let known = self.design.links.get(wire.index)?;
        (std::ptr::eq(known, link) || known == link).then_some(wire)
    }

    /// What is known already of a wire.
    pub(super) fn known(&self, link: LinkId) -> Option<KnownWire<'a>> {
        self.known.wires.get(&link).copied()
    }

    /// The ways of wires that may run elsewhere now, mm.
    pub(super) fn gone(&self) -> &[&'a [Point]] {
        &self.known.gone
    }

    /// The net of every link, by its place in the document; found when it is first asked for.
    pub fn nets(&self) -> &Arc<[Option<usize>]> {
        let found = || {
            let nets = Nets::nodes(self.design);
            let links = self.design.links.iter();
            links
                .map(|link| nets.group(link.from.part, &link.from.port))
                .collect()
        };
        self.nets.get_or_init(found)
    }

    /// The design they stand in.
    pub(super) fn design(&self) -> &'a Design {
        self.design
    }

    fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| {
            let parts = self.design.parts.iter();
            parts
                .filter(|part| !part.kind.facts().point)
                .filter_map(|part| geometry::bounds(part.outline_mm(self.design)))
                .map(|[a, b]| {
                    [
                        [a[0] - CLEARANCE_MM, a[1] - CLEARANCE_MM],
                        [b[0] + CLEARANCE_MM, b[1] + CLEARANCE_MM],
                    ]
                })
                .collect()
        })
    }

    /// Those near a wire; one that an end lies in cannot be avoided, one that an end lies close to
    /// is passed closer by.
    pub(super) fn near(&self, wire: &[Point], start: Point, end: Point) -> Vec<Block> {
        let Some([low, high]) = geometry::bounds(wire.iter().copied()) else {
            return Vec::new();
        };
        let near = |[a, b]: &Block| {
            b[0] > low[0] - REACH_MM
                && a[0] < high[0] + REACH_MM
                && b[1] > low[1] - REACH_MM
                && a[1] < high[1] + REACH_MM
        };
        let free = |block: &Block| !holds(block, start) && !holds(block, end);
        let blocks = self.blocks().iter().filter(|block| near(block));
        blocks
            .map(|block| if free(block) { *block } else { closer(block) })
            .filter(free)
            .collect()
    }
}

/// The wire's points, led round the parts they would cross where there is a way.
pub(super) fn around_parts(obstacles: &Obstacles<'_>, points: Vec<Point>) -> Vec<Point> {
    // The straight bits at the ports stay: port, end of the stub … end of the stub, port.
    let [first, start, .., end, last] = points.as_slice() else {
        return points;
    };
    let (first, start, end, last) = (*first, *start, *end, *last);
    let inner = points.get(1..points.len() - 1).unwrap_or_default();
    let blocks = obstacles.near(inner, start, end);
    if !crosses_any(inner, &blocks) {
        return points;
    }
    let way = two_corners(start, end, &blocks).or_else(|| {
        let nearest = nearest(inner, &blocks);
        let [xs, ys] = [0, 1].map(|axis| lines(start, end, &nearest, axis));
        let free = |a, b| !nearest.iter().any(|block| crosses(block, a, b));
        maze::shortest([start, end], xs, ys, free).filter(|way| !crosses_any(way, &blocks))
    });
    let Some(way) = way else {
        return points;
    };
    let mut points = vec![first];
    points.extend(way);
    points.push(last);
    simplified(points)
}

/// A part's block with the least clearance around it.
fn closer([low, high]: &Block) -> Block {
    let by = CLEARANCE_MM - LEAST_CLEARANCE_MM;
    [low.map(|at| at + by), high.map(|at| at - by)]
}

/// The blocks a way is searched between.
pub(super) fn nearest(course: &[Point], blocks: &[Block]) -> Vec<Block> {
    if blocks.len() <= MOST_PARTS {
        return blocks.to_vec();
    }
    let off = |block: &Block| {
        let gaps = segments(course).map(|(a, b)| gap(block, a, b));
        gaps.fold(f64::INFINITY, f64::min)
    };
    let mut blocks: Vec<(f64, Block)> = blocks.iter().map(|block| (off(block), *block)).collect();
    blocks.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    blocks.truncate(MOST_PARTS);
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// How far an upright or level stretch passes from a block, mm.
fn gap([low, high]: &Block, a: Point, b: Point) -> f64 {
    let beside = |axis: usize| {
        let [a, b] = [along(&a, axis), along(&b, axis)];
        (along(low, axis) - a.max(b))
            .max(a.min(b) - along(high, axis))
            .max(0.0)
    };
    beside(0).hypot(beside(1))
}

/// Whether a point lies strictly inside a block.
fn holds([low, high]: &Block, [x, y]: Point) -> bool {
    x > low[0] && x < high[0] && y > low[1] && y < high[1]
}

/// Whether an upright or level stretch runs through the inside of a block.
pub(super) fn crosses([low, high]: &Block, a: Point, b: Point) -> bool {
    a[0].min(b[0]) < high[0] - TOUCH
        && a[0].max(b[0]) > low[0] + TOUCH
        && a[1].min(b[1]) < high[1] - TOUCH
        && a[1].max(b[1]) > low[1] + TOUCH
}

pub(super) fn crosses_any(points: &[Point], blocks: &[Block]) -> bool {
    segments(points).any(|(a, b)| blocks.iter().any(|block| crosses(block, a, b)))
}

/// The coordinates a wire may run along: past each block, through both ends, half way.
pub(super) fn lines(start: Point, end: Point, blocks: &[Block], axis: usize) -> Vec<f64> {
    let at = |point: &Point| along(point, axis);
    let mut lines: Vec<f64> = blocks
        .iter()
        .flatten()
        .chain([&start, &end])
        .map(at)
        .collect();
    lines.push(f64::midpoint(at(&start), at(&end)));
    lines.sort_by(f64::total_cmp);
    lines.dedup();
    lines
}

/// The shortest free way with two corners; of equally short ones the one whose middle stretch is
/// upright, then the leftmost or topmost.
fn two_corners(start: Point, end: Point, blocks: &[Block]) -> Option<Vec<Point>> {
    let mut best: Option<([f64; 3], [Point; 4])> = None;
    // Across: the middle stretch is upright, its coordinate along the first axis.
    for (rank, axis) in [(0.0, 0), (1.0, 1)] {
        let reach = common(
            free_reach(start, axis, blocks),
            free_reach(end, axis, blocks),
        );
        let [from, to] = [start, end].map(|end| along(&end, axis));
        let middle = f64::midpoint(from, to);
        let past = blocks.iter().flatten().map(|corner| along(corner, axis));
        for at in past.chain([from, to, middle]) {
            if !(at >= reach[0] && at <= reach[1]) {
                continue;
            }
            let corner = |end: Point| {
                let mut corner = end;
                if let Some(place) = corner.get_mut(axis) {
                    *place = at;
                }
                corner
            };
            let way = [start, corner(start), corner(end), end];
            let order = [stretches_length(&way), rank, at];
            let better = best.is_none_or(|(known, _)| order < known);
            if better && !crosses_any(&way, blocks) {
                best = Some((order, way));
            }
        }
    }
    best.map(|(_, way)| way.to_vec())
}

/// The length of a row of upright and level stretches, mm.
pub(super) fn stretches_length(way: &[Point]) -> f64 {
    let stretches = segments(way).map(|(a, b)| (b[0] - a[0]).abs() + (b[1] - a[1]).abs());
    stretches.sum()
}

pub(super) fn along(point: &Point, axis: usize) -> f64 {
    point.get(axis).copied().unwrap_or(0.0)
}

/// How far a straight line along this axis may lead from a point, to either side, before it runs
/// into a block.
pub(super) fn free_reach(from: Point, axis: usize, blocks: &[Block]) -> [f64; 2] {
    let (here, aside) = (along(&from, axis), along(&from, 1 - axis));
    let mut reach = [f64::NEG_INFINITY, f64::INFINITY];
    for [low, high] in blocks {
        let beside =
            aside <= along(low, 1 - axis) + TOUCH || aside >= along(high, 1 - axis) - TOUCH;
        if beside {
            continue;
        }
        if here <= along(low, axis) + TOUCH {
            reach[1] = reach[1].min(along(low, axis) + TOUCH);
        } else if here >= along(high, axis) - TOUCH {
            reach[0] = reach[0].max(along(high, axis) - TOUCH);
        }
    }
    reach
}

pub(super) fn common(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0].max(b[0]), a[1].min(b[1])]
}

/// The same line without the points it only runs straight through.
pub(super) fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        let straight = match kept.as_slice() {
            [.., a, b] => {
                (a[0] == b[0] && b[0] == point[0] && (b[1] - a[1]) * (point[1] - b[1]) > 0.0)
                    || (a[1] == b[1] && b[1] == point[1] && (b[0] - a[0]) * (point[0] - b[0]) > 0.0)
            }
            _ => false,
        };
        if straight {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}
