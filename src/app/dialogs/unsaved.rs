//! The question about unsaved changes: save, discard or stay, before something else happens.

use super::dialog::{Ask, Dialog};
use crate::app::{
    Earwright,
    files::next::Next,
    widgets::buttons::{cancel, primary, title},
};
use egui::{Label, Ui};

/// What waits for the answer.
pub(in crate::app) struct Unsaved(pub(in crate::app) Next);

impl Dialog for Unsaved {
    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        title(ui, tr!("Unsaved changes"));
        let name = &app.session.design().name;
        let said = tr!("“{name}” has changes that were not saved.");
        ui.add(Label::new(said).wrap());
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            if primary(ui, tr!("Save changes")).clicked() {
                let next = self.0.clone();
                ask = Ask::then(|app, ctx| app.save_before(ctx, next));
            }
            if ui.button(tr!("Discard changes")).clicked() {
                let next = self.0.clone();
                ask = Ask::then(|app, ctx| app.proceed(ctx, next));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}
