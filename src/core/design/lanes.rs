//! Wires beside each other: those of different nets never share a line.
//!
//! Two that do would read as one. Every wire is first led as if it were alone; where its way runs
//! along one of another net, it takes a lane beside it. What was put somewhere by way-points stays
//! there, and so does the straight bit at every port; the others give way in document order.
//! Crossings are ordinary.

use super::{
    Link, LinkId, LinkKind,
    detour::{self, Block, Obstacles, Wire, WireBefore, along, crosses, crosses_any, simplified},
    geometry::{self, Point},
    maze,
    path::segments,
    wire_route,
};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;

/// How far apart lanes lie, mm.
const LANE_MM: f64 = 0.8;
/// A lane keeps this far off wires of other nets, mm …
const WIDEST_MM: f64 = 0.6;
/// … and less where there is no room for more.
const NARROWER_MM: [f64; 2] = [0.3, ONE_LINE_MM];
/// Wires nearer than this lie on one line, mm.
const ONE_LINE_MM: f64 = 0.15;
/// Wires that run along each other for less than this do not share a line, mm.
const SHARED_MM: f64 = 0.05;
/// Most lanes tried to either side.
const LANES: i32 = 12;
/// Side of the cells in which stretches are looked up, mm.
const CELL_MM: f64 = 1.0;
/// Stretches of an ordinary wire, those at its ports counted twice.
const STRETCHES: usize = 7;

/// How every wire of a design runs.
///
/// A wire that shared no line with another before can only do so with one that runs elsewhere now,
/// and one that found a way beside others keeps it until one comes onto it or goes from where it
/// searched: while a part is dragged few wires are laid anew.
pub(super) fn wires<'a>(obstacles: &Obstacles<'a>) -> FxHashMap<LinkId, Wire<'a>> {
    let links = &obstacles.design().links;
    let mut taken = Taken::of(obstacles, links.len());
    // The same of wires that do not run as they did, and where those ran.
    let mut news = Taken::of(obstacles, 0);
    let mut gone = obstacles.gone().to_vec();
    let mut found = FxHashMap::with_capacity_and_hasher(links.len(), FxBuildHasher);
    let mut later = Vec::with_capacity(links.len());
    for (index, link) in links.iter().enumerate() {
        if link.kind != LinkKind::Wire {
            continue;
        }
        let known = obstacles.known(link.id);
        let before = known.and_then(|known| known.before);
        let course = known.map(|known| Cow::Borrowed(known.course));
        let Some(course) = course.or_else(|| course_of(obstacles, link).map(Cow::Owned)) else {
            continue;
        };
        let mut take = |path: &[Point]| {
            taken.add(index, path);
            if before.is_none() {
                news.add(index, path);
            }
        };
        if link.way_points_mm.is_empty() {
            // The straight bits at its ports.
            if let [first, start, .., end, last] = &*course {
                take(&[*first, *start]);
                take(&[*end, *last]);
            }
            later.push((index, link.id, course, before));
        } else {
            take(&course);
            let wire = Wire {
                index,
                path: course.clone(),
                course,
                searched: None,
            };
            found.insert(link.id, wire);
        }
    }
    for (index, link, course, before) in later {
        let wire = match before {
            Some(before) if keeps(index, &course, before, &news, &gone) => Wire {
                index,
                course,
                path: Cow::Borrowed(before.path),
                searched: before.searched,
            },
            _ => {
                let wire = laid(obstacles, &taken, index, course);
                if before.is_none_or(|before| *before.path != *wire.path) {
                    news.add(index, &wire.path);
                    gone.extend(before.map(|before| before.path));
                }
                wire
            }
        };
        taken.add(index, &wire.path);
        found.insert(link, wire);
    }
    found
}

