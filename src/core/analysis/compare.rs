//! One curve held against another: how far it is raised to meet it, and how they differ.

use super::{error::log_points, interpolate};

/// Points a band has, an octave: enough for the sharpest resonance of an ear.
const PER_OCTAVE: f64 = 24.0;
/// Points in equal ratios of a band that alignment takes the mean of.
const BAND_POINTS: usize = 24;

/// A curve: frequencies (Hz, ascending) and values.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// Frequencies, Hz.
    pub f: &'a [f64],
    /// Values; NaN is a gap.
    pub y: &'a [f64],
}

impl<'a> Values<'a> {
    /// Of frequencies and values.
    pub fn new(f: &'a [f64], y: &'a [f64]) -> Self {
        Self { f, y }
    }

    /// The value at a frequency, linear in log f; absent in a gap and beyond the ends.
    fn at(self, f: f64) -> Option<f64> {
        interpolate::at_log(self.f, self.y, f)
    }
}

/// Where two levels are made to meet, Hz: one frequency, or points of a band that count alike.
pub fn alignment_points(at: f64, to: Option<f64>) -> Vec<f64> {
    match to {
        Some(to) if to > at => log_points([at, to], BAND_POINTS),
        _ => vec![at],
    }
}

/// How far, dB, `other` must be raised to meet `level` at the mean over these frequencies; absent where
/// one of them does not reach there.
pub fn lift_db(level: Values<'_>, other: Values<'_>, points: &[f64]) -> Option<f64> {
    let error = |at: &f64| Some(level.at(*at)? - other.at(*at)?);
    let sum: f64 = points.iter().map(error).sum::<Option<f64>>()?;
    (!points.is_empty()).then(|| sum / points.len() as f64)
}

/// Frequencies, Hz, in equal ratios over a band: `PER_OCTAVE` or a little more an octave.
pub fn grid([from, to]: [f64; 2]) -> Vec<f64> {
    let octaves = (to / from).log2().max(0.0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some hundred points"
    )]
    let count = (octaves * PER_OCTAVE).ceil() as usize + 1;
    log_points([from, to], count.max(2))
}

/// What two values differ by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// One less the other: dB of levels, Ω of impedances.
    Amount,
    /// One as a share of the other, less all of it, in percent.
    Percent,
}

/// A curve less another at frequencies `f` (Hz), in dB, Ω or percent; NaN where one of them has no
/// value.
pub fn difference(one: Values<'_>, other: Values<'_>, f: &[f64], by: By) -> Vec<f64> {
    f.iter()
        .map(|&f| match (one.at(f), other.at(f), by) {
            (Some(one), Some(other), By::Amount) => one - other,
            (Some(one), Some(other), By::Percent) => 100.0 * (one / other - 1.0),
            _ => f64::NAN,
        })
        .collect()
}

/// A difference in figures, in its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// The band that both curves reach, Hz.
    pub band: [f64; 2],
    /// Root of the mean square.
    pub rms: f64,
    /// Mean.
    pub mean: f64,
    /// What is left of the rms when the mean is taken away.
    pub deviation: f64,
    /// The value that is farthest from zero.
    pub most: f64,
    /// Where that is, Hz.
    pub at: f64,
}

/// The figures of a difference at frequencies in equal ratios; absent where it has no value at all.
pub fn figures(f: &[f64], difference: &[f64]) -> Option<Figures> {
    let known = f.iter().zip(difference).filter(|(_, d)| d.is_finite());
    let known: Vec<(f64, f64)> = known.map(|(f, d)| (*f, *d)).collect();
    let ((first, _), (last, _)) = (known.first()?, known.last()?);
    let count = known.len() as f64;
    let mean = known.iter().map(|(_, d)| d).sum::<f64>() / count;
    let square = known.iter().map(|(_, d)| d * d).sum::<f64>() / count;
    let largest = known
        .iter()
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    Some(Figures {
        band: [*first, *last],
        rms: square.sqrt(),
        mean,
        deviation: (square - mean * mean).max(0.0).sqrt(),
        most: largest.1,
        at: largest.0,
    })
}
