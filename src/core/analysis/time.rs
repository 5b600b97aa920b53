//! Impulse and step response.
//!
//! Both come from a second solution of the design on an even grid (`time_grid`), 5.9 Hz to 24 kHz:
//! a logarithmic one has too few points at the top to transform. What is not in it is made up
//! openly:
//! - 0 Hz is the even continuation of the real part of the first two points (a pressure's real
//!   part is even in frequency, its imaginary part odd).
//! - Above 20 kHz a raised cosine closes the band, so that it does not end in a cliff that rings;
//!   what remains is the ringing of a 20 kHz band limit, before and after the event alike.
//! - Twice the points in time (zeros above 24 kHz) draw the same band-limited curve smoothly.
//!
//! Time repeats after 171 ms, so what is shown before zero is the end of the last turn: bass that
//! has not died away by then would show there.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "indices of samples, rounded, far below 2^31"
)]

use crate::noticed::OrNoticed as _;
use num_complex::Complex64;
use rustfft::FftPlanner;
use std::{f64::consts::PI, sync::Arc};

/// Sample rate of the grid, Hz: its half is the highest frequency.
pub const SAMPLE_RATE: f64 = 48_000.0;
/// Samples in one turn.
pub const LENGTH: usize = 8192;
/// Points drawn per sample.
pub(super) const FINER: usize = 2;
/// Where the window begins to close, Hz.
const CLOSES_FROM: f64 = 20_000.0;
/// Time shown, s: a little before the event.
pub const SHOWN: [f64; 2] = [-1e-3, 9e-3];
/// Where the sum of the step response begins, s.
const SUMS_FROM: f64 = -10e-3;

/// The frequencies, Hz, a solution must have for the functions here.
pub fn time_grid() -> Arc<[f64]> {
    (1..=LENGTH / 2)
        .map(|i| i as f64 * SAMPLE_RATE / LENGTH as f64)
        .collect()
}

/// Whether a solution's frequencies are the grid.
pub fn is_time_grid(f: &[f64]) -> bool {
    f.len() == LENGTH / 2
        && f.last()
            .is_some_and(|last| (last - SAMPLE_RATE / 2.0).abs() < 1e-6)
}

/// A response over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeResponse {
    /// Time, s.
    pub t: Arc<[f64]>,
    /// Value.
    pub y: Vec<f64>,
}

/// Impulse response of a spectrum on `time_grid`, in the spectrum's unit per second of impulse
/// area; `None` on another grid.
pub fn impulse(f: &[f64], spectrum: &[Complex64]) -> Option<TimeResponse> {
    let samples = transform(f, spectrum)?;
    Some(shown(&samples, |samples, n| {
        sample(samples, n) * SAMPLE_RATE
    }))
}

/// Step response of a spectrum on `time_grid`, in the spectrum's unit: what follows when the drive
/// goes from 0 to its value at time 0 and stays there.
pub fn step(f: &[f64], spectrum: &[Complex64]) -> Option<TimeResponse> {
    let samples = transform(f, spectrum)?;
    let count = samples.len();
    let before = index_of(SUMS_FROM, count);
    let mut sums = vec![Complex64::ZERO; count];
    let mut sum = 0.0;
    for k in 0..count {
        let n = (before + k) % count;
        let value = sample(&samples, n) / FINER as f64;
        // Half of each sample on either side of its middle: the trapezoidal rule.
        if let Some(place) = sums.get_mut(n) {
            place.re = sum + value / 2.0;
        }
        sum += value;
    }
    Some(shown(&sums, sample))
}

/// A sample of a turn.
fn sample(turn: &[Complex64], n: usize) -> f64 {
    let found = turn.get(n).map(|z| z.re);
    found.or_noticed(0.0, "a sample at every index of a turn")
}

/// Samples of the band-limited impulse response, `FINER` per sample of the grid, scaled so that
/// their sum over a turn is `FINER` times the value at 0 Hz.
pub(super) fn transform(f: &[f64], spectrum: &[Complex64]) -> Option<Vec<Complex64>> {
    if !is_time_grid(f) || spectrum.len() != f.len() {
        return None;
    }
    let count = LENGTH * FINER;
    let mut bins = vec![Complex64::ZERO; count];
    for (n, (&f, &value)) in f.iter().zip(spectrum).enumerate() {
        let value = if value.is_finite() {
            value * window(f)
        } else {
            Complex64::ZERO
        };
        if let Some(bin) = bins.get_mut(n + 1) {
            *bin = value;
        }
        if let Some(bin) = bins.get_mut(count - n - 1) {
            *bin = value.conj();
        }
    }
    if let ([first, second, ..], Some(bin)) = (spectrum, bins.first_mut()) {
        *bin = Complex64::new((4.0 * first.re - second.re) / 3.0, 0.0);
    }
    FftPlanner::new().plan_fft_inverse(count).process(&mut bins);
    for bin in &mut bins {
        *bin /= LENGTH as f64;
    }
    Some(bins)
}

fn window(f: f64) -> f64 {
    let end = SAMPLE_RATE / 2.0;
    if f <= CLOSES_FROM {
        1.0
    } else {
        0.5 + 0.5 * (PI * (f - CLOSES_FROM) / (end - CLOSES_FROM)).cos()
    }
}

/// Index of a time in a turn of `count` points.
pub(super) fn index_of(t: f64, count: usize) -> usize {
    let n = (t * SAMPLE_RATE * FINER as f64).round() as i64;
    usize::try_from(n.rem_euclid(count as i64)).or_noticed(0, "an index within a turn")
}

fn shown(turn: &[Complex64], value: impl Fn(&[Complex64], usize) -> f64) -> TimeResponse {
    let rate = SAMPLE_RATE * FINER as f64;
    let first = (SHOWN[0] * rate).round() as i64;
    let last = (SHOWN[1] * rate).round() as i64;
    let t: Arc<[f64]> = (first..=last).map(|n| n as f64 / rate).collect();
    let y = t
        .iter()
        .map(|t| value(turn, index_of(*t, turn.len())))
        .collect();
    TimeResponse { t, y }
}
