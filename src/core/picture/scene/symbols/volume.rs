//! Chambers and junctions.

use super::Body;
use crate::picture::scene::{
    ink::Ink,
    pen::{Pen, rounded},
    shape::Weight,
};

/// A box of air with a wall drawn double; the round room of a merge where a tube is wider than it.
pub(super) fn chamber(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    if let Some(radius) = body.room() {
        room(pen, radius);
        return;
    }
    let corner = 0.12 * x.min(y);
    pen.plate(
        [0.0, 0.0],
        [2.0 * x, 2.0 * y],
        corner,
        Ink::AcousticSoft,
        Some((Weight::Normal, Ink::Acoustic)),
    );
    pen.detail(4.0);
    let inset = (0.1 * x.min(y)).min(0.4);
    pen.ring(
        &rounded(
            [0.0, 0.0],
            [2.0 * (x - inset), 2.0 * (y - inset)],
            (corner - inset).max(0.0),
        ),
        (Weight::Hair, Ink::Acoustic),
    );
    pen.detail(0.0);
}

/// Where links meet: a dot of solder, or the round room that the widest tube makes.
pub(super) fn junction(pen: &mut Pen, body: &Body<'_>) {
    match body.room() {
        None => pen.disc([0.0, 0.0], 0.25, Some(Ink::Electrical), None),
        Some(radius) => room(pen, radius),
    }
}

/// The round room where tubes meet.
fn room(pen: &mut Pen, radius: f64) {
    pen.disc(
        [0.0, 0.0],
        radius,
        Some(Ink::AcousticSoft),
        Some((Weight::Heavy, Ink::Acoustic)),
    );
}
