//! A node where links meet.

use crate::{
    design::{
        parameter::Parameters,
        parameters::{Visit, volume},
        port::Domain,
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

/// Where links meet without a part: one node. Port `node`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Junction {
    /// Electrical or acoustic.
    pub domain: Domain,
    /// Volume of an acoustic junction, m³ (0: none).
    #[serde(with = "q::volume")]
    pub volume: f64,
}

impl Parameters for Junction {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&volume("volume", "V", "Volume"), &mut self.volume);
    }
}
