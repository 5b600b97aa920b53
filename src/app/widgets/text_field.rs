//! A text field with a name for screen readers.

use crate::app::theme;
use egui::{
    Id, Response, TextEdit, Ui,
    text::{CCursor, CCursorRange},
};

/// A text field; empty, it shows `hint`.
pub(in crate::app) fn text_ui(
    ui: &mut Ui,
    label: &str,
    typed: &mut String,
    hint: &str,
    width: f32,
) -> Response {
    let id = ui.next_auto_id();
    let response = ui.add(
        TextEdit::singleline(typed)
            .frame(theme::field_frame(ui, id))
            .desired_width(width)
            .hint_text(hint.to_owned()),
    );
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(label));
    response
}

/// A field of text as wide as there is room, given the keyboard where it is asked to have it: before it
/// is drawn, so that what was typed since the last frame is typed into it.
pub(in crate::app) fn search_ui(
    ui: &mut Ui,
    label: &str,
    typed: &mut String,
    hint: &str,
    asked: bool,
) -> Response {
    let id = ui.next_auto_id();
    if asked && !ui.memory(|memory| memory.has_focus(id)) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let response = text_ui(ui, label, typed, hint, f32::INFINITY);
    // A dialog that has just closed takes it once more.
    if asked && !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    }
    response
}

/// Selects all of a field's text: what is typed next takes its place.
pub(in crate::app) fn select_all(ui: &Ui, field: Id, text: &str) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), field) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field);
    }
}
