//! A capacitor, and what its dielectric is.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        kinds::{
            Facts, Kind,
            bought::{Bought, Shelf},
            burden::{Bound, Burden, Strain},
        },
        parameter::{ParameterInfo, Parameters, Stock},
        parameters::{Visit, amount, farad, ohm},
        tolerance::ToleranceClass,
    },
    quantity::{Unit, series::Series, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A capacitor. Ports `1`, `2`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacitor {
    /// Capacitance, F.
    #[serde(with = "q::farad")]
    pub capacitance: f64,
    /// Equivalent series resistance, Ω.
    #[serde(with = "q::ohm")]
    pub series_resistance: f64,
    /// Dielectric.
    pub dielectric: Dielectric,
    /// Greatest voltage across it, V peak, as its data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::volt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_voltage: f64,
}

/// A capacitor's dielectric: what it does with voltage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dielectric {
    /// C0G or NP0: constant.
    C0g,
    /// X5R: loses value with voltage.
    X5r,
    /// X7R: loses value with voltage.
    X7r,
    /// Plastic film: constant.
    Film,
    /// Tantalum.
    Tantalum,
    /// Electrolytic.
    Electrolytic,
}

const FACTS: Facts = Facts {
    word: "capacitor",
    prefix: "C",
    ..Facts::TWO_TERMINALS
};

const DIELECTRIC: ChoiceInfo = ChoiceInfo::among(
    "dielectric",
    "Dielectric",
    &[
        "C0G / NP0",
        "X5R",
        "X7R",
        "film",
        "tantalum",
        "electrolytic",
    ],
);

impl Dielectric {
    /// In the order of the words above.
    const ALL: [Self; 6] = [
        Self::C0g,
        Self::X5r,
        Self::X7r,
        Self::Film,
        Self::Tantalum,
        Self::Electrolytic,
    ];
}

impl Kind for Capacitor {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        DIELECTRIC.offer_one_of(&Dielectric::ALL, &mut self.dielectric, visit);
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Capacitor",
            Self {
                capacitance: 2.2e-6,
                series_resistance: 0.02,
                dielectric: Dielectric::X7r,
                rated_voltage: 0.0,
            },
        )]
    }

    fn burdens(&self) -> Vec<Burden> {
        let bound = Bound::stated(self.rated_voltage);
        vec![Burden::new(Strain::Voltage, bound)]
    }

    fn bought(&self) -> Option<Bought> {
        let what = match self.dielectric {
            Dielectric::C0g => "Capacitor, C0G",
            Dielectric::X5r => "Capacitor, X5R",
            Dielectric::X7r => "Capacitor, X7R",
            Dielectric::Film => "Capacitor, film",
            Dielectric::Tantalum => "Capacitor, tantalum",
            Dielectric::Electrolytic => "Capacitor, electrolytic",
        };
        let value = text::exact(self.capacitance, &Unit::FARAD);
        Some(Bought::new(Shelf::Capacitors, what, value))
    }
}

impl Dielectric {
    /// How wide the values of such capacitors spread.
    fn class(self) -> ToleranceClass {
        match self {
            Self::C0g | Self::Film => ToleranceClass::StableCapacitor,
            Self::X7r => ToleranceClass::Capacitor,
            Self::X5r | Self::Tantalum | Self::Electrolytic => ToleranceClass::WideCapacitor,
        }
    }
}

const CAPACITANCE: ParameterInfo = farad("capacitance", "C", "Capacitance")
    .stocked(Stock::Series(Series::E24))
    .chief();
const RATED_VOLTAGE: ParameterInfo = amount(
    "rated_voltage",
    "Umax",
    "Rated voltage, peak",
    &Unit::VOLT,
    1e4,
)
.or_unstated();

impl Parameters for Capacitor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &CAPACITANCE.made_as(self.dielectric.class()),
            &mut self.capacitance,
        );
        visit(
            &ohm("series_resistance", "ESR", "Series resistance"),
            &mut self.series_resistance,
        );
        visit(&RATED_VOLTAGE, &mut self.rated_voltage);
    }
}
