//! A resistor.

use crate::{
    design::{
        kinds::{
            Facts, Kind,
            bought::{Bought, Shelf},
        },
        parameter::{ParameterInfo, Parameters, Stock},
        parameters::{Visit, ohm},
        tolerance::ToleranceClass,
    },
    quantity::{Unit, series::Series, text, unit_serde as q},
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

    fn offered() -> Vec<(&'static str, Self)> {
        vec![("Resistor", Self { resistance: 10.0 })]
    }

    fn bought(&self) -> Option<Bought> {
        let value = text::exact(self.resistance, &Unit::OHM);
        Some(Bought::new(Shelf::Resistors, "Resistor", value))
    }
}

const RESISTANCE: ParameterInfo = ohm("resistance", "R", "Resistance")
    .made_as(ToleranceClass::Resistor)
    .stocked(Stock::Series(Series::E24))
    .chief();

impl Parameters for Resistor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&RESISTANCE, &mut self.resistance);
    }
}
