//! Rendered samples into a WAV file, as they come.

use crate::exchange::sound::wav::{put, spec};
use hound::{Error, WavWriter};
use std::io::{self, Seek, Write};

/// Bytes of a sample.
pub(super) fn bytes(float: bool) -> u64 {
    if float { 4 } else { 3 }
}

/// A file that is being written.
pub(super) struct Writing<W: Write + Seek> {
    writer: WavWriter<W>,
    float: bool,
}

impl<W: Write + Seek> Writing<W> {
    /// Its head.
    pub(super) fn new(to: W, channels: u16, rate: u32, float: bool) -> io::Result<Self> {
        let writer = WavWriter::new(to, spec(channels, rate, float)).map_err(io_error)?;
        Ok(Self { writer, float })
    }

    /// The next samples, times a gain.
    pub(super) fn take(&mut self, channels: &[Vec<f32>], gain: f64) -> io::Result<()> {
        let frames = channels.first().map_or(0, Vec::len);
        for n in 0..frames {
            for channel in channels {
                let sample = channel.get(n).copied().unwrap_or(0.0);
                put(&mut self.writer, gain * f64::from(sample), self.float).map_err(io_error)?;
            }
        }
        Ok(())
    }

    /// Its end.
    pub(super) fn finish(self) -> io::Result<()> {
        self.writer.finalize().map_err(io_error)
    }
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::IoError(error) => error,
        other => io::Error::other(other),
    }
}
