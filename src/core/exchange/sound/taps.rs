//! Samples of a response.

use crate::analysis::minimum_phase::folded;
use num_complex::Complex64;
use rustfft::FftPlanner;
use std::f64::consts::{LN_10, PI};

/// How many times as long the transform is as the taps: the cepstrum must not fold over.
const LONGER: usize = 4;
/// Share of the taps that fades out.
const FADE: f64 = 0.125;

/// `count` taps of minimum phase with these levels (dB at Hz).
pub(crate) fn minimum_phase(db: impl Fn(f64) -> f64, rate: f64, count: usize) -> Vec<f64> {
    let whole = count * LONGER;
    let half = whole / 2;
    let magnitude: Vec<f64> = (0..=half)
        .map(|n| db(n as f64 * rate / whole as f64) * LN_10 / 20.0)
        .collect();
    let mut bins = folded(&magnitude);
    for bin in &mut bins {
        *bin = bin.exp() / whole as f64;
    }
    FftPlanner::new().plan_fft_inverse(whole).process(&mut bins);
    faded(bins.iter().map(|bin| bin.re), count)
}

/// The first `count` samples, the last of them fading out.
pub(crate) fn faded(samples: impl Iterator<Item = f64>, count: usize) -> Vec<f64> {
    let fade = FADE * count as f64;
    samples
        .take(count)
        .enumerate()
        .map(|(n, sample)| {
            let left = (count - n) as f64 / fade;
            sample * (0.5 - 0.5 * (PI * left.min(1.0)).cos())
        })
        .collect()
}

/// `count` samples whose spectrum is this from the first bin on, the event `lead` samples after the
/// beginning.
pub(crate) fn impulse(spectrum: &[Complex64], count: usize, lead: f64) -> Vec<f64> {
    let mut bins = vec![Complex64::ZERO; count];
    let lead = lead.round();
    let turned = |n: usize, value: Complex64| {
        value * Complex64::cis(-2.0 * PI * lead * n as f64 / count as f64)
    };
    for (n, &value) in spectrum.iter().enumerate() {
        let value = turned(n + 1, value);
        let pair = [n + 1, count - n - 1];
        for (place, value) in pair.into_iter().zip([value, value.conj()]) {
            if let Some(bin) = bins.get_mut(place) {
                *bin = value;
            }
        }
    }
    // The even continuation to 0 Hz, through the first two real parts.
    if let [a, b, ..] = spectrum
        && let Some(bin) = bins.first_mut()
    {
        bin.re = (4.0 * a.re - b.re) / 3.0;
    }
    FftPlanner::new().plan_fft_inverse(count).process(&mut bins);
    bins.iter().map(|bin| bin.re / count as f64).collect()
}
