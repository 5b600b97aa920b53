//! The numbers of parts, tubes and settings, generated from the one list
//! `design::Parameters::visit`.

use super::{
    field,
    freeing::{Freeing, marked_row},
    rows::{Actions, number_row},
    spec::FieldSpec,
};
use crate::{
    design::{
        Edit, InsertKind, Length, Link, LinkKind, ParameterInfo, Parameters, Part, Subject, Tube,
        seat::Keep,
    },
    library,
};
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
        match &mut copy.kind {
            LinkKind::Tube(tube) => set_in_tube(tube, info, new),
            LinkKind::Wire | LinkKind::Joint => {}
        }
        Edit::SetLink(Box::new(copy))
    }

    fn shows(&self, info: &ParameterInfo) -> bool {
        // A straight section has one bore.
        match (&self.kind, info.index) {
            (LinkKind::Tube(tube), Some(index)) if info.key == "section.bore_out" => {
                !is_straight(tube, index)
            }
            _ => true,
        }
    }
}

/// Sets a number of a tube as somebody means it who types it.
fn set_in_tube(tube: &mut Tube, info: &ParameterInfo, new: f64) {
    let Some(index) = info.index else { return };
    if info.key == "section.length" {
        // A typed length is meant: from now on it is not the drawn one.
        tube.length = Length::Set;
        let mut lengths: Vec<f64> = tube.sections.iter().map(|s| s.length).collect();
        if let Some(length) = lengths.get_mut(index) {
            *length = new;
        }
        tube.set_lengths(&lengths, Keep::Distance);
        return;
    }
    let straight = is_straight(tube, index);
    tube.set(&info.key(), new);
    if info.key == "section.bore_in"
        && straight
        && let Some(section) = tube.sections.get_mut(index)
    {
        section.bore_out = new;
    }
    if info.key == "insert.resistance"
        && let Some(insert) = tube.inserts.get_mut(index)
        && let InsertKind::Damper { name, .. } = &mut insert.kind
    {
        *name = library::damper_name(new);
    }
}

/// Whether the section at this index has one bore.
fn is_straight(tube: &Tube, index: usize) -> bool {
    let section = tube.sections.get(index);
    section.is_some_and(|section| section.bore_in == section.bore_out)
}

/// Shows every number that all of `owners` have. Where they differ the field says so, and what is
/// typed goes to all of them as one undo step. Answers with how many numbers there were.
pub fn numbers_ui<T: Owner>(
    ui: &mut Ui,
    owners: &[&T],
    freeing: Freeing<'_>,
    actions: &mut Actions,
) -> usize {
    some_numbers_ui(ui, owners, |_| true, freeing, actions)
}

/// Shows those of these numbers that are wanted.
pub fn some_numbers_ui<T: Owner>(
    ui: &mut Ui,
    owners: &[&T],
    wanted: impl Fn(&ParameterInfo) -> bool,
    freeing: Freeing<'_>,
    actions: &mut Actions,
) -> usize {
    let label = match owners {
        [only] => tr!("Set {}", only.name()),
        _ => tr!("Set {} together", owners.len()),
    };
    let subjects: Vec<Subject> = owners.iter().map(|owner| owner.subject()).collect();
    let mut rows = shared(owners);
    rows.retain(|(info, _)| wanted(info));
    for (info, value) in &rows {
        let words = info.words();
        let id = Id::unique(("number", &subjects, info.key, info.index));
        let mut spec = FieldSpec::of(info, &words);
        if let [only] = subjects.as_slice() {
            spec = spec.of_number(*only, info);
        }
        field::come_to(ui, info);
        let edit = |new| {
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
        };
        marked_row(ui, freeing, &subjects, info, actions, |ui, actions| {
            number_row(ui, id, &spec, *value, &label, actions, edit);
        });
    }
    rows.len()
}

/// Shows every number of a setting, and makes an edit of it with the number that was typed.
pub fn setting_ui<T: Parameters + Clone>(
    ui: &mut Ui,
    id: Id,
    setting: &T,
    label: &str,
    actions: &mut Actions,
    edit: impl Fn(T) -> Edit,
) {
    for (info, value) in setting.parameters() {
        let id = id.with((info.key, info.index));
        let words = info.words();
        let spec = FieldSpec {
            // The words of a setting say it alone.
            symbol: "",
            ..FieldSpec::of(&info, &words).of_number(Subject::Design, &info)
        };
        number_row(ui, id, &spec, Some(value), label, actions, |new| {
            let mut copy = setting.clone();
            copy.set(&info.key(), new);
            edit(copy)
        });
    }
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
                own.numbered |= known.numbered;
                same &= *theirs == value;
            }
            Some((own, same.then_some(value)))
        })
        .collect()
}
