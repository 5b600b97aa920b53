//! Pages of text: shortcuts, what cannot be modelled, about.

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        actions::command::{Menu, commands},
        theme,
        widgets::buttons::{primary, title},
    },
    words,
};
use egui::{Grid, RichText, ScrollArea, Ui};

/// A page of text.
#[derive(Clone, Copy)]
enum Page {
    /// Keys and gestures.
    Shortcuts,
    /// What the models leave out.
    Limits,
    /// Messages of this session.
    Messages,
    /// Version and origin.
    About,
}

impl Dialog for Page {
    fn width(&self) -> f32 {
        match self {
            Self::Shortcuts | Self::Limits | Self::Messages => 560.0,
            Self::About => 380.0,
        }
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        title(
            ui,
            match self {
                Self::Shortcuts => tr!("Keyboard shortcuts"),
                Self::Limits => tr!("What this cannot model"),
                Self::Messages => tr!("Messages"),
                Self::About => tr!("About"),
            },
        );
        ScrollArea::vertical()
            .max_height(460.0)
            .auto_shrink([false, true])
            .show(ui, |ui| match self {
                Self::Shortcuts => shortcuts_ui(ui),
                Self::Limits => limits_ui(ui),
                Self::Messages => app.messages.list_ui(ui),
                Self::About => about_ui(ui),
            });
        ui.add_space(8.0);
        if primary(ui, tr!("Close")).clicked() {
            Ask::Close
        } else {
            Ask::Stay
        }
    }
}

/// Gestures that are not commands.
const GESTURES: &[(&str, &str)] = &[
    (
        "Drag from the library",
        "Place a part; drop a damper on a tube to insert it",
    ),
    ("Drag from a port to a port", "Draw a wire or a tube"),
    (
        "Drag a selected link's end",
        "Put it on another port, or on a link: a junction",
    ),
    (
        "Drag a selected link",
        "Bend it; double-click a way-point to take it out",
    ),
    ("Drag a damper", "Slide it along its tube"),
    (
        "Drag a part",
        "Move it; its links follow. Ctrl: off the grid",
    ),
    ("Drop a part on a link", "Insert it there; Alt keeps it out"),
    (
        "Drag the handle above a part",
        "Turn it; Shift: by 15°, Ctrl: freely",
    ),
    ("Drag on empty ground", "Select with a box; Shift extends"),
    ("Space or middle drag", "Move the view"),
    ("Wheel", "Zoom at the pointer"),
    (
        "Esc",
        "Give up the gesture, restore what was before it; give an enlarged plot's space back",
    ),
    ("Arrow keys", "Nudge the selection; Shift: ten times as far"),
    ("Drag a label in the inspector", "Change its value"),
    (
        "Rest on a label in the inspector, then wheel",
        "Step through the series or the catalogue",
    ),
    ("Double-click a plot", "Reset its range"),
    (
        "Drag the tab of a plot",
        "Dock it where it is dropped: among other tabs, in a plot's middle, or at a side",
    ),
];

/// Keys and gestures.
fn shortcuts_ui(ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    for menu in Menu::ALL {
        let rows: Vec<_> = commands()
            .iter()
            .filter(|info| info.menu.0 == menu && info.shortcut.is_some())
            .collect();
        if rows.is_empty() {
            continue;
        }
        heading(ui, menu.label());
        Grid::new(("shortcuts", menu))
            .num_columns(2)
            .min_col_width(150.0)
            .show(ui, |ui| {
                for info in rows {
                    ui.label(
                        RichText::new(info.command.shortcut_text(&ctx))
                            .monospace()
                            .color(theme::text_strong(ui.visuals())),
                    );
                    ui.label(info.tooltip());
                    ui.end_row();
                }
            });
    }
    heading(ui, tr!("Gestures"));
    Grid::new("gestures")
        .num_columns(2)
        .min_col_width(150.0)
        .show(ui, |ui| {
            for (gesture, effect) in GESTURES {
                ui.label(
                    RichText::new(words::text(gesture)).color(theme::text_strong(ui.visuals())),
                );
                ui.label(words::text(effect));
                ui.end_row();
            }
        });
}

const LIMITS: &[(&str, &str)] = &[
    (
        "One dimension at a time",
        "Ducts carry plane waves only. Above the first transverse mode, f = 1.84 c/(2πa), the result \
         is shaded on the plot.",
    ),
    (
        "Small signals",
        "Everything is linear: no distortion, no compression, no excursion limit other than the \
         mark at Xmax.",
    ),
    (
        "No vibration of the case",
        "Drivers are coupled through the air and the wires, not through the shell.",
    ),
    (
        "Volumes are lumped",
        "A chamber has one pressure. A volume that is long against the wavelength is a tube: draw \
         it as one.",
    ),
    (
        "Drivers of trust C are estimates",
        "Their values were fitted to published curves or scaled from similar parts. Measure the \
         part you build with.",
    ),
    (
        "The ear is a standard one",
        "A 711 is specified from 100 Hz to 10 kHz and a person's ear differs from it by several \
         decibels above 5 kHz.",
    ),
    (
        "A target is an average of tastes",
        "“Diffuse field (ISO 11904-1)” is what reaches the drum when the sound comes from all sides. \
         “DF + bass” adds a bass shelf and tilts it down, nearer to what listeners prefer on average; \
         “DF, own gains” has Tilt, Bass, Ear gain and Treble to set. The deviation told under the \
         plot is what is left once the target is aligned.",
    ),
    (
        "Dampers vary",
        "Catalogue values carry tolerances of 10 to 20 % and depend on how they are seated.",
    ),
];

/// What the models leave out.
fn limits_ui(ui: &mut Ui) {
    for (title, body) in LIMITS {
        ui.label(
            RichText::new(words::text(title))
                .strong()
                .color(theme::text_strong(ui.visuals())),
        );
        ui.add(egui::Label::new(words::text(body)).wrap());
        ui.add_space(6.0);
    }
}

/// Version and origin.
fn about_ui(ui: &mut Ui) {
    ui.label(
        RichText::new(tr!("Earwright {}", env!("CARGO_PKG_VERSION")))
            .heading()
            .color(theme::text_strong(ui.visuals())),
    );
    ui.add(egui::Label::new(words::text(env!("CARGO_PKG_DESCRIPTION"))).wrap());
    ui.add_space(6.0);
    ui.add(
        egui::Label::new(
            tr!("Designs are plain .ron files. Nothing leaves this computer: there is no network access."),
        )
        .wrap(),
    );
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(
        RichText::new(text)
            .strong()
            .color(theme::accent(ui.visuals())),
    );
}

impl Earwright {
    pub(in crate::app) fn show_shortcuts(&mut self) {
        self.dialog.open(Page::Shortcuts);
    }

    pub(in crate::app) fn show_limits(&mut self) {
        self.dialog.open(Page::Limits);
    }

    pub(in crate::app) fn show_messages(&mut self) {
        self.dialog.open(Page::Messages);
    }

    pub(in crate::app) fn show_about(&mut self) {
        self.dialog.open(Page::About);
    }
}
