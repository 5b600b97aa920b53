//! Recovery: copies of unsaved work in the data folder, so that nothing is ever lost.
//!
//! While there are unsaved changes, a copy is written a few seconds after the last one, and while
//! they go on, gestures included, at least every ten seconds. It goes when the work is saved,
//! discarded or another design is opened; what is still there at the next start was left by a crash
//! and is offered. A recovered design keeps its copy until it is saved or a newer copy stands.

mod copy;
mod offer;
mod previous;
mod seat;

pub use copy::Origin;
pub use offer::{Content, Offer, ago};

use crate::{
    app::work::job::{Job, News, Runner},
    design::{
        Design,
        file::{self, FileError},
    },
};
use seat::Seat;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// Seconds of rest after a change before a copy is written.
const REST: f64 = 3.0;
/// Seconds that a change waits at most, however much goes on: with the time that writing takes, no
/// change of ten seconds ago is in no copy.
const LONGEST: f64 = 8.0;
/// Seconds before a copy that could not be written is tried again.
const AGAIN: f64 = 10.0;

/// Writes and finds recovery copies, and keeps the version before the last save.
#[derive(Default)]
pub struct Recovery {
    /// Folder of the copies; absent: none are written (tests, no data folder).
    folder: Option<PathBuf>,
    /// Where this window's copy is; made with the first one.
    seat: Option<Seat>,
    /// Copies of windows that ended, held while they are offered.
    offered: Vec<Seat>,
    /// The design seen last.
    seen: Option<Arc<Design>>,
    /// When it changed last, seconds of the window's clock.
    changed: f64,
    /// When it first became something that no copy holds; absent: the copy is up to date.
    missing: Option<f64>,
    /// Not before this time is a copy written again that failed.
    not_before: f64,
    writing: Option<Writing>,
    /// Why there is no copy of the work, in a sentence.
    failure: Option<String>,
}

/// A copy on its way to the disk, beside the window.
struct Writing {
    job: Job<(), Result<(), FileError>>,
    /// Whether the copy is still wanted; held while it is written.
    wanted: Arc<Mutex<bool>>,
}

/// The work that a copy is of.
pub struct Work<'a> {
    /// The design as it is shown.
    pub design: &'a Arc<Design>,
    /// The file it belongs to.
    pub origin: Origin,
    /// Whether it has changes that are in no file.
    pub modified: bool,
}

