//! An impulse response from a WAV file: a curve through a window that the user sees and sets.
//!
//! Nothing is cut away unless it is said: a first reflection is not guessed.

mod opened;
mod spectrum;
mod wav;
mod window;

pub(crate) use opened::{Opened, opened};
pub use wav::WavError;
pub use window::{Shape, Window};

use super::{
    finding::{Finding, sorted},
    stored::Ready,
    text::Reference,
};
use crate::{
    analysis::examine::{self, Doubt, Quantity},
    design::{Severity, Taken, TakenWindow},
    quantity::{Unit, text::rounded},
    tuning::identify::Trace,
    words,
};
use std::sync::Arc;

/// What a WAV file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Impulse {
    /// Samples a second.
    pub rate: f64,
    /// How its samples are written: “24-bit integers”.
    pub samples: String,
    /// Bits that each of them takes in the file.
    container: u16,
    /// Each channel's samples, full scale ±1; all of one length. Shared, so that they are copied for
    /// nothing.
    pub channels: Vec<Arc<Vec<f64>>>,
}

/// Samples a window may hold: 21 s at 48 kHz.
const MOST: usize = 1 << 20;
/// Around the peak of an impulse response lies most of its energy, s.
const NEAR: f64 = 0.1;
/// Samples behind a response that tell where it comes to rest.
const SETTLED: usize = 32;
/// An offset of less, as a share of the peak, is no matter.
const OFFSET: f64 = 1e-4;
/// What 24 bits reach at the low end of 32.
const LOW_END: f64 = 1.0 / 256.0;
/// Samples one after the other at full scale that are taken for clipping.
const CLIPPED: usize = 3;

impl Impulse {
    /// Reads a WAV file; none where these bytes are something else.
    ///
    /// # Errors
    /// When it cannot be decoded, or is silent.
    pub fn of(bytes: &[u8]) -> Option<Result<Self, WavError>> {
        let is_wav = matches!(bytes.get(..4), Some(b"RIFF" | b"RIFX" | b"RF64"))
            && bytes.get(8..12) == Some(b"WAVE");
        is_wav.then(|| wav::read(bytes))
    }

    /// Its length, s.
    pub fn duration(&self) -> f64 {
        self.channels.first().map_or(0, |samples| samples.len()) as f64 / self.rate
    }

    /// The sample of a channel that is farthest from zero.
    pub fn peak(&self, channel: usize) -> usize {
        let samples = self.channels.get(channel).map(|samples| samples.iter());
        let numbered = samples.into_iter().flatten().enumerate();
        let mut peak = (0, 0.0_f64);
        for (n, sample) in numbered {
            if sample.abs() > peak.1 {
                peak = (n, sample.abs());
            }
        }
        peak.0
    }

    /// The window that takes all of it, as it is.
    pub fn whole(&self) -> Window {
        Window {
            start: 0.0,
            length: self.duration().min(MOST as f64 / self.rate),
            shape: Shape::Rectangular,
        }
    }

    /// The curve of a channel through a window.
    ///
    /// # Errors
    /// When there is no such channel, or nothing in the window.
    pub fn through(&self, channel: usize, window: Window, file: &str) -> Result<Ready, WavError> {
        let samples = self.channels.get(channel).ok_or(WavError::NoChannel {
            channel: channel + 1,
            channels: self.channels.len(),
        })?;
        let peak = self.peak(channel);
        // What lies beyond the file's end is no response, and resolves nothing.
        let wanted = window.length;
        let window = Window {
            length: wanted.min((self.duration() - window.start).max(0.0)),
            ..window
        };
        let weighted = window.of(samples, self.rate, peak);
        if weighted.len() > MOST {
            return Err(WavError::TooLong {
                seconds: MOST as f64 / self.rate,
            });
        }
        let begin = window.begin(self.rate);
        #[allow(clippy::cast_possible_wrap, reason = "samples of a file in memory")]
        let zero = peak as i64 - begin as i64;
        let silent = self.silent();
        if silent.contains(&(channel + 1)) {
            let heard = (1..=self.channels.len()).filter(|channel| !silent.contains(channel));
            return Err(WavError::SilentChannel {
                channel: channel + 1,
                heard: channels(&heard.collect::<Vec<_>>()),
            });
        }
        let points = spectrum::points(&weighted, self.rate, zero);
        if points.len() < 2 {
            return Err(WavError::Silent);
        }
        let mut findings = self.findings(channel, window, peak);
        if wanted > window.length + 1.0 / self.rate {
            findings.push(Finding::doubt(tr!(
                "the window was to last {}: it ends with the file",
                rounded(wanted, &Unit::SECOND, 4)
            )));
        }
        // That it is relative is known, and so are its units.
        let odd = [Doubt::TooFew, Doubt::Band, Doubt::Undersampled];
        let examined = examine::examine(&points, Quantity::Level);
        for found in examined
            .into_iter()
            .filter(|found| odd.contains(&found.doubt))
        {
            findings.push(Finding::new(found.severity, found.message));
        }
        Ok(Ready {
            reference: Reference::FullScale,
            quantity: Quantity::Level,
            stated: true,
            trace: Trace {
                points,
                voltage: None,
            },
            findings: sorted(findings),
            taken: Taken {
                file: file.to_owned(),
                columns: Vec::new(),
                sweep: None,
                calibration: None,
                window: Some(TakenWindow {
                    channel: channel + 1,
                    start_s: window.start,
                    length_s: window.length,
                    shape: window.shape.word().to_owned(),
                }),
            },
        })
    }

