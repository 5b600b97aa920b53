//! The legend above a plot: one entry a curve, with its value at the crosshair; a click switches
//! the curve off and on.
//!
//! It takes the width it is given and no more: long names are cut, and the room for a value is the
//! same with and without one. While something is dragged it keeps its lines, so that the plot below
//! does not move; what does not fit then is scrolled to.

use super::{
    colours::colour,
    state::{Drawn, PlotsState},
};
use crate::{
    analysis::Role,
    app::widgets::elide,
    picture::{
        Trace, View,
        style::{self, Theme},
    },
};
use egui::{
    Color32, FontId, Galley, Id, Pos2, Rect, Response, ScrollArea, Sense, Shape, Ui, Vec2, pos2,
    vec2,
};
use std::sync::Arc;

/// Length of the line drawn beside a name, points.
const SAMPLE: f32 = 16.0;
/// Room for a value without and with its unit, points.
const READING: f32 = 46.0;
const READING_WITH_UNIT: f32 = 68.0;
/// The longest a name gets where its line has no room to spare, points.
const NAME: f32 = 150.0;
/// Size of names and readings, points.
const SIZE: f32 = 12.5;
/// Height of a line of entries, points.
const LINE: f32 = 18.0;
/// Room between entries, points.
const GAP: f32 = 4.0;
/// Share of a pane's height that a legend may take.
const MOST: f32 = 0.4;

/// One curve of the legend.
struct Entry<'a> {
    trace: &'a Trace,
    name: Arc<Galley>,
    reading: Arc<Galley>,
    hidden: bool,
    /// Where it stands, from the legend's corner, points.
    at: Vec2,
    width: f32,
}

/// Draws the legend; answers with the curve the pointer is on. `held`: something is being dragged.
pub(super) fn legend_ui(
    ui: &mut Ui,
    view: View,
    drawn: &Drawn,
    theme: Theme,
    state: &mut PlotsState,
    held: bool,
) -> Option<Role> {
    let width = ui.available_width();
    let (entries, needed) = laid_out(ui, view, drawn, state, width);
    let most = (ui.available_height() * MOST / LINE).floor().max(1.0);
    let lines = state.legend_lines(view, width, needed, held);
    let shown = LINE * most.min(count(lines));
    let mut pointed_at = None;
    let mut list = |ui: &mut Ui| {
        let size = vec2(width, LINE * count(needed));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        for (index, entry) in entries.iter().enumerate() {
            let place = Rect::from_min_size(rect.min + entry.at, vec2(entry.width, LINE));
            let id = ui.scope_id().with(("legend", view, index));
            let response = entry_ui(ui, view, entry, (place, id), theme);
            if response.hovered() {
                pointed_at = Some(entry.trace.role);
            }
            if response.clicked() {
                state.toggle(entry.trace.role);
            }
        }
    };
    let (rect, _) = ui.allocate_exact_size(vec2(width, shown), Sense::hover());
    let builder = egui::UiBuilder::new()
        .id_salt(("legend of", view))
        .max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.shrink_clip_rect(rect);
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        if needed > lines || count(needed) > most {
            ScrollArea::vertical()
                .id_salt("legend")
                // No higher than the lines it was given: the plot stands right below.
                .min_scrolled_height(0.0)
                .auto_shrink([false, false])
                .show(ui, list);
        } else {
            list(ui);
        }
    });
    pointed_at
}

#[allow(clippy::cast_precision_loss, reason = "a few lines")]
fn count(lines: usize) -> f32 {
    lines as f32
}

