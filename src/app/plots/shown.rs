//! What is shown in a pane, and how much of it.

use super::{PlotsInput, state::Drawn};
use crate::{
    analysis::Role,
    picture::{View, style::Theme},
};

/// What is shown in a pane.
pub(super) struct Shown<'a> {
    pub(super) view: View,
    pub(super) drawn: &'a Drawn,
    pub(super) theme: Theme,
    pub(super) input: &'a PlotsInput,
    /// The curve whose legend entry the pointer is on.
    pub(super) legend: Option<Role>,
}

/// A range drawn together or apart about one of its values; not so far that numbers end.
pub(super) fn zoom([from, to]: [f64; 2], about: f64, factor: f64) -> [f64; 2] {
    let factor = if (to - from) * factor < 1e-3 {
        1.0
    } else {
        factor
    };
    [from, to].map(|end| about + (end - about) * factor)
}
