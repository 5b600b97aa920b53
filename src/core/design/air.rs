//! The air a design is filled with, as the user states it.

use crate::quantity::unit_serde as q;
use serde::{Deserialize, Serialize};

/// Density of plain air, kg/m³: to judge by, where nothing is solved.
pub(crate) const PLAIN_DENSITY: f64 = 1.2;
/// Its viscosity, Pa·s.
pub(crate) const PLAIN_VISCOSITY: f64 = 1.82e-5;
/// Its ρc², Pa: what makes a volume stiff.
pub(crate) const PLAIN_STIFFNESS: f64 = 1.42e5;

/// How the air constants are stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Air {
    /// Computed from temperature and static pressure (ideal gas, viscosity after Sutherland 1893).
    Climate {
        /// Temperature, °C.
        #[serde(with = "q::celsius")]
        temperature_c: f64,
        /// Static pressure, Pa.
        #[serde(with = "q::pascal")]
        pressure: f64,
    },
    /// Stated directly.
    Constants {
        /// Density, kg/m³.
        #[serde(with = "q::density")]
        density: f64,
        /// Speed of sound, m/s.
        #[serde(with = "q::speed")]
        speed_of_sound: f64,
        /// Dynamic viscosity, Pa·s.
        #[serde(with = "q::viscosity")]
        viscosity: f64,
        /// Ratio of specific heats.
        gamma: f64,
        /// Prandtl number.
        prandtl: f64,
    },
}

impl Default for Air {
    /// The climate couplers are specified at: 23 °C, 101.325 kPa.
    fn default() -> Self {
        Self::Climate {
            temperature_c: 23.0,
            pressure: 101_325.0,
        }
    }
}
