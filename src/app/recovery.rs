//! Recovery: a copy of unsaved work in the data folder, so that nothing is ever lost.
//!
//! While there are unsaved changes, a copy is written a few seconds after the last one. It goes
//! when the work is saved, discarded or another design is opened; what is still there at the next
//! start was left by a crash and is offered.

use crate::design::{Design, file};
use std::{
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

/// Seconds of rest after a change before the copy is written.
const REST: f64 = 3.0;

/// Writes and finds recovery copies.
#[derive(Debug, Default)]
pub struct Recovery {
    /// Folder of the copies; absent: none are written (tests, no data folder).
    folder: Option<PathBuf>,
    /// The design last seen, and when it changed.
    seen: Option<(Arc<Design>, f64)>,
    written: bool,
}

/// Work that was left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// The copy.
    pub path: PathBuf,
    /// The design in it.
    pub design: Box<Design>,
}

impl Recovery {
    /// Copies go to this folder.
    pub fn in_folder(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            seen: None,
            written: false,
        }
    }

    /// The data folder of this user.
    pub fn user_folder() -> Option<PathBuf> {
        Some(dirs::data_local_dir()?.join("earwright").join("recovery"))
    }

    /// Called each frame: writes a copy when the work has rested. Returns the seconds until the
    /// next call is wanted.
    pub fn watch(&mut self, design: &Arc<Design>, modified: bool, now: f64) -> Option<f64> {
        self.folder.as_ref()?;
        if !modified {
            self.discard();
            self.seen = None;
            return None;
        }
        let since = match &self.seen {
            Some((seen, since)) if Arc::ptr_eq(seen, design) => *since,
            _ => {
                self.written = false;
                self.seen = Some((design.clone(), now));
                now
            }
        };
        if self.written {
            return None;
        }
        let left = since + REST - now;
        if left > 0.0 {
            return Some(left);
        }
        self.write(design);
        None
    }

    /// Writes a copy at once.
    pub fn write(&mut self, design: &Design) {
        // Not again for the same state, even when it failed: the log says why.
        self.written = true;
        let Some(path) = self.own_path() else { return };
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = made {
            log::warn!("no recovery folder: {error}");
        } else if let Err(error) = file::save(&path, design) {
            log::warn!("no recovery copy: {error}");
        }
    }

    /// Removes this window's copy.
    pub fn discard(&mut self) {
        self.written = false;
        self.seen = None;
        if let Some(path) = self.own_path().filter(|path| path.exists())
            && let Err(error) = std::fs::remove_file(&path)
        {
            log::warn!("recovery copy stays: {error}");
        }
    }

    /// The newest copy that a window left behind which no longer runs.
    pub fn find(&self) -> Option<Recovered> {
        let folder = self.folder.as_ref()?;
        let mut copies: Vec<(std::time::SystemTime, PathBuf)> = std::fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let path = entry.path();
                let id: u32 = path.file_stem()?.to_str()?.parse().ok()?;
                let ron = path.extension().is_some_and(|extension| extension == "ron");
                (ron && !is_running(id)).then_some((entry.metadata().ok()?.modified().ok()?, path))
            })
            .collect();
        copies.sort();
        copies.into_iter().rev().find_map(|(_, path)| {
            let (design, _) = file::load(&path).ok()?;
            let design = Box::new(design);
            Some(Recovered { path, design })
        })
    }

    fn own_path(&self) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        Some(folder.join(format!("{}.ron", process::id())))
    }
}

/// Removes a copy that was taken over or is not wanted.
pub fn forget(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        log::warn!("recovery copy stays: {error}");
    }
}

/// Whether another window with this process number still runs. Where the system does not tell, a
/// copy counts as left behind.
fn is_running(id: u32) -> bool {
    id == process::id()
        || Path::new("/proc")
            .join(id.to_string())
            .join("exe")
            .read_link()
            .is_ok_and(|exe| {
                std::env::current_exe().is_ok_and(|own| own.file_name() == exe.file_name())
            })
}
