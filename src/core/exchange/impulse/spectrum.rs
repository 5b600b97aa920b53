//! Samples as a curve over frequency.

use crate::design::CurvePoint;
use num_complex::Complex64;
use rustfft::FftPlanner;
use std::f64::consts::PI;

/// Points an octave; fewer where the window does not resolve them.
const AN_OCTAVE: f64 = 96.0;
/// Lowest frequency that is of use, Hz.
const LOWEST: f64 = 1.0;
/// Share of half the sample rate up to which converters let through.
const HIGHEST: f64 = 0.98;
/// Shortest transform: zeros behind the window draw its spectrum finer.
const SHORTEST: usize = 1 << 15;

/// The level re 1 (dB) and the phase (degrees, relative to sample `zero`) at frequencies of the
/// transform, evenly spaced on a logarithmic axis from the lowest that the window resolves.
pub(super) fn points(samples: &[f64], rate: f64, zero: i64) -> Vec<CurvePoint> {
    if samples.is_empty() {
        return Vec::new();
    }
    let length = (2 * samples.len()).next_power_of_two().max(SHORTEST);
    let mut bins: Vec<Complex64> = samples.iter().map(|x| Complex64::new(*x, 0.0)).collect();
    bins.resize(length, Complex64::new(0.0, 0.0));
    FftPlanner::new()
        .plan_fft_forward(length)
        .process(&mut bins);
    let step = rate / length as f64;
    let from = (rate / samples.len() as f64).max(LOWEST);
    let to = HIGHEST * rate / 2.0;
    let mut found = Vec::new();
    let mut before = 0;
    for n in 0.. {
        let wanted = from * 2_f64.powf(f64::from(n) / AN_OCTAVE);
        if wanted > to {
            break;
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index"
        )]
        let bin = (wanted / step).round() as usize;
        if bin <= before {
            continue;
        }
        before = bin;
        let f = bin as f64 * step;
        let turned = 2.0 * PI * f * zero as f64 / rate;
        let value = bins.get(bin).copied().unwrap_or_default();
        let value = value * Complex64::from_polar(1.0, turned);
        if value.norm() > 0.0 {
            found.push(CurvePoint {
                f,
                value: 20.0 * value.norm().log10(),
                phase_deg: Some(value.arg().to_degrees()),
            });
        }
    }
    found
}