/// The entries with their places in lines of this width, and how many lines they take.
fn laid_out<'a>(
    ui: &Ui,
    view: View,
    drawn: &'a Drawn,
    state: &PlotsState,
    width: f32,
) -> (Vec<Entry<'a>>, usize) {
    let model = &drawn.model;
    let cursor = state.cursor(view);
    // With one ordinate its unit stands on it; with two each value says its own.
    let read = |trace: &Trace, y: f64| match &model.right {
        Some(_) => model.axis_of(trace).read(y),
        None => model.left.number(y),
    };
    let room = if model.right.is_some() {
        READING_WITH_UNIT
    } else {
        READING
    };
    let fixed = SAMPLE + room + 14.0;
    let most = NAME.min(width - fixed - 2.0 * GAP).max(16.0);
    let mut at = vec2(GAP, 0.0);
    let mut lines = 1;
    let mut entries = Vec::new();
    let mut traces = model.legend();
    // What is shown only while something is dragged moves no other name.
    traces.sort_by_key(|trace| trace.role == Role::Ghost);
    for trace in traces {
        let value = cursor.map_or_else(String::new, |x| {
            trace
                .value_at(x, model)
                .map_or_else(|| "–".to_owned(), |y| read(trace, y))
        });
        let hidden = state.is_hidden(trace.role);
        let ink = ink(ui, hidden);
        let strong = ui.visuals().strong_text_color();
        let name = elide::line(ui, &trace.name, FontId::proportional(SIZE), ink, most);
        let reading = elide::line(ui, &value, FontId::monospace(SIZE - 0.5), strong, room);
        let needed = fixed + name.size().x;
        if at.x > GAP && at.x + needed > width {
            at = vec2(GAP, at.y + LINE);
            lines += 1;
        }
        entries.push(Entry {
            trace,
            name,
            reading,
            hidden,
            at,
            width: needed,
        });
        at.x += needed + GAP;
    }
    for line in entries.chunk_by_mut(|a, b| a.at.y == b.at.y) {
        spread(ui, line, width);
    }
    (entries, lines)
}

/// Gives names of a line that were cut the room that is free at its end.
fn spread(ui: &Ui, line: &mut [Entry<'_>], width: f32) {
    let end = line.last().map_or(0.0, |last| last.at.x + last.width);
    let mut free = width - end - GAP;
    let mut cut = line.iter().filter(|entry| entry.name.elided).count();
    let mut moved = 0.0;
    for entry in line {
        entry.at.x += moved;
        if !entry.name.elided || free <= 0.0 {
            continue;
        }
        let was = entry.name.size().x;
        let room = was + free / count(cut);
        cut -= 1;
        let ink = ink(ui, entry.hidden);
        let font = FontId::proportional(SIZE);
        entry.name = elide::line(ui, &entry.trace.name, font, ink, room);
        let gained = (entry.name.size().x - was).max(0.0);
        entry.width += gained;
        moved += gained;
        free -= gained;
    }
}

fn ink(ui: &Ui, hidden: bool) -> Color32 {
    if hidden {
        ui.visuals().weak_text_color()
    } else {
        ui.visuals().text_color()
    }
}

fn entry_ui(
    ui: &Ui,
    view: View,
    entry: &Entry<'_>,
    (rect, id): (Rect, Id),
    theme: Theme,
) -> Response {
    let (name, hidden) = (&entry.trace.name, entry.hidden);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::CheckBox,
            true,
            !hidden,
            tr!("{name} in {}", view.name()),
        )
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, 3.0, ui.visuals().widgets.hovered.weak_bg_fill);
    }
    let middle = rect.center().y;
    let line: [Pos2; 2] = [
        pos2(rect.left() + 4.0, middle),
        pos2(rect.left() + 4.0 + SAMPLE, middle),
    ];
    let mut shown = style::trace_stroke(entry.trace, theme);
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
    let ink = ui.visuals().text_color();
    let left = line[1].x + 5.0;
    let below = |galley: &Galley| middle - galley.size().y / 2.0;
    let at = pos2(left, below(&entry.name));
    ui.painter().galley(at, entry.name.clone(), ink);
    let at = pos2(left + entry.name.size().x + 6.0, below(&entry.reading));
    ui.painter().galley(at, entry.reading.clone(), ink);
    let does = if hidden {
        tr!("Show this curve")
    } else {
        tr!("Hide this curve")
    };
    if entry.name.elided {
        response.on_hover_text(format!("{name}\n{does}"))
    } else {
        response.on_hover_text(does)
    }
}
