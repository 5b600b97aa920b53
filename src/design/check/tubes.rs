//! Tubes whose numbers and drawing disagree.

use super::note;
use crate::{
    design::{Design, Length, LinkKind, Problem, Subject, path},
    quantity::{Unit, text::rounded},
};

pub(super) fn check(design: &Design, problems: &mut Vec<Problem>) {
    for link in &design.links {
        let LinkKind::Tube(tube) = &link.kind else {
            continue;
        };
        let length = tube.total_length();
        let drawn = path::drawn_length(design, link);
        if tube.length == Length::Set && (drawn - length).abs() > 1e-4_f64.max(0.01 * length) {
            problems.push(note(
                Subject::Link(link.id),
                format!(
                    "“{}” is {} long ≠ drawn {}: tie it to the drawing or draw it to length",
                    link.name,
                    rounded(length, &Unit::LENGTH, 4),
                    rounded(drawn, &Unit::LENGTH, 4),
                ),
            ));
        }
    }
}
