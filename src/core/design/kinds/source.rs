//! The amplifier and its cable.

use crate::{
    design::{
        kinds::{Facts, Kind, Port, Side},
        parameter::Parameters,
        parameters::{Visit, farad, henry, ohm},
        port::{MINUS, PLUS, Role},
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// The amplifier and its cable. Ports `+`, `−` (named `-`). Its EMF is the design's drive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Output resistance of the amplifier, Ω.
    #[serde(with = "q::ohm")]
    pub output_resistance: f64,
    /// Cable resistance, both conductors, Ω.
    #[serde(with = "q::ohm")]
    pub cable_resistance: f64,
    /// Cable inductance, H.
    #[serde(with = "q::henry")]
    pub cable_inductance: f64,
    /// Cable capacitance across the far end, F.
    #[serde(with = "q::farad")]
    pub cable_capacitance: f64,
}

const FACTS: Facts = Facts {
    word: "source",
    prefix: "Source",
    ports: &[
        Port::electrical(PLUS, Role::Plus, Side::East, -0.5),
        Port::electrical(MINUS, Role::Minus, Side::East, 0.5),
    ],
    across: &[[PLUS, MINUS]],
    only_one: true,
    ..Facts::PART
};

impl Kind for Source {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn size_mm(&self, [length, width]: [f64; 2]) -> [f64; 2] {
        [length, 2.0 * width]
    }

    fn value_text(&self) -> Option<String> {
        (self.output_resistance > 0.0).then(|| text::rounded(self.output_resistance, &Unit::OHM, 3))
    }
}

impl Parameters for Source {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &ohm("output_resistance", "Rout", "Output resistance"),
            &mut self.output_resistance,
        );
        visit(
            &ohm("cable_resistance", "Rcable", "Cable resistance"),
            &mut self.cable_resistance,
        );
        visit(
            &henry("cable_inductance", "Lcable", "Cable inductance"),
            &mut self.cable_inductance,
        );
        visit(
            &farad("cable_capacitance", "Ccable", "Cable capacitance"),
            &mut self.cable_capacitance,
        );
    }
}
