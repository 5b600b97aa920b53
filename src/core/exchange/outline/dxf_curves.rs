//! The points of what a DXF drawing draws lines with.

use super::{
    dxf_groups::{Entity, number},
    flatten,
};
use crate::design::geometry::{self, Point};
use std::f64::consts::TAU;

/// Most points of a spline's polygon.
const MOST: usize = 5000;

/// The points of an entity seen from above, and whether it is closed; absent for what is no line.
///
/// Planar entities have a plane of their own, of which the direction of extrusion tells from which side
/// it is seen; lines, splines, ellipses and polylines in space are in the world (DXF Reference, Object
/// Coordinate Systems).
pub(super) fn points(entity: &Entity<'_>, off: f64) -> Option<(Vec<Point>, bool)> {
    let (mut points, closes) = drawn(entity, off)?;
    let in_world = match entity.kind {
        "LINE" | "SPLINE" | "ELLIPSE" => true,
        "POLYLINE" => entity.whole(70) & 8 != 0,
        _ => false,
    };
    if !in_world && is_from_behind(entity) {
        for point in &mut points {
            point[0] = -point[0];
        }
    }
    Some((points, closes))
}

/// Whether an entity's plane is seen from behind.
pub(super) fn is_from_behind(entity: &Entity<'_>) -> bool {
    entity.number(230).is_some_and(|z| z < 0.0)
}

fn drawn(entity: &Entity<'_>, off: f64) -> Option<(Vec<Point>, bool)> {
    match entity.kind {
        "LINE" => Some((vec![entity.point(10)?, entity.point(11)?], false)),
        "CIRCLE" => {
            let radius = entity.number(40)?;
            let mut points = Vec::new();
            let axes = [[radius, 0.0], [0.0, radius]];
            flatten::arc(entity.point(10)?, axes, 0.0, TAU, off, &mut points);
            Some((points, true))
        }
        "ARC" => {
            let radius = entity.number(40)?;
            let [start, end] = [entity.number(50)?, entity.number(51)?].map(f64::to_radians);
            let axes = [[radius, 0.0], [0.0, radius]];
            Some((elliptic(entity.point(10)?, axes, [start, end], off), false))
        }
        "ELLIPSE" => {
            let major = entity.point(11)?;
            let ratio = entity.number(40)?;
            let ends = [
                entity.number(41).unwrap_or(0.0),
                entity.number(42).unwrap_or(TAU),
            ];
            // The minor axis is the extrusion's cross product with the major one.
            let side = if is_from_behind(entity) {
                -ratio
            } else {
                ratio
            };
            let minor = [-side * major[1], side * major[0]];
            let closed = (ends[1] - ends[0]).abs() >= TAU - 1e-6;
            let points = elliptic(entity.point(10)?, [major, minor], ends, off);
            Some((points, closed))
        }
        "LWPOLYLINE" => Some((
            polyline(&vertices(entity), entity.whole(70) & 1 != 0, off),
            entity.whole(70) & 1 != 0,
        )),
        "POLYLINE" => {
            let flags = entity.whole(70);
            // Meshes are no lines; nor are the control points of a fitted curve part of it.
            if flags & (16 | 64) != 0 {
                return None;
            }
            let on_curve = entity
                .vertices
                .iter()
                .filter(|vertex| vertex.whole(70) & 16 == 0);
            let corners: Vec<(Point, f64)> = on_curve
                .filter_map(|vertex| Some((vertex.point(10)?, vertex.number(42).unwrap_or(0.0))))
                .collect();
            Some((polyline(&corners, flags & 1 != 0, off), flags & 1 != 0))
        }
        "SPLINE" => spline(entity, off),
        _ => None,
    }
}

/// An arc from one end to the other, counterclockwise, its start among its points.
fn elliptic(centre: Point, axes: [Point; 2], [start, end]: [f64; 2], off: f64) -> Vec<Point> {
    let mut sweep = (end - start).rem_euclid(TAU);
    if sweep < 1e-9 {
        sweep = TAU;
    }
    let (sin, cos) = start.sin_cos();
    let first = geometry::add(
        centre,
        geometry::add(
            geometry::scaled(axes[0], cos),
            geometry::scaled(axes[1], sin),
        ),
    );
    let mut points = vec![first];
    flatten::arc(centre, axes, start, sweep, off, &mut points);
    points
}

/// The corners of an LWPOLYLINE, with the bulge behind each.
fn vertices(entity: &Entity<'_>) -> Vec<(Point, f64)> {
    let mut corners: Vec<(Point, f64)> = Vec::new();
    for (code, value) in &entity.groups {
        let Some(value) = number(value) else {
            continue;
        };
        match (code, corners.last_mut()) {
            (10, _) => corners.push(([value, 0.0], 0.0)),
            (20, Some((point, _))) => point[1] = value,
            (42, Some((_, bulge))) => *bulge = value,
            _ => {}
        }
    }
    corners
}

