//! Where the curves of built units lie: for plots.

use std::sync::Arc;

/// The band that units of a design fill.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// How many units it is of.
    pub units: usize,
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Level that 5 % of the units stay below, dB.
    pub low: Vec<f64>,
    /// Level that half of them stay below, dB.
    pub median: Vec<f64>,
    /// Level that 5 % of the units exceed, dB.
    pub high: Vec<f64>,
    /// What else is to be said of it: sentences without a full stop.
    pub notes: Vec<String>,
}
