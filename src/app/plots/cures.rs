//! Buttons on a plot that lacks a curve: what would bring it.

use super::{PlotsInput, shown::Shown};
use crate::app::{actions::Action, remedies::enliven::cure_button};
use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

/// How far below the middle of an empty plot its buttons stand, points: clear of the words there.
const BELOW_WORDS: f32 = 26.0;
/// Height of a row of buttons, points.
const ROW: f32 = 24.0;
/// Most offers a plot makes at once; the list of problems has all.
const MOST: usize = 2;

/// Shows what is offered, below the words of an empty plot, else in a row at the top.
pub(super) fn cures_ui(
    ui: &mut Ui,
    plot: Rect,
    shown: &Shown<'_>,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    if input.cures.is_empty() || !shown.view.is_of_pressure() {
        return;
    }
    let empty = shown.drawn.model.empty_message.is_some();
    let top = if empty {
        (plot.center().y + BELOW_WORDS).min(plot.bottom() - ROW)
    } else {
        plot.top() + 4.0
    };
    for (cure, row) in input.cures.iter().take(MOST).zip(0_u8..) {
        let place = Rect::from_min_size(
            egui::pos2(plot.left(), top + ROW * f32::from(row)),
            vec2(plot.width(), ROW),
        );
        if place.bottom() > plot.bottom() {
            return;
        }
        let builder = UiBuilder::new()
            .id_salt(("cure", cure.part, shown.view))
            .max_rect(place)
            .layout(Layout::top_down(Align::Center));
        ui.scope_builder(builder, |ui| {
            cure_button(ui, cure, &input.design, actions);
        });
    }
}
