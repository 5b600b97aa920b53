//! What would let a silent driver be heard, offered where its curve is missing and where its problem
//! is listed: one click, one step to undo.

use crate::{
    analysis::meaning::Silent,
    app::actions::Action,
    design::{Design, PartId, operations},
    network::Solution,
};
use egui::{Button, RichText, Ui};

/// An offer to let a driver be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// The driver.
    pub part: PartId,
    /// What the button says.
    pub label: String,
    /// Whether the driver is driven and yet not heard.
    stands_still: bool,
}

/// The offers for a design as it was solved, in which these drivers are silent.
pub fn cures(design: &Design, solution: &Solution, silent: &[Silent]) -> Vec<Cure> {
    let cure = |part: PartId, stands_still: bool| {
        let (label, _) = operations::enliven(design, part, stands_still)?;
        Some(Cure {
            part,
            label,
            stands_still,
        })
    };
    if silent.is_empty() && solution.drum_pressure.is_none() {
        // Nothing is driven at all: the first driver that can be connected makes a start.
        let first = design.drivers().find_map(|part| cure(part.id, false));
        return first.into_iter().collect();
    }
    silent
        .iter()
        .filter_map(|silent| cure(silent.part, true))
        .collect()
}

/// The button of an offer; pressed, it asks for the edit that the present design needs.
pub fn cure_button(ui: &mut Ui, cure: &Cure, design: &Design, actions: &mut Vec<Action>) {
    let button = Button::new(RichText::new(&cure.label).color(ui.visuals().warn_fg_color));
    if !ui.add(button).clicked() {
        return;
    }
    if let Some((label, edit)) = operations::enliven(design, cure.part, cure.stands_still) {
        actions.push(Action::Edit { label, edit });
    }
}
