//! Samples out of a WAV, FLAC or MP3 file, bit by bit.

use super::error::RenderError;
use crate::{
    design::file,
    exchange::impulse::{Opened, opened},
};
use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};
use symphonia::core::{codecs::audio::AudioDecoder, errors::Error};

/// A file that is being read.
pub(super) struct Decoded {
    path: PathBuf,
    opened: Opened,
    decoder: Box<dyn AudioDecoder>,
    /// Of the last packet, what was not asked for yet.
    left: Vec<Vec<f32>>,
    ended: bool,
    broken: usize,
}

impl Decoded {
    /// Opens a file and reads as far as its first samples.
    ///
    /// # Errors
    /// When it cannot be read, is no sound that is known, is empty, or has more than two channels.
    pub(super) fn open(path: &Path) -> Result<Self, RenderError> {
        let undecoded = |why: String| RenderError::Undecoded {
            path: path.to_owned(),
            why,
        };
        let file = file::open(path)?;
        if file.metadata().is_ok_and(|metadata| metadata.len() == 0) {
            return Err(RenderError::Empty {
                path: path.to_owned(),
            });
        }
        let ending = path.extension().and_then(|ending| ending.to_str());
        let opened = opened(Box::new(file), ending).map_err(undecoded)?;
        let decoder = opened.decoder().map_err(undecoded)?;
        let mut decoded = Self {
            path: path.to_owned(),
            opened,
            decoder,
            left: Vec::new(),
            ended: false,
            broken: 0,
        };
        // How many channels there are is sure only of what is decoded.
        decoded.packet()?;
        match decoded.left.len() {
            0 => Err(RenderError::Empty {
                path: path.to_owned(),
            }),
            1 | 2 => Ok(decoded),
            channels => Err(RenderError::Channels {
                path: path.to_owned(),
                channels,
            }),
        }
    }

    /// Samples a second.
    pub(super) fn rate(&self) -> u32 {
        self.opened.rate
    }

    /// One or two.
    pub(super) fn channels(&self) -> usize {
        self.left.len()
    }

    /// What of the file was broken, so far.
    pub(super) fn remark(&self) -> Option<String> {
        let path = self.path.display();
        (self.broken > 0)
            .then(|| format!("{} pieces of {path} are broken and left out", self.broken))
    }

    /// Puts behind the channels' samples as many as are wanted, fewer only at the end.
    ///
    /// # Errors
    /// When the file breaks off in a way that cannot be read on.
    pub(super) fn read(&mut self, wanted: usize, into: &mut [Vec<f32>]) -> Result<(), RenderError> {
        let mut missing = wanted;
        while missing > 0 {
            let there = self.left.first().map_or(0, Vec::len).min(missing);
            for (into, left) in into.iter_mut().zip(&mut self.left) {
                into.extend(left.drain(..there));
            }
            missing -= there;
            if missing > 0 && !self.packet()? {
                break;
            }
        }
        Ok(())
    }

    /// Decodes the next packet that has samples; false at the end.
    fn packet(&mut self) -> Result<bool, RenderError> {
        let undecoded = |why: String| RenderError::Undecoded {
            path: self.path.clone(),
            why,
        };
        while !self.ended {
            let packet = match self.opened.format.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) => break,
                // What is missing at the end of a file that was cut off is no reason to refuse the rest.
                Err(Error::IoError(error)) if error.kind() == ErrorKind::UnexpectedEof => {
                    self.broken += 1;
                    break;
                }
                Err(error) => return Err(undecoded(error.to_string())),
            };
            if packet.track_id != self.opened.track {
                continue;
            }
            let decoded = match self.decoder.decode(&packet) {
                Ok(decoded) => decoded,
                Err(Error::DecodeError(_) | Error::IoError(_)) => {
                    self.broken += 1;
                    continue;
                }
                Err(error) => return Err(undecoded(error.to_string())),
            };
            let channels = decoded.num_planes();
            if decoded.spec().rate() != self.opened.rate
                || (!self.left.is_empty() && channels != self.left.len())
            {
                return Err(undecoded(
                    "its sample rate or number of channels changes within".to_owned(),
                ));
            }
            if decoded.frames() == 0 {
                continue;
            }
            decoded.copy_to_vecs_planar(&mut self.left);
            if self.left.iter().flatten().any(|sample| !sample.is_finite()) {
                return Err(RenderError::NoNumbers {
                    path: self.path.clone(),
                });
            }
            return Ok(true);
        }
        self.ended = true;
        Ok(false)
    }
}
