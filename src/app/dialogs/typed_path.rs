//! A path that is typed.

use super::dialog::{Ask, Dialog};
use crate::app::{
    Earwright,
    files::picker::{Purpose, expand},
    widgets::{
        buttons::{cancel, primary, title},
        text_field::text_ui,
    },
};
use egui::{Key, Label, RichText, Ui};

/// What has been typed, and what for.
pub(in crate::app) struct TypedPath {
    pub(in crate::app) purpose: Purpose,
    pub(in crate::app) text: String,
    /// Why it is asked for this way, or what was wrong.
    pub(in crate::app) message: String,
}

impl Dialog for TypedPath {
    fn width(&self) -> f32 {
        560.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        let purpose = self.purpose;
        title(ui, purpose.title());
        if !self.message.is_empty() {
            ui.add(Label::new(RichText::new(&self.message).weak()).wrap());
            ui.add_space(4.0);
        }
        let text = &mut self.text;
        let response = text_ui(ui, "Path", text, "/home/me/design.ron", f32::INFINITY);
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if !response.has_focus() && !enter {
            response.request_focus();
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let word = if purpose.saves() { "Save" } else { "Open" };
            if (primary(ui, word).clicked() || enter) && !text.trim().is_empty() {
                let path = expand(text.trim());
                ask = Ask::then(move |app, ctx| app.use_path(ctx, purpose, path));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}
