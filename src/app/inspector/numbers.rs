//! The numbers of parts and tubes, generated from the one list `design::Parameters::visit`.

use super::{
    field::FieldSpec,
    rows::{Actions, number_row},
};
use crate::design::{Edit, Length, Link, LinkKind, ParameterInfo, Parameters, Part, Subject};
use egui::{Id, Ui};

/// Something whose numbers can be edited together with those of others.
pub trait Owner: Parameters + Clone {
    /// What it is in the design.
    fn subject(&self) -> Subject;

    /// Its name.
    fn name(&self) -> &str;

    /// A copy with one number changed, as an edit.
    fn with_value(&self, info: &ParameterInfo, new: f64) -> Edit;

    /// Whether the number is shown.
    fn shows(&self, _info: &ParameterInfo) -> bool {
        true
    }
}

impl Owner for Part {
    fn subject(&self) -> Subject {
        Subject::Part(self.id)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn with_value(&self, info: &ParameterInfo, new: f64) -> Edit {
        let mut copy = self.clone();
        copy.set(&info.key(), new);
        Edit::SetPart(Box::new(copy))
    }
}

impl Owner for Link {
    fn subject(&self) -> Subject {
        Subject::Link(self.id)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn with_value(&self, info: &ParameterInfo, new: f64) -> Edit {
        let mut copy = self.clone();
        let straight = straight_at(self, info);
        copy.set(&info.key(), new);
        if let LinkKind::Tube(tube) = &mut copy.kind {
            if info.key == "section.length" {
                // A typed length is meant: from now on it is not the drawn one.
                tube.length = Length::Set;
            }
            if straight
                && let Some(section) = info.index.and_then(|index| tube.sections.get_mut(index))
            {
                section.bore_out = section.bore_in;
            }
        }
        Edit::SetLink(Box::new(copy))
    }

    fn shows(&self, info: &ParameterInfo) -> bool {
        // A straight section has one bore.
        info.key != "section.bore_out" || !straight_at(self, info)
    }
}

/// Whether the section a number belongs to is straight.
fn straight_at(link: &Link, info: &ParameterInfo) -> bool {
    match (&link.kind, info.index) {
        (LinkKind::Tube(tube), Some(index)) if info.key.starts_with("section.bore") => tube
            .sections
            .get(index)
            .is_some_and(|section| section.bore_in == section.bore_out),
        _ => false,
    }
}

/// Shows every number that all of `owners` have. Where they differ the field says so, and what is
/// typed goes to all of them as one undo step. Answers with how many numbers there were.
pub fn numbers_ui<T: Owner>(ui: &mut Ui, owners: &[&T], actions: &mut Actions) -> usize {
    let label = match owners {
        [only] => format!("Set {}", only.name()),
        _ => format!("Set {} together", owners.len()),
    };
    let subjects: Vec<Subject> = owners.iter().map(|owner| owner.subject()).collect();
    let rows = shared(owners);
    for (info, value) in &rows {
        let words = match info.index {
            Some(index) => format!("{} {}", info.label, index + 1),
            None => info.label.to_owned(),
        };
        let id = Id::unique(("number", &subjects, info.key, info.index));
        number_row(
            ui,
            id,
            &FieldSpec::of(info, &words),
            *value,
            &label,
            actions,
            |new| {
                let mut edits: Vec<Edit> = owners
                    .iter()
                    .map(|owner| owner.with_value(info, new))
                    .collect();
                match (edits.pop(), edits.is_empty()) {
                    (Some(only), true) => only,
                    (last, _) => {
                        edits.extend(last);
                        Edit::Batch(edits)
                    }
                }
            },
        );
    }
    rows.len()
}

/// The numbers that all of them have, within the bounds of all, in the order of the first; the
/// value where it is the same in all.
fn shared<T: Owner>(owners: &[&T]) -> Vec<(ParameterInfo, Option<f64>)> {
    let Some((first, others)) = owners.split_first() else {
        return Vec::new();
    };
    let others: Vec<Vec<(ParameterInfo, f64)>> =
        others.iter().map(|owner| owner.parameters()).collect();
    let rows = first.parameters().into_iter();
    rows.filter(|(info, _)| owners.iter().any(|owner| owner.shows(info)))
        .filter_map(|(info, value)| {
            let mut own = info;
            let mut same = true;
            for other in &others {
                let (known, theirs) = other.iter().find(|(known, _)| {
                    (known.key, known.index) == (info.key, info.index) && known.unit == info.unit
                })?;
                own.min = own.min.max(known.min);
                own.max = own.max.min(known.max);
                same &= *theirs == value;
            }
            Some((own, same.then_some(value)))
        })
        .collect()
}
