//! The path a link is drawn along, and its length.
//!
//! A tube is a smooth bore: it leaves each port along the port's outward direction and runs through
//! its way-points without a kink. A wire is a row of horizontal and vertical stretches. A joint is
//! straight. The same design always gives the same points.

use super::{
    Design, Link, LinkKind,
    detour::{self, Obstacles},
    geometry::{PlacedPort, Point, add, distance, nearest_on_segment, scaled, subtract},
    wire_route,
};

/// Straight pieces a curve between two way-points is drawn with.
const PIECES: usize = 16;

/// How far a wire runs straight out of its port before it turns, mm.
pub const WIRE_STUB_MM: f64 = 1.0;

/// The points a link is drawn through, from its `from` to its `to`, mm; empty when an end is
/// missing.
pub fn path(design: &Design, link: &Link) -> Vec<Point> {
    path_among(&Obstacles::of(design), link)
}

/// The same for one of many links of a design, whose obstacles are gathered once.
pub fn path_among(obstacles: &Obstacles<'_>, link: &Link) -> Vec<Point> {
    let design = obstacles.design();
    let (Some(from), Some(to)) = (design.placed_port(&link.from), design.placed_port(&link.to))
    else {
        return Vec::new();
    };
    // A wire of the design keeps off the others.
    if link.kind == LinkKind::Wire
        && let Some(wire) = obstacles.wire(link)
    {
        return wire.path.to_vec();
    }
    let points = path_between(&from, &to, &link.way_points_mm, &link.kind);
    // A wire without way-points finds its own way round the parts; one with them goes where it was
    // put.
    if link.kind == LinkKind::Wire && link.way_points_mm.is_empty() {
        detour::around_parts(obstacles, points)
    } else {
        points
    }
}

/// The points a link of this kind would be drawn through between two ports.
pub fn path_between(
    from: &PlacedPort,
    to: &PlacedPort,
    way_points_mm: &[Point],
    kind: &LinkKind,
) -> Vec<Point> {
    match kind {
        LinkKind::Wire => wire_route::route(from, to, way_points_mm),
        LinkKind::Tube(_) => curve(from, to, way_points_mm),
        LinkKind::Joint => knots(from, to, way_points_mm),
    }
}

/// Length of a link's drawn path, m.
pub fn drawn_length(design: &Design, link: &Link) -> f64 {
    polyline_length(&path(design, link)) * 1e-3
}

/// Length of a row of points, in their unit.
pub fn polyline_length(points: &[Point]) -> f64 {
    segments(points).map(|(a, b)| distance(a, b)).sum()
}

/// The stretches between neighbouring points.
pub fn segments(points: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    points.iter().copied().zip(points.iter().copied().skip(1))
}

/// Where a path comes nearest to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OnPath {
    /// The point on the path, mm.
    pub at_mm: Point,
    /// Unit vector along the path there.
    pub direction: Point,
    /// Length of path before it, mm.
    pub along_mm: f64,
    /// How far the point asked for is away, mm.
    pub distance_mm: f64,
}

/// The place on a path nearest to a point; absent for an empty path.
pub fn nearest_on_path(points: &[Point], point: Point) -> Option<OnPath> {
    let mut along_mm = 0.0;
    let mut best: Option<OnPath> = None;
    for (a, b) in segments(points) {
        let length = distance(a, b);
        let (at_mm, t) = nearest_on_segment(a, b, point);
        let candidate = OnPath {
            at_mm,
            direction: unit(subtract(b, a)),
            along_mm: along_mm + t * length,
            distance_mm: distance(at_mm, point),
        };
        if best.is_none_or(|found| candidate.distance_mm < found.distance_mm) {
            best = Some(candidate);
        }
        along_mm += length;
    }
    best
}

/// The place on a path after `along_mm` of it, clamped to its ends; absent for an empty path.
pub fn at_length(points: &[Point], along_mm: f64) -> Option<OnPath> {
    let mut before = 0.0;
    let mut last = None;
    for (a, b) in segments(points) {
        let length = distance(a, b);
        let t = if length > 0.0 {
            ((along_mm - before) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        last = Some(OnPath {
            at_mm: add(a, scaled(subtract(b, a), t)),
            direction: unit(subtract(b, a)),
            along_mm: before + t * length,
            distance_mm: 0.0,
        });
        if before + length >= along_mm && length > 0.0 {
            break;
        }
        before += length;
    }
    last
}

/// A vector of length 1 in the same direction; zero stays zero.
pub fn unit(vector: Point) -> Point {
    let length = vector[0].hypot(vector[1]);
    if length > 0.0 {
        scaled(vector, 1.0 / length)
    } else {
        [0.0, 0.0]
    }
}

/// Both ends and the way-points between them.
fn knots(from: &PlacedPort, to: &PlacedPort, way_points_mm: &[Point]) -> Vec<Point> {
    let mut knots = Vec::with_capacity(way_points_mm.len() + 2);
    knots.push(from.at_mm);
    knots.extend_from_slice(way_points_mm);
    knots.push(to.at_mm);
    knots
}

/// A smooth curve: cubic pieces whose directions at way-points are those of the chord between the
/// neighbours, and at ports the port's own.
fn curve(from: &PlacedPort, to: &PlacedPort, way_points_mm: &[Point]) -> Vec<Point> {
    let knots = knots(from, to, way_points_mm);
    let last = knots.len() - 1;
    let direction = |index: usize| -> Point {
        let before = knots.get(index.wrapping_sub(1)).copied();
        let here = knots.get(index).copied().unwrap_or_default();
        let after = knots.get(index + 1).copied();
        let own = match index {
            0 => from.outward,
            _ if index == last => scaled(to.outward, -1.0),
            _ => [0.0, 0.0],
        };
        if own != [0.0, 0.0] {
            return own;
        }
        unit(subtract(after.unwrap_or(here), before.unwrap_or(here)))
    };
    let mut points = vec![from.at_mm];
    for (index, (a, b)) in segments(&knots).enumerate() {
        // Handles of a third of the chord make a straight run exactly straight and evenly divided.
        let handle = distance(a, b) / 3.0;
        let c1 = add(a, scaled(direction(index), handle));
        let c2 = subtract(b, scaled(direction(index + 1), handle));
        points.extend((1..PIECES).map(|piece| {
            let t = piece as f64 / PIECES as f64;
            cubic([a, c1, c2, b], t)
        }));
        points.push(b);
    }
    points
}

/// A point of a cubic Bézier curve.
fn cubic([a, b, c, d]: [Point; 4], t: f64) -> Point {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let at = |axis: usize| {
        [a, b, c, d]
            .iter()
            .zip(weights)
            .map(|(point, weight)| point.get(axis).copied().unwrap_or(0.0) * weight)
            .sum()
    };
    [at(0), at(1)]
}
