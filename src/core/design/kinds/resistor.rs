//! A resistor.

use crate::{
    design::{
        kinds::{Facts, Kind},
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

const FACTS: Facts = Facts {
    word: "resistor",
    prefix: "R",
    ..Facts::TWO_TERMINALS
};

impl Kind for Resistor {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }
}

impl Parameters for Resistor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&ohm("resistance", "R", "Resistance"), &mut self.resistance);
    }
}
