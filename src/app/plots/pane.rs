//! One pane: header, legend, plot with its axes, footnotes.

use super::{
    PlotsInput,
    axes::{self, LABELS_ACROSS, LABELS_UP},
    colours::{colour, theme},
    cursor,
    items::{Ground, Line},
    legend::legend_ui,
    state::{Drawn, PlotsState},
};
use crate::{
    analysis::Role,
    app::{action::Action, command::Command},
    design::Subject,
    picture::{
        Axis, View,
        style::{self, Theme},
        ticks::{Tick, ticks},
    },
};
use egui::{
    Align2, Button, FontId, Layout, PointerButton, Rect, RichText, Ui, UiBuilder, pos2, vec2,
};
use egui_plot::{Plot, PlotTransform};
use std::sync::Arc;

/// Room around the plot for its axes, points.
const LEFT: f32 = 52.0;
const RIGHT_AXIS: f32 = 46.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 4.0;
const BOTTOM: f32 = 20.0;

pub(super) fn pane_ui(
    ui: &mut Ui,
    which: usize,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    let view = if which == 0 { View::Spl } else { state.second };
    let theme = theme(input.dark);
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, colour(theme.palette().page));
    ui.spacing_mut().item_spacing.y = 2.0;
    header(ui, which, view, state, actions);
    let view = if which == 0 { View::Spl } else { state.second };
    let drawn = state.drawn(view, input);
    legend_ui(ui, view, &drawn, theme, state);
    let notes = drawn.model.footnotes.join(" · ");
    let mut area = ui.available_rect_before_wrap();
    if !notes.is_empty() && area.height() > 90.0 {
        let line = Rect::from_min_max(pos2(area.left(), area.bottom() - 15.0), area.max);
        area.max.y = line.top();
        let text = RichText::new(notes)
            .small()
            .color(colour(theme.palette().faint));
        ui.put(
            line.shrink2(vec2(8.0, 0.0)),
            egui::Label::new(text).truncate(),
        );
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
        plot_ui(ui, plot, view, &drawn, theme, state, input);
    }
}

fn header(
    ui: &mut Ui,
    which: usize,
    view: View,
    state: &mut PlotsState,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.add_space(6.0);
        if which == 0 {
            ui.label(RichText::new("SPL at the drum").strong());
        } else {
            for tab in View::ALL.into_iter().filter(|view| *view != View::Spl) {
                let chosen = view == tab;
                let response = ui.selectable_label(chosen, tab.name());
                if response.clicked() && !chosen {
                    state.second = tab;
                    state.active = tab;
                    if state.maximised.is_some() {
                        state.maximised = Some(tab);
                    }
                }
            }
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(4.0);
            let full = state.maximised.is_some();
            let name = if full { "Both plots" } else { "Enlarge" };
            let response = ui.small_button(name);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::Role::Button,
                    true,
                    format!("{name}: {}", view.name()),
                )
            });
            if response.clicked() {
                state.maximised = if full { None } else { Some(view) };
            }
            let menu = ui.menu_button(RichText::new("Export").small(), |ui| {
                export_entries(ui, view, state, actions);
            });
            menu.response.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::Role::Button,
                    true,
                    format!("Export {}", view.name()),
                )
            });
            if state.is_zoomed(view) {
                let reset = ui.small_button("Reset zoom");
                reset.widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::Role::Button,
                        true,
                        format!("Reset zoom of {}", view.name()),
                    )
                });
                if reset.clicked() {
                    state.reset_ranges(view);
                }
            }
        });
    });
}

/// What leaves the program: the same entries in the header's menu and the context menu.
fn export_entries(ui: &mut Ui, view: View, state: &mut PlotsState, actions: &mut Vec<Action>) {
    for command in [
        Command::ExportSvg,
        Command::ExportPng,
        Command::ExportCsv,
        Command::CopyPlot,
    ] {
        let info = command.info();
        let button = ui.add(Button::new(info.label)).on_hover_text(info.tooltip);
        if button.clicked() {
            state.active = view;
            actions.push(Action::Command(command));
            ui.close();
        }
    }
}

