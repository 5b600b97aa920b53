//! Ducts that are parts: vent, horn, eartip.

use super::Body;
use crate::{
    design::acoustic::{Eartip, Horn, Vent},
    picture::scene::{
        ink::Ink,
        pen::{Pen, arc},
        shape::Weight,
    },
};
use std::f64::consts::FRAC_PI_3;

const WALL: (Weight, Ink) = (Weight::Normal, Ink::Acoustic);

/// Waves leaving an opening at (x, 0) to the right: the mark of ambient.
pub(super) fn ambient(pen: &mut Pen, x: f64, size: f64) {
    for (i, weight) in [(1.0, Weight::Thin), (2.0, Weight::Hair)] {
        pen.line(
            &arc(
                [x - 0.2 * size, 0.0],
                size * (0.35 + 0.4 * i),
                -FRAC_PI_3,
                FRAC_PI_3,
                8,
            ),
            (weight, Ink::Acoustic),
        );
    }
}

/// Bores side by side, a mesh over the inner end, waves at the outer.
pub(super) fn vent(pen: &mut Pen, body: &Body<'_>, vent: &Vent) {
    let [x, y] = body.half;
    let bore = vent.bore * 1e3;
    let count = vent.count.clamp(1, 12);
    for i in 0..count {
        let at = -y + bore * (0.5 + 1.5 * f64::from(i));
        pen.duct(
            [-x, at],
            [x, at],
            [0.5 * bore; 2],
            Ink::AcousticSoft,
            Some(WALL),
        );
    }
    if vent.mesh.is_some() || vent.resistance > 0.0 {
        hatch(pen, -x + 0.12 * x.max(0.5), y);
    }
    ambient(pen, x, (0.8 * y).clamp(0.5, 1.2));
}

/// A row of short strokes across an opening: a mesh.
pub(super) fn hatch(pen: &mut Pen, x: f64, y: f64) {
    pen.line(&[[x, -y], [x, y]], (Weight::Heavy, Ink::Case));
}

/// A cone.
pub(super) fn horn(pen: &mut Pen, body: &Body<'_>, horn: &Horn) {
    let x = body.half[0];
    pen.duct(
        [-x, 0.0],
        [x, 0.0],
        [500.0 * horn.throat, 500.0 * horn.mouth],
        Ink::AcousticSoft,
        Some(WALL),
    );
}

/// A rubber dome around the bore, the piece of canal behind it.
pub(super) fn eartip(pen: &mut Pen, body: &Body<'_>, tip: &Eartip) {
    let [x, y] = body.half;
    let length = (tip.length * 1e3).clamp(0.1, 2.0 * x);
    let end = -x + length;
    let flare = (1.9 * y).max(0.5 * tip.bore * 1e3 + 0.8);
    let dome = |side: f64| {
        (0..=10).map(move |i| {
            let u = f64::from(i) / 10.0;
            let lift = 0.55 + 0.45 * (u * std::f64::consts::PI).sin();
            [-x + u * length, side * flare * lift]
        })
    };
    let mut rubber: Vec<_> = dome(-1.0).collect();
    rubber.extend(dome(1.0).collect::<Vec<_>>().into_iter().rev());
    pen.area(rubber, Ink::Rubber, Some((Weight::Thin, Ink::Case)));
    let bore = 500.0 * tip.bore;
    pen.duct(
        [-x, 0.0],
        [end, 0.0],
        [bore; 2],
        Ink::AcousticSoft,
        Some(WALL),
    );
    if tip.canal_length > 0.0 {
        let canal = 500.0 * tip.canal_diameter;
        pen.duct(
            [end, 0.0],
            [x, 0.0],
            [canal; 2],
            Ink::AcousticSoft,
            Some((Weight::Thin, Ink::EarEdge)),
        );
    }
    if tip.leak.is_some() {
        pen.line(
            &[[end - 0.3, -flare], [end + 0.4, -flare - 0.8]],
            (Weight::Thin, Ink::Warning),
        );
    }
}
