//! Rows that are scrolled out of sight, left out while nobody can reach them.
//!
//! A row is laid out, told to screen readers and asked for input in every frame, seen or not. While
//! the pointer is held down elsewhere, as when a part is dragged, neither wheel nor keys nor a screen
//! reader come to a row that is out of sight: only its space is left then.

use egui::Ui;
use std::{fmt::Debug, hash::Hash};

/// Whether what is out of sight in this list can be left out: the pointer was pressed outside of it
/// and is still held, and nothing is being typed.
pub(in crate::app) fn out_of_reach(ui: &Ui) -> bool {
    let list = ui.clip_rect();
    let held_elsewhere = ui.input(|input| {
        let from = input.pointer.press_origin();
        input.pointer.any_down() && from.is_some_and(|from| !list.contains(from))
    });
    held_elsewhere && !ui.ctx().text_edit_focused()
}

/// Whether the next `height` points of this list are out of sight.
pub(in crate::app) fn is_next(ui: &Ui, height: f32) -> bool {
    let top = ui.cursor().top();
    let seen = ui.clip_rect().y_range();
    top + height < seen.min || top > seen.max
}

/// Draws something, or leaves only its space where that may be done (`omissible`), it is out of
/// sight and it is known how high it was when it was drawn last. The salt is its own in this list.
pub(in crate::app) fn row<R>(
    ui: &mut Ui,
    salt: impl Hash + Debug,
    omissible: bool,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let id = ui.scope_id().with(("row", salt));
    let width = ui.available_width();
    if omissible
        && let Some((at, height)) = ui.data(|data| data.get_temp::<(f32, f32)>(id))
        && at == width
        && is_next(ui, height)
    {
        ui.add_space(height);
        // As many as the scope below takes: what follows keeps its identity.
        ui.skip_ahead_auto_ids(1);
        return None;
    }
    let top = ui.cursor().top();
    let added = ui.push_id(id, add).inner;
    let height = ui.cursor().top() - top;
    ui.data_mut(|data| data.insert_temp(id, (width, height)));
    Some(added)
}
