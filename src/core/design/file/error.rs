//! Why a file could not be opened or saved.

use std::{io, path::PathBuf};
use thiserror::Error;

/// Why a file could not be opened or saved. Each message is a sentence for the user.
#[derive(Debug, Error)]
pub enum FileError {
    /// There is no such file.
    #[error("{}", tr!("there is no file {}", path.display()))]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A folder, a device, a pipe, a socket.
    #[error("{}", tr!("{} is {what}, not a file", path.display()))]
    NotAFile {
        /// What was named.
        path: PathBuf,
        /// What it is: “a folder”.
        what: &'static str,
    },
    /// A file of another kind.
    #[error("{}", tr!("{} is no design, it is {what}", path.display()))]
    OtherKind {
        /// The file.
        path: PathBuf,
        /// What it is, and what can be done with it.
        what: String,
    },
    /// The folder to write into is not there.
    #[error("{}", tr!("there is no folder {}", folder.display()))]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// A link to nothing.
    #[error("{}", tr!("{} is a link to a file that is not there", path.display()))]
    Dangling {
        /// The link.
        path: PathBuf,
    },
    /// Larger than any design.
    #[error("{}", tr!("{} is too large: {size} bytes, the limit is {most}", path.display()))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size, bytes.
        size: u64,
        /// The largest that is taken, bytes.
        most: u64,
    },
    /// Not text.
    #[error("{}", tr!("{} is not a text file: line {line}, byte {at} is not UTF-8", path.display()))]
    NotText {
        /// The file.
        path: PathBuf,
        /// The line it is in, from 1.
        line: usize,
        /// The first byte that is not text.
        at: usize,
    },
    /// Write-protected.
    #[error("{}", tr!("{} is write-protected", path.display()))]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}", tr!("cannot {action} {}: {}", path.display(), reason(source)))]
    Io {
        /// Read or write.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Written by a newer program.
    #[error("{}", tr!("this design has format {format}, newer than format {known} that this version understands: open it with a newer version"))]
    Newer {
        /// Its format.
        format: u32,
        /// The newest format known.
        known: u32,
    },
    /// From a format that no migration leads on from.
    #[error("{}", tr!("this design has format {format}, which is not known"))]
    UnknownFormat {
        /// Its format.
        format: u32,
    },
    /// Not a design at all.
    #[error("{}", tr!("this is not a design: it has no format number (`format: 1` at its start)"))]
    NoFormat,
    /// The text is broken, or a field is unknown, missing or of the wrong kind.
    #[error("{}", tr!("line {line}, column {column}{}: {message}", in_owner(owner.as_deref())))]
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
    #[error("{}", tr!("line {line}, column {column}{}: {message}", in_owner(owner.as_deref())))]
    Invalid {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The part or link it is in.
        owner: Option<String>,
        /// What is wrong.
        message: String,
    },
}

/// What the system said, in words that help.
fn reason(source: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let words = match source.kind() {
        Kind::StorageFull => tr!("the disk is full"),
        Kind::QuotaExceeded => tr!("your share of the disk is full"),
        Kind::FileTooLarge => tr!("files of this size are not allowed there"),
        Kind::PermissionDenied => tr!("you have no permission there"),
        Kind::ReadOnlyFilesystem => tr!("nothing can be written on that disk"),
        Kind::InvalidFilename => tr!("the name is too long or not allowed there"),
        Kind::NotFound => tr!("there is no such folder"),
        Kind::NotADirectory => tr!("its folder is a file"),
        _ => return source.to_string(),
    };
    words.to_owned()
}

/// The system's number of an error, where one lies under it.
pub(super) fn system_code(error: &io::Error) -> Option<i32> {
    if let Some(code) = error.raw_os_error() {
        return Some(code);
    }
    let mut inner: Option<&(dyn std::error::Error + 'static)> =
        error.get_ref().map(|inner| inner as _);
    while let Some(error) = inner {
        if let Some(code) = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::raw_os_error)
        {
            return Some(code);
        }
        inner = error.source();
    }
    None
}

fn in_owner(owner: Option<&str>) -> String {
    owner.map_or_else(String::new, |owner| tr!(", in “{owner}”"))
}
