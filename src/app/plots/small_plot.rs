//! A plot that is only looked at, in dialogs: a model with its axes, and a legend above.

use super::{
    axes::{self, LABELS_ACROSS, LABELS_UP},
    colours::{colour, theme},
    items::{Drawing as _, Ground, Line, Points},
    plot::axis_ticks,
};
use crate::picture::{Axis, PlotModel, style};
use egui::{Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotBounds, PlotTransform};

/// Room around the plot for its axes and legend, points.
const LEFT: f32 = 50.0;
const RIGHT_AXIS: f32 = 54.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 20.0;
const BOTTOM: f32 = 20.0;

/// Draws the plot, named `name` for screen readers.
pub(crate) fn small_plot_ui(ui: &mut Ui, size: Vec2, name: &str, model: &PlotModel) {
    let theme = theme(ui.visuals().dark_mode);
    let palette = theme.palette();
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name));
    ui.painter().rect_filled(area, 4.0, colour(palette.page));
    legend(ui, area, model, theme);
    let right = if model.right.is_some() {
        RIGHT_AXIS
    } else {
        RIGHT
    };
    let rect = Rect::from_min_max(area.min + vec2(LEFT, TOP), area.max - vec2(right, BOTTOM));
    if rect.width() < 40.0 || rect.height() < 30.0 {
        return;
    }
    let places = |axis: &Axis| axis.range.map(|end| axis.scale.place(end));
    let (x, y) = (places(&model.x), places(&model.left));
    let across = axis_ticks(&model.x, x, rect.width(), LABELS_ACROSS);
    let up = axis_ticks(&model.left, y, rect.height(), LABELS_UP);
    let bounds = PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]]);
    let transform = PlotTransform::new(rect, bounds, false);
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, colour(palette.ground));
    let mut shapes = Vec::new();
    Ground::new(model, palette, [&across, &up]).draw(ui, &transform, &mut shapes);
    for trace in &model.traces {
        let stroke = style::trace_stroke(trace, theme);
        Line::new(Points::new(model, trace), stroke).draw(ui, &transform, &mut shapes);
    }
    painter.extend(shapes);
    axes::frame_and_labels(ui, model, &transform, theme, [&across, &up], None);
}

/// A piece of the line and the name of each trace, above the plot.
fn legend(ui: &Ui, area: Rect, model: &PlotModel, theme: style::Theme) {
    let room = axes::room_for_names(area.width() - LEFT, model.traces.len());
    let mut x = area.left() + LEFT;
    let y = area.top() + TOP / 2.0;
    for trace in &model.traces {
        let own = style::trace_stroke(trace, theme);
        let pen = Stroke::new(own.width, colour(own.colour));
        let ends = [pos2(x, y), pos2(x + 16.0, y)];
        if own.dash.is_empty() {
            ui.painter().line_segment(ends, pen);
        } else {
            ui.painter()
                .extend(Shape::dashed_line(&ends, pen, 4.0, 3.0));
        }
        x = axes::trace_name(ui, pos2(x + 21.0, y), trace, room, theme) + 14.0;
    }
}
