//! Lines told of once, however many they are.

use super::super::finding::Finding;
use crate::design::Severity;

/// Lines left out for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// How many.
    pub(super) count: usize,
    /// Line of the first, and why it was left out.
    pub(super) first: Option<(usize, String)>,
}

impl LeftOut {
    /// Counts a line.
    pub(super) fn count(&mut self, line: usize, why: impl FnOnce() -> String) {
        self.count += 1;
        self.first.get_or_insert_with(|| (line, why()));
    }

    /// Counts those of another.
    pub(super) fn add(&mut self, other: Self) {
        self.count += other.count;
        if let Some(other) = other.first
            && self.first.as_ref().is_none_or(|first| other.0 < first.0)
        {
            self.first = Some(other);
        }
    }

    /// What is told of them.
    pub(super) fn finding(&self) -> Option<Finding> {
        let (line, why) = self.first.as_ref()?;
        let message = match self.count {
            1 => tr!("line {line} was left out: {why}"),
            count => tr!("{count} lines were left out, first line {line}: {why}"),
        };
        Some(Finding::at(Severity::Warning, *line, message))
    }
}
