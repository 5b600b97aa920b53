//! Reading and writing preset text.

use ron::{Options, extensions::Extensions, ser::PrettyConfig};
use serde::{Serialize, de::DeserializeOwned};
use std::path::PathBuf;
use thiserror::Error;

/// Why a preset could not be read or kept.
#[derive(Debug, Error)]
pub enum PresetError {
    /// The text is not a preset.
    #[error("{file}, line {line}, column {column}: {message}")]
    Text {
        /// File name.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
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
    /// There is no configuration folder on this system.
    #[error("this system names no configuration folder to keep presets in")]
    NoFolder,
    /// The part is not a driver.
    #[error("“{0}” is not a driver: only drivers can be kept in the library")]
    NotADriver(String),
    /// The value cannot be written as text.
    #[error("the preset cannot be written: {0}")]
    Write(#[from] ron::Error),
}

/// As in a design file: variants hold their struct without a second pair of brackets,
/// `MovingCoil(re: "16 Ω", …)`, and an optional value stands there as it is.
fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES | Extensions::IMPLICIT_SOME)
}

/// Reads the text of `file` as a `T`.
pub(super) fn from_text<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PresetError> {
    options()
        .from_str(text)
        .map_err(|spanned| PresetError::Text {
            file: file.to_owned(),
            line: spanned.span.start.line,
            column: spanned.span.start.col,
            message: spanned.code.to_string(),
        })
}

/// Writes a `T` the way [`from_text`] reads it.
pub(super) fn to_text<T: Serialize>(value: &T) -> Result<String, PresetError> {
    let config = PrettyConfig::new().new_line("\n");
    Ok(options().to_string_pretty(value, config)? + "\n")
}
