//! Saving, and what may stand in its way: a file that somebody else has written meanwhile, a disk
//! that refuses.

use super::{
    picker::Purpose,
    recovery::{Content, Offer, Origin, ago},
};
use crate::{
    app::{
        Earwright,
        dialogs::file_questions::{Broken, Foreign, NotSaved},
        panels::messages::Tone,
    },
    design::{
        difference::differences,
        file::{self, FileError},
    },
};
use egui::Context;
use std::path::{Path, PathBuf};

impl Earwright {
    /// Saves to the design's file, asking for one when it has none.
    pub(in crate::app) fn save(&mut self, ctx: &Context) {
        match self.session.path().map(Path::to_owned) {
            Some(path) => self.save_to(ctx, &path),
            None => self.ask(ctx, Purpose::SaveDesign),
        }
    }

    /// Saves to `path` and goes on with what waits for that. Where the design's own file is not as
    /// this window left it, the user is asked first.
    pub(in crate::app) fn save_to(&mut self, ctx: &Context, path: &Path) {
        self.session.commit_preview();
        // Whatever cannot be read will be said by what cannot be written.
        let standing = file::read(path).ok();
        if self.is_own(path)
            && let Some(standing) = &standing
            && let Some(known) = self.session.on_disk()
            && file::fingerprint(standing) != known
        {
            let mine = self.session.design();
            let theirs = file::from_bytes(path, standing.clone());
            // Saved twice over, by whomever: nothing to choose between.
            if !theirs.as_ref().is_ok_and(|(theirs, _)| *theirs == **mine) {
                self.dialog.open(Foreign {
                    path: path.to_owned(),
                    when: ago(path),
                    theirs: theirs
                        .map(|(theirs, _)| differences(mine, &theirs))
                        .map_err(|error| error.to_string()),
                    looking: false,
                });
                return;
            }
        }
        self.write_design(ctx, path, standing);
    }

    /// Saves over what somebody else has written; that becomes the previous version.
    pub(in crate::app) fn save_over(&mut self, ctx: &Context, path: &Path) {
        let standing = file::read(path).ok();
        self.write_design(ctx, path, standing);
    }

    /// Writes the design in the place of what stands there, which is kept as the previous version.
    fn write_design(&mut self, ctx: &Context, path: &Path, standing: Option<Vec<u8>>) {
        let text = file::to_text(self.session.design());
        if let Some(old) = standing.filter(|old| old != text.as_bytes())
            && let Err(error) = self.recovery.keep_previous(path, &old)
        {
            let message = tr!("The version before this save is not kept: {error}");
            self.messages.say(Tone::Note, message);
        }
        match file::write_text(path, &text) {
            Ok(()) => {
                self.session.mark_saved();
                let written = file::fingerprint(text.as_bytes());
                self.session.set_file(Some(path.to_owned()), Some(written));
                self.wanted_path = None;
                self.settings.remember(path);
                self.recovery.discard();
                self.messages
                    .say(Tone::Done, tr!("Saved to {}", path.display()));
                if let Some(next) = self.after_saving.take() {
                    self.proceed(ctx, next);
                }
            }
            Err(error) => {
                log::warn!("not saved: {error}");
                self.dialog.open(NotSaved {
                    path: path.to_owned(),
                    message: error.to_string(),
                });
            }
        }
    }

    /// Asks where else the design is to be saved, beginning with this path.
    pub(in crate::app) fn save_elsewhere(&mut self, ctx: &Context, start: PathBuf) {
        self.pending = None;
        self.wanted_path = Some(start);
        self.ask(ctx, Purpose::SaveDesign);
    }

    /// Opens what somebody else has written; the design of this window becomes the previous version.
    pub(in crate::app) fn take_theirs(&mut self, path: &Path) {
        self.after_saving = None;
        let mine = file::to_text(self.session.design());
        if let Err(error) = self.recovery.keep_previous(path, mine.as_bytes()) {
            let message = tr!("Theirs was not opened, for yours could not be kept: {error}");
            self.messages.say(Tone::Error, message);
            return;
        }
        self.open(path);
        if self.session.on_disk().is_some() && !self.session.is_modified() {
            let message = tr!("Yours is kept: File, Open recent, the version before.");
            self.messages.say(Tone::Note, message);
        }
    }

    /// Opens the version of a file before its last save. It stays the same file's: saving makes the
    /// present one the previous.
    pub(in crate::app) fn open_previous(&mut self, path: &Path) {
        let Some(previous) = self.recovery.previous_of(path) else {
            let message = tr!(
                "No version before the last save is kept of {}",
                path.display()
            );
            self.messages.say(Tone::Error, message);
            return;
        };
        match file::load(&previous) {
            Ok((design, _)) => {
                let origin = Origin {
                    path: Some(path.to_owned()),
                    known: fingerprint_of(path).ok(),
                };
                self.show_unsaved(design, origin);
                let message =
                    tr!("This is the version before the last save; save it to bring it back.");
                self.messages.say(Tone::Done, message);
            }
            Err(error) => {
                self.dialog.open(Broken {
                    path: previous,
                    message: error.to_string(),
                });
            }
        }
    }

    /// Puts a design on the canvas that its file does not hold.
    pub(in crate::app) fn show_unsaved(&mut self, design: crate::design::Design, origin: Origin) {
        self.show_design(design, origin.path.clone());
        self.session.set_file(origin.path, origin.known);
        self.session.mark_unsaved();
    }

    /// Opens work that was left behind; `others` were found beside it.
    pub(in crate::app) fn recover(&mut self, offer: Offer, others: bool) {
        let Content::Work { design, .. } = offer.content else {
            return;
        };
        if let Some(path) = offer.origin.path.as_deref().filter(|path| path.is_file()) {
            self.settings.remember(path);
        }
        self.show_unsaved(*design, offer.origin);
        self.recovery.adopt(&offer.path, self.session.design());
        let mut message = tr!("Recovered; save it to keep it.").to_owned();
        if others {
            message += tr!(" What else was found is offered again at the next start.");
        }
        self.messages.say(Tone::Done, message);
    }

    /// What recovery has to know of the file the design belongs to.
    pub(in crate::app) fn origin(&self) -> Origin {
        Origin {
            path: self.session.path().map(Path::to_owned),
            known: self.session.on_disk(),
        }
    }

    /// Whether a path leads to the design's own file.
    pub(in crate::app) fn is_own(&self, path: &Path) -> bool {
        (self.session.path())
            .is_some_and(|own| own == path || same_file::is_same_file(own, path).unwrap_or(false))
    }
}

fn fingerprint_of(path: &Path) -> Result<u64, FileError> {
    file::read(path).map(|bytes| file::fingerprint(&bytes))
}
