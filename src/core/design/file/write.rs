//! The one way this program writes a file: all of it or nothing.
//!
//! What is new is written beside the old file, brought to the disk, and takes its place in one step
//! of the file system. A crash, a kill or a full disk leaves the old file, or none where there was
//! none, and at worst a file of ours that `remove_leftovers` takes away later.

use super::{FileError, error::system_code};
use std::{
    convert::Infallible,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

/// How the names of files begin that are not yet in their place.
const PREFIX: &str = ".earwright-";
/// How they end.
const SUFFIX: &str = ".tmp";
/// Nobody takes this long to write a file: what is older was left behind.
const LEFT_BEHIND: Duration = Duration::from_hours(1);

/// Where a file is written: the path without links, and what stands there.
struct Place {
    target: PathBuf,
    folder: PathBuf,
    old: Option<fs::Metadata>,
}

/// Writes a file, all of it or nothing. A link goes on pointing where it does; permissions stay.
///
/// # Errors
/// When it cannot be written there (no such folder, no room, write-protected), or what stands there
/// is no regular file; what was there before is untouched.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    match write_with(path, |file| {
        Ok(Ok::<(), Infallible>(file.write_all(bytes)?))
    })? {
        Ok(()) => Ok(()),
        Err(never) => match never {},
    }
}

/// Writes a file that comes bit by bit, all of it or nothing: as [`write()`], or not at all where its
/// content has an error of its own.
///
/// # Errors
/// As [`write()`]; inside it, the content's error.
pub fn write_with<T, E>(
    path: &Path,
    content: impl FnOnce(&mut fs::File) -> io::Result<Result<T, E>>,
) -> Result<Result<T, E>, FileError> {
    let place = place(path)?;
    write_beside(&place, content).map_err(|source| failed(path, &source))
}

/// Finds out whether a file could be written, before the work that makes its content. Nothing is
/// changed.
///
/// # Errors
/// As [`write()`], but for a disk that is full only later.
pub fn check_writable(path: &Path) -> Result<(), FileError> {
    let place = place(path)?;
    let beside = beside(&place.folder).map_err(|source| failed(path, &source))?;
    beside.close().map_err(|source| failed(path, &source))
}

/// Removes from a folder what writes left there that were killed, once it is old enough to be
/// nobody's. Returns how many files went; a folder that cannot be read has none.
pub fn remove_leftovers(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let is_ours = |name: &std::ffi::OsStr| {
        let name = name.to_string_lossy();
        name.starts_with(PREFIX) && name.ends_with(SUFFIX)
    };
    let is_old = |entry: &fs::DirEntry| {
        // Of the entry itself: a link is none of ours.
        entry.metadata().is_ok_and(|metadata| {
            metadata.is_file()
                && metadata
                    .modified()
                    .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LEFT_BEHIND))
        })
    };
    entries
        .flatten()
        .filter(|entry| is_ours(&entry.file_name()) && is_old(entry))
        .filter(|entry| fs::remove_file(entry.path()).is_ok())
        .count()
}

/// Looks at what stands where a file is to be written.
fn place(path: &Path) -> Result<Place, FileError> {
    let not_a_file = |what| FileError::NotAFile {
        path: path.to_owned(),
        what,
    };
    if path.file_name().is_none() {
        // The root, a path that ends in “..”, or none at all.
        return Err(not_a_file("a folder"));
    }
    let (target, old) = match fs::symlink_metadata(path) {
        Ok(own) if own.is_symlink() => {
            let target = fs::canonicalize(path).map_err(|source| match source.kind() {
                io::ErrorKind::NotFound => FileError::Dangling {
                    path: path.to_owned(),
                },
                _ => failed(path, &source),
            })?;
            let old = fs::metadata(&target).map_err(|source| failed(path, &source))?;
            (target, Some(old))
        }
        Ok(own) => (path.to_owned(), Some(own)),
        Err(source) if source.kind() == io::ErrorKind::NotFound => (path.to_owned(), None),
        Err(source) => return Err(failed(path, &source)),
    };
    if let Some(old) = &old {
        if !old.is_file() {
            return Err(not_a_file(what_else(old)));
        }
        if old.permissions().readonly() {
            return Err(FileError::Protected {
                path: path.to_owned(),
            });
        }
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    if old.is_none() && !folder.is_dir() {
        return Err(FileError::NoFolder { folder });
    }
    Ok(Place {
        target,
        folder,
        old,
    })
}

/// What something is that is no regular file, in words.
pub(super) fn what_else(metadata: &fs::Metadata) -> &'static str {
    if metadata.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = metadata.file_type();
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    "a device"
}

fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A new file gets what the user's mask leaves, like any other.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn write_beside<T, E>(
    place: &Place,
    content: impl FnOnce(&mut fs::File) -> io::Result<Result<T, E>>,
) -> io::Result<Result<T, E>> {
    let mut file = beside(&place.folder)?;
    // To the file itself: its name is in no message.
    let made = match content(file.as_file_mut())? {
        Ok(made) => made,
        Err(error) => return Ok(Err(error)),
    };
    if let Some(old) = &place.old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&place.target)
        .map_err(|failure| failure.error)?;
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(&place.folder) {
        // The name is on the disk only when its folder is. Some file systems cannot do that, and
        // the contents are safe either way.
        folder.sync_all().ok();
    }
    Ok(Ok(made))
}

/// The system's refusal, without the name of a file that the user never asked for.
fn failed(path: &Path, source: &io::Error) -> FileError {
    FileError::Io {
        action: "write",
        path: path.to_owned(),
        source: system_code(source).map_or_else(
            || io::Error::from(source.kind()),
            io::Error::from_raw_os_error,
        ),
    }
}
