//! Rows of the inspector: headings, texts, choices, and how a row becomes an action.

use super::{
    field::{FieldEvent, VALUE_WIDTH, quantity_field},
    spec::FieldSpec,
};
use crate::{
    app::{actions::Action, theme},
    design::{ChoiceInfo, Edit, Part},
    quantity::text::cut,
    words,
};
use egui::{Align, Id, Key, Layout, RichText, TextEdit, Ui, vec2};

/// The actions one editor pushes.
pub type Actions = Vec<Action>;

/// A heading above a group of rows.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(
        RichText::new(text)
            .small()
            .strong()
            .color(theme::accent(ui.visuals())),
    );
}

/// One edit as one undo step.
pub fn push_edit(actions: &mut Actions, label: impl Into<String>, edit: Edit) {
    actions.push(Action::Edit {
        label: label.into(),
        edit,
    });
}

/// Pushes an edit that changes a copy of the part.
pub fn set(actions: &mut Actions, part: &Part, verb: &str, change: impl FnOnce(&mut Part)) {
    let mut copy = part.clone();
    change(&mut copy);
    push_edit(
        actions,
        format!("{verb} {}", part.name),
        Edit::SetPart(Box::new(copy)),
    );
}

/// A quantity row whose value becomes an edit.
pub fn number_row(
    ui: &mut Ui,
    id: Id,
    spec: &FieldSpec<'_>,
    value: Option<f64>,
    label: &str,
    actions: &mut Actions,
    edit: impl FnOnce(f64) -> Edit,
) {
    let label = || format!("{label}: {}", spec.label);
    match quantity_field(ui, id, spec, value) {
        FieldEvent::None => {}
        FieldEvent::Preview(value) => actions.push(Action::Preview {
            label: label(),
            edit: edit(value),
        }),
        FieldEvent::Finish => actions.push(Action::CommitPreview),
        FieldEvent::Cancel => actions.push(Action::CancelPreview),
        FieldEvent::Commit(value) => push_edit(actions, label(), edit(value)),
    }
}

/// A label at the left, something else at the right.
pub fn row<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        let width = (ui.available_width() - VALUE_WIDTH - 36.0).max(60.0);
        ui.allocate_ui_with_layout(
            vec2(width, ui.spacing().interact_size.y),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(width);
                let weak = ui.visuals().weak_text_color();
                ui.add(egui::Label::new(RichText::new(label).color(weak)).truncate());
            },
        );
        ui.with_layout(Layout::right_to_left(Align::Center), add)
            .inner
    })
    .inner
}

/// Bytes of a text that can be changed in a field; a quarter as many characters can be typed.
const LONGEST_TYPED: usize = 40_000;
/// Letters of a longer one that are shown.
const SHOWN: usize = 1000;

/// A text that becomes an edit when it is left or confirmed. Returns the new text then. As with
/// numbers, what is typed stays in the field of this `ui`.
pub fn text_field(
    ui: &mut Ui,
    id: Id,
    label: &str,
    value: &str,
    multiline: bool,
) -> Option<String> {
    if value.len() > LONGEST_TYPED {
        // Laid out whole in every frame, a text of megabytes would take seconds and gigabytes.
        ui.label(cut(value, SHOWN));
        ui.weak(tr!(
            "{label}: {} bytes are too many to be changed here. Change them in a text editor.",
            value.len()
        ));
        return None;
    }
    let id = ui.scope_id().with(id);
    let typing: Option<String> = ui
        .data(|data| data.get_temp(id))
        .filter(|_| ui.memory(|memory| memory.has_focus(id) || memory.had_focus_last_frame(id)));
    let mut typed = typing.unwrap_or_else(|| value.to_owned());
    let edit = if multiline {
        TextEdit::multiline(&mut typed).desired_rows(2)
    } else {
        TextEdit::singleline(&mut typed)
    };
    let response = ui.add(
        edit.id(id)
            .char_limit(LONGEST_TYPED / 4)
            .frame(theme::field_frame(ui, id))
            .desired_width(f32::INFINITY)
            .hint_text(label.to_owned()),
    );
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(label));
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    }
    if !response.lost_focus() {
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    let given_up = ui.input(|input| input.key_pressed(Key::Escape));
    (!given_up && typed != value).then_some(typed)
}

/// A choice among a few. Returns the new one when it was changed.
pub fn choice_row<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    value: T,
    all: &[(T, &str)],
) -> Option<T> {
    let shown = all
        .iter()
        .find(|(known, _)| *known == value)
        .map_or("", |(_, text)| text);
    let mut new = value;
    row(ui, label, |ui| {
        let combo = theme::with_field_edge(ui, |ui| {
            egui::ComboBox::from_id_salt(id)
                .selected_text(shown)
                .width(VALUE_WIDTH + 18.0)
                .truncate()
                .show_ui(ui, |ui| {
                    for (known, text) in all {
                        ui.selectable_value(&mut new, *known, *text);
                    }
                })
        });
        ui.ctx()
            .accesskit_node_builder(combo.response.id, |node| node.set_label(label));
    });
    (new != value).then_some(new)
}

/// A choice of the document, as the switch or the list it is. Returns the new place when it was
/// changed.
pub fn choice_ui(ui: &mut Ui, id: Id, info: &ChoiceInfo, chosen: usize) -> Option<usize> {
    if info.options.is_empty() {
        return check(ui, info.said(), words::text(info.tooltip), chosen != 0).map(usize::from);
    }
    let all: Vec<(usize, &str)> = (info.options.iter().map(|word| words::text(word)))
        .enumerate()
        .collect();
    choice_row(ui, id, info.said(), chosen, &all)
}

/// A switch. Returns the new state when it was changed.
pub fn check(ui: &mut Ui, label: &str, tooltip: &str, value: bool) -> Option<bool> {
    let mut new = value;
    theme::with_field_edge(ui, |ui| ui.checkbox(&mut new, label)).on_hover_text(tooltip);
    (new != value).then_some(new)
}
