//! A driver's case.

use crate::{
    design::{
        kinds::common::mm,
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, bore},
    },
    quantity::{text, unit_serde as q},
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

impl Case {
    /// That of a single armature, where nothing is known.
    pub const SMALL_BOX: Self = Self::Box {
        length: 6.3e-3,
        width: 4.3e-3,
        height: 3.0e-3,
    };

    /// One without size, to be filled in.
    pub const fn blank() -> Self {
        Self::Round {
            diameter: 0.0,
            height: 0.0,
        }
    }
}

/// Longest spout that is drawn, mm: fitted spouts may hold an adapter as well.
const LONGEST_SPOUT_MM: f64 = 3.0;

/// Drawn length and bore of a spout, mm.
pub(in crate::design::kinds) fn spout_mm(length: f64, bore: f64) -> [f64; 2] {
    [mm(length).clamp(0.0, LONGEST_SPOUT_MM), mm(bore)]
}

impl Case {
    /// Its size in words: “6.3 × 4.29 × 2.96” or “Ø10.0 × 3.5”, mm.
    pub fn size_mm(&self) -> String {
        let [x, y, z] = self.extents_mm().map(|mm| text::bare_mm(mm * 1e-3));
        match self {
            Self::Box { .. } => format!("{x} × {y} × {z}"),
            Self::Round { .. } => format!("Ø{y} × {x}"),
        }
    }

    /// Length along the sound axis, width across it, and height out of the drawing, mm.
    pub fn extents_mm(&self) -> [f64; 3] {
        match *self {
            Self::Box {
                length,
                width,
                height,
            } => [mm(length), mm(width), mm(height)],
            Self::Round { diameter, height } => [mm(height), mm(diameter), mm(diameter)],
        }
    }

    /// The face a diaphragm can fill, m².
    pub(in crate::design::kinds) fn face(&self) -> f64 {
        match *self {
            Self::Box { length, width, .. } => length * width,
            Self::Round { diameter, .. } => 0.25 * std::f64::consts::PI * diameter * diameter,
        }
    }
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
