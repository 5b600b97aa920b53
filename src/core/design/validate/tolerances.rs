//! What a design says about its production.

use super::count;
use crate::{
    design::{
        Design, EditError,
        tolerance::{Fit, Spread, Tolerances},
    },
    quantity::Unit,
};
use std::collections::BTreeSet;

/// Checks tolerances: each number has one row, and what it says is possible. Numbers that are gone
/// are let pass, and forgotten with the next edit.
pub(in crate::design) fn tolerances(
    design: &Design,
    tolerances: &Tolerances,
) -> Result<(), EditError> {
    count(tr!("Tolerances"), "rows", tolerances.numbers.len())?;
    let refuse = |of: &str, why: &str| Err(EditError::Other(format!("{of}: {why}")));
    let mut known = BTreeSet::new();
    for row in &tolerances.numbers {
        let Some((info, _)) = row.number.find(design) else {
            continue;
        };
        let of = row.number.words(design).unwrap_or_default();
        if !known.insert(&row.number) {
            return refuse(&of, tr!("has two tolerances; keep one"));
        }
        let is_length = *info.unit == Unit::LENGTH;
        match row.spread {
            Some(Spread::Amount(_) | Spread::Lesser(..)) if !is_length => {
                return refuse(
                    &of,
                    tr!("its tolerance is a share, as “5 %”: only lengths have one in mm"),
                );
            }
            Some(Spread::Share(share) | Spread::Lesser(_, share))
                if !(0.0..=1.0).contains(&share) =>
            {
                return refuse(&of, tr!("its tolerance must be 0 to 100 %"));
            }
            Some(Spread::Amount(amount) | Spread::Lesser(amount, _))
                if !(0.0..=Fit::MOST).contains(&amount) =>
            {
                return refuse(&of, tr!("its tolerance must be 0 to 10 mm"));
            }
            _ => {}
        }
        if row
            .common
            .is_some_and(|common| !(0.0..=1.0).contains(&common))
        {
            return refuse(&of, tr!("what a pair has in common must be 0 to 1"));
        }
    }
    if let Some(fit) = tolerances.fit
        && ![fit.depth, fit.gap]
            .iter()
            .all(|size| (0.0..=Fit::MOST).contains(size))
    {
        return refuse(tr!("Fit"), tr!("depth and gap must be 0 to 10 mm"));
    }
    Ok(())
}
