//! Moving coil: a round capsule in section, front to the right.

use super::{Body, terminals};
use crate::{
    design::driver::MovingCoil,
    picture::scene::{
        ink::Ink,
        pen::Pen,
        shape::{Point, Weight},
    },
};

/// Basket, magnet and pole piece, the domed membrane with its surround, the front grille.
pub(super) fn draw(pen: &mut Pen, body: &Body<'_>, driver: &MovingCoil) {
    let [x, y] = body.half;
    pen.plate(
        [0.0, 0.0],
        [2.0 * x, 2.0 * y],
        0.14 * x.min(y),
        Ink::CaseFill,
        Some((Weight::Normal, Ink::Case)),
    );
    // The magnet fills the rear half, the coil's gap is a dark slot on either side of the pole.
    pen.plate(
        [-0.36 * x, 0.0],
        [0.8 * x, 1.04 * y],
        0.06 * x,
        Ink::Metal,
        Some((Weight::Hair, Ink::Detail)),
    );
    pen.detail(3.0);
    for side in [-1.0, 1.0] {
        pen.plate(
            [-0.2 * x, side * 0.36 * y],
            [0.5 * x, 0.07 * y],
            0.0,
            Ink::CaseDeep,
            None,
        );
        // The coil on its former, reaching into the gap.
        pen.line(
            &[[-0.3 * x, side * 0.36 * y], [0.32 * x, side * 0.36 * y]],
            (Weight::Thin, Ink::Electrical),
        );
    }
    pen.detail(0.0);
    let inner = (driver.sd / std::f64::consts::PI).sqrt() * 1e3;
    membrane(pen, x, y, inner.min(0.86 * y));
    pen.detail(5.0);
    // The grille in front of it.
    for i in -3_i32..=3 {
        let at = f64::from(i) / 3.5 * 0.8 * y;
        pen.line(
            &[[0.9 * x, at - 0.06 * y], [0.9 * x, at + 0.06 * y]],
            (Weight::Thin, Ink::Detail),
        );
    }
    pen.detail(0.0);
    terminals(pen, body);
}

/// Dome within the coil, cone to the effective radius, half-roll surround to the rim.
fn membrane(pen: &mut Pen, x: f64, y: f64, radius: f64) {
    let coil = 0.36 * y;
    let foot = 0.32 * x;
    let half = |sign: f64| -> Vec<Point> {
        let mut points = Vec::new();
        for i in 0..=6 {
            let share = f64::from(i) / 6.0;
            let rise = 0.3 * x * (1.0 - share * share);
            points.push([foot + rise, sign * coil * share]);
        }
        for i in 1..=8 {
            let share = f64::from(i) / 8.0;
            let bulge = (share * std::f64::consts::PI).sin() * 0.26 * x;
            points.push([foot + bulge, sign * (coil + (radius - coil) * share)]);
        }
        points.push([foot, sign * 0.94 * y]);
        points
    };
    let mut profile: Vec<Point> = half(-1.0);
    profile.reverse();
    profile.extend(half(1.0).into_iter().skip(1));
    pen.line(&profile, (Weight::Normal, Ink::Membrane));
}

/// A plate in its half-roll suspension: a capsule's membrane without a motor behind it.
pub(super) fn radiator(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    let rim = 0.06 * y;
    for side in [-1.0, 1.0] {
        pen.plate(
            [0.0, side * (y - 0.5 * rim)],
            [2.0 * x, rim],
            0.0,
            Ink::Metal,
            Some((Weight::Thin, Ink::Case)),
        );
    }
    pen.plate(
        [0.0, 0.0],
        [0.5 * x, 1.4 * y],
        0.1 * x,
        Ink::CaseFill,
        Some((Weight::Hair, Ink::Detail)),
    );
    for side in [-1.0, 1.0] {
        let roll = (0..=8).map(|i| {
            let share = f64::from(i) / 8.0;
            let bulge = (share * std::f64::consts::PI).sin() * 0.6 * x;
            [bulge, side * y * (0.7 + 0.24 * share)]
        });
        let roll: Vec<Point> = roll.collect();
        pen.line(&roll, (Weight::Normal, Ink::Membrane));
    }
}
