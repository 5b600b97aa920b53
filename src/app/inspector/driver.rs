//! What is not a number in a driver: coil, vents, eddy branch, second mode, units of a can.

use super::{
    kinds::change,
    rows::{Actions, check, choice_row},
};
use crate::design::{
    Part, PartKind,
    can::{Coils, Spouts, Units},
    driver::{Armature, CaseVent, Coil, MovingCoil, SecondMode},
};
use egui::{Id, Ui};

/// A vent as it starts.
const VENT: CaseVent = CaseVent {
    length: 0.5e-3,
    bore: 0.3e-3,
    resistance: 0.0,
};

/// The choices of a moving coil.
pub(super) fn moving_coil_ui(
    ui: &mut Ui,
    id: Id,
    part: &Part,
    driver: &MovingCoil,
    actions: &mut Actions,
) {
    coil_ui(ui, id, part, driver.coil, actions);
    let tooltip = "A duct from the front volume to ambient.";
    if let Some(on) = check(ui, "Front vent", tooltip, driver.front_vent.is_some()) {
        change(actions, part, |kind| {
            if let PartKind::MovingCoil(driver) = kind {
                driver.front_vent = on.then_some(VENT);
            }
        });
    }
    let tooltip = "A duct from the back volume to ambient.";
    if let Some(on) = check(ui, "Rear vent", tooltip, driver.rear_vent.is_some()) {
        change(actions, part, |kind| {
            if let PartKind::MovingCoil(driver) = kind {
                driver.rear_vent = on.then_some(VENT);
            }
        });
    }
}

/// The choices of an armature.
pub(super) fn armature_ui(
    ui: &mut Ui,
    id: Id,
    part: &Part,
    driver: &Armature,
    actions: &mut Actions,
) {
    let mut switch = |ui: &mut Ui, label: &str, tooltip: &str, on: bool, set: Set| {
        if let Some(on) = check(ui, label, tooltip, on) {
            change(actions, part, |kind| {
                if let PartKind::Armature(driver) = kind {
                    set(driver, on);
                }
            });
        }
    };
    switch(
        ui,
        "Eddy branch Ks",
        "Eddy currents across the motor.",
        driver.semi_inductance.is_some(),
        |driver, on| driver.semi_inductance = on.then_some(1.0),
    );
    switch(
        ui,
        "Second mode",
        "The pin between armature and diaphragm gives: one internal resonance more.",
        driver.second_mode.is_some(),
        |driver, on| {
            driver.second_mode = on.then_some(SecondMode {
                pin_compliance: 0.1 * driver.compliance,
                mass: 0.3 * driver.mass,
                resistance: driver.resistance,
            });
        },
    );
    switch(
        ui,
        "Relief vent",
        "A tiny hole between front and back volume: it sets the bass corner.",
        driver.relief.is_some(),
        |driver, on| driver.relief = on.then_some(1e10),
    );
    switch(
        ui,
        "Vented back",
        "A duct from the back volume.",
        driver.vent.is_some(),
        |driver, on| driver.vent = on.then_some(VENT),
    );
    switch(
        ui,
        "Internal damper",
        "A damper between front volume and spout, inside the can.",
        driver.internal_damper.is_some(),
        |driver, on| driver.internal_damper = on.then_some(680e5),
    );
    units_ui(ui, id, part, driver.units, actions);
}

/// What a switch does to an armature.
type Set = fn(&mut Armature, bool);

/// How many units the can holds, and how they are joined.
fn units_ui(ui: &mut Ui, id: Id, part: &Part, units: Option<Units>, actions: &mut Actions) {
    let mut set = |units: Option<Units>| {
        change(actions, part, |kind| {
            if let PartKind::Armature(driver) = kind {
                driver.units = units;
            }
        });
    };
    let count = units.map_or(1, |units| units.count);
    let all = [(1, "single"), (2, "dual"), (3, "triple"), (4, "quad")];
    if let Some(count) = choice_row(ui, id.with("units"), "Units in the can", count, &all) {
        let like = units.unwrap_or(Units::DUAL);
        set((count > 1).then_some(Units { count, ..like }));
    }
    let Some(units) = units else { return };
    let all = [
        (Coils::Parallel, "in parallel"),
        (Coils::Series, "in series"),
    ];
    if let Some(coils) = choice_row(ui, id.with("coils"), "Coils", units.coils, &all) {
        set(Some(Units { coils, ..units }));
    }
    let all = [
        (Spouts::Shared, "one, shared"),
        (Spouts::Separate, "one a unit"),
    ];
    if let Some(spouts) = choice_row(ui, id.with("spouts"), "Spouts", units.spouts, &all) {
        set(Some(Units { spouts, ..units }));
    }
}

fn coil_ui(ui: &mut Ui, id: Id, part: &Part, coil: Coil, actions: &mut Actions) {
    let which = match coil {
        Coil::Plain { .. } => 0,
        Coil::SemiInductance { .. } => 1,
        Coil::Lr2 { .. } => 2,
        Coil::Leach { .. } => 3,
    };
    let all = [
        (0, "plain Le"),
        (1, "Le + semi-inductance"),
        (2, "LR-2"),
        (3, "Leach"),
    ];
    let Some(new) = choice_row(ui, id, "Coil model", which, &all) else {
        return;
    };
    let inductance = match coil {
        Coil::Plain { inductance }
        | Coil::SemiInductance { inductance, .. }
        | Coil::Lr2 { inductance, .. } => inductance,
        Coil::Leach { .. } => 10e-6,
    };
    let coil = match new {
        0 => Coil::Plain { inductance },
        1 => Coil::SemiInductance {
            inductance,
            semi_inductance: 1e-3,
        },
        2 => Coil::Lr2 {
            inductance,
            second_inductance: inductance.max(1e-6),
            second_resistance: 10.0,
        },
        _ => Coil::Leach {
            factor: 1e-3,
            exponent: 0.7,
        },
    };
    change(actions, part, |kind| {
        if let PartKind::MovingCoil(driver) = kind {
            driver.coil = coil;
        }
    });
}
