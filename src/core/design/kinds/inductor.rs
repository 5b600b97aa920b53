//! An inductor.

use crate::{
    design::{
        kinds::{
            Facts, Kind,
            bought::{Bought, Shelf},
            burden::{Bound, Burden, Strain},
        },
        parameter::{ParameterInfo, Parameters, Stock},
        parameters::{Visit, amount, henry, ohm},
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
    /// Current at which its core saturates, A peak, as its data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::ampere",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub saturation_current: f64,
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
                saturation_current: 0.0,
            },
        )]
    }

    fn burdens(&self) -> Vec<Burden> {
        let bound = Bound::stated(self.saturation_current);
        vec![Burden::new(Strain::Current, bound)]
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
const SATURATION_CURRENT: ParameterInfo = amount(
    "saturation_current",
    "Isat",
    "Saturation current, peak",
    &Unit::AMPERE,
    1e3,
)
.or_unstated();

impl Parameters for Inductor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&INDUCTANCE, &mut self.inductance);
        visit(&RESISTANCE, &mut self.dc_resistance);
        visit(&SATURATION_CURRENT, &mut self.saturation_current);
    }
}
