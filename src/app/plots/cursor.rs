//! The crosshair: a line at the same frequency in every plot, a dot on each curve, the frequency
//! on the axis.

use super::{
    colours::colour,
    items::vertical_place,
    state::{Drawn, PlotsState},
};
use crate::{
    analysis::Role,
    picture::{
        Abscissa, View,
        style::{self, Theme},
        ticks,
    },
};
use egui::{Align2, CornerRadius, FontId, Rect, Ui, pos2, vec2};
use egui_plot::{PlotPoint, PlotTransform};

/// Draws the crosshair where the state has it.
pub(super) fn crosshair(
    ui: &Ui,
    view: View,
    drawn: &Drawn,
    transform: &PlotTransform,
    theme: Theme,
    state: &PlotsState,
) {
    let model = &drawn.model;
    let Some(x) = state.cursor(view) else {
        return;
    };
    let frame = *transform.frame();
    let place = model.x.scale.place(x);
    let at = transform.position_from_point_x(place);
    if !frame.x_range().contains(at) {
        return;
    }
    let palette = theme.palette();
    let painter = ui.painter();
    let line = egui::Stroke::new(1.0, colour(palette.cursor));
    painter.line_segment([pos2(at, frame.top()), pos2(at, frame.bottom())], line);
    for trace in &model.traces {
        // Dots on all slices of a waterfall or all ears would say nothing.
        if state.is_hidden(trace.role) || matches!(trace.role, Role::Slice(..) | Role::Ear(_)) {
            continue;
        }
        let Some(y) = trace.value_at(x, model) else {
            continue;
        };
        let y = y + trace.lift();
        let point = PlotPoint::new(place, vertical_place(model, trace.side, y));
        let dot = transform.position_from_point(&point);
        if frame.contains(dot) {
            let own = colour(style::stroke(trace.role, theme).colour);
            painter.circle_filled(dot, 3.5, own);
            painter.circle_stroke(dot, 3.5, egui::Stroke::new(1.0, colour(palette.ground)));
        }
    }
    tag(ui, frame, at, &reading(view, x), theme);
}

/// The frequency, time or level in words.
pub(super) fn reading(view: View, x: f64) -> String {
    match view.abscissa() {
        Abscissa::Time => ticks::minus(&format!("{x:.3} ms")),
        Abscissa::Level => ticks::minus(&format!("{x:.1} dB")),
        Abscissa::Frequency if x >= 1000.0 => format!("{:.3} kHz", x / 1000.0),
        Abscissa::Frequency => format!("{x:.1} Hz"),
    }
}

fn tag(ui: &Ui, frame: Rect, at: f32, text: &str, theme: Theme) {
    let palette = theme.palette();
    let galley = ui.painter().layout_no_wrap(
        text.to_owned(),
        FontId::proportional(11.5),
        colour(palette.ground),
    );
    let size = galley.size() + vec2(10.0, 2.0);
    let left = (at - size.x / 2.0).clamp(frame.left(), (frame.right() - size.x).max(frame.left()));
    let rect = Rect::from_min_size(pos2(left, frame.bottom() + 2.0), size);
    ui.painter()
        .rect_filled(rect, CornerRadius::same(3), colour(palette.text));
    let place = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    ui.painter()
        .galley(place.min, galley, colour(palette.ground));
}
