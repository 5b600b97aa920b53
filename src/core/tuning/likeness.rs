//! How like parts are in the place of another: by what is heard, not by what their sheets say.

use crate::{
    analysis::{error, spl},
    design::{Design, PartId, PartKind, operations},
    network::Solver,
};
use std::{ops::ControlFlow, sync::Arc};

/// What `unlike_db` is, in words.
pub const WORDS: &str = "Nearest first: rms difference of the level at the ear, 50 Hz to 8 kHz.";

/// How much the level at the ear changes when each of these takes the place of a part: root mean
/// square of the difference on 60 points in equal ratios from 50 Hz to 8 kHz, dB. Absent where either
/// has no level there. Ends early, with what there is, when `go_on` breaks.
pub fn unlike_db(
    design: &Design,
    part: PartId,
    kinds: &[PartKind],
    mut go_on: impl FnMut() -> ControlFlow<()>,
) -> Vec<Option<f64>> {
    let f: Arc<[f64]> = error::log_points(error::BAND, error::POINTS).into();
    let mut solver = Solver::default();
    let mut level = |design: &Design| spl::total(&solver.solve(design, &f)).map(|curve| curve.y);
    let Some(before) = level(design) else {
        return vec![None; kinds.len()];
    };
    let mut found = Vec::with_capacity(kinds.len());
    for kind in kinds {
        if go_on().is_break() {
            break;
        }
        let after = operations::with_new_kind(design, part, kind).and_then(|other| level(&other));
        found.push(after.and_then(|after| error::rms_db(&f, &after, &before)));
    }
    found
}
