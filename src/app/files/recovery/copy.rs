//! What is in a recovery copy: the design, and in comments before it what it is a copy of.
//!
//! A copy is a design file like any other: it can be opened, and mended, by hand.

use crate::design::{Design, file};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// Before the path of the file that the work belongs to.
const OF: &str = "// of: ";
/// Before the fingerprint of that file as it was known.
const BASE: &str = "// base: ";

/// The file that work belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Its path; absent: the work was never saved.
    pub path: Option<PathBuf>,
    /// The fingerprint of what the window last knew it to hold.
    pub known: Option<u64>,
}

/// The text of a copy.
pub(super) fn to_text(design: &Design, origin: &Origin) -> String {
    let mut text = "// Unsaved work, kept by Earwright in case it ends unexpectedly.\n".to_owned();
    // A path that is no text cannot be kept; the work can.
    if let Some(path) = origin.path.as_deref().and_then(Path::to_str) {
        // As a string of RON, on one line whatever is in it.
        let path = file::ron_to_text(&path);
        let _ = writeln!(text, "{OF}{}", path.trim_end());
        if let Some(known) = origin.known {
            let _ = writeln!(text, "{BASE}{known:016x}");
        }
    }
    text + &file::to_text(design)
}

/// What a copy says it is of; nothing where it says none, or is no text.
pub(super) fn origin(bytes: &[u8]) -> Origin {
    let text = String::from_utf8_lossy(bytes);
    let head = text.lines().take_while(|line| line.starts_with("//"));
    let mut origin = Origin::default();
    for line in head {
        if let Some(path) = line.strip_prefix(OF) {
            let path = file::ron_from_text::<String>(path);
            origin.path = path.ok().map(PathBuf::from);
        } else if let Some(known) = line.strip_prefix(BASE) {
            origin.known = u64::from_str_radix(known.trim(), 16).ok();
        }
    }
    origin
}
