//! The dialogs about files: work found at the start, a file written by somebody else, a save that
//! failed, a file that cannot be opened.

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        files::recovery::{Content, Offer},
        widgets::buttons::{cancel, primary, title},
    },
    exchange::export::Product,
    words,
};
use egui::{Key, Label, RichText, ScrollArea, Ui};
use std::path::{Path, PathBuf};

/// Work that was left behind, all of it.
pub(in crate::app) struct Recover(pub(in crate::app) Vec<Offer>);

impl Dialog for Recover {
    fn width(&self) -> f32 {
        560.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, tr!("Unsaved work was found"));
        ui.add(
            Label::new(tr!(
                "Earwright ended without saving this. Its last state was kept."
            ))
            .wrap(),
        );
        ui.add_space(8.0);
        let mut chosen = None;
        // What the key means.
        let first = self.0.iter().position(is_work);
        ScrollArea::vertical()
            .max_height(380.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (index, offer) in self.0.iter().enumerate() {
                    if index > 0 {
                        ui.separator();
                    }
                    // Of several, each has a scope of its own.
                    ui.push_id(index, |ui| {
                        let choice = offer_ui(ui, offer, first == Some(index));
                        chosen = choice.map(|choice| (choice, index)).or(chosen);
                    });
                }
            });
        ui.add_space(8.0);
        let later = ui.button(tr!("Later"));
        let later = later
            .on_hover_text(tr!("Ask again at the next start."))
            .clicked();
        let untouched = ui.memory(|memory| memory.focused().is_none());
        if chosen.is_none() && untouched && ui.input(|input| input.key_pressed(Key::Enter)) {
            chosen = first.map(|first| (Choice::Recover, first));
        }
        match chosen {
            _ if later => Ask::Close,
            None => Ask::Stay,
            Some((Choice::Recover, index)) => {
                let others = self.0.len() > 1;
                let offer = self.0.remove(index);
                Ask::then(move |app, _| app.recover(offer, others))
            }
            Some((Choice::Forget, index)) => {
                let copy = self.0.remove(index).path;
                let forget = move |app: &mut Earwright, _: &_| app.recovery.forget(&copy);
                if self.0.is_empty() {
                    Ask::then(forget)
                } else {
                    Ask::meanwhile(forget)
                }
            }
        }
    }

    fn closed(&self, app: &mut Earwright) {
        app.recovery.release();
    }
}

/// What is done with an offer.
#[derive(Clone, Copy)]
enum Choice {
    Recover,
    Forget,
}

fn is_work(offer: &Offer) -> bool {
    matches!(offer.content, Content::Work { .. })
}

fn offer_ui(ui: &mut Ui, offer: &Offer, first: bool) -> Option<Choice> {
    let of = offer.origin.path.as_deref();
    match &offer.content {
        Content::Work { design, gain } => {
            let name = format!("“{}”, {}", design.name, offer.when);
            ui.add(Label::new(RichText::new(name).strong()).wrap());
            let from = of.map_or_else(
                || tr!("No file yet").to_owned(),
                |of| tr!("From {}", of.display()),
            );
            ui.add(Label::new(from).wrap());
            for line in gain {
                ui.add(Label::new(RichText::new(line).weak()).wrap());
            }
        }
        Content::Unreadable(why) => {
            let name = match of {
                Some(of) => tr!("A copy of {}, {}", of.display(), offer.when),
                None => tr!("A copy, {}", offer.when),
            };
            ui.add(Label::new(RichText::new(name).strong()).wrap());
            let color = ui.visuals().error_fg_color;
            let why = tr!("It cannot be read, and is kept: {why}");
            ui.add(Label::new(RichText::new(why).color(color)).wrap());
            ui.add(Label::new(RichText::new(offer.path.display().to_string()).weak()).wrap());
        }
    }
    ui.add_space(4.0);
    let mut choice = None;
    ui.horizontal(|ui| {
        if is_work(offer) {
            let recover = if first {
                primary(ui, tr!("Recover"))
            } else {
                ui.button(tr!("Recover"))
            };
            if recover.clicked() {
                choice = Some(Choice::Recover);
            }
        }
        if ui.button(tr!("Throw away")).clicked() {
            choice = Some(Choice::Forget);
        }
    });
    choice
}

/// Files that an export of several would write over, and that nobody named.
pub(in crate::app) struct Replace {
    pub(in crate::app) standing: Vec<PathBuf>,
    pub(in crate::app) path: PathBuf,
    pub(in crate::app) product: Product,
}

