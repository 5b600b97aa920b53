//! Menus with fields in them.

use egui::{
    Button, Popup, PopupCloseBehavior, RectAlign, Response, ScrollArea, Ui, WidgetText,
    style::StyleModifier,
};

/// What of the window a menu leaves free on its side of the button, points.
const AROUND: f32 = 28.0;
/// The least height that is asked for, points.
const LEAST: f32 = 120.0;

/// A button and the menu with fields behind it, which scrolls where the window is too small for it.
pub(in crate::app) fn form_menu(
    ui: &mut Ui,
    text: impl Into<WidgetText>,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let button = ui.add(Button::new(text.into()));
    let room = side(&button).1;
    form_popup(&button).show(|ui| {
        let list = ScrollArea::vertical().max_height(room);
        list.min_scrolled_height(room).show(ui, add);
    });
    button
}

/// The menu behind a button. It looks as a panel does: a menu of commands leaves its fields no room
/// between text and frame. It stays on its side of the button while it grows.
pub(in crate::app) fn form_popup(button: &Response) -> Popup<'_> {
    let align = match side(button).0 {
        Side::Above => &[RectAlign::TOP_START, RectAlign::TOP_END],
        Side::Below => &[RectAlign::BOTTOM_START, RectAlign::BOTTOM_END],
    };
    Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .style(StyleModifier::default())
        .align(align[0])
        .align_alternatives(align)
}

/// The side of a button that a menu stands on.
enum Side {
    Above,
    Below,
}

/// Where there is more room, and how much, points.
fn side(button: &Response) -> (Side, f32) {
    let window = button.ctx.content_rect();
    let above = button.rect.top() - window.top();
    let below = window.bottom() - button.rect.bottom();
    let (side, room) = if above > below {
        (Side::Above, above)
    } else {
        (Side::Below, below)
    };
    (side, (room - AROUND).max(LEAST))
}
