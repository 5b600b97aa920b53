//! The buttons beside a plot's tab.

use egui::{Response, RichText, Role, Ui, WidgetInfo};

/// Size of their text, points.
pub(super) const BUTTON: f32 = 12.5;

/// A button whose name says more than its text.
pub(super) fn button(ui: &mut Ui, text: &str, name: &str) -> Response {
    let response = ui.button(RichText::new(text).size(BUTTON));
    response.widget_info(|| named(name));
    response
}

/// The name of a button for screen readers.
pub(super) fn named(name: &str) -> WidgetInfo {
    WidgetInfo::labeled(Role::Button, true, name)
}
