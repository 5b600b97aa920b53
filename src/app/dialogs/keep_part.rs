//! A part saved to the user's library.

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        panels::messages::Tone,
        widgets::{
            buttons::{cancel, primary, title},
            text_field::text_ui,
        },
    },
    design::PartId,
};
use egui::Ui;

/// The part, and its name there.
pub(in crate::app) struct KeepPart {
    part: PartId,
    name: String,
    /// What was wrong.
    message: String,
}

impl Dialog for KeepPart {
    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, tr!("Save to my library"));
        text_ui(
            ui,
            tr!("Name in the library"),
            &mut self.name,
            "",
            f32::INFINITY,
        );
        if !self.message.is_empty() {
            ui.colored_label(ui.visuals().error_fg_color, &self.message);
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let name = self.name.trim();
            if primary(ui, tr!("Save")).clicked() && !name.is_empty() {
                let (part, name) = (self.part, name.to_owned());
                ask = Ask::then(move |app, _| app.keep(part, name));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

impl Earwright {
    pub(in crate::app) fn ask_name_in_library(&mut self) {
        let part = self.selected_parts().next();
        let dialog = part.map(|part| KeepPart {
            part: part.id,
            name: part.name.clone(),
            message: String::new(),
        });
        if let Some(dialog) = dialog {
            self.dialog.open(dialog);
        }
    }

    fn keep(&mut self, part: PartId, name: String) {
        let model = self.session.design().part(part);
        let Some(kind) = model.map(|part| part.kind.clone()) else {
            return;
        };
        match self.save_driver(&kind, &name, None) {
            Ok(path) => {
                let said = tr!("Saved to {}", path.display());
                self.messages.say(Tone::Done, said);
            }
            Err(error) => self.dialog.open(KeepPart {
                part,
                name,
                message: error.to_string(),
            }),
        }
    }
}
