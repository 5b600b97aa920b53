//! The legend above a plot: one entry a curve, with its value at the crosshair; a click switches
//! the curve off and on.

use super::{
    colours::colour,
    state::{Drawn, PlotsState},
};
use crate::{
    analysis::Role,
    picture::{
        Trace, View,
        style::{self, Theme},
    },
};
use egui::{FontId, Pos2, Response, Sense, Shape, Ui, pos2, vec2};

/// Length of the line drawn beside a name, points.
const SAMPLE: f32 = 16.0;
/// Least room for a value, points.
const READING: f32 = 40.0;
/// Size of names and readings, points.
const SIZE: f32 = 12.5;

/// Draws the legend; answers with the curve the pointer is on.
pub(super) fn legend_ui(
    ui: &mut Ui,
    view: View,
    drawn: &Drawn,
    theme: Theme,
    state: &mut PlotsState,
) -> Option<Role> {
    let mut pointed_at = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        ui.add_space(4.0);
        let cursor = state.cursor(view);
        // With one ordinate its unit stands on it; with two each value says its own.
        let read = |trace: &Trace, y: f64| match &drawn.model.right {
            Some(_) => drawn.model.axis_of(trace).read(y),
            None => drawn.model.left.number(y),
        };
        for trace in drawn.model.legend() {
            let value = cursor.map_or_else(String::new, |x| {
                trace
                    .value_at(x, &drawn.model)
                    .map_or_else(|| "–".to_owned(), |y| read(trace, y))
            });
            let hidden = state.is_hidden(trace.role);
            let stroke = style::stroke(trace.role, theme);
            let response = entry(ui, view, &trace.name, &value, stroke, hidden);
            if response.hovered() {
                pointed_at = Some(trace.role);
            }
            if response.clicked() {
                state.toggle(trace.role);
            }
        }
    });
    pointed_at
}

fn entry(
    ui: &mut Ui,
    view: View,
    name: &str,
    value: &str,
    stroke: style::Stroke,
    hidden: bool,
) -> Response {
    let font = FontId::proportional(SIZE);
    let ink = if hidden {
        ui.visuals().weak_text_color()
    } else {
        ui.visuals().text_color()
    };
    let text = ui
        .painter()
        .layout_no_wrap(name.to_owned(), font.clone(), ink);
    let reading = ui.painter().layout_no_wrap(
        value.to_owned(),
        FontId::monospace(SIZE - 0.5),
        ui.visuals().strong_text_color(),
    );
    // Room for the longest usual value, with and without one, so that nothing jumps about.
    let room = reading.size().x.max(READING);
    let size = vec2(SAMPLE + text.size().x + room + 14.0, 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::CheckBox,
            true,
            !hidden,
            format!("{name} in {}", view.name()),
        )
    });
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, 3.0, ui.visuals().widgets.hovered.weak_bg_fill);
    }
    let middle = rect.center().y;
    let line: [Pos2; 2] = [
        pos2(rect.left() + 4.0, middle),
        pos2(rect.left() + 4.0 + SAMPLE, middle),
    ];
    let mut shown = stroke;
    if hidden {
        shown.colour = style::with_opacity(shown.colour, 60);
    }
    let pen = egui::Stroke::new(shown.width.max(1.5), colour(shown.colour));
    match shown.dash {
        [] => {
            ui.painter().line_segment(line, pen);
        }
        [dash, gap, ..] => {
            ui.painter()
                .extend(Shape::dashed_line(&line, pen, dash * 0.7, gap * 0.7));
        }
        [_] => {}
    }
    let left = line[1].x + 5.0;
    let text_width = text.size().x;
    ui.painter()
        .galley(pos2(left, middle - text.size().y / 2.0), text, ink);
    let at = pos2(left + text_width + 6.0, middle - reading.size().y / 2.0);
    ui.painter().galley(at, reading, ink);
    response.on_hover_text(if hidden {
        "Show this curve"
    } else {
        "Hide this curve"
    })
}
