//! A measured level on another rig: the curve as this very design would give it there.

use crate::{
    app::actions::Action,
    design::{Design, Edit, StoredCurve, ear::EarModel},
    tuning::conversion::{Conversion, Seat},
};
use egui::Ui;

/// The button of the n-th measurement and the rigs behind it. It was measured on the ear that the
/// design plays into.
pub(super) fn convert_menu(ui: &mut Ui, design: &Design, n: usize) -> Option<Action> {
    let own = design.ear_model()?;
    let curve = design.measurements.get(n)?;
    let mut action = None;
    let menu = ui.menu_button(tr!("Convert to…"), |ui| {
        ui.weak(tr!("Measured on the design’s ear: {}", own.facts().word));
        for rig in EarModel::COUPLERS.into_iter().filter(|rig| *rig != own) {
            let facts = rig.facts();
            let button = ui.button(facts.word).on_hover_text(facts.description);
            if button.clicked() {
                action = Some(converted(design, n, curve, [own, rig]));
                ui.close();
            }
        }
    });
    let name = tr!("Convert {} to another rig", curve.name);
    menu.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    menu.response.on_hover_text(tr!(
        "Lay this curve beside itself as another rig would show it, by the design’s own source impedance there and here."
    ));
    action
}

fn converted(design: &Design, n: usize, curve: &StoredCurve, rigs: [EarModel; 2]) -> Action {
    let seats = rigs.map(|ear| Seat { ear, depth: None });
    match Conversion::stored(design, seats, curve) {
        Ok(converted) => {
            let label = tr!("Convert {}", curve.name);
            let mut measurements = design.measurements.clone();
            measurements.insert(n + 1, converted);
            let edit = Edit::SetMeasurements(measurements);
            Action::Edit { label, edit }
        }
        Err(why) => Action::Say(tr!("{} was not converted: {why}", curve.name)),
    }
}
