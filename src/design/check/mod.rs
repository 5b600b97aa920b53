//! What is wrong or doubtful in a drawing, before anything is solved.

mod connections;
pub(in crate::design) mod nets;
mod space;
mod tubes;

pub use space::Places;

use super::{Design, PartKind, Problem, Severity, Subject, driver::Trust};

/// Every problem of a design, the worst first. Each names the part and says what to do.
pub fn check(design: &Design) -> Vec<Problem> {
    let mut problems = check_parts(design);
    let mut places = Places::default();
    places.follow(None, design);
    problems.extend(places.problems().cloned());
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    problems
}

/// What is wrong whatever stands where: connections, tubes, drivers; in document order.
pub fn check_parts(design: &Design) -> Vec<Problem> {
    let mut problems = Vec::new();
    connections::check(design, &mut problems);
    tubes::check(design, &mut problems);
    trust(design, &mut problems);
    problems
}

/// Drivers whose numbers are estimates.
fn trust(design: &Design, problems: &mut Vec<Problem>) {
    for part in design.drivers() {
        let Some(origin) = part.kind.origin() else {
            continue;
        };
        if origin.trust == Trust::C {
            problems.push(note(
                Subject::Part(part.id),
                format!(
                    "“{}” has estimated numbers (trust C; the inspector says where they come from): measure or fit it before you rely on it",
                    part.name
                ),
            ));
        }
        if let PartKind::Measured(measured) = &part.kind
            && (measured.response.is_empty() || measured.impedance.is_empty())
        {
            problems.push(warning(
                Subject::Part(part.id),
                format!(
                    "“{}” has no measured response or no impedance: import both",
                    part.name
                ),
            ));
        }
    }
}

fn note(subject: Subject, message: String) -> Problem {
    Problem {
        severity: Severity::Note,
        subject,
        message,
    }
}

fn warning(subject: Subject, message: String) -> Problem {
    Problem {
        severity: Severity::Warning,
        subject,
        message,
    }
}

fn error(subject: Subject, message: String) -> Problem {
    Problem {
        severity: Severity::Error,
        subject,
        message,
    }
}
