//! Actions: what the drawing half of a frame asks the logic half to do.
//!
//! `ui` only reads the session and pushes actions; `logic` carries them out, in order, and solves.

use crate::design::{Edit, LinkId, PartId, Subject};
use std::collections::BTreeSet;

/// One request of the user interface.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A command of the table: menus, shortcuts, palette and buttons all send it.
    Command(super::command::Command),
    /// One edit, one undo step with this label (“Move Woofer”).
    Edit {
        /// Label in undo and redo.
        label: String,
        /// The edit.
        edit: Edit,
    },
    /// The state of a running gesture: `edit` is applied to the design as it was when the gesture
    /// began, and replaces the gesture's last preview. Plots follow it.
    Preview {
        /// Label in undo and redo.
        label: String,
        /// The edit, relative to the design before the gesture.
        edit: Edit,
    },
    /// The gesture ended: its last preview becomes one undo step.
    CommitPreview,
    /// The gesture was cancelled: back to the exact design before it.
    CancelPreview,
    /// A new selection.
    Select(Selection),
    /// What the pointer is over, to highlight it elsewhere.
    Hover(Option<Subject>),
    /// A message for the user, shown for a few seconds.
    Say(String),
}

/// What is selected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Selected parts.
    pub parts: BTreeSet<PartId>,
    /// Selected links.
    pub links: BTreeSet<LinkId>,
}

impl Selection {
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.links.is_empty()
    }
}
