//! Actions: what the drawing half of a frame asks the logic half to do.
//!
//! `ui` only reads the session and pushes actions; `logic` carries them out, in order, and solves.

use super::selection::Selection;
use crate::{
    app::library::item::LibraryItem,
    design::{Edit, LinkEnd, LinkId, PartId, Subject},
};
use std::path::PathBuf;

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
    /// Adds something of the library: at a place (mm) where it was dropped, else in the middle of
    /// the view. An insert goes into the link or port nearest to the place, a design is opened.
    Place {
        /// What.
        item: LibraryItem,
        /// Where, mm.
        at_mm: Option<[f64; 2]>,
    },
    /// Joins two ports by a wire or a tube.
    Join {
        /// Where the link begins.
        from: LinkEnd,
        /// Where it ends.
        to: LinkEnd,
    },
    /// Puts an insert into this tube, `position` metres from its start.
    InsertInTube {
        /// What: a damper or mesh of the library.
        item: LibraryItem,
        /// The tube.
        link: LinkId,
        /// Distance from the tube's start, m.
        position: f64,
    },
    /// Adds the parts that a text holds, as it came from the system's clipboard.
    Paste(String),
    /// Puts copies of a part in a row into a link.
    DuplicateAlong {
        /// The part.
        part: PartId,
        /// The link.
        link: LinkId,
        /// How many.
        copies: usize,
    },
    /// Replaces a part by one of the library, keeping its place, name and the links its new kind
    /// has ports for.
    ReplaceWith {
        /// The part.
        part: PartId,
        /// What takes its place.
        item: LibraryItem,
    },
    /// Adds or removes a driver from those heard alone.
    ToggleSolo(PartId),
    /// Chooses which ears the response is drawn in.
    SetEars(crate::app::work::ears::EarChoice),
    /// Smooths levels over one octave in so many parts, or not.
    Smooth(Option<u8>),
    /// Chooses whether and how the band of built units is drawn.
    SetBand(crate::app::work::band::BandChoice),
    /// Puts a probe at a port, or takes it away.
    ToggleProbe(LinkEnd),
    /// Gives the probe at a port another name.
    RenameProbe(LinkEnd, String),
    /// Shows what decides the n-th goal.
    ShowDecider(usize),
    /// Shows this part or link on the canvas: selects it and moves the view there.
    Reveal(Subject),
    /// Opens this file, after asking about unsaved changes.
    OpenFile(PathBuf),
    /// Opens the version of this file before its last save, after asking about unsaved changes.
    OpenPrevious(PathBuf),
    /// Saves to this file.
    SaveFile(PathBuf),
}
