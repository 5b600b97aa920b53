//! Copies of a part in a row along a link: which link, how many, and the dialog that asks.

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        actions::Action,
        panels::messages::Tone,
        theme,
        widgets::buttons::{cancel, primary, title},
    },
    design::{LinkId, PartId, operations},
};
use egui::{Key, Ui};

impl Earwright {
    /// The selected part and the link it would be duplicated along.
    pub(in crate::app) fn along(&self) -> Option<(PartId, LinkId)> {
        let selection = self.session.selection();
        let mut parts = selection.parts.iter();
        let part = *parts.next().filter(|_| parts.next().is_none())?;
        if selection.links.len() > 1 {
            return None;
        }
        let named = selection.links.first().copied();
        let link = operations::link_along(self.session.design(), part, named)?;
        Some((part, link.id))
    }

    pub(in crate::app) fn ask_along(&mut self) {
        if let Some((part, link)) = self.along() {
            self.dialog.open(DuplicateAlong {
                part,
                link,
                copies: 2,
            });
        }
    }

    pub(in crate::app) fn duplicate_along(&mut self, part: PartId, link: LinkId, copies: usize) {
        let label = self.named(tr!("Duplicate"), &[part]);
        match operations::duplicate_along(self.session.design(), part, link, copies) {
            Ok(pasted) => self.add(&tr!("{label} along its link"), &pasted),
            Err(error) => self.messages.say(Tone::Note, error.to_string()),
        }
    }
}

/// How many copies of which part go along which link.
struct DuplicateAlong {
    part: PartId,
    link: LinkId,
    copies: usize,
}

impl Dialog for DuplicateAlong {
    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let Self { part, link, copies } = self;
        let (part, link) = (*part, *link);
        let design = app.session.design();
        let (Some(model), Some(along)) = (design.part(part), design.link(link)) else {
            return Ask::Close;
        };
        let room = operations::room_along(design, model, along);
        title(ui, &tr!("Duplicate {} along {}", model.name, along.name));
        ui.weak(match room {
            0 => tr!("{} is too short for it.", along.name),
            1 => tr!("There is room for one copy.").to_owned(),
            _ => tr!("There is room for {room} copies in a row."),
        });
        ui.add_space(4.0);
        *copies = (*copies).clamp(1, room.max(1));
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            theme::edge_fields(ui);
            let label = ui.label(tr!("Copies"));
            ui.add_enabled(
                room > 0,
                egui::DragValue::new(copies).range(1..=room.max(1)),
            )
            .labelled_by(label.id);
        });
        ui.add_space(8.0);
        let copies = *copies;
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let go = ui
                .add_enabled_ui(room > 0, |ui| primary(ui, tr!("Add copies")))
                .inner;
            if go.clicked() || (enter && room > 0) {
                ask = Ask::action(Action::DuplicateAlong { part, link, copies });
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}
