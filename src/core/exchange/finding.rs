//! What is found in a file of somebody else's.

use crate::design::Severity;

/// Something found in an imported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Line of the text, from 1, where it is about one.
    pub line: Option<usize>,
    /// What, and what was done about it: a sentence.
    pub message: String,
}

impl Finding {
    pub(super) fn new(severity: Severity, message: String) -> Self {
        Self {
            severity,
            line: None,
            message,
        }
    }

    pub(super) fn at(severity: Severity, line: usize, message: String) -> Self {
        Self {
            severity,
            line: Some(line),
            message,
        }
    }
}
