//! The `.ron` file: reading, writing, and what can go wrong.
//!
//! A quantity is text with its unit, unknown fields are refused, and a saved file loaded and saved
//! again is byte for byte the same.

mod error;
mod locate;
mod migrate;
mod text;

use super::Design;
pub use error::FileError;
pub use migrate::{MIGRATIONS, Migration};
use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};
pub use text::{from_text, from_text_with, ron_from_text, ron_to_text, to_text};

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
/// When the file cannot be read, is too large, or is not a design; the message says where and why.
pub fn load(path: &Path) -> Result<(Design, Vec<Note>), FileError> {
    from_text(&read_text(path)?)
}

/// Reads a text file of at most `LARGEST` bytes.
///
/// # Errors
/// When it is missing, a folder, too large (it is not read then), or not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let metadata = fs::metadata(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => FileError::Missing {
            path: path.to_owned(),
        },
        _ => failed("read", path, source),
    })?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile {
            path: path.to_owned(),
        });
    }
    let too_large = |size| FileError::TooLarge {
        path: path.to_owned(),
        size,
    };
    if metadata.len() > LARGEST {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    // The file may have grown since it was measured.
    fs::File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|source| failed("read", path, source))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|source| FileError::NotText {
        path: path.to_owned(),
        at: source.utf8_error().valid_up_to(),
    })
}

/// Writes a design to a file, all of it or nothing: beside the old file first, to the disk, then in
/// its place.
///
/// # Errors
/// When the file cannot be written; what was there before is untouched.
pub fn save(path: &Path, design: &Design) -> Result<(), FileError> {
    write_text(path, &to_text(design))
}

/// Writes a text file, all of it or nothing.
///
/// # Errors
/// When the file cannot be written; what was there before is untouched.
pub fn write_text(path: &Path, text: &str) -> Result<(), FileError> {
    if text.len() as u64 > LARGEST {
        return Err(FileError::TooLarge {
            path: path.to_owned(),
            size: text.len() as u64,
        });
    }
    // A symbolic link goes on pointing where it does.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(FileError::NotAFile {
            path: path.to_owned(),
        });
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(FileError::Protected {
            path: path.to_owned(),
        });
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    write_beside(&target, &folder, old.as_ref(), text)
        .map_err(|source| failed("write", path, source))
}

fn write_beside(
    target: &Path,
    folder: &Path,
    old: Option<&fs::Metadata>,
    text: &str,
) -> std::io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".earwright-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A new file gets what the user's mask leaves, like any other.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(target).map_err(|failure| failure.error)?;
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        // The name is on the disk only when its folder is. Some file systems cannot do that, and
        // the contents are safe either way.
        folder.sync_all().ok();
    }
    Ok(())
}

fn failed(action: &'static str, path: &Path, source: std::io::Error) -> FileError {
    FileError::Io {
        action,
        path: path.to_owned(),
        source,
    }
}