impl Dialog for Replace {
    fn width(&self) -> f32 {
        560.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, tr!("Replace what is there?"));
        ui.add(Label::new(tr!("This export is several files. There already:")).wrap());
        for path in &self.standing {
            ui.add(Label::new(format!("• {}", path.display())).wrap());
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            if primary(ui, tr!("Replace")).clicked() {
                let (path, product) = (self.path.clone(), self.product.clone());
                ask = Ask::then(move |app, _| app.write_product(&path, &product));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

/// A file that is not as this window left it.
pub(in crate::app) struct Foreign {
    pub(in crate::app) path: PathBuf,
    /// When it was written, in words.
    pub(in crate::app) when: String,
    /// What of it is not as in the open design, or why it cannot be opened.
    pub(in crate::app) theirs: Result<Vec<String>, String>,
    /// Whether that is shown.
    pub(in crate::app) looking: bool,
}

impl Dialog for Foreign {
    fn width(&self) -> f32 {
        560.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, tr!("The file has changed meanwhile"));
        let said = tr!(
            "Another window or program has written {} since it was opened here, {}. Nothing is saved yet.",
            self.path.display(),
            self.when
        );
        ui.add(Label::new(said).wrap());
        ui.add_space(4.0);
        match &self.theirs {
            Err(why) => {
                let color = ui.visuals().error_fg_color;
                let why = tr!("Theirs cannot be opened: {why}");
                ui.add(Label::new(RichText::new(why).color(color)).wrap());
            }
            Ok(lines) if self.looking => {
                ui.label(tr!("In theirs, beside yours:"));
                for line in lines {
                    ui.add(Label::new(format!("• {line}")).wrap());
                }
            }
            Ok(_) => {
                if ui.button(tr!("Look at the difference")).clicked() {
                    self.looking = true;
                }
            }
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal_wrapped(|ui| {
            if primary(ui, tr!("Keep mine as a new file…")).clicked() {
                let start = beside(&self.path);
                ask = Ask::then(|app, ctx| app.save_elsewhere(ctx, start));
            }
            let theirs = ui.add_enabled(self.theirs.is_ok(), egui::Button::new(tr!("Take theirs")));
            let hint = tr!("Opens what the file holds now. Yours is kept under Open recent.");
            if theirs.on_hover_text(hint).clicked() {
                let path = self.path.clone();
                ask = Ask::then(move |app, _| app.take_theirs(&path));
            }
            let over = ui.button(tr!("Save over theirs"));
            let hint = tr!("Writes yours. Theirs is kept under Open recent.");
            if over.on_hover_text(hint).clicked() {
                let path = self.path.clone();
                ask = Ask::then(move |app, ctx| app.save_over(ctx, &path));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

/// A name beside another's.
fn beside(path: &Path) -> PathBuf {
    let stem = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    path.with_file_name(format!("{stem}_mine"))
        .with_extension("ron")
}

/// A save that failed.
pub(in crate::app) struct NotSaved {
    pub(in crate::app) path: PathBuf,
    /// Why.
    pub(in crate::app) message: String,
}

impl Dialog for NotSaved {
    fn width(&self) -> f32 {
        560.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, tr!("The design is not saved"));
        ui.weak(self.path.display().to_string());
        ui.add_space(4.0);
        let color = ui.visuals().error_fg_color;
        let why = words::sentence(&self.message);
        ui.add(Label::new(RichText::new(why).color(color)).wrap());
        ui.add_space(4.0);
        ui.weak(tr!("The open design and its changes are as they were."));
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            if primary(ui, tr!("Save as…")).clicked() {
                let start = self.path.clone();
                ask = Ask::then(|app, ctx| app.save_elsewhere(ctx, start));
            }
            if ui.button(tr!("Try again")).clicked() {
                let path = self.path.clone();
                ask = Ask::then(move |app, ctx| app.save_to(ctx, &path));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

/// A file that cannot be opened.
pub(in crate::app) struct Broken {
    pub(in crate::app) path: PathBuf,
    /// Why.
    pub(in crate::app) message: String,
}

impl Dialog for Broken {
    fn width(&self) -> f32 {
        480.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, tr!("This file cannot be opened"));
        // Most messages name the file.
        let path = self.path.display().to_string();
        let text = if self.message.contains(&path) {
            self.message.clone()
        } else {
            ui.weak(&path);
            ui.add_space(4.0);
            format!("{path}: {}", self.message)
        };
        ui.add(Label::new(RichText::new(&self.message).color(ui.visuals().error_fg_color)).wrap());
        ui.add_space(4.0);
        ui.weak(tr!("The open design is as it was."));
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            if primary(ui, tr!("Close")).clicked() {
                ask = Ask::Close;
            }
            if ui.button(tr!("Copy text")).clicked() {
                ui.ctx().copy_text(text);
            }
        });
        ask
    }
}
