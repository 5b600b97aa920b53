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
    if all.len() > MOST {
        return Err(EditError::Other(format!(
            "a design keeps at most {MOST} snapshots, this one has {}: delete one",
            all.len()
        )));
    }
    let mut names = BTreeSet::new();
    all.iter().try_for_each(|one| {
        self::one(one)?;
        if names.insert(&one.name) {
            return Ok(());
        }
        let name = cut(&one.name, 120);
        Err(EditError::Other(format!(
            "there are two snapshots “{name}”: give one another name"
        )))
    })
}

/// Checks one snapshot.
pub(super) fn one(kept: &Snapshot) -> Result<(), EditError> {
    name(&kept.name)?;
    super::line(&kept.name, "origin", &kept.origin)?;
    design(&kept.design()).map_err(|invalid| {
        let list = invalid.list;
        let message = invalid.message;
        EditError::Other(format!("snapshot “{}”, {list}: {message}", kept.name))
    })
}