    fn findings(&self, channel: usize, window: Window, peak: usize) -> Vec<Finding> {
        let seconds = |seconds: f64| rounded(seconds, &Unit::SECOND, 4);
        let at = peak as f64 / self.rate;
        let mut findings = vec![
            Finding::doubt(
                tr!("levels are relative to the file's full scale (0 dB), not dB SPL").to_owned(),
            ),
            Finding::note(tr!(
                "{}, {} Hz, {} long; the phase is relative to its peak at {}",
                self.samples,
                self.rate,
                seconds(self.duration()),
                seconds(at)
            )),
        ];
        let end = window.start + window.length;
        if window == self.whole() {
            findings.push(Finding::doubt(tr!(
                "the whole response was taken, with every reflection in it: end the window before the first one; {} are a resolution of {:.3} Hz",
                seconds(window.length),
                1.0 / window.length
            )));
        } else {
            findings.push(Finding::note(tr!(
                "the window takes {} to {}, {}: nothing below {:.3} Hz is resolved",
                seconds(window.start),
                seconds(end),
                words::text(window.shape.word()),
                1.0 / window.length
            )));
        }
        if !(window.start..end).contains(&at) {
            findings.push(Finding::new(
                Severity::Error,
                tr!("the peak at {} lies outside the window", seconds(at)),
            ));
        }
        let silent = self.silent();
        if !silent.is_empty() {
            findings.push(Finding::doubt(tr!(
                "{} of the file is silent",
                channels(&silent)
            )));
        }
        if self.channels.len() > 1 {
            findings.push(Finding::doubt(tr!(
                "channel {} of {} was taken: the others are curves of their own",
                channel + 1,
                self.channels.len()
            )));
        }
        let samples = self
            .channels
            .get(channel)
            .map_or(&[][..], |samples| samples);
        if self.is_no_impulse(samples, peak) {
            findings.push(Finding::doubt(
                tr!("its energy is spread over more than around its peak: this may be a recording or a sweep, not an impulse response").to_owned(),
            ));
        }
        if let Some(share) = offset(samples, peak) {
            findings.push(Finding::doubt(tr!(
                "where the response has died away samples stand at {:.3} % of its peak beside zero: an offset, of which the lowest frequencies are, not of the response",
                100.0 * share
            )));
        }
        let is_integer = self.samples.ends_with("integers");
        let top = samples.get(peak).map_or(0.0, |sample| sample.abs());
        if self.container == 32 && is_integer && top <= LOW_END {
            findings.push(Finding::doubt(
                tr!("no sample exceeds 1/256 of full scale: these may be samples of 24 bits at the wrong end of 32, and all levels 48.2 dB too low").to_owned(),
            ));
        }
        if is_clipped(samples) {
            findings.push(Finding::doubt(
                tr!("samples one after the other stand at full scale: it may be clipped")
                    .to_owned(),
            ));
        }
        findings
    }

    /// Channels, from 1, without any sound.
    fn silent(&self) -> Vec<usize> {
        let is_silent = |samples: &[f64]| samples.iter().all(|sample| *sample == 0.0);
        let numbered = (1..).zip(&self.channels);
        let silent = numbered.filter(|(_, samples)| is_silent(samples));
        silent.map(|(channel, _)| channel).collect()
    }

    /// Whether less than half of the energy lies around the peak.
    fn is_no_impulse(&self, samples: &[f64], peak: usize) -> bool {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of samples"
        )]
        let near = (NEAR * self.rate) as usize;
        let energy = |samples: &[f64]| samples.iter().map(|x| x * x).sum::<f64>();
        let from = peak.saturating_sub(near);
        let around = samples.get(from..(peak + near).min(samples.len()));
        2.0 * energy(around.unwrap_or_default()) < energy(samples)
    }
}

/// Channels in words.
fn channels(numbers: &[usize]) -> String {
    let shown: Vec<String> = numbers.iter().map(usize::to_string).collect();
    let word = if numbers.len() == 1 {
        "channel"
    } else {
        "channels"
    };
    format!("{word} {}", shown.join(", "))
}

/// What the end of a response stands beside zero, as a share of its peak; nothing where that is its
/// noise.
fn offset(samples: &[f64], peak: usize) -> Option<f64> {
    let end = samples.get(samples.len().midpoint(peak)..)?;
    let median = |mut of: Vec<f64>| {
        let middle = of.len() / 2;
        let (_, median, _) = of.select_nth_unstable_by(middle, f64::total_cmp);
        *median
    };
    if end.len() < SETTLED {
        return None;
    }
    let rest = median(end.to_vec());
    let noise = median(end.iter().map(|sample| (sample - rest).abs()).collect());
    let share = rest.abs() / samples.get(peak)?.abs();
    (share > OFFSET && rest.abs() > noise).then_some(share)
}

fn is_clipped(samples: &[f64]) -> bool {
    let full = |sample: &f64| sample.abs() > 0.9999;
    samples.windows(CLIPPED).any(|run| run.iter().all(full))
}
