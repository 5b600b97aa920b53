//! Opening the design a subcommand works on, and the problems it has.

use super::output;
use crate::design::{Design, Problem, Severity, Subject, file};
use anyhow::{Context as _, Result};
use std::path::Path;

/// Opens a design; what is worth telling about the file goes to stderr.
pub(super) fn design(path: &Path) -> Result<Design> {
    let (design, notes) =
        file::load(path).with_context(|| format!("cannot open {}", path.display()))?;
    for note in notes {
        output::message(&format!("note: {}: {}", path.display(), note.message));
    }
    Ok(design)
}

/// A problem as a line: how bad, where, what.
pub(super) fn line(design: &Design, problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let name = match problem.subject {
        Subject::Design => None,
        Subject::Part(id) => design.part(id).map(|part| part.name.as_str()),
        Subject::Link(id) => design.link(id).map(|link| link.name.as_str()),
    };
    match name {
        Some(name) if !problem.message.contains(name) => {
            format!("{severity}: “{name}”: {}", problem.message)
        }
        _ => format!("{severity}: {}", problem.message),
    }
}

/// Tells every problem on stderr; whether one of them is an error.
pub(super) fn tell(design: &Design, problems: &[Problem]) -> bool {
    for problem in problems {
        output::message(&line(design, problem));
    }
    has_error(problems)
}

/// Whether one of the problems is an error.
pub(super) fn has_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}
