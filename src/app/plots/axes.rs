//! Around the plot: its frame, the labels of its axes, and why ranges are shaded.

#![allow(clippy::cast_possible_truncation, reason = "window points")]

use super::{colours::colour, items::right_value, shown::Shown, state::PlotsState};
use crate::{
    app::widgets::elide,
    picture::{
        PlotModel, Trace,
        style::{self, Theme},
        ticks::{Tick, ticks},
        upright::{Place, Upright},
    },
};
use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};
use egui_plot::PlotTransform;
use std::{cell::LazyCell, f32::consts::FRAC_PI_2};

/// Least distance of labels along the abscissa and up the ordinate, points.
pub(super) const LABELS_ACROSS: f64 = 34.0;
pub(super) const LABELS_UP: f64 = 30.0;

/// Half of the room the crosshair's tag takes on the abscissa, points.
const TAG: f32 = 40.0;

/// Size of axis labels, points.
const SIZE: f32 = 11.5;

/// Frame, labels of the divisions, names of the axes. Labels make room for the crosshair's tag at
/// the abscissa `cursor`.
pub(super) fn frame_and_labels(
    ui: &Ui,
    model: &PlotModel,
    transform: &PlotTransform,
    theme: Theme,
    [across, up]: [&[Tick]; 2],
    cursor: Option<f32>,
) {
    let rect = *transform.frame();
    let palette = theme.palette();
    let painter = ui.painter();
    let text = colour(palette.text);
    let frame = Stroke::new(1.0, colour(palette.frame));
    let label = |at: Pos2, align: Align2, text_shown: &str| {
        painter.text(at, align, text_shown, FontId::proportional(SIZE), text);
    };
    painter.rect_stroke(rect, 0.0, frame, StrokeKind::Outside);
    for tick in labelled(across) {
        let x = transform.position_from_point_x(model.x.scale.place(tick.value));
        if cursor.is_none_or(|cursor| (cursor - x).abs() > TAG) {
            let at = pos2(x, rect.bottom() + 4.0);
            label(at, Align2::CENTER_TOP, &tick.label);
        }
    }
    for tick in labelled(up) {
        let y = transform.position_from_point_y(model.left.scale.place(tick.value));
        label(
            pos2(rect.left() - 5.0, y),
            Align2::RIGHT_CENTER,
            &tick.label,
        );
    }
    label(
        pos2(rect.left() - 18.0, rect.bottom() + 4.0),
        Align2::RIGHT_TOP,
        model.x.unit,
    );
    let faint = colour(palette.faint);
    let room = rect.height() - 8.0;
    upright(
        painter,
        pos2(rect.left() - 46.0, rect.center().y),
        &model.left.label,
        room,
        faint,
    );
    let bounds = transform.bounds();
    if let (Some(right), Some(from), Some(to)) = (
        &model.right,
        right_value(model, bounds.min()[1]),
        right_value(model, bounds.max()[1]),
    ) {
        for tick in labelled(&ticks(
            right,
            [from, to],
            f64::from(rect.height()),
            LABELS_UP,
        )) {
            let share = (right.scale.place(tick.value) - right.scale.place(from))
                / (right.scale.place(to) - right.scale.place(from));
            let y = egui::lerp(f64::from(rect.bottom())..=f64::from(rect.top()), share) as f32;
            painter.line_segment([pos2(rect.right(), y), pos2(rect.right() + 4.0, y)], frame);
            label(
                pos2(rect.right() + 7.0, y),
                Align2::LEFT_CENTER,
                &tick.label,
            );
        }
        upright(
            painter,
            pos2(rect.right() + 44.0, rect.center().y),
            &right.label,
            room,
            faint,
        );
    }
}

/// How long the names of so many traces may be that stand in one line, points.
pub(super) fn room_for_names(line: f32, count: usize) -> f32 {
    let each = line / f32::from(u16::try_from(count).unwrap_or(u16::MAX)).max(1.0);
    // Beside each stand a piece of its line and a gap.
    (each - 37.0).max(24.0)
}

/// The name of a trace, centred upright at a place, with the whole of it on hover where it is cut;
/// answers with its right end.
pub(super) fn trace_name(ui: &Ui, at: Pos2, trace: &Trace, room: f32, theme: Theme) -> f32 {
    let ink = colour(theme.palette().text);
    let galley = elide::line(ui, &trace.name, FontId::proportional(SIZE), ink, room);
    let rect = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    if galley.elided {
        let id = ui.unique_id().with(("trace", &trace.name));
        ui.interact(rect, id, Sense::hover())
            .on_hover_text(&trace.name);
    }
    ui.painter().galley(rect.min, galley, ink);
    rect.right()
}

