//! What is selected.

use crate::design::{Design, LinkId, PartId, Subject};
use std::collections::BTreeSet;

/// What is selected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Selected parts.
    pub parts: BTreeSet<PartId>,
    /// Selected links.
    pub links: BTreeSet<LinkId>,
}

impl Selection {
    /// One part or link.
    pub fn of(subject: Subject) -> Self {
        let mut selection = Self::default();
        match subject {
            Subject::Design => {}
            Subject::Part(id) => _ = selection.parts.insert(id),
            Subject::Link(id) => _ = selection.links.insert(id),
        }
        selection
    }

    /// What a step changed between two designs: parts, or links where no part did; absent where
    /// nothing that can be selected is there to be seen.
    pub fn of_changes(before: &Design, after: &Design) -> Option<Self> {
        let parts: BTreeSet<PartId> = (after.parts.iter())
            .filter(|part| before.part(part.id) != Some(*part))
            .map(|part| part.id)
            .collect();
        let links = if parts.is_empty() {
            (after.links.iter())
                .filter(|link| before.link(link.id) != Some(*link))
                .map(|link| link.id)
                .collect()
        } else {
            BTreeSet::new()
        };
        let changed = Self { parts, links };
        (!changed.is_empty()).then_some(changed)
    }

    /// Whether all of another selection is in this one.
    pub fn holds(&self, other: &Self) -> bool {
        other.parts.is_subset(&self.parts) && other.links.is_subset(&self.links)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.links.is_empty()
    }
}
