//! What drives the design: the rms EMF ahead of the output impedance.

use crate::quantity::unit_serde as q;
use serde::{Deserialize, Serialize};

/// The drive, belonging to the design.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Drive {
    /// A stated EMF.
    Voltage {
        /// EMF, V rms.
        #[serde(with = "q::volt")]
        emf: f64,
    },
    /// The EMF that puts a power into a stated resistance: √(P·R) at every frequency.
    Power {
        /// Power, W.
        #[serde(with = "q::watt")]
        power: f64,
        /// Resistance the power is stated for, Ω.
        #[serde(with = "q::ohm")]
        resistance: f64,
    },
}

impl Drive {
    /// EMF, V rms.
    pub fn emf(&self) -> f64 {
        match *self {
            Self::Voltage { emf } => emf,
            Self::Power { power, resistance } => (power * resistance).sqrt(),
        }
    }
}

impl Default for Drive {
    fn default() -> Self {
        Self::Voltage { emf: 0.1 }
    }
}
