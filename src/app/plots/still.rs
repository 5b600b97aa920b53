//! A plot that stands still: a model drawn into a dialog, with its axes and a legend above.

use super::{
    axes::{self, LABELS_ACROSS, LABELS_UP},
    colours::{colour, theme},
    items::{Ground, Item, Line, Points},
    plot::axis_ticks,
};
use crate::picture::{PlotModel, style};
use egui::{Rect, Sense, Ui, UiBuilder, Vec2, pos2, vec2};
use egui_plot::Plot;

/// Room around the plot for its axes and legend, points.
const LEFT: f32 = 50.0;
const RIGHT_AXIS: f32 = 54.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 20.0;
const BOTTOM: f32 = 20.0;

/// Draws the plot, named `name` for screen readers.
pub(crate) fn still_ui(ui: &mut Ui, size: Vec2, name: &str, model: &PlotModel, dark: bool) {
    let theme = theme(dark);
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
    let x = model.x.range.map(|end| model.x.scale.place(end));
    let y = model.left.range.map(|end| model.left.scale.place(end));
    let across = axis_ticks(&model.x, x, rect.width(), LABELS_ACROSS);
    let up = axis_ticks(&model.left, y, rect.height(), LABELS_UP);
    let ground = Ground::new(model, palette, [&across, &up]);
    ui.painter().rect_filled(rect, 0.0, colour(palette.ground));
    // A child of its own: the plot stands within what was allocated and moves nothing.
    let mut inner = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    let response = Plot::new("still")
        .width(rect.width())
        .height(rect.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show(&mut inner, |plot| {
            plot.set_plot_bounds_x(x[0]..=x[1]);
            plot.set_plot_bounds_y(y[0]..=y[1]);
            plot.add(Item::new("ground", ground));
            for trace in &model.traces {
                let points = Points::new(model, trace);
                let stroke = style::trace_stroke(trace, theme);
                plot.add(Item::new(&trace.name, Line::new(points, stroke)));
            }
        });
    response.response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Image, true, format!("{name}, curves"))
    });
    axes::frame_and_labels(ui, model, &response.transform, theme, [&across, &up], None);
}

/// One line and name a trace, above the plot.
fn legend(ui: &Ui, area: Rect, model: &PlotModel, theme: style::Theme) {
    let room = axes::room_for_names(area.width() - LEFT, model.traces.len());
    let mut x = area.left() + LEFT;
    let y = area.top() + TOP / 2.0;
    for trace in &model.traces {
        let own = style::trace_stroke(trace, theme);
        let pen = egui::Stroke::new(own.width, colour(own.colour));
        ui.painter()
            .line_segment([pos2(x, y), pos2(x + 16.0, y)], pen);
        x = axes::trace_name(ui, pos2(x + 21.0, y), trace, room, theme) + 14.0;
    }
}
