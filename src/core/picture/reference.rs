//! Designs that the open one is compared with, solved.

use crate::analysis::{Solution, meaning};
use std::sync::Arc;

/// A snapshot, solved.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its place among the design's snapshots.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// Its solution, without what means nothing.
    pub solution: Arc<Solution>,
}

impl Reference {
    /// A snapshot with its solution.
    pub fn new(at: usize, name: impl Into<String>, solution: &Arc<Solution>) -> Self {
        Self {
            at,
            name: name.into(),
            solution: meaning::meaningful(solution),
        }
    }
}
