//! The amplifier and its cable.

use crate::{
    design::{
        kinds::{
            Facts, Kind, Port, Side,
            burden::{Bound, Burden, Strain},
        },
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, amount, farad, henry, ohm},
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
    /// Greatest output of the amplifier, V rms of a sine without load; 0: not stated.
    #[serde(
        default,
        with = "q::volt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub max_voltage: f64,
    /// Greatest current of the amplifier, A peak; 0: not stated.
    #[serde(
        default,
        with = "q::ampere",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub max_current: f64,
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

    fn burdens(&self) -> Vec<Burden> {
        // The voltage is stated of a sine, as amplifiers are.
        let voltage = Bound::stated(self.max_voltage).times(std::f64::consts::SQRT_2);
        vec![
            Burden::new(Strain::Emf, voltage),
            Burden::new(Strain::Current, Bound::stated(self.max_current)),
        ]
    }

    fn size_mm(&self, [length, width]: [f64; 2]) -> [f64; 2] {
        [length, 2.0 * width]
    }

    fn value_text(&self) -> Option<String> {
        (self.output_resistance > 0.0).then(|| text::rounded(self.output_resistance, &Unit::OHM, 3))
    }
}

const MAX_VOLTAGE: ParameterInfo = amount(
    "max_voltage",
    "Umax",
    "Greatest output voltage",
    &Unit::VOLT,
    1e4,
)
.or_unstated();
const MAX_CURRENT: ParameterInfo = amount(
    "max_current",
    "Imax",
    "Greatest output current, peak",
    &Unit::AMPERE,
    1e3,
)
.or_unstated();

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
        visit(&MAX_VOLTAGE, &mut self.max_voltage);
        visit(&MAX_CURRENT, &mut self.max_current);
    }
}
