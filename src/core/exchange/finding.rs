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
    /// A doubt about the whole file.
    pub fn doubt(message: String) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Something worth knowing about the whole file.
    pub fn note(message: String) -> Self {
        Self::new(Severity::Note, message)
    }

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

/// Worst first.
pub(super) fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}
