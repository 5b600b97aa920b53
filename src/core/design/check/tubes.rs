//! Tubes outside the shell, and those whose numbers and drawing disagree.

use crate::{
    design::{
        Design, Length, Link, LinkKind, Problem, Subject,
        geometry::{Point, inside},
        path,
    },
    quantity::{Unit, text::rounded},
};

/// What is wrong with how a tube is drawn.
pub(super) fn check(design: &Design, link: &Link) -> Vec<Problem> {
    let LinkKind::Tube(tube) = &link.kind else {
        return Vec::new();
    };
    let points = path::path(design, link);
    let mut problems = Vec::new();
    let length = tube.total_length();
    let drawn = path::polyline_length(&points) * 1e-3;
    if tube.length == Length::Set && (drawn - length).abs() > 1e-4_f64.max(0.01 * length) {
        problems.push(Problem::note(
            Subject::Link(link.id),
            tr!(
                "“{}” is {} long ≠ drawn {}: tie it to the drawing or draw it to length",
                link.name,
                rounded(length, &Unit::LENGTH, 4),
                rounded(drawn, &Unit::LENGTH, 4),
            ),
        ));
    }
    if is_outside(design, link, &points) {
        problems.push(Problem::warning(
            Subject::Link(link.id),
            tr!(
                "“{}” runs outside the shell: move its way-points",
                link.name
            ),
        ));
    }
    problems
}

/// Whether it runs outside the shell without leading out of it to the eartip or the ear.
fn is_outside(design: &Design, link: &Link, points: &[Point]) -> bool {
    let outline = &design.shell.outline_mm;
    let leads_out = link.ends().into_iter().any(|end| {
        let part = design.part(end.part);
        part.is_some_and(|part| part.kind.facts().outside_shell)
    });
    outline.len() >= 3 && !leads_out && points.iter().any(|&point| !inside(outline, point))
}
