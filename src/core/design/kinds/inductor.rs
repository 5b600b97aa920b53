//! An inductor.

use crate::{
    design::{
        kinds::{Facts, Kind},
        parameter::Parameters,
        parameters::{Visit, henry, ohm},
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

/// An inductor. Ports `1`, `2`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inductor {
    /// Inductance, H.
    #[serde(with = "q::henry")]
    pub inductance: f64,
    /// Direct-current resistance, Ω.
    #[serde(with = "q::ohm")]
    pub dc_resistance: f64,
}

const FACTS: Facts = Facts {
    word: "inductor",
    prefix: "L",
    ..Facts::TWO_TERMINALS
};

impl Kind for Inductor {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }
}

impl Parameters for Inductor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &henry("inductance", "L", "Inductance"),
            &mut self.inductance,
        );
        visit(
            &ohm("dc_resistance", "DCR", "Direct-current resistance"),
            &mut self.dc_resistance,
        );
    }
}
