//! Problems: what is wrong or doubtful in a design, tied to where it is.

use super::{LinkId, PartId};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// The result is doubtful.
    Warning,
    /// There is no result, or a wrong one.
    Error,
}

/// What a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The design as a whole.
    Design,
    /// A part.
    Part(PartId),
    /// A link.
    Link(LinkId),
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub subject: Subject,
    /// What, and what to do: a sentence that names the part.
    pub message: String,
}
