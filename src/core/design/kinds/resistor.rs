//! A resistor.

use crate::{
    design::{
        kinds::{
            Facts, Kind,
            bought::{Bought, Shelf},
            burden::{Bound, Burden, Strain},
        },
        parameter::{ParameterInfo, Parameters, Stock},
        parameters::{Visit, amount, ohm},
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
    /// Power it bears for long, W, as its data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::watt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_power: f64,
}

impl Resistor {
    /// One of this resistance, Ω, of which nothing else is stated.
    pub const fn of(resistance: f64) -> Self {
        Self {
            resistance,
            rated_power: 0.0,
        }
    }
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
        vec![("Resistor", Self::of(10.0))]
    }

    fn burdens(&self) -> Vec<Burden> {
        let heat = Burden::new(
            Strain::Heat(self.resistance),
            Bound::stated(self.rated_power),
        );
        (self.resistance > 0.0)
            .then_some(heat)
            .into_iter()
            .collect()
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
const RATED_POWER: ParameterInfo =
    amount("rated_power", "Pmax", "Rated power", &Unit::WATT, 1e3).or_unstated();

impl Parameters for Resistor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&RESISTANCE, &mut self.resistance);
        visit(&RATED_POWER, &mut self.rated_power);
    }
}
