//! Opening the design a subcommand works on, and the problems it has.

use super::output;
use crate::design::{Design, Problem, Severity, file, problem::gathered};
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

/// Problems as lines: how bad, where, what; one line where many parts have the same.
pub(super) fn lines(design: &Design, problems: &[Problem]) -> Vec<String> {
    gathered(design, problems)
        .into_iter()
        .map(|(problem, others)| {
            let severity = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let words = problem.words(others);
            match design.name_of(problem.subject) {
                Some(name) if !problem.message.contains(name) => {
                    format!("{severity}: “{name}”: {words}")
                }
                _ => format!("{severity}: {words}"),
            }
        })
        .collect()
}

/// Tells every problem on stderr; whether one of them is an error.
pub(super) fn tell(design: &Design, problems: &[Problem]) -> bool {
    for line in lines(design, problems) {
        output::message(&line);
    }
    has_error(problems)
}

/// Whether one of the problems is an error.
pub(super) fn has_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}
