//! One plot with what belongs to it: legend, plot with its axes, footnotes.

use super::{
    PlotsInput,
    colours::{colour, theme},
    cures::cures_ui,
    legend::legend_ui,
    plot::plot_ui,
    shown::Shown,
    state::PlotsState,
};
use crate::{analysis::error::DEVIATION_WORDS, app::actions::Action, picture::View};
use egui::{Rect, RichText, Ui, UiBuilder, pos2, vec2};

/// Room around the plot for its axes, points.
const LEFT: f32 = 52.0;
const RIGHT_AXIS: f32 = 56.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 4.0;
const BOTTOM: f32 = 20.0;
/// Size of footnotes, points.
const FOOTNOTE: f32 = 11.0;

/// The footnotes one below the other, and what the score among them means.
fn explained(notes: &[String]) -> String {
    let mut lines: Vec<&str> = notes.iter().map(String::as_str).collect();
    if notes.iter().any(|note| note.contains(" dB off ")) {
        lines.push(DEVIATION_WORDS);
    }
    lines.join("\n")
}

pub(super) fn pane_ui(
    ui: &mut Ui,
    view: View,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    let theme = theme(input.dark);
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, colour(theme.palette().page));
    ui.spacing_mut().item_spacing.y = 2.0;
    let drawn = state.drawn(view, input);
    let whole = ui.available_rect_before_wrap();
    let held = input.ghost.is_some()
        || input.tried.is_some()
        || ui.input(|input| input.pointer.any_down());
    let legend = legend_ui(ui, view, &drawn, theme, state, held);
    let notes = drawn.model.footnotes.join(" · ");
    // Whatever stands above, the plot is as wide as its pane.
    let mut area = ui.available_rect_before_wrap().intersect(whole);
    if !notes.is_empty() && area.height() > 90.0 {
        let line = Rect::from_min_max(pos2(area.left(), area.bottom() - 15.0), area.max);
        area.max.y = line.top();
        let text = RichText::new(&notes)
            .size(FOOTNOTE)
            .color(colour(theme.palette().faint));
        let builder = UiBuilder::new().max_rect(line.shrink2(vec2(10.0, 0.0)));
        ui.scope_builder(builder, |ui| {
            ui.add(egui::Label::new(text).truncate())
                .on_hover_text(explained(&drawn.model.footnotes));
        });
    }
    let plot = Rect::from_min_max(
        area.min + vec2(LEFT, TOP),
        area.max
            - vec2(
                if drawn.model.right.is_some() {
                    RIGHT_AXIS
                } else {
                    RIGHT
                },
                BOTTOM,
            ),
    );
    if plot.width() > 40.0 && plot.height() > 30.0 {
        let shown = Shown {
            view,
            drawn: &drawn,
            theme,
            input,
            legend,
        };
        plot_ui(ui, plot, &shown, state, actions);
        cures_ui(ui, plot, &shown, input, actions);
    }
}
