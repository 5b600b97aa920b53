//! What is said about a solve.

use crate::design::Subject;

/// What was found about a solve.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    /// How many frequencies twice the precision had to put right.
    pub repeated: usize,
    /// How many have no answer that could be trusted, even so.
    pub unsolved: usize,
    /// The largest error that rounding may have made in drum pressure or input impedance where a
    /// sign of one was looked into, relative.
    pub error: f64,
    /// What causes it.
    pub culprit: Option<Subject>,
    /// A part or link that gives out more power than it takes.
    pub active: Option<Subject>,
}