/// Whether a wire runs as it did before, whatever came and went.
fn keeps(
    index: usize,
    course: &[Point],
    before: WireBefore<'_>,
    news: &Taken<'_, '_>,
    gone: &[&[Point]],
) -> bool {
    match before.searched {
        None => !news.shares(index, course, ONE_LINE_MM),
        Some(searched) => {
            !gone.iter().any(|path| meets(path, searched))
                && !news.shares(index, before.path, WIDEST_MM)
        }
    }
}

/// Whether a row of upright and level stretches has a point in a box.
fn meets(path: &[Point], [low, high]: Block) -> bool {
    segments(path).any(|(a, b)| {
        [0, 1].into_iter().all(|axis| {
            let [a, b] = [along(&a, axis), along(&b, axis)];
            a.min(b) <= along(&high, axis) && a.max(b) >= along(&low, axis)
        })
    })
}

/// A wire laid among those that are taken.
fn laid<'a>(
    obstacles: &Obstacles<'_>,
    taken: &Taken<'_, '_>,
    index: usize,
    course: Cow<'a, [Point]>,
) -> Wire<'a> {
    let (path, searched) = if taken.shares(index, &course, ONE_LINE_MM) {
        beside(obstacles, taken, index, &course)
    } else {
        (None, None)
    };
    Wire {
        index,
        path: path.map_or_else(|| course.clone(), Cow::Owned),
        course,
        searched,
    }
}

/// The way a wire takes if it is the only one; absent for wires without an end.
fn course_of(obstacles: &Obstacles<'_>, link: &Link) -> Option<Vec<Point>> {
    let design = obstacles.design();
    let (from, to) = design
        .placed_port(&link.from)
        .zip(design.placed_port(&link.to))?;
    let points = wire_route::route(&from, &to, &link.way_points_mm);
    Some(if link.way_points_mm.is_empty() {
        detour::around_parts(obstacles, points)
    } else {
        points
    })
}

/// A way that runs along no wire of another net, and round the parts, absent where there is none; and
/// the box, mm, that every better way lies in.
fn beside(
    obstacles: &Obstacles<'_>,
    taken: &Taken<'_, '_>,
    index: usize,
    course: &[Point],
) -> (Option<Vec<Point>>, Option<Block>) {
    // The straight bits at the ports stay.
    let [first, start, .., end, last] = course else {
        return (None, None);
    };
    let inner = course.get(1..course.len() - 1).unwrap_or_default();
    let blocks = obstacles.near(inner, *start, *end);
    let ends = [*start, *end];
    let way_at = |apart: f64| lane(taken, index, ends, inner, &blocks, apart);
    let widest = way_at(WIDEST_MM);
    let searched = match &widest {
        // No shorter way leads farther aside.
        Some(way) => {
            let longest = detour::stretches_length(way).max(detour::stretches_length(inner));
            let straight = (end[0] - start[0]).abs() + (end[1] - start[1]).abs();
            grown(ends.iter(), 0.5 * (longest - straight) + WIDEST_MM)
        }
        None => {
            let corners = blocks.iter().flatten().chain(inner);
            grown(corners, f64::from(LANES) * LANE_MM + WIDEST_MM)
        }
    };
    let way = widest
        .or_else(|| NARROWER_MM.into_iter().find_map(way_at))
        .or_else(|| round(taken, index, ends, inner, &blocks));
    let path = way.map(|way| {
        let ends = [*first, *last];
        simplified([&ends[..1], &way, &ends[1..]].concat())
    });
    (path, searched)
}

/// The box around points, grown to every side by `by`, mm.
fn grown<'p>(points: impl Iterator<Item = &'p Point>, by: f64) -> Option<Block> {
    let [low, high] = geometry::bounds(points.copied())?;
    Some([low.map(|at| at - by), high.map(|at| at + by)])
}

