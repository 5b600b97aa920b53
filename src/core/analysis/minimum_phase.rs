//! The phase a response would have if it were of minimum phase.
//!
//! The logarithm of the magnitude and the phase of such a system are a Hilbert pair, taken here by
//! folding the cepstrum. A transform ends at some frequency, a response does not: the slopes at its
//! two ends are first taken out as filters of known phase, and what is left, level at both ends, is
//! laid on an even grid. For the check of imported curves: a phase column of zeros betrays itself.

use super::interpolate;
use num_complex::Complex64;
use rustfft::FftPlanner;

/// How far beyond the last frequency the magnitude is continued.
const REACH: f64 = 4.0;
/// Points of the transform.
const COUNT: usize = 1 << 16;
/// A first-order slope, dB per octave.
const OCTAVE_DB: f64 = 6.020_599_913_279_624;
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
    // High-pass and low-pass with the slopes of the ends, of whatever order, corners at the ends.
    let ends = |at: f64| {
        let below = Complex64::new(0.0, at / first) / Complex64::new(1.0, at / first);
        let above = Complex64::new(1.0, at / last);
        let (rise, fall) = (low / OCTAVE_DB, high / OCTAVE_DB);
        rise * below.ln() + fall * above.ln()
    };
    let level_at = |at: f64| {
        let end = at.clamp(first, last);
        let slope = if at < first { low } else { high };
        let level = interpolate::at_log(f, level_db, end)? + slope * (at / end).log2();
        Some(level * std::f64::consts::LN_10 / 20.0 - ends(at).re)
    };
    // 0 Hz has no logarithm: it takes the value half a step above it.
    let magnitude: Option<Vec<f64>> = (0..=half)
        .map(|n| level_at((n as f64).max(0.5) * spacing))
        .collect();
    let bins = folded(&magnitude?);
    let grid: Vec<f64> = (0..=half).map(|n| n as f64 * spacing).collect();
    let phase: Vec<f64> = bins
        .iter()
        .take(half + 1)
        .map(|z| z.im.to_degrees())
        .collect();
    f.iter()
        .map(|&f| Some(interpolate::at_linear(&grid, &phase, f)? + ends(f).im.to_degrees()))
        .collect()
}

/// The complex logarithm of a spectrum of minimum phase, of all its bins, for the natural logarithm of
/// its magnitude at those from 0 to half the sample rate: the cepstrum is folded (A. Oppenheim and R.
/// Schafer, Discrete-Time Signal Processing, 1989).
pub fn folded(log_magnitude: &[f64]) -> Vec<Complex64> {
    let half = log_magnitude.len().saturating_sub(1);
    let whole = 2 * half;
    let real = |level: &f64| Complex64::new(*level, 0.0);
    // Even about the middle.
    let there = log_magnitude.iter().map(real);
    let back = log_magnitude.iter().map(real).skip(1).rev().skip(1);
    let mut bins: Vec<Complex64> = there.chain(back).collect();
    if whole == 0 {
        return bins;
    }
    let mut planner = FftPlanner::new();
    planner.plan_fft_inverse(whole).process(&mut bins);
    for (n, bin) in bins.iter_mut().enumerate() {
        let fold = match n {
            0 => 1.0,
            n if n == half => 1.0,
            n if n < half => 2.0,
            _ => 0.0,
        };
        *bin *= fold / whole as f64;
    }
    planner.plan_fft_forward(whole).process(&mut bins);
    bins
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
