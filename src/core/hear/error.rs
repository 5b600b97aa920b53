//! Why nothing was rendered.

use crate::design::file::FileError;
use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was rendered.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is no sound that is known.
    #[error("{} cannot be decoded ({why}): save it as WAV, FLAC or MP3", path.display())]
    Undecoded {
        /// The file.
        path: PathBuf,
        /// What its reader says.
        why: String,
    },
    /// It has no samples.
    #[error("{} has no samples: there is nothing to hear in it", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Floats that are no numbers.
    #[error("{} has samples that are no numbers (NaN or infinite): export it again", path.display())]
    NoNumbers {
        /// The file.
        path: PathBuf,
    },
    /// More channels than ears.
    #[error("{} has {channels} channels: only mono and stereo are rendered, mix it down first", path.display())]
    Channels {
        /// The file.
        path: PathBuf,
        /// How many it has.
        channels: usize,
    },
    /// Too slow or too fast.
    #[error("the sample rate of {rate} Hz is out of range: 8000 to 192000 Hz are rendered")]
    Rate {
        /// Samples a second.
        rate: u32,
    },
    /// More than a WAV file holds.
    #[error("the result would be {gigabytes:.1} GB, and a WAV file holds 4: render a part of it")]
    TooLong {
        /// Its size, GB.
        gigabytes: f64,
    },
    /// It was changed meanwhile.
    #[error("{} changed while it was read: render it again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A design nothing is heard of.
    #[error(
        "“{name}” has no sound at the drum: join a driver to the source and to the ear, see `earwright check`"
    )]
    NoSound {
        /// Its name.
        name: String,
    },
    /// A target or curve without values.
    #[error("the {what} has no level at 1 kHz: nothing can be taken from it")]
    NoLevel {
        /// What.
        what: &'static str,
    },
}
