//! Snapshots of the design: taken, brought from other files, shown, renamed, restored, deleted.

use super::Action;
use crate::{
    app::{Earwright, panels::messages::Tone},
    design::{
        Edit, Snapshot,
        file::{self, Note},
        snapshot::MOST,
    },
};
use std::path::Path;

/// What a snapshot is called at first.
const NAME: &str = "Snapshot";

impl Earwright {
    /// Keeps the design as it is, to compare with.
    pub(in crate::app) fn take_snapshot(&mut self) {
        let design = self.session.design();
        let name = format!("{NAME} {}", design.kept.len() + 1);
        let snapshot = Snapshot::of(design, design.free_snapshot_name(&name));
        let known = design.kept.iter().find(|kept| kept.sounds_as(&snapshot));
        if let Some(known) = known {
            let said = tr!(
                "The design is as in “{}”: there is nothing new to keep.",
                known.name
            );
            self.messages.say(Tone::Note, said);
            return;
        }
        self.keep_snapshot(snapshot, tr!("Take a snapshot"));
    }

    /// Keeps the design of a file, to compare with.
    pub(in crate::app) fn compare_with_file(&mut self, path: &Path) {
        match file::load(path) {
            Ok((other, notes)) => {
                let design = self.session.design();
                let name = match other.name.trim() {
                    "" => NAME,
                    name => name,
                };
                let origin = path.file_name().unwrap_or_default().to_string_lossy();
                let snapshot = Snapshot {
                    origin: origin.into_owned(),
                    ..Snapshot::of(&other, design.free_snapshot_name(name))
                };
                self.keep_snapshot(snapshot, tr!("Compare with a design"));
                for Note { message } in notes {
                    self.messages.say(Tone::Note, message);
                }
            }
            Err(error) => self.messages.say(Tone::Error, error.to_string()),
        }
    }

    fn keep_snapshot(&mut self, snapshot: Snapshot, label: &str) {
        let mut kept = self.session.design().kept.clone();
        if kept.len() >= MOST {
            let said = tr!("A design keeps at most {MOST} snapshots: delete one first.");
            self.messages.say(Tone::Note, said);
            return;
        }
        let said = tr!(
            "Kept as “{}”: its curves are drawn beside the design's.",
            snapshot.name
        );
        kept.push(snapshot);
        let before = kept.len() - 1;
        self.edit(label, &Edit::SetKept(kept));
        if self.session.design().kept.len() > before {
            self.messages.say(Tone::Done, said);
        }
    }
}

/// Shows a snapshot, or hides it.
pub(in crate::app) fn show(kept: &[Snapshot], at: usize, shown: bool) -> Action {
    let mut kept = kept.to_vec();
    if let Some(one) = kept.get_mut(at) {
        one.shown = shown;
    }
    Action::Edit {
        label: if shown {
            tr!("Show snapshot")
        } else {
            tr!("Hide snapshot")
        }
        .to_owned(),
        edit: Edit::SetKept(kept),
    }
}

/// Gives a snapshot another name.
pub(in crate::app) fn rename(kept: &[Snapshot], at: usize, name: &str) -> Action {
    let mut kept = kept.to_vec();
    if let Some(one) = kept.get_mut(at) {
        name.trim().clone_into(&mut one.name);
    }
    Action::Edit {
        label: tr!("Rename snapshot").to_owned(),
        edit: Edit::SetKept(kept),
    }
}

/// Deletes a snapshot.
pub(in crate::app) fn delete(kept: &[Snapshot], at: usize) -> Action {
    let mut left = kept.to_vec();
    let name = kept.get(at).map_or("", |one| one.name.as_str());
    let label = tr!("Delete snapshot {name}");
    if at < left.len() {
        left.remove(at);
    }
    Action::Edit {
        label,
        edit: Edit::SetKept(left),
    }
}

/// Makes the design what it was in a snapshot.
pub(in crate::app) fn restore(snapshot: &Snapshot) -> Action {
    Action::Edit {
        label: tr!("Restore {}", snapshot.name),
        edit: Edit::Restore(Box::new(snapshot.clone())),
    }
}
