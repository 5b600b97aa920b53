//! Which few numbers, moved within their tolerance, bring a design to what was measured of a built
//! unit.
//!
//! Every number that production spreads may have strayed; few have strayed far. What is made small is
//!
//! ```text
//! Σ ((unit − measurement) / noise)² + Σ z²
//! ```
//!
//! with z what each number drew, in standard deviations of its tolerance class: the likeliest unit for
//! noise that knows nothing of its neighbours (maximum a posteriori). Numbers are added one at a time,
//! those first whose effect on the curves (exact, from the adjoint) promises most; each trial is solved
//! to its end by Levenberg–Marquardt with all chosen so far. One is taken where it makes the sum smaller
//! by more than ln n + 2 ln p for n points and p candidates (the extended Bayesian criterion of Chen and
//! Chen, Biometrika 95, 2008) and takes away a tenth of what is above the noise. After each, those that are no
//! longer worth it go, and each is tried against others in its place: what fits as well is named.
//!
//! # Limitations
//! A number goes as far as production draws it (three standard deviations), not farther. What is wrong
//! with the model, or was wired otherwise, is no number and stays unexplained. Muted drivers are heard.

mod data;
mod select;
mod told;
mod unit;

pub use told::{Alternative, Explained, Misfit, Moved, Verdict};

use crate::design::{Design, StoredCurve};
use data::Data;
use std::ops::ControlFlow;
use thiserror::Error;

/// What strays by itself, from point to point of a measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// Of a level, dB.
    pub level_db: f64,
    /// Of the magnitude of an impedance, as a share of it.
    pub impedance: f64,
}

impl Default for Noise {
    fn default() -> Self {
        Self {
            level_db: 0.3,
            impedance: 0.02,
        }
    }
}

/// How a measured level is laid over that of the design.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aligned {
    /// Not at all: it was measured at the drive of the design.
    AsMeasured,
    /// Raised to meet it on the mean over all points that count.
    Everywhere,
    /// Raised to meet it at a frequency, or on the mean up to another, Hz.
    Band(f64, Option<f64>),
}

impl Aligned {
    /// As a curve is laid over the plots.
    pub fn of(curve: &StoredCurve) -> Self {
        match curve.align_hz {
            Some(at) => Self::Band(at, curve.align_to_hz),
            None => Self::AsMeasured,
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    /// Most numbers that are moved.
    pub numbers: usize,
    /// The noise of the measurements.
    pub noise: Noise,
    /// The band that counts, Hz.
    pub band: [f64; 2],
    /// How the level is laid over.
    pub aligned: Aligned,
    /// Whether the unit may be worn otherwise than the design: deeper, or less tight.
    pub worn: bool,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            numbers: 4,
            noise: Noise::default(),
            band: BAND,
            aligned: Aligned::Everywhere,
            worn: false,
        }
    }
}

/// The band that counts unless stated otherwise, Hz: above it couplers disagree.
pub const BAND: [f64; 2] = [20.0, 10_000.0];
/// Most numbers that can be asked for: more are no explanation.
pub const MOST: usize = 12;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unexplained {
    /// The measurements have no three points in the band.
    #[error("{}", tr!("the measurement has fewer than three points in the band: choose another"))]
    NoData,
    /// The measured level does not reach where it is raised.
    #[error("{}", tr!("the measured level does not reach where it is aligned: align it elsewhere"))]
    NotAligned,
    /// The design gives no curve there.
    #[error("{}", tr!("the design makes no sound at its ear that could be held against a measurement"))]
    Silent,
    /// It was asked to stop.
    #[error("{}", tr!("stopped"))]
    Stopped,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Fraction done.
    pub done: f64,
    /// Numbers taken so far.
    pub numbers: usize,
    /// Root mean square of what is left, in units of the noise.
    pub left: f64,
}

/// Finds what explains the measurements of one unit: a level, an impedance or both.
///
/// # Errors
/// When there is nothing to hold against each other, or `tell` broke off.
pub fn explain(
    design: &Design,
    measured: &[&StoredCurve],
    task: &Task,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Explained, Unexplained> {
    let data = Data::of(measured, task.band, task.aligned)?;
    select::explain(design, &data, task, tell)
}
