//! The ear: an auricle around the canal that leads to the drum.

use super::Body;
use crate::picture::scene::{
    ink::Ink,
    pen::Pen,
    shape::{Point, Weight},
};

/// The auricle's outline in shares of the half size, the canal's mouth at (−1, 0).
const AURICLE: [Point; 14] = [
    [-0.62, -0.52],
    [-0.50, -0.84],
    [-0.12, -0.99],
    [0.34, -0.92],
    [0.70, -0.62],
    [0.82, -0.20],
    [0.70, 0.16],
    [0.46, 0.42],
    [0.30, 0.70],
    [0.06, 0.94],
    [-0.26, 0.98],
    [-0.46, 0.78],
    [-0.52, 0.46],
    [-0.58, 0.10],
];

/// The inner fold (antihelix).
const FOLD: [Point; 8] = [
    [-0.34, -0.50],
    [-0.06, -0.72],
    [0.30, -0.66],
    [0.54, -0.36],
    [0.54, -0.04],
    [0.34, 0.22],
    [0.12, 0.46],
    [-0.08, 0.60],
];

/// Auricle, canal from the reference plane, drum.
pub(super) fn draw(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    let scale =
        |points: &[Point]| -> Vec<Point> { points.iter().map(|[u, v]| [u * x, v * y]).collect() };
    pen.area(
        smooth(&scale(&AURICLE), true),
        Ink::EarFill,
        Some((Weight::Normal, Ink::EarEdge)),
    );
    pen.line(&smooth(&scale(&FOLD), false), (Weight::Thin, Ink::EarEdge));
    let end = [0.12 * x, 0.06 * y];
    let bend = [-0.4 * x, 0.0];
    let half = 0.16 * y;
    for side in [-1.0, 1.0] {
        let lift = side * half;
        pen.line(
            &smooth(
                &[
                    [-x, lift],
                    [bend[0], lift],
                    [end[0] - 0.06 * x * side, end[1] + lift],
                ],
                false,
            ),
            (Weight::Normal, Ink::Acoustic),
        );
    }
    // The drum, slanting as it does.
    pen.line(
        &[
            [end[0] + 0.06 * x, end[1] - half],
            [end[0] - 0.06 * x, end[1] + half],
        ],
        (Weight::Heavy, Ink::Membrane),
    );
    // The reference plane.
    pen.line(
        &[[-x, -1.7 * half], [-x, 1.7 * half]],
        (Weight::Thin, Ink::EarEdge),
    );
}

/// A smooth line through points (Catmull–Rom, six pieces each).
fn smooth(points: &[Point], closed: bool) -> Vec<Point> {
    let count = points.len();
    let pick = |i: isize| -> Point {
        let last = count.cast_signed() - 1;
        let index = if closed {
            i.rem_euclid(count.cast_signed())
        } else {
            i.clamp(0, last)
        };
        points
            .get(index.cast_unsigned())
            .copied()
            .unwrap_or([0.0; 2])
    };
    let spans = if closed {
        count
    } else {
        count.saturating_sub(1)
    };
    let mut line = Vec::with_capacity(spans * 6 + 1);
    for span in 0..spans.cast_signed() {
        let [a, b, c, d] = [-1, 0, 1, 2].map(|step| pick(span + step));
        for piece in 0..6 {
            let t = f64::from(piece) / 6.0;
            let mix = |k: usize| {
                let [a, b, c, d] = [a, b, c, d].map(|point| point.get(k).copied().unwrap_or(0.0));
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            line.push([mix(0), mix(1)]);
        }
    }
    if !closed {
        line.push(pick(spans.cast_signed()));
    }
    line
}
