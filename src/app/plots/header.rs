//! The line above a plot: its name or the tabs, and the buttons.

use super::{PlotsInput, compare, state::PlotsState, target};
use crate::{
    app::{action::Action, command::Command},
    picture::View,
};
use egui::{Button, Color32, FontId, Layout, RichText, Ui};

/// Size of the text on header buttons, points.
pub(super) const BUTTON: f32 = 12.5;
/// Below this width, points, the buttons fold into one menu.
const NARROW: f32 = 480.0;

pub(super) fn header(
    ui: &mut Ui,
    which: usize,
    view: View,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    let narrow = ui.available_width() < NARROW;
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        if which == 0 {
            let title = if narrow { "SPL" } else { "SPL at the drum" };
            ui.label(RichText::new(title).strong());
        } else {
            let buttons = if narrow { 100.0 } else { 260.0 };
            tabs(ui, view, buttons, state);
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(4.0);
            if narrow {
                let menu = ui.menu_button(RichText::new("…").size(BUTTON), |ui| {
                    view_buttons(ui, view, state);
                    ui.separator();
                    export_entries(ui, view, state, actions);
                });
                menu.response
                    .widget_info(|| named(&format!("Menu of {}", view.name())));
            } else {
                let menu = ui.menu_button(RichText::new("Export").size(BUTTON), |ui| {
                    export_entries(ui, view, state, actions);
                });
                menu.response
                    .widget_info(|| named(&format!("Export {}", view.name())));
                view_buttons(ui, view, state);
            }
            if which == 0 {
                target::target_menu(ui, input, actions);
                compare::compare_menu(ui, input, actions);
            }
        });
    });
}

/// Fill the space, or share it; back to the whole range.
fn view_buttons(ui: &mut Ui, view: View, state: &mut PlotsState) {
    let full = state.maximised.is_some();
    let enlarge = if full { "Both plots" } else { "Enlarge" };
    if button(ui, enlarge, &format!("{enlarge}: {}", view.name())).clicked() {
        state.maximised = if full { None } else { Some(view) };
    }
    if state.is_zoomed(view)
        && button(ui, "Reset zoom", &format!("Reset zoom of {}", view.name())).clicked()
    {
        state.reset_ranges(view);
    }
}

/// The views of the second pane: as many tabs as there is room for, the others in a menu.
fn tabs(ui: &mut Ui, view: View, buttons: f32, state: &mut PlotsState) {
    let views: Vec<View> = View::ALL
        .into_iter()
        .filter(|view| *view != View::Spl)
        .collect();
    let font = FontId::proportional(BUTTON);
    let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let mut room = ui.available_width() - buttons;
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
