//! Loss and inductance of a voice coil.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, amount, henry, ohm},
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// Loss and inductance of a voice coil, besides its resistance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Coil {
    /// A plain inductance Le (0: none).
    Plain {
        /// Inductance, H.
        #[serde(with = "q::henry")]
        inductance: f64,
    },
    /// Le in series with Ks·√(jω).
    SemiInductance {
        /// Inductance, H.
        #[serde(with = "q::henry")]
        inductance: f64,
        /// Semi-inductance Ks, Ω·√s.
        #[serde(with = "q::semi_henry")]
        semi_inductance: f64,
    },
    /// Le in series with R₂ ∥ L₂.
    Lr2 {
        /// Inductance, H.
        #[serde(with = "q::henry")]
        inductance: f64,
        /// Second inductance, H.
        #[serde(with = "q::henry")]
        second_inductance: f64,
        /// Resistance across the second inductance, Ω.
        #[serde(with = "q::ohm")]
        second_resistance: f64,
    },
    /// Leach: K·(jω)ⁿ.
    Leach {
        /// K, Ω·sⁿ.
        factor: f64,
        /// n, 0 to 1.
        exponent: f64,
    },
}

/// Coil inductance.
pub const LE: ParameterInfo = henry("coil.inductance", "Le", "Coil inductance");
/// Semi-inductance.
pub const KS: ParameterInfo = amount(
    "coil.semi_inductance",
    "Ks",
    "Semi-inductance",
    &Unit::SEMI_HENRY,
    1e3,
);
const L2: ParameterInfo = henry("coil.second_inductance", "L2", "Second inductance");
const R2: ParameterInfo = ohm(
    "coil.second_resistance",
    "R2",
    "Resistance across the second inductance",
);
const K: ParameterInfo = amount("coil.factor", "K", "Leach factor", &Unit::NUMBER, 1e6);
const N: ParameterInfo = amount("coil.exponent", "n", "Leach exponent", &Unit::NUMBER, 1.0);

impl Parameters for Coil {
    fn visit(&mut self, visit: Visit<'_>) {
        match self {
            Self::Plain { inductance } => visit(&LE, inductance),
            Self::SemiInductance {
                inductance,
                semi_inductance,
            } => {
                visit(&LE, inductance);
                visit(&KS, semi_inductance);
            }
            Self::Lr2 {
                inductance,
                second_inductance,
                second_resistance,
            } => {
                visit(&LE, inductance);
                visit(&L2, second_inductance);
                visit(&R2, second_resistance);
            }
            Self::Leach { factor, exponent } => {
                visit(&K, factor);
                visit(&N, exponent);
            }
        }
    }
}

const MODEL: ChoiceInfo = ChoiceInfo::among(
    "coil",
    "Coil model",
    &["plain Le", "Le + semi-inductance", "LR-2", "Leach"],
);

impl Coil {
    /// Visits which model it is. Another keeps the inductance.
    pub(in crate::design::kinds) fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        let (model, inductance) = match *self {
            Self::Plain { inductance } => (0, inductance),
            Self::SemiInductance { inductance, .. } => (1, inductance),
            Self::Lr2 { inductance, .. } => (2, inductance),
            Self::Leach { .. } => (3, 10e-6),
        };
        match MODEL.offer(model, visit) {
            Some(0) => *self = Self::Plain { inductance },
            Some(1) => {
                *self = Self::SemiInductance {
                    inductance,
                    semi_inductance: 1e-3,
                }
            }
            Some(2) => {
                *self = Self::Lr2 {
                    inductance,
                    second_inductance: inductance.max(1e-6),
                    second_resistance: 10.0,
                }
            }
            Some(_) => {
                *self = Self::Leach {
                    factor: 1e-3,
                    exponent: 0.7,
                }
            }
            None => {}
        }
    }
}
