//! What is not a number in a part: which form its coil, leak, ear or dielectric takes.

use super::{
    driver::{armature_ui, moving_coil_ui},
    part::set,
    rows::{Actions, check, choice_row, heading},
};
use crate::design::{
    Domain, Part, PartKind, Termination,
    acoustic::{Eartip, LeakShape, Mesh},
    ear::EarModel,
    electrical::Dielectric,
};
use crate::library;
use egui::{Id, Label, RichText, Ui};

/// Terminations and their words.
pub const TERMINATIONS: [(Termination, &str); 3] = [
    (Termination::None, "no correction"),
    (Termination::Unflanged, "open, unflanged"),
    (Termination::Flanged, "open, flanged"),
];

/// The choices that belong to the kind of `part`.
pub fn kind_ui(ui: &mut Ui, part: &Part, actions: &mut Actions) {
    let id = Id::unique(("inspector kind", part.id));
    match &part.kind {
        PartKind::Capacitor(capacitor) => {
            let all = [
                (Dielectric::C0g, "C0G / NP0"),
                (Dielectric::X5r, "X5R"),
                (Dielectric::X7r, "X7R"),
                (Dielectric::Film, "film"),
                (Dielectric::Tantalum, "tantalum"),
                (Dielectric::Electrolytic, "electrolytic"),
            ];
            if let Some(new) = choice_row(ui, id, "Dielectric", capacitor.dielectric, &all) {
                change(actions, part, |kind| {
                    if let PartKind::Capacitor(capacitor) = kind {
                        capacitor.dielectric = new;
                    }
                });
            }
        }
        PartKind::MovingCoil(driver) => moving_coil_ui(ui, id, part, driver, actions),
        PartKind::Armature(driver) => armature_ui(ui, id, part, driver, actions),
        PartKind::Vent(vent) => {
            if let Some(new) = choice_row(ui, id.with("i"), "Inner end", vent.inner, &TERMINATIONS)
            {
                change(actions, part, |kind| {
                    if let PartKind::Vent(vent) = kind {
                        vent.inner = new;
                    }
                });
            }
            if let Some(new) = choice_row(ui, id.with("o"), "Outer end", vent.outer, &TERMINATIONS)
            {
                change(actions, part, |kind| {
                    if let PartKind::Vent(vent) = kind {
                        vent.outer = new;
                    }
                });
            }
            mesh_check(ui, part, vent.mesh, actions);
        }
        PartKind::Leak(leak) => {
            let shape = matches!(leak.shape, LeakShape::Slit { .. });
            let all = [(true, "slit"), (false, "round hole")];
            if let Some(slit) = choice_row(ui, id, "Shape", shape, &all) {
                change(actions, part, |kind| {
                    if let PartKind::Leak(leak) = kind {
                        leak.shape = leak_shape(slit);
                    }
                });
            }
            mesh_check(ui, part, leak.mesh, actions);
        }
        PartKind::Junction(junction) => {
            let all = [
                (Domain::Electrical, "electrical"),
                (Domain::Acoustic, "acoustic"),
            ];
            if let Some(new) = choice_row(ui, id, "Domain", junction.domain, &all) {
                change(actions, part, |kind| {
                    if let PartKind::Junction(junction) = kind {
                        junction.domain = new;
                    }
                });
            }
        }
        PartKind::Eartip(tip) => eartip_ui(ui, id, part, tip, actions),
        PartKind::Ear(ear) => ear_ui(ui, id, part, ear.model, actions),
        PartKind::Chamber(chamber) => {
            let sides = chamber.sides_mm.is_some();
            let tooltip = "Drawn with sides of its own instead of as a cube of its volume.";
            if let Some(on) = check(ui, "Own sides", tooltip, sides) {
                let side = chamber.volume.cbrt() * 1e3;
                change(actions, part, |kind| {
                    if let PartKind::Chamber(chamber) = kind {
                        chamber.sides_mm = on.then_some([side, side]);
                    }
                });
            }
        }
        _ => {}
    }
}

fn ear_ui(ui: &mut Ui, id: Id, part: &Part, model: EarModel, actions: &mut Actions) {
    heading(ui, "Ear");
    let all = library::ears();
    let index = all
        .iter()
        .position(|known| std::mem::discriminant(&known.model) == std::mem::discriminant(&model));
    let choices: Vec<(Option<usize>, &str)> = all
        .iter()
        .enumerate()
        .map(|(index, ear)| (Some(index), ear.name.as_str()))
        .collect();
    let chosen = choice_row(ui, id, "Model", index, &choices).flatten();
    if let Some(ear) = chosen.and_then(|index| all.get(index)) {
        let new = ear.model;
        change(actions, part, |kind| {
            if let PartKind::Ear(ear) = kind {
                ear.model = new;
            }
        });
    }
    if let Some(ear) = index.and_then(|index| all.get(index)) {
        for words in [&ear.summary, &ear.validity] {
            ui.add(Label::new(RichText::new(words).small().weak()).wrap());
        }
    }
    let words = "Insertion and seal are dimensions of an eartip ahead of the ear.";
    ui.add(Label::new(RichText::new(words).small().weak()).wrap());
}

fn eartip_ui(ui: &mut Ui, id: Id, part: &Part, tip: &Eartip, actions: &mut Actions) {
    let seal = match tip.leak {
        None => 0,
        Some(LeakShape::Slit { .. }) => 1,
        Some(LeakShape::Hole { .. }) => 2,
    };
    let all = [
        (0, "sealed"),
        (1, "leaks at a slit"),
        (2, "leaks at a hole"),
    ];
    if let Some(new) = choice_row(ui, id, "Seal", seal, &all) {
        change(actions, part, |kind| {
            if let PartKind::Eartip(tip) = kind {
                tip.leak = (new != 0).then(|| leak_shape(new == 1));
            }
        });
    }
}

fn mesh_check(ui: &mut Ui, part: &Part, mesh: Option<Mesh>, actions: &mut Actions) {
    if let Some(on) = check(
        ui,
        "Mesh",
        "A mesh or cloth over the opening.",
        mesh.is_some(),
    ) {
        let new = on.then_some(Mesh {
            specific_resistance: 100.0,
            specific_mass: 0.0,
        });
        change(actions, part, |kind| match kind {
            PartKind::Vent(vent) => vent.mesh = new,
            PartKind::Leak(leak) => leak.mesh = new,
            _ => {}
        });
    }
}

fn leak_shape(slit: bool) -> LeakShape {
    if slit {
        LeakShape::Slit {
            width: 10e-3,
            length: 5e-3,
            gap: 0.1e-3,
        }
    } else {
        LeakShape::Hole {
            diameter: 0.5e-3,
            thickness: 0.5e-3,
        }
    }
}

pub(super) fn change(actions: &mut Actions, part: &Part, change: impl FnOnce(&mut PartKind)) {
    set(actions, part, "Change", |copy| change(&mut copy.kind));
}
