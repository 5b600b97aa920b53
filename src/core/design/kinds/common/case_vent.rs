//! A duct from a driver's volume to ambient.

use crate::{
    design::{parameter::ParameterInfo, parameters::Visit},
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

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
