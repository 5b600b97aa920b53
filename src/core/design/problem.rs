//! Problems: what is wrong or doubtful in a design, tied to where it is.

use super::{Design, LinkId, PartId};
use std::collections::BTreeMap;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// What a problem is, as far as the drawing and the solver both see it: each thing is told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Matter {
    /// Anything else.
    #[default]
    Other,
    /// Where something stands, not what it is linked to.
    Place,
    /// A diaphragm cannot move.
    StandsStill,
    /// The source does not reach a part, which is left out.
    LeftOut,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub subject: Subject,
    /// What it is.
    pub matter: Matter,
    /// What, and what to do: a sentence that names the part.
    pub message: String,
}

impl Problem {
    fn of(severity: Severity, subject: Subject, message: String) -> Self {
        Self {
            severity,
            subject,
            matter: Matter::default(),
            message,
        }
    }

    /// Good to know.
    pub fn note(subject: Subject, message: String) -> Self {
        Self::of(Severity::Note, subject, message)
    }

    /// The result is doubtful.
    pub fn warning(subject: Subject, message: String) -> Self {
        Self::of(Severity::Warning, subject, message)
    }

    /// There is no result, or a wrong one.
    pub fn error(subject: Subject, message: String) -> Self {
        Self::of(Severity::Error, subject, message)
    }

    /// The same with what it is.
    #[must_use]
    pub fn about(self, matter: Matter) -> Self {
        Self { matter, ..self }
    }
}

/// Problems alike that are still told one by one.
const FEW: usize = 5;

impl Design {
    /// What a problem is about, by name; absent where that is the design or gone.
    pub fn name_of(&self, subject: Subject) -> Option<&str> {
        match subject {
            Subject::Design => None,
            Subject::Part(id) => self.part(id).map(|part| part.name.as_str()),
            Subject::Link(id) => self.link(id).map(|link| link.name.as_str()),
        }
    }
}

/// Problems as they are listed, with how many others say the same.
pub fn gathered<'a>(design: &Design, problems: &'a [Problem]) -> Vec<(&'a Problem, usize)> {
    (listed(design, problems).into_iter())
        .filter_map(|(place, others)| Some((problems.get(place)?, others)))
        .collect()
}

/// Places of the problems that are listed, with how many others say the same: where many parts have
/// the same problem, the first stands for all of them.
pub fn listed(design: &Design, problems: &[Problem]) -> Vec<(usize, usize)> {
    let kinds: Vec<String> = problems
        .iter()
        .map(|problem| match design.name_of(problem.subject) {
            Some(name) => problem.message.replace(&format!("“{name}”"), "“”"),
            None => problem.message.clone(),
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in &kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let mut listed = Vec::new();
    for (place, kind) in kinds.iter().enumerate() {
        match counts.get_mut(kind.as_str()) {
            // It stands for itself, or is the first of many.
            Some(count) if *count > FEW => {
                listed.push((place, *count - 1));
                *count = 0;
            }
            Some(0) => {}
            _ => listed.push((place, 0)),
        }
    }
    listed
}

impl Problem {
    /// The message, with how many others are alike.
    pub fn words(&self, others: usize) -> String {
        match others {
            0 => self.message.clone(),
            _ => tr!("{} (and {others} others alike)", self.message),
        }
    }
}