/// The shortest free way with two corners whose middle stretch lies a few lanes beside the course,
/// an end or the middle; of equally short ones the one nearest to the course.
fn lane(
    taken: &Taken<'_, '_>,
    index: usize,
    [start, end]: [Point; 2],
    course: &[Point],
    blocks: &[Block],
    apart: f64,
) -> Option<Vec<Point>> {
    let way = |(axis, at): (usize, f64)| {
        let corner = |end: Point| {
            let mut corner = end;
            if let Some(place) = corner.get_mut(axis) {
                *place = at;
            }
            corner
        };
        [start, corner(start), corner(end), end]
    };
    let free = |place: (usize, f64)| {
        let way = way(place);
        let free = !taken.shares(index, &way, apart) && !crosses_any(&way, blocks);
        free.then(|| way.to_vec())
    };
    // Every way whose middle stretch lies between the ends is as short as any.
    let mut detours = Vec::new();
    for axis in [0, 1] {
        let ends = [start, end].map(|point| along(&point, axis));
        let reach = [start, end].map(|from| {
            let beside = taken.reach(index, from, axis, apart);
            detour::common(beside, detour::free_reach(from, axis, blocks))
        });
        let [least, most] = detour::common(reach[0], reach[1]);
        let [low, high] = [ends[0].min(ends[1]), ends[0].max(ends[1])];
        for at in candidates(course, ends, blocks, axis) {
            if !(at >= least && at <= most) {
                continue;
            }
            let off = (low - at).max(at - high).max(0.0);
            if off > 0.0 {
                detours.push((off, (axis, at)));
            } else if let Some(way) = free((axis, at)) {
                return Some(way);
            }
        }
    }
    detours.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    detours.into_iter().find_map(|(_, place)| free(place))
}

/// Where the middle stretch of a way may lie, mm: on the lanes beside its course first.
fn candidates(
    course: &[Point],
    [from, to]: [f64; 2],
    blocks: &[Block],
    axis: usize,
) -> impl Iterator<Item = f64> {
    let at = move |point: &Point| along(point, axis);
    let mut near: Vec<f64> = course.iter().map(at).collect();
    near.extend([from, to, f64::midpoint(from, to)]);
    let past = blocks.iter().flatten().map(at).collect();
    [near, past].into_iter().flat_map(|mut lines: Vec<f64>| {
        lines.sort_by(f64::total_cmp);
        lines.dedup();
        lines.into_iter().flat_map(lanes)
    })
}

/// A line and the lanes beside it, the nearest first.
fn lanes(line: f64) -> impl Iterator<Item = f64> {
    let beside = (1..=LANES).flat_map(|n| [1.0, -1.0].map(|side| side * f64::from(n) * LANE_MM));
    std::iter::once(0.0)
        .chain(beside)
        .map(move |off| line + off)
}

/// Lanes a longer way is searched along beside the ends and the middle, to either side.
const SEARCHED: i32 = 3;

/// The shortest free way with any number of corners.
fn round(
    taken: &Taken<'_, '_>,
    index: usize,
    [start, end]: [Point; 2],
    course: &[Point],
    blocks: &[Block],
) -> Option<Vec<Point>> {
    let near = detour::nearest(course, blocks);
    let [xs, ys] = [0, 1].map(|axis| {
        let mut lines = detour::lines(start, end, &near, axis);
        let [from, to] = [start, end].map(|point| along(&point, axis));
        for line in [from, to, f64::midpoint(from, to)] {
            lines.extend((-SEARCHED..=SEARCHED).map(|n| line + f64::from(n) * LANE_MM));
        }
        lines.sort_by(f64::total_cmp);
        lines.dedup();
        lines
    });
    let free = |a, b| {
        !near.iter().any(|block| crosses(block, a, b)) && !taken.shares(index, &[a, b], ONE_LINE_MM)
    };
    maze::shortest([start, end], xs, ys, free).filter(|way| !crosses_any(way, blocks))
}

/// An upright or level stretch of a wire.
struct Stretch {
    /// Where it lies on the axis it does not run along, mm.
    at: f64,
    /// From where to where it runs, mm.
    reach: [f64; 2],
    /// The wire, by its place in the document.
    wire: usize,
    /// The one before it in its cell.
    before: Option<u32>,
}

