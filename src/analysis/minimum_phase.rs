//! The phase a response would have if it were of minimum phase.
//!
//! The logarithm of the magnitude and the phase of such a system are a Hilbert pair. The magnitude
//! is laid on an even grid up to `REACH` times the highest frequency given, continued beyond its
//! ends with the slope it ends with, and the cepstrum is folded onto positive times. For the check
//! of imported curves: a phase column of zeros betrays itself here.

use super::interpolate;
use num_complex::Complex64;
use rustfft::FftPlanner;

/// How far beyond the last frequency the magnitude is continued.
const REACH: f64 = 16.0;
/// Points of the transform.
const COUNT: usize = 1 << 17;
/// Steepest slope of a continuation, dB per octave: measured ends can be noise.
const STEEPEST_DB: f64 = 24.0;

/// Minimum phase, degrees, not wrapped, at the frequencies `f` (Hz, ascending) of a magnitude in
/// dB. `None` with fewer than four points or a gap.
pub fn minimum_phase_deg(f: &[f64], level_db: &[f64]) -> Option<Vec<f64>> {
    let (first, last) = (*f.first()?, *f.last()?);
    if f.len() < 4 || f.len() != level_db.len() || level_db.iter().any(|level| !level.is_finite()) {
        return None;
    }
    let half = COUNT / 2;
    let spacing = last * REACH / half as f64;
    let low = end_slope(f, level_db, false)?;
    let high = end_slope(f, level_db, true)?;
    let level_at = |at: f64| {
        let edge = |end: f64, slope: f64| {
            interpolate::at_log(f, level_db, end).map(|level| level + slope * (at / end).log2())
        };
        if at < first {
            edge(first, low)
        } else if at > last {
            edge(last, high)
        } else {
            interpolate::at_log(f, level_db, at)
        }
    };
    let mut bins = vec![Complex64::ZERO; COUNT];
    for n in 0..=half {
        // 0 Hz has no logarithm: it takes the value half a step above it.
        let at = (n as f64).max(0.5) * spacing;
        let value = Complex64::new(level_at(at)? * std::f64::consts::LN_10 / 20.0, 0.0);
        *bins.get_mut(n)? = value;
        *bins.get_mut((COUNT - n) % COUNT)? = value;
    }
    let mut planner = FftPlanner::new();
    planner.plan_fft_inverse(COUNT).process(&mut bins);
    for (n, bin) in bins.iter_mut().enumerate() {
        let fold = match n {
            0 => 1.0,
            n if n == half => 1.0,
            n if n < half => 2.0,
            _ => 0.0,
        };
        *bin *= fold / COUNT as f64;
    }
    planner.plan_fft_forward(COUNT).process(&mut bins);
    let grid: Vec<f64> = (0..=half).map(|n| n as f64 * spacing).collect();
    let phase: Vec<f64> = bins
        .iter()
        .take(half + 1)
        .map(|z| z.im.to_degrees())
        .collect();
    f.iter()
        .map(|&f| interpolate::at_linear(&grid, &phase, f))
        .collect()
}

/// Slope over the last (or first) third of an octave, dB per octave.
fn end_slope(f: &[f64], level_db: &[f64], high: bool) -> Option<f64> {
    let end = if high { *f.last()? } else { *f.first()? };
    let inner = if high { end / 1.26 } else { end * 1.26 };
    let inner = inner.clamp(*f.first()?, *f.last()?);
    let octaves = (end / inner).log2();
    if octaves == 0.0 {
        return Some(0.0);
    }
    let rise = interpolate::at_log(f, level_db, end)? - interpolate::at_log(f, level_db, inner)?;
    Some((rise / octaves).clamp(-STEEPEST_DB, STEEPEST_DB))
}
