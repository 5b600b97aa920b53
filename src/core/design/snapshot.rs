//! Snapshots: designs as they were, or others, kept in a design to compare it with.
//!
//! A snapshot holds what is heard, and where it is drawn: parts, links, air and drive. What is wanted
//! (target, goals), what is built around it (shell) and what was measured are the design's own. In
//! memory its parts and links are those of the design until one of them changes.

use super::{
    Design, Format, Link, Part, air::Air, drive::Drive, kinds::DEFAULT_SYMBOL_MM, part::is_false,
    shared::SharedList, tolerance::Tolerances,
};
use serde::{Deserialize, Serialize};

/// Most snapshots a design keeps.
pub const MOST: usize = 24;

/// A design as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// Its name, of no other snapshot of the design.
    pub name: String,
    /// The file it came from; empty for what this design was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// Whether its curves are drawn.
    pub shown: bool,
    /// The air everything was filled with.
    pub air: Air,
    /// What fed the source part.
    pub drive: Drive,
    /// Whether added masses at bore steps and side branches were computed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub junction_masses: bool,
    /// Size of a drawn electrical symbol, length and width in mm.
    #[serde(default = "usual_symbol", skip_serializing_if = "is_usual_symbol")]
    pub symbol_size_mm: [f64; 2],
    /// Every part, in document order.
    pub parts: SharedList<Part>,
    /// Every wire, tube and joint, in document order.
    pub links: SharedList<Link>,
}

fn usual_symbol() -> [f64; 2] {
    DEFAULT_SYMBOL_MM
}

fn is_usual_symbol(size: &[f64; 2]) -> bool {
    *size == usual_symbol()
}

impl Snapshot {
    /// A design as it is now, under a name.
    pub fn of(design: &Design, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            origin: String::new(),
            shown: true,
            air: design.air.clone(),
            drive: design.drive.clone(),
            junction_masses: design.junction_masses,
            symbol_size_mm: design.symbol_size_mm,
            parts: design.parts.clone(),
            links: design.links.clone(),
        }
    }

    /// The design it was: solved, it gives the curves it had.
    pub fn design(&self) -> Design {
        let mut design = Design {
            format: Format,
            name: self.name.clone(),
            tolerances: Tolerances::default(),
            ..Design::new()
        };
        self.put_into(&mut design);
        design
    }

    /// Makes a design what it was; the rest stays.
    pub(super) fn put_into(&self, design: &mut Design) {
        design.air = self.air.clone();
        design.drive = self.drive.clone();
        design.junction_masses = self.junction_masses;
        design.symbol_size_mm = self.symbol_size_mm;
        design.parts = self.parts.clone();
        design.links = self.links.clone();
        design.next_id = design.next_id.max(self.next_id());
    }

    /// The first identity above all of its own.
    pub(super) fn next_id(&self) -> u32 {
        let parts = self.parts.iter().map(|part| part.id.0);
        let links = self.links.iter().map(|link| link.id.0);
        let last = parts.chain(links).max();
        last.map_or(1, |id| id.saturating_add(1))
    }

    /// Whether it sounds as another one: name and whether it is shown may differ.
    pub fn sounds_as(&self, other: &Self) -> bool {
        self.air == other.air
            && self.drive == other.drive
            && self.junction_masses == other.junction_masses
            && self.parts == other.parts
            && self.links == other.links
    }
}

impl Design {
    /// The snapshot of this name.
    pub fn snapshot_named(&self, name: &str) -> Option<&Snapshot> {
        self.kept.iter().find(|kept| kept.name == name)
    }

    /// A name that no snapshot has: the one wished for, or it with a number.
    pub fn free_snapshot_name(&self, wish: &str) -> String {
        let numbered = (2..=self.kept.len() + 2).map(|n| format!("{wish} {n}"));
        let mut names = std::iter::once(wish.to_owned()).chain(numbered);
        let free = names.find(|name| self.snapshot_named(name).is_none());
        free.unwrap_or_else(|| wish.to_owned())
    }
}
