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

/// What of the window's height a menu within a menu leaves free, points; one below the bar twice that.
const AROUND: f32 = 24.0;

/// What of the bar there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fits {
    /// The menus alone, which hold every command.
    Menus,
    /// And the switches of the panels, as icons.
    Switches,
    /// And the commands used most, as icons.
    Icons,
    /// Those with their words.
    Words,
    /// Everything with its words.
    All,
}

/// The commands used most: where a line is drawn before one, and what it is called in the bar.
fn tools() -> [(bool, Command, &'static str); 5] {
    [
        (true, Command::Open, tr!("Open")),
        (false, Command::Save, tr!("Save")),
        (true, Command::Undo, Command::Undo.label()),
        (false, Command::Redo, Command::Redo.label()),
        (true, Command::FitView, tr!("Fit##view")),
    ]
}

/// The panels that can be shown, the rightmost first.
fn switches(app: &Earwright) -> [(Command, bool); 3] {
    [
        (Command::TogglePlots, app.settings().plots_shown),
        (Command::ToggleInspector, app.settings().inspector_shown),
        (Command::ToggleLibrary, app.settings().library_shown),
    ]
}

/// What the theme is changed to.
fn other_theme(ui: &Ui) -> &'static str {
    if ui.visuals().dark_mode {
        tr!("Light")
    } else {
        tr!("Dark")
    }
}

impl Fits {
    /// By the widths of everything, as wide as the bar is. Widths are taken when the bar or its words
    /// have changed: that of a dozen words in every frame would be felt.
    fn of(ui: &Ui, app: &Earwright) -> Self {
        let room = ui.available_width();
        let bar = (room.to_bits(), Menu::File.label(), other_theme(ui));
        let id = ui.scope_id().with("fits");
        let known: Option<((u32, &str, &str), Self)> = ui.data(|data| data.get_temp(id));
        if let Some((_, fits)) = known.filter(|(of, _)| *of == bar) {
            return fits;
        }
        let fits = Self::measured(ui, app, room);
        ui.data_mut(|data| data.insert_temp(id, (bar, fits)));
        fits
    }

    fn measured(ui: &Ui, app: &Earwright, room: f32) -> Self {
        let spacing = ui.spacing();
        let icon = spacing.icon_width + spacing.icon_spacing;
        let bare = spacing.icon_width + 2.0 * spacing.button_padding.x + spacing.item_spacing.x;
        let line = 6.0 + spacing.item_spacing.x;
        let brand = word_width(ui, BRAND) + 6.0;
        let menus: f32 = Menu::ALL
            .iter()
            .map(|menu| word_width(ui, menu.label()))
            .sum();
        let worded = |word: &str| word_width(ui, word) + icon;
        let tool_words: f32 = tools().map(|(_, _, word)| worded(word)).into_iter().sum();
        let switches = switches(app).map(|(command, _)| worded(command.label()));
        let lines = 3.0 * line;
        let theme = worded(other_theme(ui));
        let all = brand + menus + lines + tool_words + theme + switches.iter().sum::<f32>();
        [
            (Self::All, all),
            (
                Self::Words,
                brand + menus + lines + tool_words + theme + 3.0 * bare,
            ),
            (Self::Icons, brand + menus + lines + 9.0 * bare),
            (Self::Switches, menus + 4.0 * bare),
        ]
        .into_iter()
        .find_map(|(fits, width)| (width <= room).then_some(fits))
        .unwrap_or(Self::Menus)
    }
}

/// What the program is called.
const BRAND: &str = "Earwright";

/// The bar at the top: menus, then the commands used most, as many of them as there is room for.
pub fn bar_ui(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    egui::MenuBar::new().ui(ui, |ui| {
        let fits = Fits::of(ui, app);
        if fits >= Fits::Icons {
            let accent = theme::accent(ui.visuals());
            ui.label(RichText::new(BRAND).strong().color(accent));
            ui.add_space(6.0);
        }
        for menu in Menu::ALL {
            let shown = ui.menu_button(menu.label(), |ui| {
                scrolled(ui, 2.0 * AROUND, |ui| menu_ui(ui, app, menu, actions));
            });
            if menu == Menu::File {
                Sign::FileMenu.note(&shown.response);
            }
        }
        if fits >= Fits::Icons {
            for (line, command, word) in tools() {
                if line {
                    ui.separator();
                }
                let word = (fits >= Fits::Words).then_some(word);
                let button = tool_ui(ui, app, command, word, actions);
                if command == Command::Save {
                    Sign::Save.note(&button);
                }
            }
        }
        if fits >= Fits::Switches {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let word = (fits >= Fits::Words).then(|| other_theme(ui));
                tool_ui(ui, app, Command::ToggleTheme, word, actions);
                for (command, shown) in switches(app) {
                    switch_ui(ui, (command, shown), fits == Fits::All, actions);
                }
            });
        }
    });
}

/// A button that shows or hides a panel.
fn switch_ui(
    ui: &mut Ui,
    (command, shown): (Command, bool),
    worded: bool,
    actions: &mut Vec<Action>,
) {
    let icon = command.icon().atom();
    let button = if worded {
        Button::selectable(shown, (icon, command.label()))
    } else {
        Button::selectable(shown, icon)
    };
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, shown, command.label()));
    if response.on_hover_text(command.tooltip(ui.ctx())).clicked() {
        actions.push(Action::Command(command));
    }
}

/// Width of a button with this word, and of the gap beside it, points.
fn word_width(ui: &Ui, word: &str) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let word = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font, Color32::PLACEHOLDER);
    let spacing = ui.spacing();
    word.size().x + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
}

/// The button of a command, with its word or as its icon alone. Undo and redo tell what they would
/// take back or make again.
fn tool_ui(
    ui: &mut Ui,
    app: &Earwright,
    command: Command,
    word: Option<&str>,
    actions: &mut Vec<Action>,
) -> Response {
    let icon = command.icon().atom();
    let button = match word {
        Some(word) => Button::new((icon, word)),
        None => Button::new(icon),
    };
    let enabled = app.enabled(command);
    let button = ui.add_enabled(enabled, button);
    if word.is_none() {
        button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, command.label()));
    }
    let session = app.session();
    let of = match command {
        Command::Undo => session.undo_label(),
        Command::Redo => session.redo_label(),
        _ => None,
    };
    let tooltip = match of {
        Some(of) => format!("{}: {of}", command.label()),
        None => command.tooltip(ui.ctx()),
    };
    let button = button
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if button.clicked() {
        actions.push(Action::Command(command));
    }
    button
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
            scrolled(ui, AROUND, |ui| menu_ui(ui, app, within, actions));
        });
    }
}

/// What is longer than the window, less so many points, scrolls.
fn scrolled(ui: &mut Ui, around: f32, add: impl FnOnce(&mut Ui)) {
    let room = ui.ctx().content_rect().height() - around;
    let list = ScrollArea::vertical().max_height(room);
    list.min_scrolled_height(room).show(ui, add);
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
