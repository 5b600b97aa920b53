//! Reading preset text.

use crate::design::file::{self, FileError};
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use thiserror::Error;

/// Why a preset could not be read or kept.
#[derive(Debug, Error)]
pub enum PresetError {
    /// The text is not a preset.
    #[error("{file}, {error}")]
    Text {
        /// File name.
        file: String,
        /// What is wrong, and in which line.
        error: FileError,
    },
    /// The preset lacks something every preset must have.
    #[error("{file}: {message}")]
    Incomplete {
        /// File name.
        file: String,
        /// What is missing.
        message: String,
    },
    /// The system could not read or write.
    #[error("{}: {error}", path.display())]
    System {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file could not be read or written; the message names it.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no configuration folder on this system.
    #[error("{}", tr!("this system names no configuration folder to keep presets in"))]
    NoFolder,
    /// The part is not a driver.
    #[error("{}", tr!("“{}” is not a driver: only drivers can be kept in the library", _0))]
    NotADriver(String),
}

/// Reads the text of `file` as a `T`, by the rules of design files.
pub(super) fn from_text<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PresetError> {
    file::ron_from_text(text).map_err(|error| PresetError::Text {
        file: file.to_owned(),
        error,
    })
}
