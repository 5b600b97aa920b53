//! Values that need no formula at every frequency: y = g + j(ωc − γ/ω).
//!
//! A resistor is g, a capacitor or lossless volume c, an inductor or mass γ, and sums of them are
//! again of this form. Three numbers stand for a whole curve, so nothing has to be stored for every
//! frequency.

use super::element::PRESSURE_UNIT;
use super::network::{Element, Kind, MAX_PARAMETERS};
use crate::physics::air::AirConstants;

/// g, c, γ.
pub(super) type Coefficients = [f64; 3];

/// Whether an element with these parameters is of the form.
pub(super) fn is_simple(kind: &Kind, p: &[f64; MAX_PARAMETERS]) -> bool {
    match kind {
        Kind::Cable => p[2] == 0.0,
        Kind::ElectricalSeries | Kind::AcousticSeries => p[0] == 0.0 || p[1] == 0.0,
        Kind::Capacitor | Kind::Cavity => p[1] == 0.0,
        _ => false,
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