/// A polyline with its arcs. A bulge is the tangent of a quarter of the arc's angle, positive where it
/// goes counterclockwise.
fn polyline(corners: &[(Point, f64)], closed: bool, off: f64) -> Vec<Point> {
    let mut points: Vec<Point> = corners
        .first()
        .map(|(first, _)| *first)
        .into_iter()
        .collect();
    let next = corners
        .iter()
        .skip(1)
        .chain(corners.first().filter(|_| closed));
    for ((from, bulge), (to, _)) in corners.iter().zip(next) {
        let chord = geometry::subtract(*to, *from);
        if *bulge == 0.0 || chord == [0.0; 2] {
            points.push(*to);
            continue;
        }
        // The centre lies on the chord's perpendicular bisector.
        let aside = (1.0 - bulge * bulge) / (4.0 * bulge);
        let middle = geometry::scaled(geometry::add(*from, *to), 0.5);
        let centre = [middle[0] - aside * chord[1], middle[1] + aside * chord[0]];
        let spoke = geometry::subtract(*from, centre);
        let radius = spoke[0].hypot(spoke[1]);
        let axes = [[radius, 0.0], [0.0, radius]];
        let start = spoke[1].atan2(spoke[0]);
        flatten::arc(centre, axes, start, 4.0 * bulge.atan(), off, &mut points);
    }
    points
}

/// A B-spline by de Boor's algorithm, rational where it has weights; one that has only points it goes
/// through is taken straight from point to point.
fn spline(entity: &Entity<'_>, off: f64) -> Option<(Vec<Point>, bool)> {
    let flags = entity.whole(70);
    let pairs = |code: i32| -> Vec<Point> {
        let xs = entity.numbers(code);
        xs.zip(entity.numbers(code + 10))
            .map(|(x, y)| [x, y])
            .collect()
    };
    let control = pairs(10);
    if control.is_empty() {
        let through = pairs(11);
        return (through.len() > 1).then_some((through, flags & 1 != 0));
    }
    let degree = usize::try_from(entity.whole(71))
        .ok()
        .filter(|degree| (1..=10).contains(degree))?;
    let knots: Vec<f64> = entity.numbers(40).collect();
    let weights: Vec<f64> = entity.numbers(41).collect();
    if knots.len() != control.len() + degree + 1 || control.len() > MOST {
        return None;
    }
    let homogeneous: Vec<[f64; 3]> = control
        .iter()
        .enumerate()
        .map(|(n, [x, y])| {
            let weight = weights.get(n).copied().unwrap_or(1.0);
            [x * weight, y * weight, weight]
        })
        .collect();
    let mut points = Vec::new();
    for span in degree..control.len() {
        let (from, to) = (*knots.get(span)?, *knots.get(span + 1)?);
        if to <= from {
            continue;
        }
        // As many pieces as the polygon of this span is bent.
        let polygon = control.get(span - degree..=span)?;
        let bent: f64 = polygon
            .windows(3)
            .filter_map(|three| {
                let [a, b, c] = three else { return None };
                let second = geometry::subtract(geometry::add(*a, *c), geometry::scaled(*b, 2.0));
                Some(second[0].hypot(second[1]))
            })
            .fold(0.0, f64::max);
        let order = u32::try_from(degree * degree).map_or(100.0, f64::from);
        let pieces = (order * bent / (8.0 * off)).sqrt().ceil().clamp(1.0, 400.0);
        if points.is_empty() {
            points.push(at(&homogeneous, &knots, degree, span, from)?);
        }
        let mut piece = 1.0;
        while piece <= pieces {
            let t = from + (to - from) * piece / pieces;
            points.push(at(&homogeneous, &knots, degree, span, t)?);
            piece += 1.0;
        }
    }
    Some((points, flags & 1 != 0))
}

/// A point of a spline within a span of its knots.
fn at(control: &[[f64; 3]], knots: &[f64], degree: usize, span: usize, t: f64) -> Option<Point> {
    let mut d: Vec<[f64; 3]> = control.get(span - degree..=span)?.to_vec();
    for r in 1..=degree {
        for j in (r..=degree).rev() {
            let (low, high) = (
                *knots.get(j + span - degree)?,
                *knots.get(j + 1 + span - r)?,
            );
            let share = if high > low {
                (t - low) / (high - low)
            } else {
                0.0
            };
            let (before, here) = (*d.get(j - 1)?, *d.get(j)?);
            let mut mixed = [0.0; 3];
            for (mixed, (a, b)) in mixed.iter_mut().zip(before.iter().zip(here)) {
                *mixed = (1.0 - share) * a + share * b;
            }
            *d.get_mut(j)? = mixed;
        }
    }
    let [x, y, weight] = *d.get(degree)?;
    (weight != 0.0).then(|| [x / weight, y / weight])
}
