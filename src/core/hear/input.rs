//! What is rendered: a file, or a signal of our own.

use super::{decode::Decoded, error::RenderError, music::Music, pink::Pink};
use std::path::PathBuf;

/// A signal of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Pink noise, one channel, −20 dB of full scale rms.
    Pink,
    /// Something like music, two channels: plucked chords, a bass, a melody and drums.
    Music,
}

/// What is rendered.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A WAV, FLAC or MP3 file.
    File(PathBuf),
    /// A signal of our own, the same for the same seed.
    Made {
        /// Which.
        signal: Signal,
        /// Samples a second.
        rate: u32,
        /// How long, s.
        seconds: f64,
        /// Where its chances begin.
        seed: u64,
    },
}

/// An input that is being read.
pub(super) enum Reading {
    File(Box<Decoded>),
    Made {
        maker: Box<Maker>,
        rate: u32,
        left: usize,
    },
}

/// What makes a signal.
pub(super) enum Maker {
    Pink(Pink),
    Music(Music),
}

impl Input {
    /// Its sample rate, Hz.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn rate(&self) -> Result<u32, RenderError> {
        Ok(self.open()?.rate())
    }

    /// Reads it from its beginning.
    pub(super) fn open(&self) -> Result<Reading, RenderError> {
        Ok(match self {
            Self::File(path) => Reading::File(Box::new(Decoded::open(path)?)),
            Self::Made {
                signal,
                rate,
                seconds,
                seed,
            } => {
                let maker = match signal {
                    Signal::Pink => Maker::Pink(Pink::new(*rate, *seed)),
                    Signal::Music => Maker::Music(Music::new(*rate, *seed)),
                };
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "samples of some hours; a cast saturates"
                )]
                let left = (seconds * f64::from(*rate)).round() as usize;
                Reading::Made {
                    maker: Box::new(maker),
                    rate: *rate,
                    left,
                }
            }
        })
    }
}

impl Reading {
    /// Samples a second.
    pub(super) fn rate(&self) -> u32 {
        match self {
            Self::File(file) => file.rate(),
            Self::Made { rate, .. } => *rate,
        }
    }

    /// One or two.
    pub(super) fn channels(&self) -> usize {
        match self {
            Self::File(file) => file.channels(),
            Self::Made { maker, .. } => match **maker {
                Maker::Pink(_) => 1,
                Maker::Music(_) => 2,
            },
        }
    }

    /// What should be told of what was read so far.
    pub(super) fn remark(&self) -> Option<String> {
        match self {
            Self::File(file) => file.remark(),
            Self::Made { .. } => None,
        }
    }

    /// Puts the next samples into the channels, as many as are wanted, fewer only at the end.
    pub(super) fn read(&mut self, wanted: usize, into: &mut [Vec<f32>]) -> Result<(), RenderError> {
        for channel in into.iter_mut() {
            channel.clear();
        }
        match self {
            Self::File(file) => file.read(wanted, into),
            Self::Made { maker, left, .. } => {
                let count = wanted.min(*left);
                *left -= count;
                for _ in 0..count {
                    match (&mut **maker, &mut *into) {
                        (Maker::Pink(pink), [one, ..]) => one.push(pink.next()),
                        (Maker::Music(music), [a, b, ..]) => {
                            let [left, right] = music.next();
                            a.push(left);
                            b.push(right);
                        }
                        _ => debug_assert!(false, "a channel for each of the maker's"),
                    }
                }
                Ok(())
            }
        }
    }
}
