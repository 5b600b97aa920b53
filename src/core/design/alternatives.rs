//! What else may stand in a driver's place, and whether it may be wired the other way round.

use super::{Design, PartId};
use serde::{Deserialize, Serialize};

/// What a search may make of one driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternatives {
    /// The driver.
    pub part: PartId,
    /// Other drivers that may stand in its place, by the name of their preset.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drivers: Vec<String>,
    /// Whether it may be wired the other way round.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub reversed: bool,
}

impl Alternatives {
    fn is_empty(&self) -> bool {
        self.drivers.is_empty() && !self.reversed
    }
}

impl Design {
    /// What else a driver may be; nothing where nothing is said of it.
    pub fn alternatives_of(&self, part: PartId) -> Alternatives {
        let known = self.alternatives.iter().find(|known| known.part == part);
        known.cloned().unwrap_or_else(|| Alternatives {
            part,
            drivers: Vec::new(),
            reversed: false,
        })
    }

    /// Whether a search finds anything in it that may change.
    pub fn allows_something(&self) -> bool {
        !(self.free.is_empty() && self.alternatives.is_empty())
    }

    /// The alternatives of all drivers with those of one changed.
    pub fn with_alternatives(&self, new: Alternatives) -> Vec<Alternatives> {
        let mut all = self.alternatives.clone();
        match all.iter_mut().find(|known| known.part == new.part) {
            Some(known) => *known = new,
            None => all.push(new),
        }
        all.retain(|known| !known.is_empty());
        all
    }

    /// Forgets what is said of drivers that are gone.
    pub(super) fn forget_gone_drivers(&mut self) {
        let mut all = std::mem::take(&mut self.alternatives);
        all.retain(|known| self.part(known.part).is_some_and(|p| p.kind.is_driver()));
        self.alternatives = all;
    }
}