impl Recovery {
    /// Copies go to this folder.
    pub fn in_folder(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            ..Self::default()
        }
    }

    /// The data folder of this user.
    pub fn user_folder() -> Option<PathBuf> {
        Some(dirs::data_local_dir()?.join("earwright").join("recovery"))
    }

    /// Called each frame: writes a copy when it is time. Returns the seconds until the next call is
    /// wanted. `wake` is called from any thread when a copy has been written.
    pub fn watch(
        &mut self,
        work: &Work<'_>,
        now: f64,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> Option<f64> {
        self.folder.as_ref()?;
        self.take_written(now);
        if !work.modified {
            self.discard();
            return None;
        }
        let same = (self.seen.as_ref()).is_some_and(|seen| Arc::ptr_eq(seen, work.design));
        if !same {
            self.seen = Some(work.design.clone());
            self.changed = now;
            self.missing.get_or_insert(now);
        }
        let missing = self.missing?;
        if self.writing.is_some() {
            // It wakes the window.
            return None;
        }
        let due = (self.changed + REST).min(missing + LONGEST);
        let left = due.max(self.not_before) - now;
        if left > 0.0 {
            return Some(left);
        }
        self.write(work, now, runner, wake);
        // Work that ran at once is through.
        self.take_written(now);
        None
    }

    /// Why there is no copy of the present work, in a sentence.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    fn write(
        &mut self,
        work: &Work<'_>,
        now: f64,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) {
        let path = match self.own_path() {
            Ok(path) => path,
            Err(message) => return self.failed(message, now),
        };
        self.missing = None;
        let wanted = Arc::new(Mutex::new(true));
        let (still, design, origin) = (wanted.clone(), work.design.clone(), work.origin.clone());
        let job = Job::start(runner, "recovery copy", wake, move |_| {
            let text = copy::to_text(&design, &origin);
            let wanted = still.lock().unwrap_or_else(PoisonError::into_inner);
            if *wanted {
                file::write_text(&path, &text)
            } else {
                Ok(())
            }
        });
        self.writing = Some(Writing { job, wanted });
    }

    /// Takes what became of the copy that was being written.
    fn take_written(&mut self, now: f64) {
        let Some(writing) = &self.writing else { return };
        let ended = match writing.job.news() {
            News::None | News::Progress(()) => return,
            News::Done(ended) => ended.map_err(|error| error.to_string()),
            News::Lost => Err(tr!("the system gives no thread to write it").to_owned()),
        };
        self.writing = None;
        match ended {
            Ok(()) => self.failure = None,
            Err(message) => self.failed(message, now),
        }
    }

    fn failed(&mut self, message: String, now: f64) {
        log::warn!("no recovery copy: {message}");
        self.failure = Some(message);
        self.missing.get_or_insert(now);
        self.not_before = now + AGAIN;
    }

    /// Removes this window's copy: the work is saved, or not wanted.
    pub fn discard(&mut self) {
        if let Some(writing) = self.writing.take() {
            // Waits for one that is just being written; one that is to come is not written.
            *(writing.wanted.lock()).unwrap_or_else(PoisonError::into_inner) = false;
        }
        if self.seen.take().is_some()
            && let Some(seat) = &self.seat
        {
            seat.empty();
        }
        self.missing = None;
        self.failure = None;
        self.not_before = 0.0;
    }

    /// The file of this window's copy, in a folder that is there.
    fn own_path(&mut self) -> Result<PathBuf, String> {
        let folder = self.folder.clone().unwrap_or_default();
        if self.seat.is_none() {
            let made = std::fs::create_dir_all(&folder).and_then(|()| Seat::new_in(&folder));
            let seat = made.map_err(|error| format!("{}: {}", folder.display(), error.kind()))?;
            self.seat = Some(seat);
        }
        let seat = self.seat.as_ref().map(|seat| seat.copy().to_owned());
        Ok(seat.unwrap_or_default())
    }

    /// Work that windows left behind which no longer run, the latest first. It is held until
    /// [`release`](Self::release), so that no other window offers it meanwhile. Copies that have
    /// nothing their file has not are removed.
    pub fn find(&mut self) -> Vec<Offer> {
        let Some(folder) = &self.folder else {
            return Vec::new();
        };
        file::remove_leftovers(folder);
        seat::remove_idle_locks(folder);
        let mut offers = Vec::new();
        for path in offer::copies_in(folder) {
            match Seat::claim(&path) {
                Ok(seat::Claim::Taken) => {}
                Ok(seat::Claim::Ours(seat)) => {
                    let Some(offer) = Offer::of(&path) else {
                        // Nothing is in it that is not saved.
                        seat.empty();
                        continue;
                    };
                    self.offered.push(seat);
                    offers.push(offer);
                }
                Err(error) => {
                    // A folder that cannot be written: what is in it can still be read.
                    log::warn!("{} is not locked: {error}", path.display());
                    offers.extend(Offer::of(&path));
                }
            }
        }
        offers
    }

    /// Lets go of all copies that were offered: they are offered again at the next start.
    pub fn release(&mut self) {
        self.offered.clear();
    }

    /// Makes an offered copy this window's own: it stays until the work is saved, discarded, or a
    /// newer copy takes its place.
    pub fn adopt(&mut self, copy: &Path, design: &Arc<Design>) {
        self.discard();
        if let Some(at) = self.offered.iter().position(|seat| seat.copy() == copy) {
            self.seat = Some(self.offered.swap_remove(at));
        }
        self.seen = Some(design.clone());
        self.release();
    }

    /// Removes an offered copy that is not wanted.
    pub fn forget(&mut self, copy: &Path) {
        if let Some(at) = self.offered.iter().position(|seat| seat.copy() == copy) {
            self.offered.swap_remove(at).empty();
        } else if let Err(error) = std::fs::remove_file(copy) {
            log::warn!("recovery copy stays: {error}");
        }
    }
}
