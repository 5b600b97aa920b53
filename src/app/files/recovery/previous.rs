//! The version before the last save of each file, in the data folder.

use super::Recovery;
use crate::design::file::{self, FileError};
use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Folder of previous versions, in that of the copies.
const FOLDER: &str = "previous";
/// How many are kept, one a file.
const KEPT: usize = 100;

impl Recovery {
    /// Keeps this as the previous version of a file.
    ///
    /// # Errors
    /// When it cannot be written. Without a data folder nothing is kept, and that is no error.
    pub fn keep_previous(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let Some(place) = self.previous_place(path) else {
            return Ok(());
        };
        if let Some(folder) = place.parent() {
            // Where it cannot be made, the write says so.
            std::fs::create_dir_all(folder).ok();
        }
        file::write(&place, bytes)?;
        if let Some(folder) = place.parent() {
            file::remove_leftovers(folder);
            thin_out(folder);
        }
        Ok(())
    }

    /// Where the previous version of a file is, if there is one.
    pub fn previous_of(&self, path: &Path) -> Option<PathBuf> {
        self.previous_place(path).filter(|place| place.is_file())
    }

    /// By the file's name, to be found by hand, and by its whole path, to be its own.
    fn previous_place(&self, path: &Path) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join(FOLDER);
        let whole = path
            .canonicalize()
            .or_else(|_| std::path::absolute(path))
            .unwrap_or_else(|_| path.to_owned());
        let stem: String = whole
            .file_stem()?
            .to_string_lossy()
            .chars()
            .take(60)
            .collect();
        let number = file::fingerprint(whole.as_os_str().as_encoded_bytes());
        Some(folder.join(format!("{stem}-{number:016x}.ron")))
    }
}

/// Removes the oldest versions beyond what is kept.
fn thin_out(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort();
    let surplus = files.len().saturating_sub(KEPT);
    for (_, path) in files.into_iter().take(surplus) {
        std::fs::remove_file(path).ok();
    }
}
