//! A design in a population of ears: where their curves lie, and what makes them differ.

use std::sync::Arc;

/// Shares of the ears whose levels are kept.
pub const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The responses of a design in many ears that were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct EarPopulation {
    /// How many ears were drawn.
    pub count: usize,
    /// Those whose response could not be trusted: left out of all below.
    pub without_curve: usize,
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Level of the design as drawn, dB.
    pub as_drawn: Vec<f64>,
    /// Levels that these shares ([`SHARES`]) of the ears stay below, dB.
    pub levels: [Vec<f64>; 5],
    /// Standard deviation of the level relative to that at 1 kHz, dB.
    pub deviation: Vec<f64>,
    /// How many ears a band holds, where one was asked for.
    pub inside: Option<Inside>,
    /// What makes ears differ, octave by octave.
    pub octaves: Vec<Octave>,
    /// How the ears were drawn and solved: sentences.
    pub notes: Vec<String>,
}

/// The share of the ears in which a response stays inside a band.
#[derive(Debug, Clone, PartialEq)]
pub struct Inside {
    /// Share of the ears.
    pub share: f64,
    /// Half the width of the band, dB.
    pub within: f64,
    /// From and to, Hz.
    pub band: [f64; 2],
    /// The band in words: “±3 dB about the target from 50 Hz to 8 kHz”.
    pub words: String,
}

/// What makes ears differ in an octave.
#[derive(Debug, Clone, PartialEq)]
pub struct Octave {
    /// Its middle, Hz.
    pub centre: f64,
    /// Standard deviation of the level, dB.
    pub deviation: f64,
    /// What varies and the share of the variance it has by itself, the largest first.
    pub causes: Vec<(&'static str, f64)>,
}
