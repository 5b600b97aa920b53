//! Values that need no formula at every frequency: y = g + j(ωc − γ/ω).
//!
//! A resistor is g, a capacitor or lossless volume c, an inductor or mass γ, and sums of them are
//! again of this form. Three numbers stand for a whole curve, so nothing has to be stored for every
//! frequency.

use super::element::PRESSURE_UNIT;
use super::network::{Element, Kind, MAX_PARAMETERS};
use super::term::Class;
use crate::physics::air::AirConstants;

/// g, c, γ.
pub(super) type Coefficients = [f64; 3];

/// Of what kind the values of an element with these parameters are.
pub(super) fn class(kind: &Kind, p: &[f64; MAX_PARAMETERS]) -> Class {
    match kind {
        Kind::Cable if p[2] == 0.0 => Class::REAL,
        Kind::ElectricalSeries | Kind::AcousticSeries if p[1] == 0.0 => Class::REAL,
        Kind::ElectricalSeries | Kind::AcousticSeries if p[0] == 0.0 => Class::FALLING,
        Kind::Capacitor | Kind::Cavity if p[1] == 0.0 => Class::RISING,
        _ => Class::STORED,
    }
}

/// The coefficients of a simple element, scaled for the matrix.
pub(super) fn coefficients(element: &Element, air: &AirConstants<f64>) -> Coefficients {
    let p = &element.parameters;
    let series = |scale: f64| {
        if p[1] == 0.0 {
            [scale / p[0], 0.0, 0.0]
        } else {
            [0.0, 0.0, scale / p[1]]
        }
    };
    match element.kind {
        Kind::Cable => [1.0 / (p[0] + p[1]), 0.0, 0.0],
        Kind::ElectricalSeries => series(1.0),
        Kind::AcousticSeries => series(PRESSURE_UNIT * PRESSURE_UNIT),
        Kind::Capacitor => [0.0, p[0], 0.0],
        Kind::Cavity => {
            let scale = PRESSURE_UNIT * PRESSURE_UNIT;
            [0.0, scale * p[0] / air.bulk_modulus(), 0.0]
        }
        _ => [0.0; 3],
    }
}

/// Keeps the coefficients of a value, as they are and negative.
pub(super) fn put(all: &mut [Coefficients], value: usize, new: Coefficients) {
    all[2 * value] = new;
    all[2 * value + 1] = new.map(|c| -c);
}