/// The stretches that are taken, by axis and place.
struct Taken<'t, 'a> {
    obstacles: &'t Obstacles<'a>,
    stretches: Vec<Stretch>,
    /// The newest stretch of each cell.
    newest: FxHashMap<(usize, i64), u32>,
}

impl<'t, 'a> Taken<'t, 'a> {
    /// None yet, with room for those of so many wires.
    fn of(obstacles: &'t Obstacles<'a>, wires: usize) -> Self {
        let stretches = STRETCHES * wires;
        Self {
            obstacles,
            stretches: Vec::with_capacity(stretches),
            newest: FxHashMap::with_capacity_and_hasher(stretches, FxBuildHasher),
        }
    }

    fn add(&mut self, wire: usize, path: &[Point]) {
        for (axis, at, reach) in segments(path).filter_map(|(a, b)| stretch(a, b)) {
            let Ok(this) = u32::try_from(self.stretches.len()) else {
                return;
            };
            self.stretches.push(Stretch {
                at,
                reach,
                wire,
                before: self.newest.insert((axis, cell(at)), this),
            });
        }
    }

    /// Whether a way runs along a wire of another net, nearer than `apart`, mm.
    fn shares(&self, wire: usize, path: &[Point], apart: f64) -> bool {
        segments(path)
            .filter_map(|(a, b)| stretch(a, b))
            .any(|(axis, at, reach)| {
                self.near(axis, at, apart).any(|other| {
                    let common = reach[1].min(other.reach[1]) - reach[0].max(other.reach[0]);
                    common > SHARED_MM && !self.one_net(wire, other.wire)
                })
            })
    }

    /// How far a stretch may lead from a point along this axis, to either side, before it runs along
    /// a wire of another net, mm.
    fn reach(&self, wire: usize, from: Point, axis: usize, apart: f64) -> [f64; 2] {
        let (here, at) = (along(&from, axis), along(&from, 1 - axis));
        let mut reach = [f64::NEG_INFINITY, f64::INFINITY];
        for other in self.near(axis, at, apart) {
            let [low, high] = other.reach;
            if self.one_net(wire, other.wire) {
                continue;
            }
            let [ahead, behind] = [here.max(low), here.min(high)];
            if high - ahead > SHARED_MM {
                reach[1] = reach[1].min(ahead + SHARED_MM);
            }
            if behind - low > SHARED_MM {
                reach[0] = reach[0].max(behind - SHARED_MM);
            }
        }
        reach
    }

    /// The stretches along this axis nearer than `apart` to a line, mm.
    fn near(&self, axis: usize, at: f64, apart: f64) -> impl Iterator<Item = &Stretch> {
        (cell(at - apart)..=cell(at + apart))
            .flat_map(move |cell| self.of_cell(axis, cell))
            .filter(move |other| (at - other.at).abs() < apart)
    }

    fn of_cell(&self, axis: usize, cell: i64) -> impl Iterator<Item = &Stretch> {
        let stretch = |n: u32| self.stretches.get(n as usize);
        let newest = self.newest.get(&(axis, cell)).copied();
        std::iter::successors(newest.and_then(stretch), move |of| {
            of.before.and_then(stretch)
        })
    }

    fn one_net(&self, a: usize, b: usize) -> bool {
        let nets = self.obstacles.nets();
        a == b || nets.get(a) == nets.get(b)
    }
}

/// The axis a stretch runs along, where it lies on the other, and its reach; absent for a point.
fn stretch(a: Point, b: Point) -> Option<(usize, f64, [f64; 2])> {
    let axis = usize::from((a[0] - b[0]).abs() < (a[1] - b[1]).abs());
    let [from, to] = [a, b].map(|point| along(&point, axis));
    (a != b).then(|| (axis, along(&a, 1 - axis), [from.min(to), from.max(to)]))
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a place on the canvas; far out all cells are one"
)]
fn cell(at: f64) -> i64 {
    (at / CELL_MM).floor() as i64
}
