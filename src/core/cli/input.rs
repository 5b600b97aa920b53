//! Opening the design a subcommand works on, and the problems it has.

use super::{json, output};
use crate::{
    design::{Design, Problem, Severity, file, problem::gathered},
    exchange::{Measurement, Quantity, prices::Prices},
};
use anyhow::{Context as _, Result, bail};
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

/// Whether a file is a design, by its ending.
pub(super) fn is_design(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "ron")
}

/// A measured curve, of one kind where that is wanted; what is in doubt about it goes to stderr. One
/// that is surely wrong is refused, as “not `used`”.
pub(super) fn measured(path: &Path, wanted: Option<Quantity>, used: &str) -> Result<Measurement> {
    let read = Measurement::open(path).and_then(|read| match wanted {
        Some(wanted) => read.as_a(wanted),
        None => Ok(read),
    });
    let read = read.with_context(|| format!("cannot read {}", path.display()))?;
    for finding in &read.findings {
        if finding.severity == Severity::Error {
            bail!("{}: not {used}: {}", path.display(), finding.message);
        }
        say(finding.severity, &finding.message);
    }
    Ok(read)
}

/// A price file.
pub(super) fn prices(path: &Path) -> Result<Prices> {
    Prices::open(path).context("--prices")
}

/// Tells what was found, with how bad it is.
pub(super) fn say(severity: Severity, message: &str) {
    let severity = json::severity(severity);
    output::message(&format!("{severity}: {message}"));
}

/// Problems as lines: how bad, where, what; one line where many parts have the same.
pub(super) fn lines(design: &Design, problems: &[Problem]) -> Vec<String> {
    gathered(design, problems)
        .into_iter()
        .map(|(problem, others)| {
            let severity = json::severity(problem.severity);
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
