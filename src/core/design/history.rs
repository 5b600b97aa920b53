//! Undo and redo: the designs before and after, labelled.

use super::{Design, Edit, EditError};
use std::sync::Arc;

/// Past, present and future of a design.
///
/// Keeps whole designs behind `Arc`, each step with the label of what was done. The present is
/// always what `apply` made of an earlier present: nothing else can change it.
///
/// A **gesture** (a drag, a scrub) shows previews: each `preview` applies its edit to the design as
/// it was when the gesture began and replaces the last preview, so nothing accumulates.
/// `commit_gesture` makes the last preview one step; `cancel_gesture` restores the very design
/// before it. Every other operation ends a running gesture first: a new edit and `mark_saved`
/// commit it, `undo` and `redo` cancel it.
///
/// Every design that was ever present has a **revision** number of its own, never used again; a
/// preview has one too, so that a solver can tell that something changed. Modified means that the
/// revision is not the saved one: undoing back to the saved state clears it.
///
/// # Invariants
/// - An edit that changes nothing leaves no step and no new revision.
/// - After `undo`, `redo` gives back the same `Arc`; a new edit drops what could be redone.
/// - `undo` repeated to the end gives the design `new` was called with.
///
/// # Limitations
/// - There is no bound on the number of steps. A step shares the parts and links it did not change
///   with those around it: some 8 bytes each, a few hundred for what changed.
/// - Steps are kept in memory only; a file opens without a past.
#[derive(Debug, Clone)]
pub struct History {
    present: State,
    past: Vec<Step>,
    future: Vec<Step>,
    gesture: Option<Gesture>,
    last_revision: u64,
    saved_revision: Option<u64>,
}

/// A design with the number it is known by.
#[derive(Debug, Clone)]
struct State {
    design: Arc<Design>,
    revision: u64,
}

/// What was done, and the state on its other side: before it in the past, after it in the future.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    state: State,
}

/// A gesture under way.
#[derive(Debug, Clone)]
struct Gesture {
    label: String,
    before: State,
}

impl History {
    /// A history that begins with this design, taken as saved.
    pub fn new(design: Design) -> Self {
        Self {
            present: State {
                design: Arc::new(design),
                revision: 0,
            },
            past: Vec::new(),
            future: Vec::new(),
            gesture: None,
            last_revision: 0,
            saved_revision: Some(0),
        }
    }

    /// The design as it is now, a running preview included.
    pub fn present(&self) -> &Arc<Design> {
        &self.present.design
    }

    /// The design without a running preview.
    pub fn committed(&self) -> &Arc<Design> {
        self.gesture
            .as_ref()
            .map_or(&self.present.design, |gesture| &gesture.before.design)
    }

    /// The number of the present design.
    pub fn revision(&self) -> u64 {
        self.present.revision
    }

    /// Makes one edit one step.
    ///
    /// # Errors
    /// When the design refuses the edit; everything stays as it was.
    pub fn edit(&mut self, label: &str, edit: &Edit) -> Result<(), EditError> {
        let base = Arc::clone(&self.present.design);
        let design = base.apply(edit)?;
        self.commit_gesture();
        if design == *base {
            return Ok(());
        }
        let before = self.replace_present(design);
        self.push_past(label.to_owned(), before);
        Ok(())
    }

    /// Starts a gesture: from here, `preview` shows its state.
    pub fn begin(&mut self, label: &str) {
        self.commit_gesture();
        self.gesture = Some(Gesture {
            label: label.to_owned(),
            before: self.present.clone(),
        });
    }

    /// Shows the state of a gesture: `edit` is applied to the design before the gesture. Begins one
    /// if none is running.
    ///
    /// # Errors
    /// When the design refuses the edit; the last preview stays.
    pub fn preview(&mut self, label: &str, edit: &Edit) -> Result<(), EditError> {
        let design = self.committed().apply(edit)?;
        if self.gesture.is_none() {
            self.begin(label);
        }
        if let Some(gesture) = &mut self.gesture {
            label.clone_into(&mut gesture.label);
        }
        if design != *self.present.design {
            self.replace_present(design);
        }
        Ok(())
    }

    /// Whether a gesture is running.
    pub fn in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// Ends a gesture: its last preview becomes one step, unless nothing changed.
    pub fn commit_gesture(&mut self) {
        let Some(gesture) = self.gesture.take() else {
            return;
        };
        if *gesture.before.design == *self.present.design {
            self.present = gesture.before;
        } else {
            self.push_past(gesture.label, gesture.before);
        }
    }

    /// Ends a gesture and restores the design before it.
    pub fn cancel_gesture(&mut self) {
        if let Some(gesture) = self.gesture.take() {
            self.present = gesture.before;
        }
    }

    /// Takes back the last step and returns its label; `None` when there is none.
    pub fn undo(&mut self) -> Option<&str> {
        self.cancel_gesture();
        let step = self.past.pop()?;
        let state = std::mem::replace(&mut self.present, step.state);
        self.future.push(Step {
            label: step.label,
            state,
        });
        self.future.last().map(|step| step.label.as_str())
    }

    /// Makes the last undone step again and returns its label; `None` when there is none.
    pub fn redo(&mut self) -> Option<&str> {
        self.cancel_gesture();
        let step = self.future.pop()?;
        let state = std::mem::replace(&mut self.present, step.state);
        self.past.push(Step {
            label: step.label,
            state,
        });
        self.past.last().map(|step| step.label.as_str())
    }

    /// What `undo` would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What `redo` would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Whether the present differs from what was last saved.
    pub fn is_modified(&self) -> bool {
        self.saved_revision != Some(self.present.revision)
    }

    /// The present was written to its file.
    pub fn mark_saved(&mut self) {
        self.commit_gesture();
        self.saved_revision = Some(self.present.revision);
    }

    /// The present is nowhere in a file (recovered, or made from a preset).
    pub fn mark_unsaved(&mut self) {
        self.saved_revision = None;
    }

    /// Puts a design in the place of the present under a new revision; returns the old state.
    fn replace_present(&mut self, design: Design) -> State {
        self.last_revision += 1;
        let new = State {
            design: Arc::new(design),
            revision: self.last_revision,
        };
        std::mem::replace(&mut self.present, new)
    }

    fn push_past(&mut self, label: String, state: State) {
        self.past.push(Step { label, state });
        self.future.clear();
    }
}
