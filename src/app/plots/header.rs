//! The buttons beside a plot's tab: what can be done with it, and other plots in its place.

use super::{
    PlotsInput,
    band_menu::band_menu,
    compare,
    ears_menu::ears_menu,
    header_button::{BUTTON, button, button_width, named},
    probes,
    state::PlotsState,
    target,
};
use crate::{
    app::actions::{Action, command::Command},
    exchange::{Export, export::Source},
    picture::View,
};
use egui::{Button, Layout, RichText, ScrollArea, Ui};
use egui_tiles::Tiles;

/// Below this width, points, the buttons fold into one menu.
const NARROW: f32 = 480.0;
/// What a window holds beside the list of plots, points.
const AROUND: f32 = 32.0;
/// What a tab takes beside its name: its margins and its cross, points.
const TAB: f32 = 52.0;

/// The line above a plot that has all the space.
pub(super) fn whole(
    ui: &mut Ui,
    view: View,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(RichText::new(view.name()).strong());
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            buttons(ui, view, state, input, actions);
        });
    });
}

/// What can be done with a plot, from right to left.
pub(super) fn buttons(
    ui: &mut Ui,
    view: View,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    let width = ui.available_width();
    let probed = !input.probes.is_empty() && view.draws_probes();
    let target = target::words(&input.design.target);
    let mut own = Vec::new();
    if probed {
        own.push(tr!("Probes"));
    }
    if view == View::Spl {
        own.extend([&*target, tr!("Compare"), tr!("Ears"), tr!("Units")]);
    }
    let mut of_all = vec![tr!("Export"), tr!("Enlarge")];
    if state.is_zoomed(view) {
        of_all.push(tr!("Reset zoom"));
    }
    let tab = TAB + button_width(ui, view.name()) + button_width(ui, "+");
    let widths = |words: &[&str]| -> f32 { words.iter().map(|word| button_width(ui, word)).sum() };
    let narrow = width < NARROW.max(tab + widths(&own) + widths(&of_all));
    // What belongs to one plot alone goes before its tab does; it is there again when the plot is
    // enlarged.
    let tight = width < tab + widths(&own) + button_width(ui, "…");
    ui.add_space(4.0);
    if narrow {
        let menu = ui.menu_button(RichText::new("…").size(BUTTON), |ui| {
            if view_buttons(ui, view, state) {
                ui.close();
            }
            ui.separator();
            export_entries(ui, view, state, actions);
        });
        menu.response
            .widget_info(|| named(&tr!("Menu of {}", view.name())));
    } else {
        let menu = ui.menu_button(RichText::new(tr!("Export")).size(BUTTON), |ui| {
            export_entries(ui, view, state, actions);
        });
        menu.response
            .widget_info(|| named(&tr!("Export {}", view.name())));
        view_buttons(ui, view, state);
    }
    if tight {
        return;
    }
    if probed {
        probes::probes_menu(ui, input, actions);
    }
    if view == View::Spl {
        target::target_menu(ui, input, state.smoothing, actions);
        compare::compare_menu(ui, input, actions);
        band_menu(ui, BUTTON, input, actions);
        actions.extend(ears_menu(ui, BUTTON, input));
    }
}

/// Fill the space, or share it; back to the whole range. Answers whether one was clicked.
fn view_buttons(ui: &mut Ui, view: View, state: &mut PlotsState) -> bool {
    let full = state.maximised.is_some();
    let enlarge = if full {
        tr!("All plots")
    } else {
        tr!("Enlarge")
    };
    let enlarged = button(ui, enlarge, &format!("{enlarge}: {}", view.name())).clicked();
    if enlarged {
        state.maximised = if full { None } else { Some(view) };
    }
    let reset = state.is_zoomed(view)
        && button(ui, tr!("Reset zoom"), &tr!("Reset zoom of {}", view.name())).clicked();
    if reset {
        state.reset_ranges(view);
    }
    enlarged || reset
}

/// The plots that are not among the open tabs; answers with the one chosen.
pub(super) fn more_plots(ui: &mut Ui, beside: View, tiles: &Tiles<View>) -> Option<View> {
    let mut chosen = None;
    let menu = ui.menu_button(RichText::new("+").size(BUTTON), |ui| {
        // As many plots as there are may be more than a small window holds.
        let room = ui.ctx().content_rect().height() - AROUND;
        let list = ScrollArea::vertical().max_height(room);
        list.min_scrolled_height(room).show(ui, |ui| {
            for view in View::ALL.into_iter().filter(|view| *view != beside) {
                let text = RichText::new(view.name());
                let text = if tiles.find_pane(&view).is_some() {
                    text.weak()
                } else {
                    text
                };
                let entry = ui.button(text).on_hover_text(view.tooltip());
                let label = tr!("Show {} here", view.name());
                entry.widget_info(|| named(&label));
                if entry.clicked() {
                    chosen = Some(view);
                    ui.close();
                }
            }
        });
    });
    let label = tr!("More plots beside {}", beside.name());
    menu.response.widget_info(|| named(&label));
    menu.response.on_hover_text(tr!("Show another plot here"));
    chosen
}

/// What leaves the program: the same entries in the header's menu and the context menu.
pub(super) fn export_entries(
    ui: &mut Ui,
    view: View,
    state: &mut PlotsState,
    actions: &mut Vec<Action>,
) {
    let exports = Export::ALL.into_iter();
    let files = exports.filter(|export| export.source() != Source::Design);
    for command in files.map(Command::Export).chain([Command::CopyPlot]) {
        let info = command.info();
        let button = ui
            .add(Button::new(info.label()))
            .on_hover_text(info.tooltip());
        if button.clicked() {
            state.active = view;
            actions.push(Action::Command(command));
            ui.close();
        }
    }
}
