//! A leak: an unwanted opening, drawn in the colour of warnings.

use super::{
    Body,
    duct::{ambient, hatch},
};
use crate::{
    design::acoustic::{Leak, LeakShape},
    picture::scene::{ink::Ink, pen::Pen, shape::Weight},
};

/// Two lips with the gap between them, waves on the far side.
pub(super) fn draw(pen: &mut Pen, body: &Body<'_>, leak: &Leak) {
    let [x, y] = body.half;
    let y = y.max(0.5);
    let open = match leak.shape {
        LeakShape::Slit { gap, .. } => (500.0 * gap).clamp(0.05, 0.5 * y),
        LeakShape::Hole { diameter, .. } => 500.0 * diameter,
    };
    for side in [-1.0, 1.0] {
        let middle = side * 0.5 * (open + y.max(open + 0.4));
        pen.plate(
            [0.0, middle],
            [2.0 * x, (y.max(open + 0.4) - open).max(0.2)],
            0.05,
            Ink::CaseDeep,
            Some((Weight::Thin, Ink::Warning)),
        );
    }
    pen.duct(
        [-x, 0.0],
        [x, 0.0],
        [open; 2],
        Ink::AcousticSoft,
        Some((Weight::Hair, Ink::Acoustic)),
    );
    if leak.mesh.is_some() {
        hatch(pen, -0.6 * x, open);
    }
    ambient(pen, x, (0.8 * y).clamp(0.5, 1.2));
}