fn plot_ui(
    ui: &mut Ui,
    rect: Rect,
    view: View,
    drawn: &Arc<Drawn>,
    theme: Theme,
    state: &mut PlotsState,
    input: &PlotsInput,
) {
    let model = &drawn.model;
    let palette = theme.palette();
    let [x, y] = state.ranges(model);
    let across = axis_ticks(&model.x, x, rect.width(), LABELS_ACROSS);
    let up = axis_ticks(&model.left, y, rect.height(), LABELS_UP);
    let lines: Vec<Line> = model
        .traces
        .iter()
        .zip(&drawn.points)
        .filter(|(trace, _)| !state.is_hidden(trace.role))
        .map(|(trace, points)| {
            let mut stroke = style::stroke(trace.role, theme);
            if trace.faint {
                stroke.colour = style::with_opacity(stroke.colour, 90);
            }
            if is_pointed_at(trace.role, input) {
                stroke.width += 1.4;
            }
            Line::new(&trace.name, points.clone(), stroke)
        })
        .collect();
    let ground = Ground::new(model, palette, [&across, &up]);
    ui.painter().rect_filled(rect, 0.0, colour(palette.ground));
    let boxed = ui.input(|input| input.modifiers.shift);
    let builder = UiBuilder::new().id_salt(view).max_rect(rect);
    let response = ui
        .scope_builder(builder, |ui| {
            Plot::new("plot")
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
                })
                .show(ui, |plot| {
                    plot.set_plot_bounds_x(x[0]..=x[1]);
                    plot.set_plot_bounds_y(y[0]..=y[1]);
                    plot.add(ground);
                    for line in lines {
                        plot.add(line);
                    }
                })
        })
        .inner;
    let transform = response.transform;
    let pointer = response.response;
    pointer.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Image, true, format!("{} plot", view.name()))
    });
    navigate(ui, view, [x, y], &pointer, &transform, drawn, state);
    axes::frame_and_labels(ui, model, &transform, theme, [&across, &up]);
    axes::shade_reasons(ui, model, &transform, theme);
    if let Some(message) = &model.empty_message {
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            message,
            FontId::proportional(14.0),
            colour(palette.faint),
        );
    }
    cursor::crosshair(ui, view, drawn, &transform, theme, state);
}

fn is_pointed_at(role: Role, input: &PlotsInput) -> bool {
    let Role::Driver(part, _) = role else {
        return false;
    };
    input.hovered == Some(Subject::Part(part)) || input.selection.parts.contains(&part)
}

fn axis_ticks(axis: &Axis, places: [f64; 2], length: f32, spacing: f64) -> Vec<Tick> {
    let range = places.map(|place| axis.scale.value(place));
    ticks(axis, range, f64::from(length), spacing)
}

/// Wheel, drag, rectangle and double click change the ranges; the pointer moves the crosshair.
fn navigate(
    ui: &Ui,
    view: View,
    [x, y]: [[f64; 2]; 2],
    pointer: &egui::Response,
    transform: &PlotTransform,
    drawn: &Drawn,
    state: &mut PlotsState,
) {
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
        state.set_cursor(view, drawn.model.x.scale.value(place.x));
        if state.cursor_moved() {
            ui.ctx().request_repaint();
        }
        let (wheel, pinch, sideways) = ui.input(|input| {
            (
                input.smooth_scroll_delta,
                input.zoom_delta(),
                input.modifiers.shift,
            )
        });
        // The wheel zooms along the abscissa, with Ctrl (or a pinch) along the ordinate; sideways
        // it pans.
        if wheel.y != 0.0 && !sideways {
            new_x = zoom(new_x, place.x, (-f64::from(wheel.y) * 0.004).exp());
        }
        if wheel.x != 0.0 {
            let by = -f64::from(wheel.x) * transform.dvalue_dpos()[0].abs();
            new_x = new_x.map(|end| end + by);
        }
        if pinch != 1.0 {
            new_y = zoom(new_y, place.y, 1.0 / f64::from(pinch));
        }
    }
    let changed = |old: [f64; 2], new: [f64; 2]| {
        let span = old[1] - old[0];
        ((old[0] - new[0]).abs() > 1e-9 * span || (old[1] - new[1]).abs() > 1e-9 * span)
            .then_some(new)
    };
    state.set_ranges(view, changed(x, new_x), changed(y, new_y));
}

fn zoom([from, to]: [f64; 2], about: f64, factor: f64) -> [f64; 2] {
    let factor = if (to - from) * factor < 1e-3 {
        1.0
    } else {
        factor
    };
    [from, to].map(|end| about + (end - about) * factor)
}
