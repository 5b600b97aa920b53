//! One plot: grid, curves, crosshair, and what pointer and wheel do to it.

use super::{
    PlotsInput,
    axes::{self, LABELS_ACROSS, LABELS_UP},
    colours::colour,
    cursor,
    header::export_entries,
    items::{Band, Ground, Item, Line, Points, vertical_place},
    keys,
    shown::{Shown, zoom},
    state::PlotsState,
};
use crate::{
    analysis::Role,
    app::actions::{Action, Selection},
    design::Subject,
    picture::{
        Axis, View, style,
        ticks::{Tick, ticks},
    },
};
use egui::{Align2, FontId, PointerButton, Pos2, Rect, Response, Ui, UiBuilder};
use egui_plot::{Plot, PlotPoint, PlotTransform};

/// How near, points, the pointer must be to a curve to mean it.
const NEAR: f32 = 7.0;
/// How far one step of the wheel zooms.
const WHEEL: f64 = 0.004;

/// Draws the plot into `rect`, its labels around it.
pub(super) fn plot_ui(
    ui: &mut Ui,
    rect: Rect,
    shown: &Shown<'_>,
    state: &mut PlotsState,
    actions: &mut Vec<Action>,
) {
    let model = &shown.drawn.model;
    let palette = shown.theme.palette();
    let ranges @ [x, y] = state.ranges(model, f64::from(rect.height() / rect.width()));
    let across = axis_ticks(&model.x, x, rect.width(), LABELS_ACROSS);
    let up = axis_ticks(&model.left, y, rect.height(), LABELS_UP);
    let ground = Ground::new(model, palette, [&across, &up]);
    let lines = lines(shown, state);
    ui.painter().rect_filled(rect, 0.0, colour(palette.ground));
    // With Shift the first button draws a rectangle to zoom to, as the second always does.
    let boxed = ui.input(|input| input.modifiers.shift);
    let builder = UiBuilder::new().id_salt(shown.view).max_rect(rect);
    let plot = Plot::new("plot")
        .width(rect.width())
        .height(rect.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .allow_drag(!boxed)
        .boxed_zoom_pointer_button(if boxed {
            PointerButton::Primary
        } else {
            PointerButton::Secondary
        });
    let response = ui
        .scope_builder(builder, |ui| {
            plot.show(ui, |plot| {
                plot.set_plot_bounds_x(x[0]..=x[1]);
                plot.set_plot_bounds_y(y[0]..=y[1]);
                plot.add(Item::new("ground", ground));
                for band in bands(shown, state) {
                    plot.add(Item::new("band", band));
                }
                for line in lines {
                    plot.add(line);
                }
            })
        })
        .inner;
    let (transform, pointer) = (response.transform, response.response);
    pointer.widget_info(|| {
        let name = tr!("{} plot", shown.view.name());
        egui::WidgetInfo::labeled(egui::Role::Image, true, name)
    });
    navigate(ui, shown, ranges, &pointer, &transform, state);
    keys::keys(ui, shown, ranges, &pointer, state);
    point_at(shown, &pointer, &transform, state, actions);
    pointer.context_menu(|ui| {
        if shown.view == View::Spl {
            ui.checkbox(&mut state.aspect, tr!("25 dB per decade"));
            ui.separator();
        }
        export_entries(ui, shown.view, state, actions);
    });
    let cursor_at = state
        .cursor(shown.view)
        .map(|x| transform.position_from_point_x(model.x.scale.place(x)));
    axes::frame_and_labels(
        ui,
        model,
        &transform,
        shown.theme,
        [&across, &up],
        cursor_at,
    );
    axes::shade_reasons(ui, shown, &transform, state);
    if let Some(message) = &model.empty_message {
        let font = FontId::proportional(14.0);
        let ink = colour(palette.faint);
        let room = (rect.width() - 16.0).max(40.0);
        let galley = ui.painter().layout(message.clone(), font, ink, room);
        let place = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
        axes::ground_behind(ui.painter(), place.expand(4.0), shown.theme, 0);
        ui.painter().galley(place.min, galley, ink);
    }
    cursor::crosshair(ui, shown.view, shown.drawn, &transform, shown.theme, state);
}

/// The curves the legend has not switched off; those of a part that is selected or pointed at
/// stand out and come last.
fn lines(shown: &Shown<'_>, state: &PlotsState) -> Vec<Item<Line>> {
    let drawn = shown.drawn;
    let mut lines: Vec<(bool, Item<Line>)> = drawn
        .model
        .traces
        .iter()
        .zip(&drawn.points)
        .filter(|(trace, _)| !state.is_hidden(trace.role))
        .map(|(trace, points)| {
            let mut stroke = style::trace_stroke(trace, shown.theme);
            let marked = is_marked(trace.role, shown.input);
            if marked {
                stroke.width += 1.4;
            }
            let mut line = Line::new(points.clone(), stroke);
            if matches!(trace.role, Role::Slice(..)) {
                line = line.hiding(colour(shown.theme.palette().ground));
            }
            (marked, Item::new(&trace.name, line))
        })
        .collect();
    lines.sort_by_key(|(marked, _)| *marked);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The bands between curves that the legend has not switched off.
fn bands(shown: &Shown<'_>, state: &PlotsState) -> Vec<Band> {
    let model = &shown.drawn.model;
    let points = |trace| Points::new(model, trace);
    let seen = model.bands().into_iter();
    seen.filter(|[low, _]| !state.is_hidden(low.role))
        .map(|[low, high]| {
            let fill = colour(style::band(low.role, shown.theme));
            Band::new(points(low), points(high), fill)
        })
        .collect()
}

/// The part or link a curve belongs to.
fn subject_of(role: Role) -> Option<Subject> {
    match role {
        Role::Driver(part, _) => Some(Subject::Part(part)),
        Role::Of(subject, _) => Some(subject),
        _ => None,
    }
}

fn is_marked(role: Role, input: &PlotsInput) -> bool {
    let Some(subject) = subject_of(role) else {
        return false;
    };
    let selected = match subject {
        Subject::Part(part) => input.selection.parts.contains(&part),
        Subject::Link(link) => input.selection.links.contains(&link),
        Subject::Design => false,
    };
    selected || input.hovered == Some(subject)
}

pub(super) fn axis_ticks(axis: &Axis, places: [f64; 2], length: f32, spacing: f64) -> Vec<Tick> {
    let range = places.map(|place| axis.scale.value(place));
    ticks(axis, range, f64::from(length), spacing)
}

/// Wheel, drag, rectangle and double click change the ranges; the pointer moves the crosshair.
fn navigate(
    ui: &Ui,
    shown: &Shown<'_>,
    [x, y]: [[f64; 2]; 2],
    pointer: &Response,
    transform: &PlotTransform,
    state: &mut PlotsState,
) {
    let view = shown.view;
    if pointer.double_clicked() {
        state.reset_ranges(view);
        return;
    }
    let bounds = transform.bounds();
    let mut new_x = [bounds.min()[0], bounds.max()[0]];
    let mut new_y = [bounds.min()[1], bounds.max()[1]];
    if let Some(at) = pointer.hover_pos() {
        state.active = view;
        let place = transform.value_from_position(at);
        state.set_cursor(view, shown.drawn.model.x.scale.value(place.x));
        if state.cursor_moved() {
            ui.ctx().request_repaint();
        }
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
        // The wheel zooms along the abscissa, with Ctrl (or a pinch) along the ordinate; sideways,
        // or with Shift, it pans.
        if wheel.y != 0.0 {
            new_x = zoom(new_x, place.x, (-f64::from(wheel.y) * WHEEL).exp());
        }
        if wheel.x != 0.0 {
            let by = -f64::from(wheel.x) * transform.dvalue_dpos()[0].abs();
            new_x = new_x.map(|end| end + by);
        }
        if pinch != 1.0 {
            new_y = zoom(new_y, place.y, 1.0 / f64::from(pinch));
        }
    }
    let model = &shown.drawn.model;
    state.set_ranges(model, changed(x, new_x), changed(y, new_y));
}

/// The new range, where it differs from the old one by more than rounding.
fn changed(old: [f64; 2], new: [f64; 2]) -> Option<[f64; 2]> {
    let least = 1e-9 * (old[1] - old[0]);
    let moved = (old[0] - new[0]).abs() > least || (old[1] - new[1]).abs() > least;
    moved.then_some(new)
}

/// The curve of a driver or of another part under the pointer marks it everywhere; a click selects
/// it.
fn point_at(
    shown: &Shown<'_>,
    pointer: &Response,
    transform: &PlotTransform,
    state: &mut PlotsState,
    actions: &mut Vec<Action>,
) {
    let on_curve = pointer
        .hover_pos()
        .and_then(|at| nearest_subject(shown, at, transform, state));
    let subject = shown.legend.and_then(subject_of).or(on_curve);
    if state.pointed_at(shown.view) != subject {
        state.point_at(shown.view, subject);
        actions.push(Action::Hover(subject));
    }
    if let Some(subject) = on_curve
        && pointer.clicked()
    {
        let mut selection = Selection::default();
        match subject {
            Subject::Part(part) => {
                selection.parts.insert(part);
            }
            Subject::Link(link) => {
                selection.links.insert(link);
            }
            Subject::Design => {}
        }
        actions.push(Action::Select(selection));
    }
}

fn nearest_subject(
    shown: &Shown<'_>,
    at: Pos2,
    transform: &PlotTransform,
    state: &PlotsState,
) -> Option<Subject> {
    let model = &shown.drawn.model;
    let mut nearest: Option<(f32, Role)> = None;
    for trace in model
        .traces
        .iter()
        .filter(|trace| !state.is_hidden(trace.role))
    {
        // A few points beside the pointer, so that a steep curve is found as well.
        for beside in [-6.0, -3.0, 0.0, 3.0, 6.0] {
            let place = transform
                .value_from_position(Pos2::new(at.x + beside, at.y))
                .x;
            let Some(y) = trace.value_at(model.x.scale.value(place), model) else {
                continue;
            };
            let y = y + trace.lift();
            let point = PlotPoint::new(place, vertical_place(model, trace.side, y));
            let distance = transform.position_from_point(&point).distance(at);
            if distance < NEAR && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, trace.role));
            }
        }
    }
    nearest.and_then(|(_, role)| subject_of(role))
}
