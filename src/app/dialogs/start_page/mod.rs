//! The page at the start: what this is, the finished designs as pictures, files opened last.

mod card;
mod drawings;

use super::{
    dialog::{Ask, Dialog},
    host::room_for_list,
};
use crate::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        files::next::Next,
        theme,
        widgets::buttons::{heading, primary},
        work::job::{Runner, waker},
    },
    library, words,
};
use card::{Card, card_ui, row_ui};
use drawings::{Drawings, Recent};
use egui::{Context, Label, RichText, ScrollArea, Ui, vec2};

/// What this is.
const SENTENCE: &str = "Design in-ear monitors and headphones on a drawing to scale: change any part, \
                        and see sound pressure and impedance follow.";
/// Designs beside each other.
const COLUMNS: usize = 3;
/// Width of the files opened last, points.
const RECENT: f32 = 236.0;
/// Space between cards, points.
const GAP: f32 = 8.0;

/// The page.
pub(in crate::app) struct StartPage {
    drawings: Drawings,
}

impl Dialog for StartPage {
    fn width(&self) -> f32 {
        960.0
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        self.drawings.take();
        let mut ask = Ask::Stay;
        heading(ui, "Earwright");
        ui.add(Label::new(words::text(SENTENCE)).wrap());
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let guide = match app.settings().guide {
                Some(_) => tr!("Go on with the guide"),
                None => tr!("Guide me"),
            };
            let guided = primary(ui, guide).on_hover_text(Command::GuideMe.tooltip(ui.ctx()));
            if guided.clicked() {
                ask = Ask::action(Action::Command(Command::GuideMe));
            }
            for (command, text) in [
                (Command::New, tr!("New design")),
                (Command::Open, tr!("Open…")),
            ] {
                let button = ui.button(text).on_hover_text(command.tooltip(ui.ctx()));
                if button.clicked() {
                    ask = Ask::action(Action::Command(command));
                }
            }
        });
        ui.add_space(8.0);
        // Whatever the window has left over besides what stands above and below.
        let room = room_for_list(ui.ctx(), 190.0);
        ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    let wide = ui.available_width() - RECENT - 16.0;
                    ui.vertical(|ui| {
                        ui.set_width(wide);
                        designs_ui(ui, &self.drawings, &mut ask);
                    });
                    ui.vertical(|ui| {
                        ui.set_width(RECENT);
                        recent_ui(ui, &self.drawings, &mut ask);
                    });
                });
            });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let mut shown = app.settings().start_page;
            let switch =
                theme::with_field_edge(ui, |ui| ui.checkbox(&mut shown, tr!("Show at start")));
            if switch.changed() {
                ask = Ask::meanwhile(move |app, _| app.settings.start_page = shown);
            }
            ui.weak(tr!(
                "Esc goes on with what is open. Help, Start page brings this back."
            ));
        });
        ask
    }
}

/// The finished designs.
fn designs_ui(ui: &mut Ui, drawings: &Drawings, ask: &mut Ask) {
    group(ui, tr!("Begin with a finished design"));
    ui.spacing_mut().item_spacing = vec2(GAP, GAP);
    #[allow(clippy::cast_precision_loss, reason = "a handful of columns")]
    let columns = COLUMNS as f32;
    let wide = ((ui.available_width() - (columns - 1.0) * GAP) / columns).floor();
    let designs: Vec<_> = library::designs().iter().zip(0..).collect();
    for row in designs.chunks(COLUMNS) {
        ui.horizontal(|ui| {
            for (preset, place) in row {
                let card = Card {
                    name: words::text(preset.name()),
                    line: words::text(first_sentence(preset.summary())),
                    drawing: drawings.design(*place),
                };
                if card_ui(ui, wide, &card).clicked() {
                    let design = Box::new(preset.design.clone());
                    *ask = Ask::then(|app, ctx| app.after_unsaved(ctx, Next::OpenDesign(design)));
                }
            }
        });
    }
}

/// The files opened last.
fn recent_ui(ui: &mut Ui, drawings: &Drawings, ask: &mut Ask) {
    group(ui, tr!("Opened last"));
    ui.spacing_mut().item_spacing.y = 4.0;
    if drawings.recent().is_empty() {
        ui.add(
            Label::new(RichText::new(tr!("Files that you open or save stand here.")).weak()).wrap(),
        );
    }
    for Recent {
        path,
        line,
        drawing,
    } in drawings.recent()
    {
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let card = Card {
            name: &name,
            line,
            drawing: drawing.as_ref(),
        };
        let response = row_ui(ui, &card).on_hover_text(path.display().to_string());
        if response.clicked() {
            *ask = Ask::action(Action::OpenFile(path.clone()));
        }
    }
}

/// “It does this.” of “It does this. That comes of it.”
fn first_sentence(text: &str) -> &str {
    text.find(". ")
        .and_then(|end| text.get(..=end))
        .unwrap_or(text)
}

/// The heading of a group.
fn group(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).color(theme::accent(ui.visuals())));
    ui.add_space(2.0);
}

impl Earwright {
    /// Shows the page at a start without a file, unless it is not wanted or something else is asked.
    pub fn greet(&mut self, ctx: &Context) {
        if self.settings.start_page && self.session.path().is_none() && !self.dialog.is_open() {
            self.show_start_page(ctx);
        }
    }

    pub(in crate::app) fn show_start_page(&mut self, ctx: &Context) {
        let runner: &dyn Runner = &*self.runner;
        let drawings = Drawings::begin(&self.settings.recent, runner, || waker(ctx));
        self.dialog.open(StartPage { drawings });
    }
}
