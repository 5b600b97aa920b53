//! One pane: header, legend, plot with its axes, footnotes.

use super::{
    PlotsInput,
    colours::{colour, theme},
    compare,
    legend::legend_ui,
    plot::{Shown, plot_ui},
    state::PlotsState,
    target,
};
use crate::{
    app::{action::Action, command::Command},
    picture::View,
};
use egui::{Button, Color32, FontId, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

/// Room around the plot for its axes, points.
const LEFT: f32 = 52.0;
const RIGHT_AXIS: f32 = 56.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 4.0;
const BOTTOM: f32 = 20.0;
/// Size of the text on header buttons, points.
pub(super) const BUTTON: f32 = 12.5;
/// Room kept for the buttons at the end of the header, points.
const BUTTONS: f32 = 190.0;
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
    let legend = legend_ui(ui, view, &drawn, theme, state);
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
            legend,
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
            tabs(ui, view, state);
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
                compare::compare_menu(ui, input, actions);
            }
        });
    });
}

/// The views of the second pane: as many tabs as there is room for, the others in a menu.
fn tabs(ui: &mut Ui, view: View, state: &mut PlotsState) {
    let views: Vec<View> = View::ALL
        .into_iter()
        .filter(|view| *view != View::Spl)
        .collect();
    let font = FontId::proportional(BUTTON);
    let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let mut room = ui.available_width() - BUTTONS;
    let mut fits = 0;
    for tab in &views {
        let name = tab.name().to_owned();
        let text = ui
            .painter()
            .layout_no_wrap(name, font.clone(), Color32::WHITE);
        room -= text.size().x + padding;
        if room < 0.0 {
            break;
        }
        fits += 1;
    }
    let (mut shown, mut rest) = match views.split_at_checked(fits) {
        Some((shown, rest)) => (shown.to_vec(), rest.to_vec()),
        None => (views, Vec::new()),
    };
    // The chosen one is always a tab.
    if let Some(place) = rest.iter().position(|tab| *tab == view) {
        let chosen = rest.remove(place);
        if let Some(last) = shown.pop() {
            rest.insert(0, last);
        }
        shown.push(chosen);
    }
    for tab in shown {
        let text = RichText::new(tab.name()).size(BUTTON);
        if ui.selectable_label(tab == view, text).clicked() {
            state.show_second(tab);
        }
    }
    if !rest.is_empty() {
        let menu = ui.menu_button(RichText::new("More").size(BUTTON), |ui| {
            for tab in rest {
                if ui.button(tab.name()).clicked() {
                    state.show_second(tab);
                    ui.close();
                }
            }
        });
        menu.response.widget_info(|| named("More plots"));
    }
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
