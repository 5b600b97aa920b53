//! One pane: header, legend, plot with its axes, footnotes.

use super::{
    PlotsInput,
    colours::{colour, theme},
    legend::legend_ui,
    plot::{Shown, plot_ui},
    state::PlotsState,
    target,
};
use crate::{
    app::{action::Action, command::Command},
    picture::View,
};
use egui::{Button, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

/// Room around the plot for its axes, points.
const LEFT: f32 = 52.0;
const RIGHT_AXIS: f32 = 56.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 4.0;
const BOTTOM: f32 = 20.0;
/// Size of the text on header buttons, points.
pub(super) const BUTTON: f32 = 12.5;
/// Size of footnotes, points.
const FOOTNOTE: f32 = 11.0;

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
    header(ui, which, view, state, input, actions);
    let view = if which == 0 { View::Spl } else { state.second };
    let drawn = state.drawn(view, input);
    legend_ui(ui, view, &drawn, theme, state);
    let notes = drawn.model.footnotes.join(" · ");
    let mut area = ui.available_rect_before_wrap();
    if !notes.is_empty() && area.height() > 90.0 {
        let line = Rect::from_min_max(pos2(area.left(), area.bottom() - 15.0), area.max);
        area.max.y = line.top();
        let text = RichText::new(&notes)
            .size(FOOTNOTE)
            .color(colour(theme.palette().faint));
        let builder = UiBuilder::new().max_rect(line.shrink2(vec2(10.0, 0.0)));
        ui.scope_builder(builder, |ui| {
            ui.add(egui::Label::new(text).truncate())
                .on_hover_text(drawn.model.footnotes.join("\n"));
        });
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
        let shown = Shown {
            view,
            drawn: &drawn,
            theme,
            input,
        };
        plot_ui(ui, plot, &shown, state, actions);
    }
}

fn header(
    ui: &mut Ui,
    which: usize,
    view: View,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        if which == 0 {
            ui.label(RichText::new("SPL at the drum").strong());
        } else {
            for tab in View::ALL.into_iter().filter(|view| *view != View::Spl) {
                let chosen = view == tab;
                let text = RichText::new(tab.name()).size(BUTTON);
                let response = ui.selectable_label(chosen, text);
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
            let enlarge = if full { "Both plots" } else { "Enlarge" };
            if button(ui, enlarge, &format!("{enlarge}: {}", view.name())).clicked() {
                state.maximised = if full { None } else { Some(view) };
            }
            let menu = ui.menu_button(RichText::new("Export").size(BUTTON), |ui| {
                export_entries(ui, view, state, actions);
            });
            menu.response
                .widget_info(|| named(&format!("Export {}", view.name())));
            if state.is_zoomed(view)
                && button(ui, "Reset zoom", &format!("Reset zoom of {}", view.name())).clicked()
            {
                state.reset_ranges(view);
            }
            if which == 0 {
                target::target_menu(ui, input, actions);
            }
        });
    });
}

fn button(ui: &mut Ui, text: &str, name: &str) -> egui::Response {
    let response = ui.button(RichText::new(text).size(BUTTON));
    response.widget_info(|| named(name));
    response
}

fn named(name: &str) -> egui::WidgetInfo {
    egui::WidgetInfo::labeled(egui::Role::Button, true, name)
}

/// What leaves the program: the same entries in the header's menu and the context menu.
pub(super) fn export_entries(
    ui: &mut Ui,
    view: View,
    state: &mut PlotsState,
    actions: &mut Vec<Action>,
) {
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
