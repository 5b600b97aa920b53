//! Snapshots: each a design that could be opened, under a name of its own.

use super::{design, name};
use crate::{
    design::{
        EditError,
        snapshot::{MOST, Snapshot},
    },
    quantity::text::cut,
};
use std::collections::BTreeSet;

/// Checks snapshots.
pub(in crate::design) fn kept(all: &[Snapshot]) -> Result<(), EditError> {
    count(all)?;
    let mut names = BTreeSet::new();
    all.iter().try_for_each(|kept| {
        one(kept)?;
        own_name(&mut names, kept)
    })
}

/// Checks snapshots each of which was checked.
pub(super) fn together(all: &[Snapshot]) -> Result<(), EditError> {
    count(all)?;
    let mut names = BTreeSet::new();
    all.iter().try_for_each(|kept| own_name(&mut names, kept))
}

fn count(all: &[Snapshot]) -> Result<(), EditError> {
    if all.len() <= MOST {
        return Ok(());
    }
    Err(EditError::Other(tr!(
        "a design keeps at most {MOST} snapshots, this one has {}: delete one",
        all.len()
    )))
}

fn own_name<'a>(names: &mut BTreeSet<&'a str>, kept: &'a Snapshot) -> Result<(), EditError> {
    if names.insert(&kept.name) {
        return Ok(());
    }
    let name = cut(&kept.name, 120);
    Err(EditError::Other(tr!(
        "there are two snapshots “{name}”: give one another name"
    )))
}

/// Checks one snapshot.
pub(super) fn one(kept: &Snapshot) -> Result<(), EditError> {
    name(&kept.name)?;
    super::line(&kept.name, "origin", &kept.origin)?;
    design(&kept.design()).map_err(|invalid| {
        let list = invalid.list;
        let message = invalid.message;
        EditError::Other(tr!("snapshot “{}”, {list}: {message}", kept.name))
    })
}
