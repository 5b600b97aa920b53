//! What is wrong or doubtful in a drawing, before anything is solved.

mod connections;
mod merged;
pub(in crate::design) mod nets;
mod places;
mod space;
mod tubes;

pub use merged::merged;
use places::Places;

use super::{Design, Part, Problem, Subject, driver::Trust};
use std::sync::Arc;

/// Every problem of a design, the worst first. Each names the part and says what to do.
pub fn check(design: &Design) -> Vec<Problem> {
    let mut findings = Findings::default();
    findings.follow(&Arc::new(design.clone()));
    let mut problems: Vec<Problem> = findings.problems().cloned().collect();
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    problems
}

/// What is wrong with a design, carried from one of its states to the next: only what changed is
/// looked at again.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    design: Option<Arc<Design>>,
    /// What is wrong whatever stands where: connections, drivers; in document order.
    parts: Vec<Problem>,
    places: Places,
}

impl Findings {
    /// Whether they are those of this very design.
    pub fn are_of(&self, design: &Arc<Design>) -> bool {
        (self.design.as_ref()).is_some_and(|known| Arc::ptr_eq(known, design))
    }

    /// Makes them those of this design.
    pub fn follow(&mut self, design: &Arc<Design>) {
        let before = self.design.as_deref();
        if before.is_none_or(|before| !design.is_connected_like(before)) {
            self.parts.clear();
            connections::check(design, &mut self.parts);
            trust(design, &mut self.parts);
        }
        self.places.follow(before, design);
        self.design = Some(design.clone());
    }

    /// Connections and drivers first, then overlaps and what is outside the shell, then tubes.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.parts.iter().chain(self.places.problems())
    }
}

/// Drivers whose numbers are estimates.
fn trust(design: &Design, problems: &mut Vec<Problem>) {
    let mut estimated: Vec<&Part> = Vec::new();
    for part in design.drivers() {
        let Some(origin) = part.kind.origin() else {
            continue;
        };
        if origin.trust == Trust::C {
            estimated.push(part);
        }
        if let Some(lacks) = part.kind.lacks() {
            let message = format!("“{}” {lacks}", part.name);
            problems.push(Problem::warning(Subject::Part(part.id), message));
        }
    }
    problems.extend(estimates(&estimated));
}

/// Names told in one line; of more, how many there are.
const MOST_NAMES: usize = 4;

/// One line for all drivers of estimated numbers, however many.
fn estimates(drivers: &[&Part]) -> Option<Problem> {
    let names: Vec<String> = (drivers.iter().take(MOST_NAMES))
        .map(|part| format!("“{}”", part.name))
        .collect();
    let (subject, who, them) = match (drivers, names.as_slice()) {
        ([], _) => return None,
        ([only], _) => (
            Subject::Part(only.id),
            tr!("{} has", names.join("")),
            tr!("it"),
        ),
        (all, [most @ .., last]) if all.len() <= MOST_NAMES => {
            let who = tr!("{} and {last} have", most.join(tr!(", ")));
            (Subject::Design, who, tr!("them"))
        }
        (all, _) => {
            let more = all.len() - names.len();
            let who = tr!("{} and {more} more have", names.join(tr!(", ")));
            (Subject::Design, who, tr!("them"))
        }
    };
    let message = tr!(
        "{who} estimated numbers (trust C; the inspector says where they come from): measure or fit {them} before you rely on the curve"
    );
    Some(Problem::note(subject, message))
}
