//! What raising a number does here: where the level rises and falls most, and the impedance.

use crate::{
    network::Sensitivity,
    physics::level::DB_PER_NEPER,
    quantity::{Unit, text},
};
use num_complex::Complex64;

/// The share a number is raised by in words.
pub const SHARE: f64 = 0.1;

/// Smaller changes of level, dB, are not told.
const LEAST_DB: f64 = 0.05;
/// Smaller changes of impedance, %, are not told.
const LEAST_PERCENT: f64 = 0.5;

/// A change, and where it is greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Frequency, Hz.
    pub f: f64,
    /// How much, in dB of level or % of the impedance's magnitude.
    pub by: f64,
}

/// What raising a number by a share does, as far as its slope carries: ∂/∂ln v times ln(1 + share).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Effect {
    /// Where the level at the drum rises most.
    pub rise: Option<Change>,
    /// Where it falls most.
    pub fall: Option<Change>,
    /// Where the impedance changes most.
    pub impedance: Option<Change>,
}

impl Effect {
    /// Of a number that is raised by this share; `f` in Hz are the sensitivity's frequencies.
    pub fn of(sensitivity: &Sensitivity, f: &[f64], share: f64) -> Self {
        let step = sensitivity.value * share.ln_1p();
        let changes = |slopes: Option<&[Complex64]>, unit: f64| {
            let slopes = slopes.unwrap_or_default().iter().zip(f);
            let changes = slopes.map(|(slope, &f)| Change {
                f,
                by: slope.re * step * unit,
            });
            let all: Vec<Change> = changes.filter(|change| change.by.is_finite()).collect();
            all
        };
        let greatest = |all: &[Change], least: f64, size: fn(f64) -> f64| {
            let most = all.iter().max_by(|a, b| size(a.by).total_cmp(&size(b.by)));
            most.copied().filter(|change| size(change.by) >= least)
        };
        let level = changes(sensitivity.pressure.as_deref(), DB_PER_NEPER);
        // Small: nepers are as good as shares.
        let impedance = changes(sensitivity.impedance.as_deref(), 100.0);
        Self {
            rise: greatest(&level, LEAST_DB, |by| by),
            fall: greatest(&level, LEAST_DB, |by| -by),
            impedance: greatest(&impedance, LEAST_PERCENT, f64::abs),
        }
    }

    /// “+0.8 dB at 2.9 kHz, −0.3 dB at 100 Hz; impedance +4 % at 120 Hz”.
    pub fn words(&self) -> String {
        let at = |change: Change, amount: String| {
            let f = text::rounded(change.f, &Unit::HERTZ, 2);
            tr!("{} at {f}", amount.replace('-', "−"))
        };
        let level = [self.rise, self.fall].into_iter().flatten();
        let level: Vec<String> = level
            .map(|change| at(change, format!("{:+.1} dB", change.by)))
            .collect();
        let level = match level.as_slice() {
            [] => tr!("the level stays within {LEAST_DB} dB"),
            level => level.join(tr!(", ")),
        };
        match self.impedance {
            Some(change) => {
                let impedance = at(change, format!("{:+.0} %", change.by));
                tr!("{level}; impedance {impedance}")
            }
            None => level,
        }
    }
}
