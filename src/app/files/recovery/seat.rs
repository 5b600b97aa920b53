//! A place for one window's recovery copy, and the lock that says its window lives.
//!
//! `x.ron` is the copy, `x.lock` is held open and locked for as long as the window runs: the system
//! lets go of it when the program ends, however that comes. Process numbers repeat, locks do not lie.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// Ending of a copy.
pub(super) const COPY: &str = "ron";
/// Ending of its lock.
const LOCK: &str = "lock";

/// A place held by this window.
#[derive(Debug)]
pub(super) struct Seat {
    copy: PathBuf,
    /// Held, not read.
    _lock: File,
}

/// Whose a copy is.
#[derive(Debug)]
pub(super) enum Claim {
    /// Nobody's any more; now this window's.
    Ours(Seat),
    /// Of a window that runs.
    Taken,
}

impl Seat {
    /// A place with a name that nobody else has, in a folder that is there.
    pub(super) fn new_in(folder: &Path) -> io::Result<Self> {
        let mut refused = None;
        for _ in 0..16 {
            let (lock, path) = tempfile::Builder::new()
                .prefix("copy-")
                .suffix(&format!(".{LOCK}"))
                .tempfile_in(folder)?
                .keep()
                .map_err(|failure| failure.error)?;
            match lock.try_lock() {
                // Another window may have tidied up between the two steps.
                Ok(()) if path.exists() => {}
                Ok(()) | Err(TryLockError::WouldBlock) => continue,
                // A file system without locks: the copy counts as left behind, which loses nothing.
                Err(TryLockError::Error(error)) => refused = Some(error),
            }
            if let Some(error) = refused {
                log::warn!("recovery copies are not locked: {error}");
            }
            return Ok(Self {
                copy: path.with_extension(COPY),
                _lock: lock,
            });
        }
        Err(io::Error::other("no name for a recovery copy is free"))
    }

    /// Takes over the place of a copy, if the window it belonged to is gone.
    pub(super) fn claim(copy: &Path) -> io::Result<Claim> {
        let lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(copy.with_extension(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Claim::Taken),
            Err(TryLockError::Error(error)) => {
                log::warn!("recovery copies are not locked: {error}");
            }
        }
        Ok(Claim::Ours(Self {
            copy: copy.to_owned(),
            _lock: lock,
        }))
    }

    /// Where the copy is, or would be.
    pub(super) fn copy(&self) -> &Path {
        &self.copy
    }

    /// Removes the copy; the place stays.
    pub(super) fn empty(&self) {
        if let Err(error) = std::fs::remove_file(&self.copy)
            && error.kind() != io::ErrorKind::NotFound
        {
            log::warn!("recovery copy stays: {error}");
        }
    }
}

impl Drop for Seat {
    /// A place without a copy leaves nothing behind. One with a copy keeps its lock's file: the next
    /// window locks the same one.
    fn drop(&mut self) {
        if !self.copy.exists() {
            // Gone already where another window has tidied up.
            std::fs::remove_file(self.copy.with_extension(LOCK)).ok();
        }
    }
}

/// Removes the locks of windows that ended without a copy.
pub(super) fn remove_idle_locks(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_lock = path.extension().is_some_and(|ending| ending == LOCK);
        if is_lock
            && !path.with_extension(COPY).exists()
            && let Ok(lock) = File::open(&path)
            && lock.try_lock().is_ok()
        {
            std::fs::remove_file(&path).ok();
        }
    }
}
