//! A path that is typed.

use super::dialog::{Ask, Dialog};
use crate::app::{
    Earwright,
    files::picker::{Purpose, expand},
    widgets::{
        buttons::{cancel, primary, title},
        text_field::{select_all, text_ui},
    },
};
use egui::{Key, Label, RichText, Ui};
use std::path::{MAIN_SEPARATOR, PathBuf};

/// What has been typed, and what for.
pub(in crate::app) struct TypedPath {
    purpose: Purpose,
    text: String,
    /// Why it is asked for this way, or what was wrong.
    message: String,
    /// A file that stands there already, told to the user: once more, and it is replaced.
    replaced: Option<PathBuf>,
    /// Whether the field has had the keyboard.
    begun: bool,
}

impl TypedPath {
    /// Begins with a path to be changed.
    pub(in crate::app) const fn new(purpose: Purpose, text: String, message: String) -> Self {
        Self {
            purpose,
            text,
            message,
            replaced: None,
            begun: false,
        }
    }
}

impl Dialog for TypedPath {
    fn width(&self) -> f32 {
        560.0
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let purpose = self.purpose;
        title(ui, purpose.title());
        if !self.message.is_empty() {
            ui.add(Label::new(RichText::new(&self.message).weak()).wrap());
            ui.add_space(4.0);
        }
        let text = &mut self.text;
        let response = text_ui(ui, tr!("Path"), text, "/home/me/design.ron", f32::INFINITY);
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if !response.has_focus() && !enter {
            response.request_focus();
            // A path that is pasted takes the place of the one proposed; a folder is typed on from.
            let first = !std::mem::replace(&mut self.begun, true);
            if first && !text.ends_with(MAIN_SEPARATOR) {
                select_all(ui, response.id, text);
            }
        }
        let path = purpose.finished(expand(text.trim()));
        let told = self.replaced.as_ref() == Some(&path);
        if told {
            let color = ui.visuals().warn_fg_color;
            let said = tr!("{} is there already.", path.display());
            ui.add(Label::new(RichText::new(said).color(color)).wrap());
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let word = match purpose.saves() {
                true if told => tr!("Replace"),
                true => tr!("Save"),
                false => tr!("Open"),
            };
            if (primary(ui, word).clicked() || enter) && !text.trim().is_empty() {
                if !told && app.replaces(purpose, &path) {
                    self.replaced = Some(path);
                } else {
                    ask = Ask::then(move |app, ctx| app.use_path(ctx, purpose, path));
                }
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}
