//! Curves in straight pieces that stay within a tolerance of them.

use crate::design::geometry::{self, Point};
use std::f64::consts::TAU;

/// Most pieces of one curve.
const MOST: f64 = 400.0;

/// Adds a cubic's points, its start left out. A chord of one of n pieces is off by at most
/// 3/4 · M / n², M the larger second difference of its control points (de Boor).
pub(super) fn cubic([a, b, c, d]: [Point; 4], tolerance: f64, points: &mut Vec<Point>) {
    let bend = |from: Point, by: Point, to: Point| {
        let second = geometry::subtract(geometry::add(from, to), geometry::scaled(by, 2.0));
        second[0].hypot(second[1])
    };
    let most = bend(a, b, c).max(bend(b, c, d));
    let pieces = pieces((0.75 * most / tolerance).sqrt());
    for t in steps(pieces) {
        let s = 1.0 - t;
        let at = |axis: fn(Point) -> f64| {
            s * s * s * axis(a)
                + 3.0 * s * s * t * axis(b)
                + 3.0 * s * t * t * axis(c)
                + t * t * t * axis(d)
        };
        points.push([at(|[x, _]| x), at(|[_, y]| y)]);
    }
}

/// Adds the points of an arc of an ellipse, its start left out: centre, the vectors to the ends of
/// its axes, start and sweep in radians of its parameter.
pub(super) fn arc(
    centre: Point,
    [major, minor]: [Point; 2],
    start: f64,
    sweep: f64,
    tolerance: f64,
    points: &mut Vec<Point>,
) {
    let radius = major[0].hypot(major[1]).max(minor[0].hypot(minor[1]));
    // The sagitta of a chord over the angle 2·φ is r·(1 − cos φ).
    let half = (1.0 - (tolerance / radius).min(0.3)).acos();
    let least = (sweep.abs() / TAU * 8.0).ceil();
    let pieces = pieces(sweep.abs() / (2.0 * half)).max(least);
    for t in steps(pieces) {
        let (sin, cos) = (start + t * sweep).sin_cos();
        let on_axes = geometry::add(geometry::scaled(major, cos), geometry::scaled(minor, sin));
        points.push(geometry::add(centre, on_axes));
    }
}

fn pieces(wanted: f64) -> f64 {
    // Not a number where the curve is none: then it is straight.
    if wanted > 1.0 {
        wanted.ceil().min(MOST)
    } else {
        1.0
    }
}

/// From the first piece's end to 1.
fn steps(pieces: f64) -> impl Iterator<Item = f64> {
    (1..)
        .map(f64::from)
        .take_while(move |&piece| piece <= pieces)
        .map(move |piece| piece / pieces)
}
