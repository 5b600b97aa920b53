//! The probes: their names, and taking them away.

use super::{
    PlotsInput,
    colours::{colour, theme},
    header_button::BUTTON,
};
use crate::{
    analysis::Role,
    app::{actions::Action, inspector::rows::text_field, widgets::form::form_menu},
    picture::style,
};
use egui::{Id, RichText, Sense, Ui, vec2};

/// The button in the header and the menu behind it.
pub(super) fn probes_menu(ui: &mut Ui, input: &PlotsInput, actions: &mut Vec<Action>) {
    let text = RichText::new(tr!("Probes")).size(BUTTON);
    let response = form_menu(ui, text, |ui| {
        ui.set_min_width(240.0);
        for probe in input.probes.iter() {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
                let own = style::stroke(Role::Probe(probe.number), theme(input.dark)).colour;
                ui.painter().circle_filled(rect.center(), 5.0, colour(own));
                let remove = ui.small_button(tr!("Remove"));
                let name = tr!("Remove probe {}", probe.name);
                remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if remove.clicked() {
                    actions.push(Action::ToggleProbe(probe.end.clone()));
                }
                let id = Id::unique(("probe", &probe.end));
                let label = tr!("Name of probe {}", probe.name);
                if let Some(name) = text_field(ui, id, &label, &probe.name, false)
                    && !name.trim().is_empty()
                {
                    let name = name.trim().to_owned();
                    actions.push(Action::RenameProbe(probe.end.clone(), name));
                }
            });
        }
    });
    response.on_hover_text(tr!("Ports whose curves are drawn besides the others"));
}
