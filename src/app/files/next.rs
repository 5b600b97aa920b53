//! What goes on once unsaved changes have been seen to.

use crate::design::Design;
use std::path::PathBuf;

/// What is waiting for the question about unsaved changes.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Next {
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
    OpenDesign(Box<Design>),
    /// A guided first design.
    Guide,
    /// Leaving the program.
    Quit,
}
