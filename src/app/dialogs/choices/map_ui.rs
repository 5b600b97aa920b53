//! What was ranked: a map with its front, and a list.

use super::{Ranking, Wish, grouped};
use crate::{
    app::theme,
    picture::{
        range::extent,
        ticks::{nice_step, number},
    },
    tuning::choices::{Axis, Figures, Found, MapCell, Row},
    words::sentence,
};
use egui::{Color32, RichText, ScrollArea, Ui, pos2, vec2};
use egui_plot::{GridInput, GridMark, Line, MarkerShape, Plot, PlotPoint, PlotPoints, Points};

/// Width of the list, points.
const LIST: f32 = 270.0;
/// How near to a point a click has to be, points.
const NEAR: f32 = 14.0;

/// Figures that differ by no more than this share are nothing to choose by.
pub(super) const HARDLY: f64 = 0.01;
/// What an axis shows at least: this share of its figures, and of the error so much, dB. Less would make
/// a picture of roundings.
const LEAST_SPAN: f64 = 0.05;
const LEAST_ERROR_SPAN: f64 = 0.5;
/// Divisions of an axis, all of them with labels.
const DIVISIONS: f64 = 6.0;

/// What is looked at.
pub(super) struct List {
    pub(super) axis: Axis,
    pub(super) front: bool,
}

/// The map and the list of a ranking.
pub(super) fn ranking_ui(
    ui: &mut Ui,
    ranking: &Ranking,
    list: &mut List,
    chosen: Option<u64>,
    height: f32,
    wish: &mut Option<Wish>,
) {
    let found = &ranking.found;
    ui.label(summary(found));
    ui.horizontal(|ui| {
        ui.label(tr!("Error against"));
        for axis in Axis::ALL {
            let known = !cells_of(found, axis).is_empty();
            let label = ui.add_enabled_ui(known, |ui| {
                let response = ui.selectable_label(list.axis == axis, words(axis));
                let response = response.on_disabled_hover_text(why_unknown(axis));
                response.clicked()
            });
            if label.inner {
                list.axis = axis;
            }
        }
        ui.separator();
        ui.label(tr!("List"));
        for (front, text) in [(false, tr!("Best")), (true, tr!("Front"))] {
            if ui.selectable_label(list.front == front, text).clicked() {
                list.front = front;
            }
        }
    });
    let map = (ui.available_width() - LIST - 8.0).max(200.0);
    let notes = notes(ranking, list.axis);
    if !notes.is_empty() {
        ui.label(RichText::new(notes).small().weak());
    }
    let plot = (height - 96.0).max(80.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(map);
            map_ui(ui, ranking, list.axis, chosen, vec2(map, plot), wish);
        });
        ui.vertical(|ui| {
            ui.set_width(LIST);
            list_ui(ui, found, list, chosen, plot, wish);
        });
    });
    let told = chosen.map_or_else(
        || tr!("Click a point, or choose one of the list: the plots show it.").to_owned(),
        |index| ranking.words(index, false),
    );
    ScrollArea::vertical()
        .id_salt("chosen")
        .max_height(34.0)
        .min_scrolled_height(34.0)
        .auto_shrink([false, false])
        .show(ui, |ui| ui.label(RichText::new(told).small()));
}

/// An axis on its button.
fn words(axis: Axis) -> &'static str {
    match axis {
        Axis::Price => tr!("Price"),
        Axis::Parts => tr!("Parts"),
        Axis::Impedance => tr!("Impedance"),
        Axis::Depth => tr!("Depth"),
    }
}

fn why_unknown(axis: Axis) -> &'static str {
    match axis {
        Axis::Price => {
            tr!("Not known: choose a file that has the price of every part, in File, Export.")
        }
        Axis::Parts | Axis::Impedance | Axis::Depth => tr!("Not known of these combinations."),
    }
}

/// What is told below the buttons: why an axis cannot be chosen or is nothing to choose by, and what the
/// colours say.
fn notes(ranking: &Ranking, axis: Axis) -> String {
    let found = &ranking.found;
    let mut notes = Vec::new();
    if change(found, axis) <= HARDLY {
        notes.push(tr!(
            "{} hardly changes between these combinations.",
            words(axis)
        ));
    }
    let mut rows = found.best.iter().chain(front_of(found, axis));
    if rows.any(|row| !row.solved.missed.is_empty()) {
        notes.push(tr!("Amber: misses a goal.").to_owned());
    }
    notes.push(tr!("Grey: all combinations, blue: the front.").to_owned());
    match &ranking.prices {
        Some(why) => notes.push(sentence(why)),
        None if cells_of(found, Axis::Price).is_empty() => {
            notes.push(tr!("Price: choose a price file in File, Export.").to_owned());
        }
        None => {}
    }
    notes.join(" ")
}

