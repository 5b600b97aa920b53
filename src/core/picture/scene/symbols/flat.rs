//! Drivers with a flat membrane: planar, electrostatic, piezo.

use super::{Body, armature, terminals};
use crate::picture::scene::{ink::Ink, pen::Pen, shape::Weight};

const OUTLINE: (Weight, Ink) = (Weight::Normal, Ink::Case);

fn case(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    pen.plate(
        [0.0, 0.0],
        [2.0 * x, 2.0 * y],
        0.12 * x.min(y),
        Ink::CaseFill,
        Some(OUTLINE),
    );
}

/// Bar magnets on both sides of a tensioned membrane.
pub(super) fn planar(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    case(pen, body);
    pen.detail(2.0);
    for i in -2_i32..=2 {
        let at = f64::from(i) * 0.36 * y;
        for side in [-0.5, 0.5] {
            pen.plate(
                [side * x, at],
                [0.36 * x, 0.18 * y],
                0.0,
                Ink::Metal,
                Some((Weight::Hair, Ink::Detail)),
            );
        }
    }
    pen.detail(0.0);
    pen.line(
        &[[0.0, -0.92 * y], [0.0, 0.92 * y]],
        (Weight::Normal, Ink::Membrane),
    );
    terminals(pen, body);
}

/// A membrane between two perforated stators.
pub(super) fn electrostatic(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    armature::spout_of(pen, body);
    case(pen, body);
    pen.line(
        &[[-0.5 * x, 0.0], [0.62 * x, 0.0]],
        (Weight::Normal, Ink::Membrane),
    );
    pen.detail(3.0);
    for side in [-0.28, 0.28] {
        for i in 0_i32..6 {
            let from = -0.5 * x + f64::from(i) * 0.19 * x;
            pen.line(
                &[[from, side * y], [from + 0.12 * x, side * y]],
                (Weight::Thin, Ink::Detail),
            );
        }
    }
    pen.detail(0.0);
    terminals(pen, body);
}

/// A ceramic disc on a membrane.
pub(super) fn piezo(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    case(pen, body);
    pen.plate(
        [-0.14 * x, 0.0],
        [0.24 * x, 1.2 * y],
        0.0,
        Ink::Metal,
        Some((Weight::Hair, Ink::Detail)),
    );
    pen.line(
        &[[0.06 * x, -0.92 * y], [0.06 * x, 0.92 * y]],
        (Weight::Normal, Ink::Membrane),
    );
    terminals(pen, body);
}
