//! A duct from a driver's volume to ambient.

use crate::{
    design::{
        air::{PLAIN_DENSITY, PLAIN_VISCOSITY},
        parameter::ParameterInfo,
        parameters::Visit,
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};
use std::f64::consts::{PI, TAU};

/// A duct that opens a volume to ambient.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseVent {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// Resistance of a cloth over it, Pa·s/m³ (0: none).
    #[serde(
        default,
        with = "q::acoustic_resistance",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub resistance: f64,
}

impl CaseVent {
    /// One as it starts.
    pub(in crate::design::kinds) const FIRST: Self = Self {
        length: 0.5e-3,
        bore: 0.3e-3,
        resistance: 0.0,
    };

    /// One of zeros, to be filled in.
    pub const fn blank() -> Self {
        Self {
            length: 0.0,
            bore: 0.0,
            resistance: 0.0,
        }
    }

    /// How much it opposes a flow of `f` Hz in plain air, Pa·s/m³: the mass of its air, and the
    /// resistance of a narrow tube (Poiseuille) and of its cloth. Good for telling what it is for;
    /// the solver takes its whole theory.
    pub(in crate::design::kinds) fn impedance(&self, f: f64) -> f64 {
        let area = PI / 4.0 * self.bore.powi(2);
        let mass = PLAIN_DENSITY * self.length / area;
        let narrow = 8.0 * PI * PLAIN_VISCOSITY * self.length / area.powi(2);
        (TAU * f * mass).hypot(narrow + self.resistance)
    }
}

/// Visits length, bore and resistance of a vent.
pub(in crate::design::kinds) fn vent_numbers(
    infos: &[ParameterInfo; 3],
    vent: &mut CaseVent,
    visit: Visit<'_>,
) {
    let [length, bore, resistance] = infos;
    visit(length, &mut vent.length);
    visit(bore, &mut vent.bore);
    visit(resistance, &mut vent.resistance);
}