/// By which share of its greatest figure an axis changes over all that was ranked.
pub(super) fn change(found: &Found, axis: Axis) -> f64 {
    let figures = cells_of(found, axis).iter().map(|cell| cell.best.on(axis));
    let rows = found.best.iter().chain(front_of(found, axis));
    let figures = figures.chain(rows.map(|row| row.ranked.on(axis)));
    let figures: Vec<f64> = figures.flatten().collect();
    match extent(figures.iter()) {
        Some([low, high]) if high > low => (high - low) / high.abs().max(low.abs()),
        _ => 0.0,
    }
}

fn cells_of(found: &Found, axis: Axis) -> &[MapCell] {
    let maps = found.maps.iter().zip(Axis::ALL);
    let of = maps.into_iter().find(|(_, of)| *of == axis);
    of.map_or(&[], |(cells, _)| cells)
}

/// What was done, in a sentence or two.
fn summary(found: &Found) -> String {
    let stopped = if found.stopped { tr!("Stopped: ") } else { "" };
    let of = if found.ranked < found.total {
        tr!(" of {}", grouped(found.total))
    } else {
        String::new()
    };
    let mut words = tr!(
        "{stopped}{}{of} combinations ranked.",
        grouped(found.ranked)
    );
    let misses = |row: &Row| !row.solved.missed.is_empty();
    if found.ranked == 0 {
        tr!("Stopped: before any combination was ranked.").clone_into(&mut words);
    } else if found.best.is_empty() {
        words.push_str(tr!(" None of them makes a sound."));
    } else if let Some(first) = found.best.first().filter(|row| misses(row)) {
        let goals = first.solved.missed.join(tr!(", "));
        words += &tr!(" None of the nearest meets every goal; the first misses: {goals}.");
    } else if found.best.iter().any(misses) {
        words.push_str(tr!(" Those that miss a goal come last."));
    }
    words
}

/// Error and figure of one row.
fn figures(row: &Row, axis: Axis) -> String {
    let error = row
        .solved
        .error_db
        .map_or_else(|| tr!("no sound").to_owned(), |db| format!("{db:.2} dB"));
    match row.on(axis) {
        Some(value) => format!("{error}, {}", axis.amount(value)),
        None => error,
    }
}

fn front_of(found: &Found, axis: Axis) -> &[Row] {
    let fronts = found.fronts.iter().zip(Axis::ALL);
    let of = fronts.into_iter().find(|(_, of)| *of == axis);
    of.map_or(&[], |(front, _)| front)
}

fn list_ui(
    ui: &mut Ui,
    found: &Found,
    list: &List,
    chosen: Option<u64>,
    height: f32,
    wish: &mut Option<Wish>,
) {
    let rows = if list.front {
        front_of(found, list.axis)
    } else {
        &found.best
    };
    ScrollArea::vertical()
        .id_salt("ranked")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (n, row) in rows.iter().enumerate() {
                let mut words = RichText::new(format!("{}. {}", n + 1, figures(row, list.axis)));
                if !row.solved.missed.is_empty() {
                    words = words.color(ui.visuals().warn_fg_color);
                }
                let is_chosen = chosen == Some(row.ranked.index);
                let mut response = ui.selectable_label(is_chosen, words);
                if !row.solved.missed.is_empty() {
                    let goals = row.solved.missed.join(", ");
                    response = response.on_hover_text(tr!("Misses: {goals}"));
                }
                if response.clicked() {
                    *wish = Some(Wish::Show(row.ranked.index));
                }
            }
        });
}

/// Where a combination lies on the map.
fn place(of: &Figures, axis: Axis) -> Option<[f64; 2]> {
    Some([of.on(axis)? * axis.scale(), of.error_db])
}

