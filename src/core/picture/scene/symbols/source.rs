//! The amplifier: a circle with a sine, its terminals to the right.

use super::Body;
use crate::{
    design::port::{MINUS, PLUS},
    picture::scene::{
        ink::Ink,
        pen::Pen,
        shape::{Point, Weight},
    },
};
use std::f64::consts::TAU;

/// The source of IEC 60617, leads to its terminals, their signs.
pub(super) fn draw(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    let radius = 0.62 * x.min(y);
    let middle = [-x + radius, 0.0];
    for (name, sign) in [(PLUS, -1.0), (MINUS, 1.0)] {
        if let Some(at) = body.port(name) {
            pen.line(
                &[at, [middle[0], at[1]], [middle[0], sign * radius]],
                (Weight::Normal, Ink::Electrical),
            );
            pen.detail(4.0);
            pen.sign(
                [at[0] - 0.3, at[1] + sign * 0.55],
                0.5,
                name == PLUS,
                Ink::Electrical,
            );
            pen.detail(0.0);
        }
    }
    pen.disc(
        middle,
        radius,
        Some(Ink::ElectricalSoft),
        Some((Weight::Normal, Ink::Electrical)),
    );
    let sine: Vec<Point> = (0..=20)
        .map(|i| {
            let u = f64::from(i) / 20.0;
            [
                middle[0] + (u - 0.5) * 1.2 * radius,
                -0.3 * radius * (u * TAU).sin(),
            ]
        })
        .collect();
    pen.line(&sine, (Weight::Thin, Ink::Electrical));
}
