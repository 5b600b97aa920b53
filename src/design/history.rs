//! Undo and redo: the designs before and after, labelled.

use super::Design;
use std::sync::Arc;

/// Past and future of a design.
///
/// Keeps whole designs behind `Arc`. A gesture (a drag, a scrub) replaces the present as often as
/// it likes between `begin` and `close` and leaves one entry. Modified means: the revision of the
/// present is not the one that was saved.
#[derive(Debug, Clone)]
pub struct History {
    present: Arc<Design>,
}