fn map_ui(
    ui: &mut Ui,
    ranking: &Ranking,
    axis: Axis,
    chosen: Option<u64>,
    size: egui::Vec2,
    wish: &mut Option<Wish>,
) {
    let found = &ranking.found;
    let cells = cells_of(found, axis);
    let front: Vec<[f64; 2]> = (front_of(found, axis).iter())
        .filter_map(|row| place(&row.ranked, axis))
        .collect();
    let accent = theme::accent(ui.visuals());
    let strong = theme::text_strong(ui.visuals());
    let ink = ui.visuals().weak_text_color();
    // All that can be pointed at, those that are drawn last first.
    let mut all: Vec<(u64, [f64; 2])> = Vec::new();
    let rows = front_of(found, axis).iter().chain(&found.best);
    let rows = rows.map(|row| &row.ranked);
    for figures in rows.chain(cells.iter().map(|cell| &cell.best)) {
        if let Some(at) = place(figures, axis) {
            all.push((figures.index, at));
        }
    }
    let many = |low: u64, high: u64| {
        let own = cells
            .iter()
            .filter(move |cell| (low..high).contains(&cell.count));
        own.filter_map(|cell| place(&cell.best, axis))
            .collect::<Vec<_>>()
    };
    let shades: Vec<(Vec<[f64; 2]>, Color32)> =
        [(1, 10, 0.35), (10, 1000, 0.65), (1000, u64::MAX, 1.0)]
            .into_iter()
            .map(|(low, high, share)| (many(low, high), ink.gamma_multiply(share)))
            .collect();
    let best: Vec<[f64; 2]> = (found.best.iter())
        .filter_map(|row| place(&row.ranked, axis))
        .collect();
    if all.is_empty() {
        ui.allocate_ui(size, |ui| ui.weak(tr!("Nothing to show on this axis.")));
        return;
    }
    let xs: Vec<f64> = all.iter().map(|(_, [x, _])| *x).collect();
    let ys: Vec<f64> = all.iter().map(|(_, [_, y])| *y).collect();
    let across = spanned(&xs, |mid| match axis {
        // Whole parts stand apart.
        Axis::Parts => 4.0,
        Axis::Price | Axis::Impedance | Axis::Depth => LEAST_SPAN * mid,
    });
    let up = spanned(&ys, |_| LEAST_ERROR_SPAN);
    let shown = all
        .iter()
        .find(|(index, _)| Some(*index) == chosen)
        .map(|(_, at)| *at);
    let plot = Plot::new(("choices", axis.id()))
        .width(size.x)
        .height(size.y)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .grid_color(ink.gamma_multiply(0.5))
        .x_axis_label(axis.words())
        .y_axis_label(tr!("Error, dB"))
        .set_margin_fraction(vec2(0.06, 0.08))
        .include_x(across[0])
        .include_x(across[1])
        .include_y(up[0])
        .include_y(up[1])
        .x_grid_spacer(move |seen| divisions(&seen, axis == Axis::Parts))
        .y_grid_spacer(|seen| divisions(&seen, false))
        .x_axis_formatter(|mark, _| number(mark.value, mark.step_size))
        .y_axis_formatter(|mark, _| number(mark.value, mark.step_size))
        .show(ui, |plot| {
            for (points, color) in shades {
                plot.points(points_of(points, color, 2.0));
            }
            plot.points(points_of(best, strong, 2.5));
            let line = Line::new("front", PlotPoints::from(front.clone())).color(accent);
            plot.line(line.width(1.5).allow_hover(false));
            plot.points(points_of(front, accent, 4.0));
            if let Some(at) = shown {
                let ring = points_of(vec![at], strong, 7.0).filled(false);
                plot.points(ring.shape(MarkerShape::Circle));
            }
        });
    let response = plot.response;
    let name = tr!("Map of error against {}", words(axis).to_lowercase());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let away = |at: &[f64; 2]| {
        let on_screen = plot
            .transform
            .position_from_point(&PlotPoint::new(at[0], at[1]));
        (on_screen - pos2(pointer.x, pointer.y)).length()
    };
    let near = all.iter().map(|(index, at)| (away(at), *index));
    let near = near.filter(|(away, _)| *away < NEAR);
    let Some((_, index)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) else {
        return;
    };
    if response.clicked() {
        *wish = Some(Wish::Show(index));
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(420.0);
        ui.label(ranking.words(index, false));
    });
}

/// The ends of what is shown of these figures: at least so much about their middle.
fn spanned(figures: &[f64], least: impl Fn(f64) -> f64) -> [f64; 2] {
    let [low, high] = extent(figures.iter()).unwrap_or([0.0, 1.0]);
    let room = ((least(0.5 * (low + high)) - (high - low)) / 2.0).max(0.0);
    [low - room, high + room]
}

/// Where an axis is divided: evenly, in steps that people count in.
fn divisions(seen: &GridInput, whole: bool) -> Vec<GridMark> {
    let (from, to) = seen.bounds;
    let least = if whole { 1.0 } else { 0.0 };
    let step_size = nice_step((to - from) / DIVISIONS).max(least);
    if !(step_size > 0.0 && step_size.is_finite()) {
        return Vec::new();
    }
    let first = (from / step_size).ceil();
    let values = (0_u8..20).map(|n| (first + f64::from(n)) * step_size);
    let values = values.take_while(|value| *value <= to);
    values.map(|value| GridMark { value, step_size }).collect()
}

fn points_of<'a>(at: Vec<[f64; 2]>, color: Color32, radius: f32) -> Points<'a> {
    Points::new("", PlotPoints::from(at))
        .color(color)
        .radius(radius)
        .allow_hover(false)
}
