//! Two-terminal electrical parts and the transformer, IEC 60617 shapes.

use super::Body;
use crate::picture::scene::{
    ink::Ink,
    pen::{Pen, arc},
    shape::{Point, Weight},
};
use std::f64::consts::PI;

const BODY: (Weight, Ink) = (Weight::Normal, Ink::Electrical);

/// Leads from both ends to the body, whose half-length is `reach` mm.
fn leads(pen: &mut Pen, body: &Body<'_>, reach: f64) {
    let x = body.half[0];
    for side in [-1.0, 1.0] {
        pen.line(&[[side * x, 0.0], [side * reach, 0.0]], BODY);
    }
}

/// The box.
pub(super) fn resistor(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    leads(pen, body, 0.62 * x);
    pen.plate(
        [0.0, 0.0],
        [1.24 * x, 0.86 * y],
        0.0,
        Ink::ElectricalSoft,
        Some(BODY),
    );
}

/// The two plates.
pub(super) fn capacitor(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    let gap = 0.14 * x;
    leads(pen, body, gap);
    for side in [-1.0, 1.0] {
        pen.line(
            &[[side * gap, -0.78 * y], [side * gap, 0.78 * y]],
            (Weight::Heavy, Ink::Electrical),
        );
    }
}

/// A row of humps from `from` to `to`, bulging to the side given by `sign`, along x or y.
fn humps(from: f64, to: f64, count: u32, place: impl Fn(f64, f64) -> Point) -> Vec<Point> {
    let radius = (to - from) / (2.0 * f64::from(count));
    let mut points = Vec::new();
    for i in 0..count {
        let middle = from + radius * (2.0 * f64::from(i) + 1.0);
        let hump = arc([0.0, 0.0], 1.0, PI, 2.0 * PI, 10);
        points.extend(
            hump.into_iter()
                .map(|[u, v]| place(middle + u * radius, v * radius)),
        );
    }
    points
}

/// The four humps.
pub(super) fn inductor(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    let reach = 0.72 * x;
    leads(pen, body, reach);
    let tall = (0.7 * y / (reach / 4.0)).max(0.1);
    let points = humps(-reach, reach, 4, |u, v| [u, v * tall]);
    pen.line(&points, BODY);
}

/// Two windings and a core.
pub(super) fn transformer(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    for side in [-1.0, 1.0] {
        let stand = 0.5 * x;
        let top = 0.5 * y;
        let winding = humps(-top, top, 4, |u, v| [side * (stand + v * 1.3), u]);
        pen.line(&winding, BODY);
        for end in [-1.0, 1.0] {
            pen.line(&[[side * x, end * top], [side * stand, end * top]], BODY);
        }
        pen.line(
            &[[side * 0.07 * x, -0.62 * y], [side * 0.07 * x, 0.62 * y]],
            (Weight::Thin, Ink::Electrical),
        );
        // The dot that marks the beginning of the winding.
        pen.disc(
            [side * 0.72 * x, -0.68 * y],
            0.05 * x.max(y),
            Some(Ink::Electrical),
            None,
        );
    }
}