fn labelled(ticks: &[Tick]) -> impl Iterator<Item = &Tick> {
    ticks.iter().filter(|tick| !tick.label.is_empty())
}

/// Text turned to read upwards, centred; left out where it would not fit.
fn upright(painter: &Painter, centre: Pos2, text: &str, room: f32, ink: Color32) {
    let galley = painter.layout_no_wrap(text.to_owned(), FontId::proportional(SIZE), ink);
    if galley.size().x > room {
        return;
    }
    let start = centre + vec2(-galley.size().y / 2.0, galley.size().x / 2.0);
    painter.add(egui::epaint::TextShape::new(start, galley, ink).with_angle(-FRAC_PI_2));
}

/// Why a range is shaded, upright where the words hide the fewest curves. They stand on a ground of
/// their own, or grid and curves make them unreadable, and where they stood as long as the pointer is
/// down; with no curve at all the one message in the middle is enough.
pub(super) fn shade_reasons(
    ui: &Ui,
    shown: &Shown<'_>,
    transform: &PlotTransform,
    state: &PlotsState,
) {
    let model = &shown.drawn.model;
    if model.empty_message.is_some() {
        return;
    }
    let rect = *transform.frame();
    let ink = colour(shown.theme.palette().faint);
    // Not looked at while something is dragged.
    let curves = LazyCell::new(|| curves(shown, transform, state));
    for (n, shade) in model.shades.iter().enumerate() {
        let [from, to] = [shade.from, shade.to].map(|end| {
            transform
                .position_from_point_x(model.x.scale.place(end))
                .clamp(rect.left(), rect.right())
        });
        let galley =
            ui.painter()
                .layout_no_wrap(shade.reason.clone(), FontId::proportional(11.0), ink);
        let size = galley.size();
        let upright = Upright {
            x: [from, to].map(f64::from),
            y: [rect.top(), rect.bottom()].map(f64::from),
            long: size.x.into(),
            thick: size.y.into(),
        };
        let id = ui.scope_id().with((shown.view, "reason", n));
        let before: Option<Place> = ui.data(|data| data.get_temp(id));
        let inside = |Place { at: [x, y], .. }: &Place| {
            (upright.x[0]..=upright.x[1] - upright.thick).contains(x)
                && (upright.y[0] + upright.long..=upright.y[1]).contains(y)
        };
        let held = before.filter(inside);
        let held = held.filter(|_| ui.input(|input| input.pointer.any_down()));
        let place = held.or_else(|| {
            let curves = curves.iter().map(|curve| curve.iter().copied());
            upright.place(curves, before.map(|place| place.at))
        });
        let Some(place) = place else {
            continue;
        };
        ui.data_mut(|data| data.insert_temp(id, place));
        let Place { at, hides } = place;
        let start = pos2(at[0] as f32, at[1] as f32);
        let place = Rect::from_min_max(start - vec2(0.0, size.x), start + vec2(size.y, 0.0));
        let behind = place.expand2(vec2(1.0, 3.0));
        ground_behind(ui.painter(), behind, shown.theme, hides);
        ui.painter()
            .add(egui::epaint::TextShape::new(start, galley, ink).with_angle(-FRAC_PI_2));
    }
}

/// The curves that are seen, in points of the window, with NaN between their pieces.
fn curves(shown: &Shown<'_>, transform: &PlotTransform, state: &PlotsState) -> Vec<Vec<[f64; 2]>> {
    let drawn = shown.drawn;
    let seen = drawn.model.traces.iter().zip(&drawn.points);
    seen.filter(|(trace, _)| !state.is_hidden(trace.role))
        .map(|(_, points)| {
            let pieces = points.pieces().iter().map(|piece| {
                piece.iter().map(|&[x, y]| {
                    [
                        f64::from(transform.position_from_point_x(x)),
                        f64::from(transform.position_from_point_y(y)),
                    ]
                })
            });
            let gap = || std::iter::once([f64::NAN; 2]);
            pieces.flat_map(|piece| piece.chain(gap())).collect()
        })
        .collect()
}

/// The plot's own colour behind words, which hide so many curves.
pub(super) fn ground_behind(painter: &Painter, place: Rect, theme: Theme, hides: usize) {
    let ground = style::words_ground(theme, hides);
    painter.rect_filled(place, 3.0, colour(ground));
}
