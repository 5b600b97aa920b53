//! An inductor.

use crate::{
    design::{
        kinds::{
            Facts, Kind,
            bought::{Bought, Shelf},
        },
        parameter::{ParameterInfo, Parameters, Stock},
        parameters::{Visit, henry, ohm},
        tolerance::ToleranceClass,
    },
    quantity::{Unit, series::Series, text, unit_serde as q},
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

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Inductor",
            Self {
                inductance: 1e-3,
                dc_resistance: 4.0,
            },
        )]
    }

    fn bought(&self) -> Option<Bought> {
        let value = format!(
            "{}, at most {}",
            text::exact(self.inductance, &Unit::HENRY),
            text::exact(self.dc_resistance, &Unit::OHM)
        );
        Some(Bought::new(Shelf::Windings, "Inductor", value))
    }
}

const INDUCTANCE: ParameterInfo = henry("inductance", "L", "Inductance")
    .made_as(ToleranceClass::Inductor)
    .stocked(Stock::Series(Series::E12))
    .chief();
const RESISTANCE: ParameterInfo =
    ohm("dc_resistance", "DCR", "Direct-current resistance").made_as(ToleranceClass::Inductor);

impl Parameters for Inductor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&INDUCTANCE, &mut self.inductance);
        visit(&RESISTANCE, &mut self.dc_resistance);
    }
}
