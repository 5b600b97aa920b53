//! Names: unique in a design, numbered.

use crate::design::{Design, EditError, LinkKind, validate};
use std::collections::BTreeSet;

impl LinkKind {
    /// The letter its names begin with.
    pub fn prefix(&self) -> &'static str {
        match self {
            Self::Wire => "W",
            Self::Tube(_) => "T",
            Self::Joint => "J",
        }
    }
}

impl Design {
    /// Every name in use, of parts and links.
    fn names(&self) -> BTreeSet<&str> {
        let parts = self.parts.iter().map(|part| part.name.as_str());
        let links = self.links.iter().map(|link| link.name.as_str());
        parts.chain(links).collect()
    }

    /// A free name like `wanted`: itself, or its first free number; `prefix` with the first free
    /// number where nothing was wanted.
    pub(crate) fn free_name(&self, wanted: &str, prefix: &str) -> String {
        let taken = self.names();
        let wanted = wanted.trim();
        if !wanted.is_empty() && !taken.contains(wanted) {
            return wanted.to_owned();
        }
        let (stem, gap) = if wanted.is_empty() {
            (prefix, "")
        } else {
            let stem = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
            let gap = if stem.len() == wanted.len() { " " } else { "" };
            if stem.is_empty() {
                (prefix, "")
            } else {
                (stem, gap)
            }
        };
        // A second “Woofer” is “Woofer 2”; a second R1 is the first free R.
        let first = if gap.is_empty() { 1_u64 } else { 2 };
        let mut number = first;
        loop {
            let name = format!("{stem}{gap}{number}");
            if !taken.contains(name.as_str()) {
                return name;
            }
            number += 1;
        }
    }

    /// Checks a new name of something that is called `old` now.
    pub(super) fn check_rename(&self, old: &str, new: &str) -> Result<(), EditError> {
        validate::name(new)?;
        if old != new && self.names().contains(new) {
            return Err(EditError::Other(tr!(
                "there is already a part or link called “{new}”"
            )));
        }
        Ok(())
    }
}
