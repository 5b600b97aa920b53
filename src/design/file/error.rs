//! Why a file could not be opened or saved.

use std::path::PathBuf;
use thiserror::Error;

/// Why a file could not be opened or saved. Each message is a sentence for the user.
#[derive(Debug, Error)]
pub enum FileError {
    /// There is no such file.
    #[error("there is no file {}", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A folder or a device.
    #[error("{} is a folder or a device, not a file", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// Larger than any design.
    #[error("{} is too large: {size} bytes, the limit is {}", path.display(), super::LARGEST)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size, bytes.
        size: u64,
    },
    /// Not text.
    #[error("{} is not a text file: byte {at} is not UTF-8", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// The first byte that is not text.
        at: usize,
    },
    /// Write-protected.
    #[error("{} is write-protected", path.display())]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// Read or write.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Written by a newer program.
    #[error(
        "this design has format {format}, newer than format {known} that this version understands: open it with a newer version"
    )]
    Newer {
        /// Its format.
        format: u32,
        /// The newest format known.
        known: u32,
    },
    /// From a format that no migration leads on from.
    #[error("this design has format {format}, which is not known")]
    UnknownFormat {
        /// Its format.
        format: u32,
    },
    /// Not a design at all.
    #[error("this is not a design: it has no format number (`format: 1` at its start)")]
    NoFormat,
    /// The text is broken, or a field is unknown, missing or of the wrong kind.
    #[error("line {line}, column {column}{}: {message}", in_owner(owner.as_deref()))]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The part or link it is in.
        owner: Option<String>,
        /// What is wrong.
        message: String,
    },
    /// The text is well formed, what it says is not possible.
    #[error("line {line}{}: {message}", in_owner(owner.as_deref()))]
    Invalid {
        /// Line, from 1.
        line: usize,
        /// The part or link it is in.
        owner: Option<String>,
        /// What is wrong.
        message: String,
    },
}

fn in_owner(owner: Option<&str>) -> String {
    owner.map_or_else(String::new, |owner| format!(", in “{owner}”"))
}
