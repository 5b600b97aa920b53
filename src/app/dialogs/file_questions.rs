//! The dialogs about files: work found at the start, a file written by somebody else, a save that
//! failed, a file that cannot be opened.

use super::{
    modal::Foreign,
    modal_ui::{Ask, primary, title},
};
use crate::app::files::recovery::{Content, Offer};
use egui::{Key, Label, RichText, ScrollArea, Ui};
use std::path::{Path, PathBuf};

/// Work that was left behind, all of it.
pub(in crate::app) fn recover_ui(ui: &mut Ui, offers: &[Offer]) -> Ask {
    title(ui, "Unsaved work was found");
    ui.add(Label::new("Earwright ended without saving this. Its last state was kept.").wrap());
    ui.add_space(8.0);
    let mut ask = Ask::Stay;
    // What the key means.
    let first = offers.iter().position(is_work);
    ScrollArea::vertical()
        .max_height(380.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (index, offer) in offers.iter().enumerate() {
                if index > 0 {
                    ui.separator();
                }
                // Of several, each has a scope of its own.
                ui.push_id(index, |ui| {
                    offer_ui(ui, offer, first == Some(index), &mut ask);
                });
            }
        });
    ui.add_space(8.0);
    if ui
        .button("Later")
        .on_hover_text("Ask again at the next start.")
        .clicked()
    {
        ask = Ask::Close;
    }
    let untouched = ui.memory(|memory| memory.focused().is_none());
    if ask == Ask::Stay && untouched && ui.input(|input| input.key_pressed(Key::Enter)) {
        let first = first.and_then(|index| offers.get(index));
        ask = first.map_or(Ask::Stay, |offer| Ask::Recover(Box::new(offer.clone())));
    }
    ask
}

fn is_work(offer: &Offer) -> bool {
    matches!(offer.content, Content::Work { .. })
}

fn offer_ui(ui: &mut Ui, offer: &Offer, first: bool, ask: &mut Ask) {
    let of = offer.origin.path.as_deref();
    match &offer.content {
        Content::Work { design, gain } => {
            let name = format!("“{}”, {}", design.name, offer.when);
            ui.add(Label::new(RichText::new(name).strong()).wrap());
            let from = of.map_or_else(
                || "No file yet".to_owned(),
                |of| format!("From {}", of.display()),
            );
            ui.add(Label::new(from).wrap());
            for line in gain {
                ui.add(Label::new(RichText::new(line).weak()).wrap());
            }
        }
        Content::Unreadable(why) => {
            let name = match of {
                Some(of) => format!("A copy of {}, {}", of.display(), offer.when),
                None => format!("A copy, {}", offer.when),
            };
            ui.add(Label::new(RichText::new(name).strong()).wrap());
            let color = ui.visuals().error_fg_color;
            let why = format!("It cannot be read, and is kept: {why}");
            ui.add(Label::new(RichText::new(why).color(color)).wrap());
            ui.add(Label::new(RichText::new(offer.path.display().to_string()).weak()).wrap());
        }
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if is_work(offer) {
            let recover = if first {
                primary(ui, "Recover")
            } else {
                ui.button("Recover")
            };
            if recover.clicked() {
                *ask = Ask::Recover(Box::new(offer.clone()));
            }
        }
        if ui.button("Throw away").clicked() {
            *ask = Ask::Forget(offer.path.clone());
        }
    });
}

/// A file that somebody else has written since it was opened here.
pub(in crate::app) fn foreign_ui(ui: &mut Ui, foreign: &mut Foreign) -> Ask {
    title(ui, "The file has changed meanwhile");
    let said = format!(
        "Another window or program has written {} since it was opened here, {}. Nothing is saved yet.",
        foreign.path.display(),
        foreign.when
    );
    ui.add(Label::new(said).wrap());
    ui.add_space(4.0);
    match &foreign.theirs {
        Err(why) => {
            let color = ui.visuals().error_fg_color;
            let why = format!("Theirs cannot be opened: {why}");
            ui.add(Label::new(RichText::new(why).color(color)).wrap());
        }
        Ok(lines) if foreign.looking => {
            ui.label("In theirs, beside yours:");
            for line in lines {
                ui.add(Label::new(format!("• {line}")).wrap());
            }
        }
        Ok(_) => {
            if ui.button("Look at the difference").clicked() {
                foreign.looking = true;
            }
        }
    }
    ui.add_space(8.0);
    let mut ask = Ask::Stay;
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Keep mine as a new file…").clicked() {
            ask = Ask::SaveElsewhere(beside(&foreign.path));
        }
        let theirs = ui.add_enabled(foreign.theirs.is_ok(), egui::Button::new("Take theirs"));
        let hint = "Opens what the file holds now. Yours is kept under Open recent.";
        if theirs.on_hover_text(hint).clicked() {
            ask = Ask::TakeTheirs(foreign.path.clone());
        }
        let over = ui.button("Save over theirs");
        let hint = "Writes yours. Theirs is kept under Open recent.";
        if over.on_hover_text(hint).clicked() {
            ask = Ask::SaveOver(foreign.path.clone());
        }
        if ui.button("Cancel").clicked() {
            ask = Ask::Close;
        }
    });
    ask
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
pub(in crate::app) fn not_saved_ui(ui: &mut Ui, path: &Path, message: &str) -> Ask {
    title(ui, "The design is not saved");
    let color = ui.visuals().error_fg_color;
    ui.add(Label::new(RichText::new(message).color(color)).wrap());
    ui.add_space(4.0);
    ui.weak("The open design and its changes are as they were.");
    ui.add_space(8.0);
    let mut ask = Ask::Stay;
    ui.horizontal(|ui| {
        if primary(ui, "Save as…").clicked() {
            ask = Ask::SaveElsewhere(path.to_owned());
        }
        if ui.button("Try again").clicked() {
            ask = Ask::SaveAgain(path.to_owned());
        }
        if ui.button("Cancel").clicked() {
            ask = Ask::Close;
        }
    });
    ask
}

/// A file that cannot be opened.
pub(in crate::app) fn broken_ui(ui: &mut Ui, path: &Path, message: &str) -> Ask {
    title(ui, "This file cannot be opened");
    ui.weak(path.display().to_string());
    ui.add_space(4.0);
    ui.add(Label::new(RichText::new(message).color(ui.visuals().error_fg_color)).wrap());
    ui.add_space(4.0);
    ui.weak("The open design is as it was.");
    ui.add_space(8.0);
    let mut ask = Ask::Stay;
    ui.horizontal(|ui| {
        if primary(ui, "Close").clicked() {
            ask = Ask::Close;
        }
        if ui.button("Copy text").clicked() {
            ui.ctx().copy_text(format!("{}: {message}", path.display()));
        }
    });
    ask
}
