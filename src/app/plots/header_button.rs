//! The buttons beside a plot's tab.

use egui::{Color32, FontId, Response, RichText, Role, Ui, WidgetInfo};

/// Size of their text, points.
pub(super) const BUTTON: f32 = 12.5;

/// A button whose name says more than its text.
pub(super) fn button(ui: &mut Ui, text: &str, name: &str) -> Response {
    let response = ui.button(RichText::new(text).size(BUTTON));
    response.widget_info(|| named(name));
    response
}

/// What a button with this text takes, with the space to the next, points.
pub(super) fn button_width(ui: &Ui, text: &str) -> f32 {
    let font = FontId::proportional(BUTTON);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    let spacing = ui.spacing();
    galley.size().x + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
}

/// The name of a button for screen readers.
pub(super) fn named(name: &str) -> WidgetInfo {
    WidgetInfo::labeled(Role::Button, true, name)
}
