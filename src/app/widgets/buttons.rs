//! The title and the buttons of a dialog.

use crate::app::theme;
use egui::{Button, Event, Key, Popup, Response, RichText, Ui, response::Flags};

/// The heading of a dialog.
pub(in crate::app) fn heading(ui: &mut Ui, text: &str) {
    let color = theme::text_strong(ui.visuals());
    ui.label(RichText::new(text).heading().color(color));
}

/// The heading of a dialog, and the space below it.
pub(in crate::app) fn title(ui: &mut Ui, text: &str) {
    heading(ui, text);
    ui.add_space(6.0);
}

/// The button to press next. Enter presses it too, unless the keyboard is on another button.
pub(in crate::app) fn primary(ui: &mut Ui, text: &str) -> Response {
    let fill = theme::accent(ui.visuals());
    let color = theme::sunken(ui.visuals());
    let mut response = ui.add(Button::new(RichText::new(text).color(color).strong()).fill(fill));
    let elsewhere = ui.memory(|memory| memory.focused().is_some_and(|id| id != response.id));
    if ui.is_enabled() && !elsewhere && !Popup::is_any_open(ui.ctx()) && enter_pressed(ui) {
        response.flags |= Flags::FAKE_PRIMARY_CLICKED;
    }
    response
}

/// The button that gives up; whether it was pressed.
pub(in crate::app) fn cancel(ui: &mut Ui) -> bool {
    ui.button(tr!("Cancel")).clicked()
}

/// Whether Enter was pressed in this frame: held down, it presses once.
fn enter_pressed(ui: &Ui) -> bool {
    let enter = |event: &Event| {
        matches!(
            event,
            Event::Key {
                key: Key::Enter,
                pressed: true,
                repeat: false,
                ..
            }
        )
    };
    ui.input(|input| input.events.iter().any(enter))
}
