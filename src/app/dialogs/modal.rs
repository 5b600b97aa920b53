//! The dialogs of the window itself: one at a time, over everything else.

use super::{
    crossover::CrossoverForm, identify::IdentifyForm, import_curve::ImportForm,
    thiele_small::ThieleSmallForm,
};
use crate::{
    app::files::{picker::Purpose, recovery::Offer},
    design::{LinkId, PartId},
};
use std::path::PathBuf;

/// Which dialog is open.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Modal {
    /// None.
    #[default]
    None,
    /// Unsaved changes: save, discard or stay, before something else happens.
    Unsaved(Next),
    /// A path is typed.
    TypedPath {
        /// What for.
        purpose: Purpose,
        /// What has been typed.
        text: String,
        /// Why it is asked for this way, or what was wrong.
        message: String,
    },
    /// Recovery copies were found at the start.
    Recover(Vec<Offer>),
    /// The design's file was written by somebody else.
    Foreign(Box<Foreign>),
    /// The design could not be saved.
    NotSaved {
        /// Where.
        path: PathBuf,
        /// Why not.
        message: String,
    },
    /// A part is being replaced.
    Replace {
        /// The part.
        part: PartId,
        /// What is searched for.
        search: String,
    },
    /// A port of a part is joined to another.
    Join {
        /// The part.
        part: PartId,
        /// What is searched for.
        search: String,
    },
    /// Copies of a part are put along a link.
    Along {
        /// The part.
        part: PartId,
        /// The link.
        link: LinkId,
        /// How many copies.
        copies: usize,
    },
    /// A part is saved to the user's library.
    SaveToLibrary {
        /// The part.
        part: PartId,
        /// Its name there.
        name: String,
        /// What was wrong.
        message: String,
    },
    /// A driver is made from Thiele–Small numbers.
    NewDriver(Box<ThieleSmallForm>),
    /// A driver is made from its measurement.
    Identify(Box<IdentifyForm>),
    /// Measured curves are taken into the design.
    ImportMeasurement(Box<ImportForm>),
    /// A crossover is chosen for a driver.
    Crossover(Box<CrossoverForm>),
    /// A part or link is looked for.
    Find {
        /// What is searched for.
        search: String,
    },
    /// All commands.
    Palette {
        /// What is searched for.
        search: String,
    },
    /// Keys and gestures.
    Shortcuts,
    /// What the models leave out.
    Limits,
    /// Messages of this session.
    Messages,
    /// Version and origin.
    About,
    /// A file could not be opened: its error, with the design still there.
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

/// A file that is not as this window left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// The file.
    pub path: PathBuf,
    /// When it was written, in words.
    pub when: String,
    /// What of it is not as in the open design, or why it cannot be opened.
    pub theirs: Result<Vec<String>, String>,
    /// Whether that is shown.
    pub looking: bool,
}

/// What is waiting for the question about unsaved changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// An empty design.
    New,
    /// A file chosen in a dialog.
    Open,
    /// A typed path.
    OpenPath,
    /// This file.
    OpenFile(PathBuf),
    /// The version of this file before its last save.
    OpenPrevious(PathBuf),
    /// A design of the library.
    OpenDesign(Box<crate::design::Design>),
    /// Leaving the program.
    Quit,
}
