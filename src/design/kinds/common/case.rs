//! A driver's case.

use crate::{
    design::{
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, bore},
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

/// A driver's case, drawn from the side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Case {
    /// A box: `length` along the axis to the spout, `width` across, `height` out of the drawing.
    Box {
        /// Length, m.
        #[serde(with = "q::length")]
        length: f64,
        /// Width, m.
        #[serde(with = "q::length")]
        width: f64,
        /// Height, m.
        #[serde(with = "q::length")]
        height: f64,
    },
    /// A round can or capsule seen from the side: `height` along its axis.
    Round {
        /// Diameter, m.
        #[serde(with = "q::length")]
        diameter: f64,
        /// Height along the axis, m.
        #[serde(with = "q::length")]
        height: f64,
    },
}

impl Parameters for Case {
    fn visit(&mut self, visit: Visit<'_>) {
        const HEIGHT: ParameterInfo = bore("case.height", "H", "Case height");
        match self {
            Self::Box {
                length,
                width,
                height,
            } => {
                visit(&bore("case.length", "Lc", "Case length"), length);
                visit(&bore("case.width", "W", "Case width"), width);
                visit(&HEIGHT, height);
            }
            Self::Round { diameter, height } => {
                visit(&bore("case.diameter", "D", "Case diameter"), diameter);
                visit(&HEIGHT, height);
            }
        }
    }
}
