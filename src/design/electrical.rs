//! Electrical parts.

use crate::quantity::unit_serde as q;
use serde::{Deserialize, Serialize};

/// The amplifier and its cable. Ports `+`, `−` (named `-`). Its EMF is the design's drive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Output resistance of the amplifier, Ω.
    #[serde(with = "q::ohm")]
    pub output_resistance: f64,
    /// Cable resistance, both conductors, Ω.
    #[serde(with = "q::ohm")]
    pub cable_resistance: f64,
    /// Cable inductance, H.
    #[serde(with = "q::henry")]
    pub cable_inductance: f64,
    /// Cable capacitance across the far end, F.
    #[serde(with = "q::farad")]
    pub cable_capacitance: f64,
}

/// A resistor. Ports `1`, `2`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resistor {
    /// Resistance, Ω.
    #[serde(with = "q::ohm")]
    pub resistance: f64,
}

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

/// A transformer. Ports `p+`, `p-`, `s+`, `s-`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transformer {
    /// Secondary turns over primary turns.
    pub ratio: f64,
    /// Primary resistance, Ω.
    #[serde(with = "q::ohm")]
    pub primary_resistance: f64,
    /// Secondary resistance, Ω.
    #[serde(with = "q::ohm")]
    pub secondary_resistance: f64,
    /// Leakage inductance, referred to the primary, H.
    #[serde(with = "q::henry")]
    pub leakage_inductance: f64,
    /// Magnetising inductance at the primary, H; absent is infinite.
    #[serde(
        default,
        with = "q::optional_henry",
        skip_serializing_if = "Option::is_none"
    )]
    pub magnetising_inductance: Option<f64>,
}
