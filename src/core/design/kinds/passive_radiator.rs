//! A passive radiator: a plate on a suspension that only sound moves.

use crate::{
    design::{
        kinds::{Facts, Kind, Port, Side, common::mm},
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, amount},
        port::{FRONT, REAR, Role},
        tolerance::ToleranceClass,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A sprung plate between two spaces, a driver without a motor. Ports `rear`, `front`.
///
/// Its acoustic impedance is (Rmp + jωMmp + 1/(jωCmp))/Sp²: R. H. Small (1974), Passive-Radiator
/// Loudspeaker Systems, Part I: Analysis, J. Audio Eng. Soc. 22.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassiveRadiator {
    /// Moving mass without air load Mmp, kg.
    #[serde(with = "q::mass")]
    pub mmp: f64,
    /// Compliance of the suspension Cmp, m/N.
    #[serde(with = "q::compliance")]
    pub cmp: f64,
    /// Mechanical resistance of the suspension Rmp, N·s/m.
    #[serde(with = "q::mechanical_resistance")]
    pub rmp: f64,
    /// Effective area Sp, m².
    #[serde(with = "q::area")]
    pub sp: f64,
}

const MMP: ParameterInfo = amount("mmp", "Mmp", "Moving mass", &Unit::MASS, 1.0)
    .at_least(1e-12)
    .made_as(ToleranceClass::MovingMass);
const CMP: ParameterInfo = amount(
    "cmp",
    "Cmp",
    "Suspension compliance",
    &Unit::COMPLIANCE,
    1e3,
)
.at_least(1e-12)
.made_as(ToleranceClass::Suspension);
// Without any loss nothing would hold it back at its resonance.
const RMP: ParameterInfo = amount(
    "rmp",
    "Rmp",
    "Mechanical resistance",
    &Unit::MECHANICAL_RESISTANCE,
    1e3,
)
.at_least(1e-9)
.made_as(ToleranceClass::Losses);
const SP: ParameterInfo = amount("sp", "Sp", "Effective area", &Unit::AREA, 1.0).at_least(1e-10);

/// Drawn thickness, mm.
const THICKNESS_MM: f64 = 1.5;

impl PassiveRadiator {
    /// Diameter of a round plate of its area with its suspension, mm.
    fn diameter_mm(&self) -> f64 {
        1.3 * mm(2.0 * (self.sp / std::f64::consts::PI).sqrt())
    }
}

const FACTS: Facts = Facts {
    word: "passive radiator",
    prefix: "PR",
    ports: &[
        Port::acoustic(REAR, Role::Entry, Side::West),
        Port::acoustic(FRONT, Role::Exit, Side::East),
    ],
    through: &[[REAR, FRONT]],
    solid: true,
    ..Facts::PART
};

impl Kind for PassiveRadiator {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn offered() -> Vec<(&'static str, Self)> {
        let radiator = Self {
            mmp: 30e-6,
            cmp: 5e-3,
            rmp: 5e-3,
            sp: 20e-6,
        };
        vec![("Passive radiator", radiator)]
    }

    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        [THICKNESS_MM, self.diameter_mm()]
    }

    fn height_mm(&self) -> f64 {
        self.diameter_mm()
    }

    fn value_text(&self) -> Option<String> {
        Some(text::rounded(self.mmp, &Unit::MASS, 3))
    }
}

impl Parameters for PassiveRadiator {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&MMP, &mut self.mmp);
        visit(&CMP, &mut self.cmp);
        visit(&RMP, &mut self.rmp);
        visit(&SP, &mut self.sp);
    }
}
