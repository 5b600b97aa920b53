//! A conical duct.

use crate::{
    design::{
        parameter::Parameters,
        parameters::{Visit, bore, length},
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

/// A conical duct. Ports `throat`, `mouth`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Horn {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Diameter at the throat, m.
    #[serde(with = "q::length")]
    pub throat: f64,
    /// Diameter at the mouth, m.
    #[serde(with = "q::length")]
    pub mouth: f64,
}

impl Parameters for Horn {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Length"), &mut self.length);
        visit(&bore("throat", "d1", "Throat diameter"), &mut self.throat);
        visit(&bore("mouth", "d2", "Mouth diameter"), &mut self.mouth);
    }
}
