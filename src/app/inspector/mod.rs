//! The inspector: every value of what is selected, or of the design when nothing is.

pub(in crate::app) mod about;
pub mod design_settings;
pub mod field;
pub mod freeing;
pub mod kinds;
pub mod link;
pub mod numbers;
pub mod part;
pub mod preference;
pub mod rows;
pub mod shell;
pub mod spec;
pub mod step;
mod tolerances;

pub use part::trust_badge;

use super::{
    actions::{Action, Selection},
    canvas::Polarities,
};
use crate::{
    design::{Design, ParameterKey, Part, PartId},
    network::Solution,
    tuning::alignment::Suggestion,
};
use egui::Ui;
use std::collections::BTreeSet;

/// What the inspector shows.
#[derive(Debug, Clone, Copy)]
pub struct InspectorInput<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its solution.
    pub solution: &'a Solution,
    /// What is selected.
    pub selection: &'a Selection,
    /// Drivers heard alone.
    pub solo: &'a BTreeSet<PartId>,
    /// Drivers that play against the others.
    pub suggestions: &'a [Suggestion],
    /// Whether marks say which numbers a search may change.
    pub freeing: bool,
    /// Which way round drivers are wired.
    pub polarities: &'a Polarities,
}

/// Puts the cursor into the first field of the inspector when it is drawn next.
pub fn want_first_field(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(field::first_wanted(), field::First::Asked));
}

/// Puts the cursor into the field of this number when the inspector is drawn next; where it has none,
/// into the first one.
pub fn want_field(ctx: &egui::Context, key: &ParameterKey) {
    ctx.data_mut(|data| data.insert_temp(field::named_wanted(), key.clone()));
}

/// Draws the editor of the selection and pushes what the user asks for.
pub fn inspector_ui(ui: &mut Ui, input: &InspectorInput<'_>, actions: &mut Vec<Action>) {
    // Only the inspector's own fields answer, not those drawn before it.
    let wanted = field::first_wanted();
    let asked = ui.data(|data| data.get_temp(wanted)) == Some(field::First::Asked);
    if asked {
        ui.data_mut(|data| data.insert_temp(wanted, field::First::Next));
    }
    let parts: Vec<&Part> = input
        .selection
        .parts
        .iter()
        .filter_map(|id| input.design.part(*id))
        .collect();
    let links: Vec<_> = input
        .selection
        .links
        .iter()
        .filter_map(|id| input.design.link(*id))
        .collect();
    let freeing = input.freeing.then_some(input.design);
    match (parts.as_slice(), links.as_slice()) {
        ([], []) => design_settings::design_ui(ui, input, actions),
        ([only], []) => part::part_ui(ui, only, input, actions),
        ([], [only]) => link::link_ui(ui, only, input.design, freeing, actions),
        ([], several) => link::several_ui(ui, several, freeing, actions),
        (several, links) => {
            part::several_ui(ui, several, freeing, actions);
            let tubes = link::tubes(links);
            if !tubes.is_empty() {
                ui.add_space(8.0);
                link::several_ui(ui, &tubes, freeing, actions);
            }
        }
    }
    field::note_scrolling(ui);
    let named = field::named_wanted();
    if ui
        .data(|data| data.get_temp::<ParameterKey>(named))
        .is_some()
    {
        ui.data_mut(|data| data.remove::<ParameterKey>(named));
        want_first_field(ui.ctx());
        ui.ctx().request_repaint();
    }
    if asked {
        ui.data_mut(|data| data.remove::<field::First>(wanted));
    }
}
