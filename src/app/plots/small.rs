//! A plot that is only looked at: in dialogs.

use super::{
    axes::{self, LABELS_ACROSS, LABELS_UP},
    colours::{colour, theme},
    items::{Drawing as _, Ground, Line, Points},
};
use crate::picture::{PlotModel, style, ticks::ticks};
use egui::{Pos2, Rect, Sense, Ui, Vec2, vec2};
use egui_plot::{PlotBounds, PlotTransform};

/// Room around the plot for its axes, points.
const LEFT: f32 = 50.0;
const BOTTOM: f32 = 20.0;
const EDGE: f32 = 8.0;

/// Draws a plot of this size without anything to do in it; `label` is its name for a screen reader.
pub fn small_plot_ui(ui: &mut Ui, size: Vec2, model: &PlotModel, label: &str) {
    let theme = theme(ui.visuals().dark_mode);
    let palette = theme.palette();
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, label));
    let rect = Rect::from_min_max(
        area.min + vec2(LEFT, EDGE),
        area.max - vec2(EDGE, BOTTOM + 2.0),
    );
    let places = |axis: &crate::picture::Axis| axis.range.map(|end| axis.scale.place(end));
    let ([left, right], [low, high]) = (places(&model.x), places(&model.left));
    let bounds = PlotBounds::from_min_max([left, low], [right, high]);
    let transform = PlotTransform::new(rect, bounds, false);
    let divisions = |axis: &crate::picture::Axis, length: f32, spacing: f64| {
        ticks(axis, axis.range, f64::from(length), spacing)
    };
    let across = divisions(&model.x, rect.width(), LABELS_ACROSS);
    let up = divisions(&model.left, rect.height(), LABELS_UP);
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, colour(palette.ground));
    let mut shapes = Vec::new();
    Ground::new(model, palette, [&across, &up]).draw(ui, &transform, &mut shapes);
    for trace in &model.traces {
        let stroke = style::trace_stroke(trace, theme);
        let line = Line::new(Points::new(model, trace), stroke);
        line.draw(ui, &transform, &mut shapes);
    }
    painter.extend(shapes);
    axes::frame_and_labels(ui, model, &transform, theme, [&across, &up], None);
    legend(ui, model, rect);
}

/// The names of the traces with a piece of their line, in the lower left corner.
fn legend(ui: &Ui, model: &PlotModel, rect: Rect) {
    let theme = theme(ui.visuals().dark_mode);
    let mut at: Pos2 = rect.left_bottom() + vec2(10.0, -12.0);
    let room = axes::room_for_names(rect.width(), model.traces.len());
    for trace in model.traces.iter().rev() {
        let stroke = style::trace_stroke(trace, theme);
        let line = egui::Stroke::new(stroke.width, colour(stroke.colour));
        let ends = [at, at + vec2(16.0, 0.0)];
        if stroke.dash.is_empty() {
            ui.painter().line_segment(ends, line);
        } else {
            let dashes = egui::Shape::dashed_line(&ends, line, 4.0, 3.0);
            ui.painter().extend(dashes);
        }
        at.x = axes::trace_name(ui, at + vec2(21.0, 0.0), trace, room, theme) + 14.0;
    }
}
