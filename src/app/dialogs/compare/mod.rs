//! What the design is compared with: snapshots of it, other designs and measurements; what differs, in
//! figures and value by value.

mod list_ui;
mod values_ui;

pub(super) use values_ui::table_ui;

use super::{
    commands_ui::commands_ui,
    dialog::{Ask, Dialog},
};
use crate::{
    app::{
        Earwright,
        actions::command::Command,
        widgets::buttons::{heading, primary},
    },
    design::{
        Design,
        changes::{Changes, changes},
    },
};
use egui::Ui;
use std::sync::Arc;

/// What the dialog holds.
#[derive(Default)]
pub(in crate::app) struct Compare {
    /// The snapshot whose differences are told, by name.
    chosen: String,
    /// The snapshot that gets another name, and the name as it is typed.
    naming: Option<(usize, String)>,
    /// What differs from the chosen one, of the design it was found for.
    known: Option<(Arc<Design>, String, Changes)>,
    /// How far the design is from each of the list.
    told: Option<list_ui::Told>,
}

impl Dialog for Compare {
    fn width(&self) -> f32 {
        640.0
    }

    fn is_beside_plots(&self) -> bool {
        true
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let height = app.room_beside_plots(ui.ctx()).height();
        let design = app.session.design().clone();
        heading(ui, tr!("Compare"));
        ui.add_space(4.0);
        let mut ask = Ask::Stay;
        let naming = self.naming.is_some();
        let room = (height - 150.0).max(80.0);
        list_ui::list_ui(ui, app, self, 0.45 * room, &mut ask);
        if let Some(kept) = design.snapshot_named(&self.chosen) {
            let stale = (self.known.as_ref())
                .is_none_or(|(of, name, _)| !Arc::ptr_eq(of, &design) || *name != kept.name);
            if stale {
                let found = changes(&kept.design(), &design);
                self.known = Some((design.clone(), kept.name.clone(), found));
            }
            if let Some((_, _, found)) = &self.known {
                values_ui::values_ui(ui, &kept.name, found, 0.55 * room);
            }
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            commands_ui(
                ui,
                [
                    (tr!("Take a snapshot"), Command::TakeSnapshot),
                    (tr!("Another design…"), Command::CompareDesign),
                    (tr!("Import measurement…"), Command::ImportMeasurement),
                    (
                        tr!("Plot the difference"),
                        Command::Show(crate::picture::View::Difference),
                    ),
                ],
                &mut ask,
            );
            // Enter ends a name that is typed, not the dialog.
            let close = if naming {
                ui.button(tr!("Close"))
            } else {
                primary(ui, tr!("Close"))
            };
            if close.clicked() {
                ask = Ask::Close;
            }
        });
        ask
    }
}

impl Earwright {
    pub(in crate::app) fn show_comparison(&mut self) {
        // The newest is what was changed since.
        let newest = self.session.design().kept.last();
        self.dialog.open(Compare {
            chosen: newest.map(|kept| kept.name.clone()).unwrap_or_default(),
            ..Compare::default()
        });
    }
}
