//! What is rendered: a file, or a signal of our own.

use super::{
    decode::Decoded,
    error::RenderError,
    filter::RATES,
    music::Music,
    pink::Pink,
    resample::{Ratio, Resampler},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

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
    /// Such a file at another sample rate than its own, Hz.
    Converted {
        /// The file.
        file: PathBuf,
        /// Samples a second.
        rate: u32,
    },
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
    Converted(Box<Converting>),
    Made {
        maker: Box<Maker>,
        rate: u32,
        left: usize,
    },
}

/// A file on its way to another sample rate.
pub(super) struct Converting {
    file: Decoded,
    rate: u32,
    ratio: Arc<Ratio>,
    lanes: Vec<Resampler>,
    block: Vec<Vec<f32>>,
    /// What was made and not asked for yet.
    made: Vec<Vec<f32>>,
    /// Samples that come before the first one.
    early: usize,
    /// Samples that were read, and given.
    read: usize,
    given: usize,
    ended: bool,
}

impl Converting {
    fn new(file: Decoded, rate: u32) -> Self {
        let ratio = Arc::new(Ratio::new(file.rate(), rate));
        let channels = file.channels();
        Self {
            lanes: (0..channels)
                .map(|_| Resampler::new(Arc::clone(&ratio)))
                .collect(),
            block: vec![Vec::new(); channels],
            made: vec![Vec::new(); channels],
            early: ratio.late(),
            read: 0,
            given: 0,
            ended: false,
            ratio,
            file,
            rate,
        }
    }

    /// Puts behind the channels' samples as many as are wanted, fewer only at the end.
    fn read(&mut self, wanted: usize, into: &mut [Vec<f32>]) -> Result<(), RenderError> {
        while !self.ended && self.made.first().map_or(0, Vec::len) < wanted + self.early {
            for block in &mut self.block {
                block.clear();
            }
            self.file.read(self.ratio.from, &mut self.block)?;
            let there = self.block.first().map_or(0, Vec::len);
            self.read += there;
            for ((lane, block), made) in self.lanes.iter_mut().zip(&self.block).zip(&mut self.made)
            {
                lane.pass(block, made);
                if there < self.ratio.from {
                    // What is left of the last block.
                    lane.pass(&[], made);
                }
            }
            self.ended = there < self.ratio.from;
        }
        let left = self.ratio.count(self.read) - self.given;
        let count = if self.ended { wanted.min(left) } else { wanted };
        for (into, made) in into.iter_mut().zip(&mut self.made) {
            into.extend(made.drain(..self.early + count).skip(self.early));
        }
        self.early = 0;
        self.given += count;
        Ok(())
    }
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

    /// The file it is read from.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(file) | Self::Converted { file, .. } => Some(file),
            Self::Made { .. } => None,
        }
    }

    /// Reads it from its beginning.
    pub(super) fn open(&self) -> Result<Reading, RenderError> {
        Ok(match self {
            Self::File(path) => Reading::File(Box::new(Decoded::open(path)?)),
            Self::Converted { file, rate } => {
                let file = Box::new(Decoded::open(file)?);
                let mut rates = [*rate, file.rate()].into_iter();
                let odd = rates.find(|rate| !RATES.contains(rate));
                match odd {
                    Some(rate) => return Err(RenderError::Rate { rate }),
                    None if file.rate() == *rate => Reading::File(file),
                    None => Reading::Converted(Box::new(Converting::new(*file, *rate))),
                }
            }
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
            Self::Converted(converting) => converting.rate,
            Self::Made { rate, .. } => *rate,
        }
    }

    /// One or two.
    pub(super) fn channels(&self) -> usize {
        match self {
            Self::File(file) => file.channels(),
            Self::Converted(converting) => converting.lanes.len(),
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
            Self::Converted(converting) => converting.file.remark(),
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
            Self::Converted(converting) => converting.read(wanted, into),
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
