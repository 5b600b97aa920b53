//! The `.ron` file: reading, writing, and what can go wrong.
//!
//! A quantity is text with its unit, unknown fields are refused, and a saved file loaded and saved
//! again is byte for byte the same.

mod error;
mod kind;
mod locate;
mod migrate;
mod text;
mod write;

use super::Design;
pub use error::FileError;
pub use migrate::{MIGRATIONS, Migration};
use std::{
    fs,
    hash::{DefaultHasher, Hasher as _},
    io::Read as _,
    path::Path,
};
pub use text::{from_text, from_text_with, ron_from_text, ron_to_text, to_text};
pub use write::{check_writable, remove_leftovers, write, write_with};

/// Largest file that is read, bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// Something worth telling about a file that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What, in a sentence.
    pub message: String,
}

/// Reads a design from a file.
///
/// # Errors
/// When the file cannot be read, is too large, or is not a design; the message says where and why,
/// or what the file is instead.
pub fn load(path: &Path) -> Result<(Design, Vec<Note>), FileError> {
    from_bytes(path, read(path)?)
}

/// A design from what a file holds. The path is for messages only.
///
/// # Errors
/// As [`load`].
pub fn from_bytes(path: &Path, bytes: Vec<u8>) -> Result<(Design, Vec<Note>), FileError> {
    let other = |what| FileError::OtherKind {
        path: path.to_owned(),
        what,
    };
    if let Some(what) = kind::of_bytes(&bytes) {
        return Err(other(what));
    }
    let text = into_text(path, bytes)?;
    from_text(&text).map_err(|error| match kind::of_text(&text) {
        Some(what) => other(what.to_owned()),
        None => error,
    })
}

/// Reads a file of at most `LARGEST` bytes.
///
/// # Errors
/// When it is missing, a folder or device, or too large (it is not read then).
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    read_within(path, LARGEST)
}

/// Opens a file that is read bit by bit, however large.
///
/// # Errors
/// When it is missing, a folder or device, or may not be read.
pub fn open(path: &Path) -> Result<fs::File, FileError> {
    stands(path)?;
    fs::File::open(path).map_err(|source| unread(path, source))
}

/// What the system knows of a regular file.
fn stands(path: &Path) -> Result<fs::Metadata, FileError> {
    let metadata = fs::metadata(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => FileError::Missing {
            path: path.to_owned(),
        },
        _ => unread(path, source),
    })?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile {
            path: path.to_owned(),
            what: write::what_else(&metadata),
        });
    }
    Ok(metadata)
}

fn read_within(path: &Path, largest: u64) -> Result<Vec<u8>, FileError> {
    let metadata = stands(path)?;
    let too_large = |size| FileError::TooLarge {
        path: path.to_owned(),
        size,
        most: largest,
    };
    if metadata.len() > largest {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    // The file may have grown since it was measured.
    fs::File::open(path)
        .and_then(|file| file.take(largest + 1).read_to_end(&mut bytes))
        .map_err(|source| unread(path, source))?;
    if bytes.len() as u64 > largest {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Reads a text file of at most `LARGEST` bytes.
///
/// # Errors
/// As [`read`], and when it is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    read_text_within(path, LARGEST)
}

/// Reads a text file of at most `largest` bytes.
///
/// # Errors
/// As [`read_text`].
pub fn read_text_within(path: &Path, largest: u64) -> Result<String, FileError> {
    into_text(path, read_within(path, largest)?)
}

/// A number that tells one content of a file from another. It means nothing beyond that, and another
/// version of this program may count differently.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Writes a design to a file, all of it or nothing.
///
/// # Errors
/// As [`write_text`].
pub fn save(path: &Path, design: &Design) -> Result<(), FileError> {
    write_text(path, &to_text(design))
}

/// Writes a text file that can be read again, all of it or nothing.
///
/// # Errors
/// When it is larger than what would be read, or as [`write()`]; what was there before is untouched.
pub fn write_text(path: &Path, text: &str) -> Result<(), FileError> {
    if text.len() as u64 > LARGEST {
        return Err(FileError::TooLarge {
            path: path.to_owned(),
            size: text.len() as u64,
            most: LARGEST,
        });
    }
    write(path, text.as_bytes())
}

fn into_text(path: &Path, bytes: Vec<u8>) -> Result<String, FileError> {
    String::from_utf8(bytes).map_err(|source| {
        let at = source.utf8_error().valid_up_to();
        let before = source.as_bytes().get(..at).unwrap_or_default();
        FileError::NotText {
            path: path.to_owned(),
            line: before.split(|byte| *byte == b'\n').count(),
            at,
        }
    })
}

fn unread(path: &Path, source: std::io::Error) -> FileError {
    FileError::Io {
        action: "read",
        path: path.to_owned(),
        source,
    }
}
