//! Wires beside each other: those of different nets never share a line.
//!
//! Two that do would read as one. Every wire is first led as if it were alone; where its way runs
//! along one of another net, it takes a lane beside it. What was put somewhere by way-points stays
//! there, and so does the straight bit at every port; the others give way in document order.
//! Crossings are ordinary.

use super::{
    Link, LinkId, LinkKind,
    check::nets::Nets,
    detour::{self, Block, Obstacles, Wire, along, crosses, crosses_any, simplified},
    geometry::Point,
    maze,
    path::{polyline_length, segments},
    wire_route,
};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// How far apart lanes lie, mm.
const LANE_MM: f64 = 0.8;
/// A lane keeps this far off wires of other nets, mm; less where there is no room for more.
const APART_MM: [f64; 3] = [0.6, 0.3, ONE_LINE_MM];
/// Wires nearer than this lie on one line, mm.
const ONE_LINE_MM: f64 = 0.15;
/// Wires that run along each other for less than this do not share a line, mm.
const SHARED_MM: f64 = 0.05;
/// Most lanes tried to either side.
const LANES: i32 = 12;
/// Side of the cells in which stretches are looked up, mm.
const CELL_MM: f64 = 1.0;

/// How every wire of a design runs.
///
/// A wire that shared no line with another before can only do so with one that runs elsewhere now:
/// while a part is dragged few do.
pub(super) fn wires(obstacles: &Obstacles<'_>) -> FxHashMap<LinkId, Wire> {
    let design = obstacles.design();
    let mut taken = Taken::of(obstacles);
    // The same of wires that do not run as they did.
    let mut news = Taken::of(obstacles);
    let mut found = FxHashMap::default();
    let mut later = Vec::new();
    for (index, link) in design.links.iter().enumerate() {
        if link.kind != LinkKind::Wire {
            continue;
        }
        let known = obstacles.known(link.id);
        let before = known.and_then(|known| known.before);
        let course = known.map(|known| known.course.to_vec());
        let Some(course) = course.or_else(|| course_of(obstacles, link)) else {
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
            if let [first, start, .., end, last] = course.as_slice() {
                take(&[*first, *start]);
                take(&[*end, *last]);
            }
            later.push((index, link, course, before));
        } else {
            take(&course);
            let path = course.clone();
            found.insert(
                link.id,
                Wire {
                    index,
                    course,
                    path,
                    alone: true,
                },
            );
        }
    }
    for (index, link, course, before) in later {
        let was_alone = before.is_some_and(|(_, alone)| alone);
        let among = if was_alone { &news } else { &taken };
        let alone = !among.shares(index, &course, ONE_LINE_MM);
        let beside = (!alone).then(|| beside(obstacles, &taken, index, &course));
        let path = beside.flatten().unwrap_or_else(|| course.clone());
        taken.add(index, &path);
        if before.is_none_or(|(before, _)| before != path) {
            news.add(index, &path);
        }
        found.insert(
            link.id,
            Wire {
                index,
                course,
                path,
                alone,
            },
        );
    }
    found
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

/// A way that runs along no wire of another net, and round the parts; absent where there is none.
fn beside(
    obstacles: &Obstacles<'_>,
    taken: &Taken<'_>,
    index: usize,
    course: &[Point],
) -> Option<Vec<Point>> {
    // The straight bits at the ports stay.
    let [first, start, .., end, last] = course else {
        return None;
    };
    let inner = course.get(1..course.len() - 1)?;
    let blocks = obstacles.near(inner, *start, *end);
    let ends = [*start, *end];
    let ways = APART_MM
        .into_iter()
        .find_map(|apart| {
            let free =
                |way: &[Point]| !taken.shares(index, way, apart) && !crosses_any(way, &blocks);
            lane(ends, inner, &blocks, free)
        })
        .or_else(|| round(taken, index, ends, inner, &blocks));
    let mut path = vec![*first];
    path.extend(ways?);
    path.push(*last);
    Some(simplified(path))
}

/// The shortest free way with two corners whose middle stretch lies a few lanes beside the course,
/// an end or the middle.
fn lane(
    [start, end]: [Point; 2],
    course: &[Point],
    blocks: &[Block],
    free: impl Fn(&[Point]) -> bool,
) -> Option<Vec<Point>> {
    let mut best: Option<([f64; 2], [Point; 4])> = None;
    for axis in [0, 1] {
        let [from, to] = [start, end].map(|point| along(&point, axis));
        let at_course = course.iter().map(|point| along(point, axis));
        let past = blocks.iter().flatten().map(|corner| along(corner, axis));
        let mut lines: Vec<f64> = at_course.chain(past).collect();
        lines.extend([from, to, f64::midpoint(from, to)]);
        lines.sort_by(f64::total_cmp);
        lines.dedup();
        for at in lines.into_iter().flat_map(lanes) {
            let corner = |end: Point| {
                let mut corner = end;
                if let Some(place) = corner.get_mut(axis) {
                    *place = at;
                }
                corner
            };
            let way = [start, corner(start), corner(end), end];
            let order = [polyline_length(&way), f64::from(u8::from(axis == 1))];
            if best.is_none_or(|(known, _)| order < known) && free(&way) {
                best = Some((order, way));
            }
        }
    }
    best.map(|(_, way)| way.to_vec())
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
    taken: &Taken<'_>,
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

/// The stretches that are taken, by axis and place, and which wires are one net.
struct Taken<'a> {
    obstacles: &'a Obstacles<'a>,
    stretches: Vec<Stretch>,
    /// The newest stretch of each cell.
    newest: FxHashMap<(usize, i64), u32>,
    /// The net of each wire, by its place in the document; found when two first lie on one line.
    nets: OnceCell<Vec<Option<usize>>>,
}

impl<'a> Taken<'a> {
    fn of(obstacles: &'a Obstacles<'a>) -> Self {
        Self {
            obstacles,
            stretches: Vec::new(),
            newest: FxHashMap::default(),
            nets: OnceCell::new(),
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
                (cell(at - apart)..=cell(at + apart))
                    .flat_map(|cell| self.of_cell(axis, cell))
                    .any(|other| {
                        let common = reach[1].min(other.reach[1]) - reach[0].max(other.reach[0]);
                        (at - other.at).abs() < apart
                            && common > SHARED_MM
                            && !self.one_net(wire, other.wire)
                    })
            })
    }

    fn of_cell(&self, axis: usize, cell: i64) -> impl Iterator<Item = &Stretch> {
        let stretch = |n: u32| self.stretches.get(n as usize);
        let newest = self.newest.get(&(axis, cell)).copied();
        std::iter::successors(newest.and_then(stretch), move |of| {
            of.before.and_then(stretch)
        })
    }

    fn one_net(&self, a: usize, b: usize) -> bool {
        let nets = self.nets.get_or_init(|| {
            let design = self.obstacles.design();
            let nets = Nets::nodes(design);
            let links = design.links.iter();
            links
                .map(|link| nets.group(link.from.part, &link.from.port))
                .collect()
        });
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
