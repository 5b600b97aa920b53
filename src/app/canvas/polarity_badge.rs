//! A badge at a driver that plays against the others: a click reverses it.

use super::paint::Paint;
use crate::{
    app::{actions::Action, remedies::polarity},
    picture::scene::{Ink, Scene},
    tuning::alignment::Suggestion,
};
use egui::{Button, Rect, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

/// Where the badge of a driver stands: at its lower right corner, across from that of problems.
pub(super) fn rect(paint: &Paint<'_>, scene: &Scene, suggestion: &Suggestion) -> Option<Rect> {
    let part = scene.part(suggestion.meeting.part)?;
    let around = paint.view.rect(paint.area, part.bounds);
    let rect = Rect::from_center_size(around.right_bottom() + vec2(4.0, 6.0), vec2(22.0, 16.0));
    paint.area.contains_rect(rect).then_some(rect)
}

/// Shows the badges.
pub(super) fn badges(
    ui: &mut Ui,
    paint: &Paint<'_>,
    scene: &Scene,
    suggestions: &[Suggestion],
) -> Vec<Action> {
    let mut actions = Vec::new();
    for suggestion in suggestions {
        let Some(rect) = rect(paint, scene, suggestion) else {
            continue;
        };
        let action = polarity::reverse(suggestion);
        let text = RichText::new("±")
            .size(13.0)
            .strong()
            .color(paint.colour(Ink::Ground));
        let button = Button::new(text)
            .fill(paint.colour(Ink::Warning))
            .stroke(Stroke::new(1.5, paint.colour(Ink::Ground)))
            .min_size(rect.size())
            .corner_radius(8.0);
        let mut words = polarity::problem(suggestion).message;
        if action.is_some() {
            words += tr!("\nClick to reverse its polarity.");
        }
        let response = ui.put(rect, button).on_hover_text(words);
        let name = tr!("Plays against the others: {}", suggestion.meeting.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.clone()));
        if response.clicked() {
            actions.extend(action);
        }
    }
    actions
}
