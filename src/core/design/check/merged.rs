//! What the drawing shows and what solving it found, each thing told once.

use super::warning;
use crate::design::{Design, Problem, Severity, Subject};

/// What both sentences about a diaphragm without air behind it say.
const STANDS_STILL: &str = "cannot move";
/// What the solver says of a part that the source does not reach.
const LEFT_OUT: &str = "is not connected to the source and is left out";

/// The problems of a drawing with those of its solution, the worst first. Where both see the same
/// thing, the drawing's sentence stays: it names the port and what to do there. Only that a
/// diaphragm stands still is told by the solver, which knows it for sure.
pub fn merged<'a>(
    design: &Design,
    drawn: impl IntoIterator<Item = &'a Problem>,
    solved: &[Problem],
) -> Vec<Problem> {
    let still = |problem: &Problem| problem.message.contains(STANDS_STILL);
    let mut found: Vec<Problem> = Vec::new();
    for problem in drawn {
        let surer = |other: &Problem| other.subject == problem.subject && still(other);
        let told = still(problem) && solved.iter().any(surer);
        if !told && !found.contains(problem) {
            found.push(problem.clone());
        }
    }
    let of_drawing = found.len();
    for problem in solved {
        let told = found.iter().take(of_drawing).any(|known| {
            known.subject == problem.subject
                && known.subject != Subject::Design
                && known.severity >= problem.severity.max(Severity::Warning)
                && is_of_links(known)
        });
        let problem = in_its_domain(design, problem);
        if !told && !found.contains(&problem) {
            found.push(problem);
        }
    }
    found.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    found
}

/// Whether a drawing's problem is about what is linked, and not about where something stands.
fn is_of_links(problem: &Problem) -> bool {
    ![
        "overlap",
        "lie over each other",
        "outside the shell",
        "mm high",
        "above the faceplate",
    ]
    .iter()
    .any(|words| problem.message.contains(words))
}

/// A part that sound would pass through is joined to drivers, not to the source.
fn in_its_domain(design: &Design, problem: &Problem) -> Problem {
    if let Subject::Part(id) = problem.subject
        && let Some(part) = design.part(id)
        && !part.kind.is_electrical()
        && !part.kind.is_driver()
        && problem.message.contains(LEFT_OUT)
    {
        let message = format!(
            "No driver's sound reaches “{}”: join its tubes to a driver's or delete it",
            part.name
        );
        return warning(problem.subject, message);
    }
    problem.clone()
}
