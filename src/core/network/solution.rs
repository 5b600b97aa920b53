//! What the solver answers.

use super::verdict::Verdict;
use crate::design::{PartId, Problem};
use num_complex::Complex64;
use std::sync::Arc;

/// The answer for one design on one grid of frequencies. Immutable.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Frequencies, Hz, ascending; every vector below has this length.
    pub f: Arc<[f64]>,
    /// Pressure at the ear's microphone or drum, Pa rms, of all drivers together, muted ones left
    /// out; absent without a joined ear.
    pub drum_pressure: Option<Vec<Complex64>>,
    /// What the source part's terminals see, without its output impedance and cable, Ω; absent when
    /// nothing is joined to them, or where it is infinite.
    pub input_impedance: Option<Vec<Complex64>>,
    /// Each driver's share of the drum pressure, document order; they sum to the total when none is
    /// muted.
    pub contributions: Vec<Contribution>,
    /// Where the result can be trusted.
    pub validity: Validity,
    /// What is wrong or doubtful, found while assembling and solving (`design::check` apart).
    pub problems: Vec<Problem>,
    /// Largest |Ax−b|ᵢ/(|A||x|+|b|)ᵢ over all frequencies; where twice the precision took over, the
    /// largest error of what it gives.
    pub residual: f64,
    /// What was found about the solve itself: whether rounding could be seen in it.
    pub verdict: Verdict,
    /// Number of unknowns.
    pub unknowns: usize,
}

/// One driver's share.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The driver.
    pub part: PartId,
    /// Its name.
    pub name: String,
    /// Whether the total leaves it out.
    pub muted: bool,
    /// Drum pressure when its terminals carry the voltage they have in the full solution and all
    /// other drivers' terminals are shorted, Pa rms.
    pub pressure: Vec<Complex64>,
    /// Voltage at its terminals, V rms.
    pub voltage: Vec<Complex64>,
    /// Current into them, A rms.
    pub current: Vec<Complex64>,
    /// Diaphragm displacement, m rms, where the model has one.
    pub excursion: Option<Vec<Complex64>>,
    /// Volume its diaphragm displaces, m³ rms, where it is an armature whose gap is stated.
    pub displaced: Option<Vec<Complex64>>,
}

/// Where a result can be trusted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Validity {
    /// Lowest frequency the ear model is validated at, Hz.
    pub ear_from: Option<f64>,
    /// Highest frequency the ear model is validated at, Hz.
    pub ear_to: Option<f64>,
    /// First transverse mode of the widest duct, Hz, and that duct's name.
    pub transverse_mode: Option<(f64, String)>,
    /// Names of the drivers of trust C.
    pub doubtful_drivers: Vec<String>,
}
