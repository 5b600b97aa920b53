//! Plain parts with sensible first values: what the library lists beside its presets, and what
//! single letters place.

use super::item::LibraryItem;
use crate::design::PartKind;

/// Electrical parts.
pub fn electrical() -> Vec<LibraryItem> {
    offered(|_, kind| kind.is_electrical()).collect()
}

/// Acoustic parts that are not drivers.
pub fn acoustic() -> Vec<LibraryItem> {
    offered(|_, kind| !kind.is_electrical()).collect()
}

/// The part offered under this name.
pub fn named(wanted: &str) -> Option<LibraryItem> {
    offered(|name, _| name == wanted).next()
}

/// What the kinds offer, in their order.
fn offered(wanted: impl Fn(&str, &PartKind) -> bool) -> impl Iterator<Item = LibraryItem> {
    let all = PartKind::offered().into_iter();
    all.filter(move |(name, kind)| wanted(name, kind))
        .map(|(name, kind)| LibraryItem::part(name, kind))
}
