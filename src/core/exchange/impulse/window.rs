//! The window that an impulse response is looked at through.

use std::f64::consts::PI;

/// Where it begins, how long it is, and how it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// From the start of the file, s.
    pub start: f64,
    /// Its length, s.
    pub length: f64,
    /// How it closes.
    pub shape: Shape,
}

/// How a window closes behind the peak; before it every window is flat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// At once.
    Rectangular,
    /// As half a cosine over its last quarter (Tukey 1967).
    Tapered,
    /// As half a cosine from the peak on: the right half of a Hann window.
    HalfHann,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rectangular, Self::Tapered, Self::HalfHann];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rectangular => "rectangular",
            Self::Tapered => "tapered over its last quarter",
            Self::HalfHann => "half Hann",
        }
    }
}

/// Part of a tapered window that falls.
const TAPER: f64 = 0.25;

impl Window {
    /// The sample it begins with.
    pub(super) fn begin(&self, rate: f64) -> usize {
        samples(self.start, rate)
    }

    /// How much it lets through at a time from the start of the file, s, for a peak at another.
    pub fn weight(&self, at: f64, peak: f64) -> f64 {
        let end = self.start + self.length;
        if at < self.start || at >= end {
            return 0.0;
        }
        let falls_from = match self.shape {
            Shape::Rectangular => return 1.0,
            Shape::Tapered => (end - TAPER * self.length).max(peak.min(end)),
            Shape::HalfHann => peak.clamp(self.start, end),
        };
        if at <= falls_from {
            return 1.0;
        }
        0.5 + 0.5 * (PI * (at - falls_from) / (end - falls_from)).cos()
    }

    /// The samples within, weighted.
    pub(super) fn of(&self, all: &[f64], rate: f64, peak: usize) -> Vec<f64> {
        let begin = self.begin(rate);
        let end = samples(self.start + self.length, rate).min(all.len());
        let within = all.get(begin.min(end)..end).unwrap_or_default();
        let time = |n: usize| n as f64 / rate;
        let numbered = within.iter().enumerate();
        numbered
            .map(|(n, sample)| sample * self.weight(time(begin + n), time(peak)))
            .collect()
    }
}

/// A time as a count of samples.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of samples, not negative"
)]
fn samples(time: f64, rate: f64) -> usize {
    (time * rate).round().max(0.0) as usize
}
