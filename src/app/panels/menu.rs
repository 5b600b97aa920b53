//! The menu bar and the toolbar: both read the command table.

use crate::app::{
    Earwright,
    actions::{
        Action,
        command::{Command, Menu, commands},
    },
    guide::Sign,
    theme,
    widgets::elide,
};
use egui::{Button, Color32, Response, RichText, Role, ScrollArea, TextStyle, Ui, WidgetInfo};
use std::path::Path;

/// What of the window's height a menu within a menu leaves free, points.
const AROUND: f32 = 24.0;

/// The bar at the top: menus, then the commands used most.
pub fn bar_ui(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    egui::MenuBar::new().ui(ui, |ui| {
        ui.label(
            RichText::new("Earwright")
                .strong()
                .color(theme::accent(ui.visuals())),
        );
        ui.add_space(6.0);
        for menu in Menu::ALL {
            let shown = ui.menu_button(menu.label(), |ui| menu_ui(ui, app, menu, actions));
            if menu == Menu::File {
                Sign::FileMenu.note(&shown.response);
            }
        }
        ui.separator();
        tool_ui(ui, app, Command::Open, tr!("Open"), actions);
        let save = tool_ui(ui, app, Command::Save, tr!("Save"), actions);
        Sign::Save.note(&save);
        ui.separator();
        undo_ui(ui, app, actions);
        ui.separator();
        tool_ui(ui, app, Command::FitView, tr!("Fit##view"), actions);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let theme = if ui.visuals().dark_mode {
                tr!("Light")
            } else {
                tr!("Dark")
            };
            tool_ui(ui, app, Command::ToggleTheme, theme, actions);
            let switches = [
                (Command::TogglePlots, app.settings().plots_shown),
                (Command::ToggleInspector, app.settings().inspector_shown),
                (Command::ToggleLibrary, app.settings().library_shown),
            ];
            // In a small window they are their icons alone.
            let widths = switches.map(|(command, _)| width_of(ui, command.label()));
            let worded = widths.iter().sum::<f32>() <= ui.available_width();
            for (command, shown) in switches {
                let icon = command.icon().atom();
                let button = if worded {
                    Button::selectable(shown, (icon, command.label()))
                } else {
                    Button::selectable(shown, icon)
                };
                let response = ui.add(button);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::Button, true, shown, command.label())
                });
                if response.on_hover_text(command.tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Command(command));
                }
            }
        });
    });
}

/// Width of a button with an icon and this word, and of the gap beside it, points.
fn width_of(ui: &Ui, word: &str) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let word = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font, Color32::PLACEHOLDER);
    let spacing = ui.spacing();
    let icon = spacing.icon_width + spacing.icon_spacing;
    word.size().x + icon + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
}

fn tool_ui(
    ui: &mut Ui,
    app: &Earwright,
    command: Command,
    label: &str,
    actions: &mut Vec<Action>,
) -> Response {
    let button = ui.add_enabled(
        app.enabled(command),
        Button::new((command.icon().atom(), label)),
    );
    let tooltip = command.tooltip(ui.ctx());
    let button = button
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if button.clicked() {
        actions.push(Action::Command(command));
    }
    button
}

/// Undo and redo, with what they would take back or make again.
fn undo_ui(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    let session = app.session();
    for (command, label) in [
        (Command::Undo, session.undo_label()),
        (Command::Redo, session.redo_label()),
    ] {
        let words = (command.icon().atom(), command.label());
        let button = ui.add_enabled(app.enabled(command), Button::new(words));
        let tooltip = match label {
            Some(label) => format!("{}: {label}", command.label()),
            None => command.tooltip(ui.ctx()),
        };
        if button
            .on_hover_text(&tooltip)
            .on_disabled_hover_text(&tooltip)
            .clicked()
        {
            actions.push(Action::Command(command));
        }
    }
}

fn menu_ui(ui: &mut Ui, app: &Earwright, menu: Menu, actions: &mut Vec<Action>) {
    let mut group = None;
    for info in commands().iter().filter(|info| info.menu.0 == menu) {
        if group.is_some_and(|group| group != info.menu.1) {
            ui.separator();
        }
        group = Some(info.menu.1);
        let button = Button::new(info.label()).shortcut_text(info.command.shortcut_text(ui.ctx()));
        let response = ui.add_enabled(app.enabled(info.command), button);
        if response.on_hover_text(info.tooltip()).clicked() {
            actions.push(Action::Command(info.command));
            ui.close();
        }
        if info.command == Command::OpenPath {
            recent_ui(ui, app, actions);
        }
        let within = match info.command {
            Command::CopyPlot => Menu::Export,
            Command::MovePlots => Menu::Plots,
            _ => continue,
        };
        ui.menu_button(within.label(), |ui| {
            // What is longer than the window scrolls.
            let room = ui.ctx().content_rect().height() - AROUND;
            let list = ScrollArea::vertical().max_height(room);
            list.min_scrolled_height(room)
                .show(ui, |ui| menu_ui(ui, app, within, actions));
        });
    }
}

/// The version of a recent file before its last save, where one is kept.
fn previous_ui(ui: &mut Ui, app: &Earwright, path: &Path, actions: &mut Vec<Action>) {
    let Some(kept) = app.previous_of(path) else {
        return;
    };
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let label = tr!("    the version before, of {name}");
    let hint = tr!("As it was before the last save: {}", kept.display());
    if ui.button(label).on_hover_text(hint).clicked() {
        actions.push(Action::OpenPrevious(path.to_owned()));
        ui.close();
    }
}

fn recent_ui(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    let recent = &app.settings().recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button(tr!("Open recent"), |ui| {
            for path in recent {
                let name = path
                    .file_name()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let response = ui.button(elide::letters(&name, 2 * elide::NAME));
                if response.on_hover_text(path.display().to_string()).clicked() {
                    actions.push(Action::OpenFile(path.clone()));
                    ui.close();
                }
                previous_ui(ui, app, path, actions);
            }
        });
    });
}
