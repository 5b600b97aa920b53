//! The numbers of parts, generated from the one list `design::Parameters::visit`.

use super::{
    field::FieldSpec,
    rows::{Actions, number_row},
};
use crate::design::{Edit, ParameterInfo, Parameters, Part};
use egui::{Id, Ui};

/// Key and index: what a parameter is known by within its owner.
type Key = (&'static str, Option<usize>);

/// Shows every number of `parts`, which are all of one kind. Where they differ the field is empty,
/// and what is typed goes to all of them.
pub fn numbers_ui(ui: &mut Ui, parts: &[&Part], actions: &mut Actions) {
    let Some(first) = parts.first() else { return };
    let label = match parts {
        [only] => format!("Set {}", only.name),
        _ => format!("Set {} parts", parts.len()),
    };
    let rows = values(first);
    let others: Vec<Vec<(ParameterInfo, f64)>> =
        parts.iter().skip(1).map(|part| values(part)).collect();
    for (info, value) in &rows {
        let key = (info.key, info.index);
        let same = others.iter().all(|other| find(other, key) == Some(*value));
        let words = match info.index {
            Some(index) => format!("{} {}", info.label, index + 1),
            None => info.label.to_owned(),
        };
        let id = Id::unique((
            "number",
            parts.iter().map(|part| part.id).collect::<Vec<_>>(),
            key,
        ));
        number_row(
            ui,
            id,
            &FieldSpec::of(info, &words),
            same.then_some(*value),
            &label,
            actions,
            |new| set_all(parts, info, new),
        );
    }
}

fn values(part: &Part) -> Vec<(ParameterInfo, f64)> {
    part.kind.parameters()
}

fn find(values: &[(ParameterInfo, f64)], key: Key) -> Option<f64> {
    values
        .iter()
        .find(|(info, _)| (info.key, info.index) == key)
        .map(|(_, value)| *value)
}

fn set_all(parts: &[&Part], info: &ParameterInfo, new: f64) -> Edit {
    let mut edits: Vec<Edit> = parts
        .iter()
        .map(|part| Edit::SetPart(Box::new(with_value(part, info, new))))
        .collect();
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        Some(last) => {
            edits.push(last);
            Edit::Batch(edits)
        }
        None => Edit::Batch(edits),
    }
}

/// A copy of `part` with one number changed.
fn with_value(part: &Part, info: &ParameterInfo, new: f64) -> Part {
    let mut copy = part.clone();
    copy.kind.visit(&mut |own, value| {
        if own.key == info.key && own.index == info.index {
            *value = new;
        }
    });
    copy
}
