//! How the sound dies away: cumulative spectral decay.
//!
//! The impulse response of `time` is cut off ever later, and the spectrum of what is left of it is
//! taken. Each cut rises over 0.1 ms (half a cosine), so that it adds no edge of its own; what is
//! left ends softly at 10 ms. Spectra of so short a piece say nothing below 100 Hz.

use super::{
    error::log_points,
    time::{self, FINER, SAMPLE_RATE},
};
use crate::noticed::OrNoticed as _;
use num_complex::Complex64;
use rayon::prelude::*;
use rustfft::FftPlanner;
use std::{f64::consts::PI, sync::Arc};

/// From where to where the spectra are told, Hz.
pub const BAND: [f64; 2] = [100.0, 20e3];
/// Time between slices, s.
pub const STEP: f64 = 0.1e-3;
/// Number of slices.
pub const SLICES: usize = 31;
/// Points of a spectrum.
const POINTS: usize = 300;
/// Time over which a cut rises, s.
const RISE: f64 = 0.1e-3;
/// What lies before the drive's instant and still belongs to the response, s.
const BEFORE: f64 = 0.5e-3;
/// Where what is left begins to end, and where it has ended, s.
const ENDS: [f64; 2] = [6e-3, 10e-3];
/// Length of the transform: 23 Hz a step.
const LENGTH: usize = 4096;

/// Spectra of what is left of an impulse response.
#[derive(Debug, Clone, PartialEq)]
pub struct Decay {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// One slice after the other: its time, s, and its levels, dB re the highest of the first.
    pub slices: Vec<(f64, Vec<f64>)>,
}

/// The decay of a response with this spectrum on `time::time_grid`; `None` on another grid or where
/// there is no sound.
pub fn decay(f: &[f64], spectrum: &[Complex64]) -> Option<Decay> {
    let samples = time::transform(f, spectrum)?;
    let rate = SAMPLE_RATE * FINER as f64;
    let fft = FftPlanner::new().plan_fft_forward(LENGTH);
    let at: Arc<[f64]> = log_points(BAND, POINTS).into();
    let first = -BEFORE;
    let sample = |n: usize| {
        let t = first + n as f64 / rate;
        let index = time::index_of(t, samples.len());
        let value = samples.get(index).map(|value| value.re);
        (t, value.or_noticed(0.0, "a sample at every time of a turn"))
    };
    let slice_of = |slice: usize| {
        let mut bins = vec![Complex64::ZERO; LENGTH];
        let cut = STEP * slice as f64;
        for (n, bin) in bins.iter_mut().enumerate() {
            let (t, value) = sample(n);
            // The first slice is the whole response.
            let rise = if slice == 0 { 1.0 } else { rise(t, cut) };
            *bin = Complex64::new(value * rise * fall(t), 0.0);
        }
        fft.process(&mut bins);
        let sizes: Vec<f64> = bins.iter().take(LENGTH / 2).map(|bin| bin.norm()).collect();
        let step = rate / LENGTH as f64;
        let read = |f: &f64| {
            let place = f / step;
            let low = place.floor();
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "an index below 4096"
            )]
            let n = low as usize;
            let pair = [sizes.get(n), sizes.get(n + 1)].map(|size| {
                size.copied()
                    .or_noticed(0.0, "a bin at every frequency shown")
            });
            pair[0] + (pair[1] - pair[0]) * (place - low)
        };
        (cut, at.iter().map(read).collect::<Vec<f64>>())
    };
    // Every slice is a transform of its own: on all processors.
    let mut slices: Vec<(f64, Vec<f64>)> = (0..SLICES).into_par_iter().map(slice_of).collect();
    let peak = slices
        .first()
        .map_or(0.0, |(_, sizes)| sizes.iter().copied().fold(0.0, f64::max));
    if peak <= 0.0 {
        return None;
    }
    for level in slices.iter_mut().flat_map(|(_, levels)| levels) {
        *level = 20.0 * (*level / peak).log10();
    }
    Some(Decay { f: at, slices })
}

fn rise(t: f64, cut: f64) -> f64 {
    if t >= cut {
        1.0
    } else if t <= cut - RISE {
        0.0
    } else {
        0.5 + 0.5 * (PI * (cut - t) / RISE).cos()
    }
}

fn fall(t: f64) -> f64 {
    let [from, to] = ENDS;
    if t <= from {
        1.0
    } else if t >= to {
        0.0
    } else {
        0.5 + 0.5 * (PI * (t - from) / (to - from)).cos()
    }
}
