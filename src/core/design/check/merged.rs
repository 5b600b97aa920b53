//! What the drawing shows and what solving it found, each thing told once.

use crate::design::{Design, Problem, Severity, Subject, problem::Matter};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// The problems of a drawing with those of its solution, the worst first. Where both see the same
/// thing, the drawing's sentence stays: it names the port and what to do there. Only that a
/// diaphragm stands still is told by the solver, which knows it for sure.
pub fn merged<'a>(
    design: &Design,
    drawn: impl IntoIterator<Item = &'a Problem>,
    solved: &[Problem],
) -> Vec<Problem> {
    let still = |problem: &Problem| problem.matter == Matter::StandsStill;
    let surer: FxHashSet<Subject> = (solved.iter().filter(|problem| still(problem)))
        .map(|problem| problem.subject)
        .collect();
    let mut known: FxHashSet<Cow<'_, Problem>> = FxHashSet::default();
    let mut found: Vec<Problem> = Vec::new();
    // How bad the worst is that the drawing says of what is linked to each subject.
    let mut worst: FxHashMap<Subject, Severity> = FxHashMap::default();
    for problem in drawn {
        let told = still(problem) && surer.contains(&problem.subject);
        if !told && known.insert(Cow::Borrowed(problem)) {
            if problem.severity > Severity::Note && problem.matter != Matter::Place {
                let worst = worst.entry(problem.subject).or_insert(problem.severity);
                *worst = problem.severity.max(*worst);
            }
            found.push(problem.clone());
        }
    }
    for problem in solved {
        let told = problem.subject != Subject::Design
            && (worst.get(&problem.subject)).is_some_and(|worst| *worst >= problem.severity);
        let problem = in_its_domain(design, problem);
        if !told && known.insert(problem.clone()) {
            found.push(problem.into_owned());
        }
    }
    found.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    found
}

/// A part that sound would pass through is joined to drivers, not to the source.
fn in_its_domain<'p>(design: &Design, problem: &'p Problem) -> Cow<'p, Problem> {
    if let Subject::Part(id) = problem.subject
        && let Some(part) = design.part(id)
        && !part.kind.is_electrical()
        && !part.kind.is_driver()
        && problem.matter == Matter::LeftOut
    {
        let message = tr!(
            "No driver's sound reaches “{}”: join its tubes to a driver's or delete it",
            part.name
        );
        return Cow::Owned(Problem::warning(problem.subject, message));
    }
    Cow::Borrowed(problem)
}
