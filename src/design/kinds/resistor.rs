//! A resistor.

use crate::{
    design::{
        parameter::Parameters,
        parameters::{Visit, ohm},
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

/// A resistor. Ports `1`, `2`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resistor {
    /// Resistance, Ω.
    #[serde(with = "q::ohm")]
    pub resistance: f64,
}

impl Parameters for Resistor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&ohm("resistance", "R", "Resistance"), &mut self.resistance);
    }
}
