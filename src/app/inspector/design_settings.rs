//! The design's own settings, shown when nothing is selected: name, notes, drive, air, target,
//! shell.

use super::{
    InspectorInput,
    field::FieldSpec,
    preference,
    rows::{Actions, check, choice_row, heading, number_row, push_edit, text_field},
    shell,
};
use crate::{
    analysis::target::{self, DIFFUSE_FIELD_BASS},
    app::{panels::drive_editor, theme},
    design::{
        Edit,
        air::Air,
        parameter::Step,
        target::{Generator, Target, TargetSetting},
    },
    quantity::Unit,
};
use egui::{Id, RichText, Ui};

/// The editor of the design.
pub fn design_ui(ui: &mut Ui, input: &InspectorInput<'_>, actions: &mut Actions) {
    let design = input.design;
    let id = Id::unique("inspector design");
    ui.horizontal(|ui| {
        let strong = theme::text_strong(ui.visuals());
        ui.label(RichText::new("Design").heading().color(strong));
        ui.label(
            RichText::new(format!(
                "{} parts, {} links",
                design.parts.len(),
                design.links.len()
            ))
            .weak(),
        );
    });
    if let Some(name) = text_field(ui, id.with("name"), "Design name", &design.name, false) {
        push_edit(actions, "Name the design", Edit::SetName(name));
    }
    heading(ui, "Drive");
    drive_editor::drive_ui(ui, &design.drive, input.solution, actions);
    target_ui(ui, id, &design.target, actions);
    preference::preference_ui(ui, input);
    air_ui(ui, id, &design.air, actions);
    shell::shell_ui(ui, id, design, actions);
    heading(ui, "Model");
    let tooltip = "Added masses where bores step and tubes branch.";
    if let Some(on) = check(ui, "Junction masses", tooltip, design.junction_masses) {
        push_edit(actions, "Junction masses", Edit::SetJunctionMasses(on));
    }
    heading(ui, "Notes");
    if let Some(notes) = text_field(ui, id.with("notes"), "Notes", &design.notes, true) {
        push_edit(actions, "Notes", Edit::SetNotes(notes));
    }
}

fn target_ui(ui: &mut Ui, id: Id, setting: &TargetSetting, actions: &mut Actions) {
    heading(ui, "Target");
    let set = |actions: &mut Actions, change: &dyn Fn(&mut TargetSetting)| {
        push_edit(actions, "Target", changed(setting, change));
    };
    let generated = Target::Generated(DIFFUSE_FIELD_BASS);
    let built_in = [
        &Target::Flat,
        &Target::DiffuseField,
        &Target::DiffuseFieldBass,
        &generated,
    ];
    let mut all: Vec<(usize, &str)> = built_in.into_iter().map(target::name).enumerate().collect();
    let which = match &setting.target {
        Target::Flat => 0,
        Target::DiffuseField => 1,
        Target::DiffuseFieldBass => 2,
        Target::Generated(_) => 3,
        Target::Imported(curve) => {
            all.push((4, curve.name.as_str()));
            4
        }
    };
    if let Some(new) = choice_row(ui, id.with("target"), "Curve", which, &all) {
        set(actions, &|setting| {
            setting.target = match new {
                0 => Target::Flat,
                1 => Target::DiffuseField,
                2 => Target::DiffuseFieldBass,
                _ => Target::Generated(DIFFUSE_FIELD_BASS),
            };
        });
    }
    let spec = FieldSpec::free("Align at", &Unit::HERTZ, Step::Proportional).within(20.0, 20e3);
    number_row(
        ui,
        id.with("align"),
        &spec,
        Some(setting.align_hz),
        "Target",
        actions,
        |new| changed(setting, &|setting| setting.align_hz = new),
    );
    if let Target::Generated(generator) = setting.target {
        generator_ui(ui, id, setting, generator, actions);
    }
    if let Some(on) = check(
        ui,
        "Show the target",
        "Draw the target over the response.",
        setting.shown,
    ) {
        set(actions, &|setting| setting.shown = on);
    }
}

fn changed(setting: &TargetSetting, change: &dyn Fn(&mut TargetSetting)) -> Edit {
    let mut copy = setting.clone();
    change(&mut copy);
    Edit::SetTarget(Box::new(copy))
}

/// Sets one gain of the generator.
type SetGain = fn(&mut Generator, f64);

fn generator_ui(
    ui: &mut Ui,
    id: Id,
    setting: &TargetSetting,
    generator: Generator,
    actions: &mut Actions,
) {
    let db = |label: &'static str| {
        FieldSpec::free(label, &Unit::DECIBEL, Step::Tenth).within(-30.0, 30.0)
    };
    let tilt =
        FieldSpec::free(target::TILT, &Unit::DECIBEL_PER_OCTAVE, Step::Tenth).within(-3.0, 3.0);
    let rows: [(FieldSpec<'_>, f64, SetGain); 4] = [
        (tilt, generator.tilt_db_per_octave, |g, v| {
            g.tilt_db_per_octave = v;
        }),
        (db(target::BASS_GAIN), generator.bass_db, |g, v| {
            g.bass_db = v;
        }),
        (db(target::EAR_GAIN), generator.ear_db, |g, v| g.ear_db = v),
        (db(target::TREBLE_GAIN), generator.treble_db, |g, v| {
            g.treble_db = v;
        }),
    ];
    for (spec, value, set) in rows {
        number_row(
            ui,
            id.with(spec.label),
            &spec,
            Some(value),
            "Target",
            actions,
            |new| {
                changed(setting, &|setting| {
                    let mut generator = generator;
                    set(&mut generator, new);
                    setting.target = Target::Generated(generator);
                })
            },
        );
    }
}

fn air_ui(ui: &mut Ui, id: Id, air: &Air, actions: &mut Actions) {
    heading(ui, "Air");
    match *air {
        Air::Climate {
            temperature_c,
            pressure,
        } => {
            let spec =
                FieldSpec::free("Temperature", &Unit::CELSIUS, Step::Tenth).within(-40.0, 60.0);
            number_row(
                ui,
                id.with("t"),
                &spec,
                Some(temperature_c),
                "Air",
                actions,
                |new| {
                    Edit::SetAir(Air::Climate {
                        temperature_c: new,
                        pressure,
                    })
                },
            );
            let spec = FieldSpec::free("Static pressure", &Unit::PASCAL, Step::Proportional)
                .within(30e3, 120e3);
            number_row(
                ui,
                id.with("p"),
                &spec,
                Some(pressure),
                "Air",
                actions,
                |new| {
                    Edit::SetAir(Air::Climate {
                        temperature_c,
                        pressure: new,
                    })
                },
            );
        }
        Air::Constants {
            density,
            speed_of_sound,
            viscosity,
            gamma,
            prandtl,
        } => {
            let rows = [
                ("Density", &Unit::DENSITY, density),
                ("Speed of sound", &Unit::SPEED, speed_of_sound),
                ("Viscosity", &Unit::VISCOSITY, viscosity),
                ("Ratio of specific heats", &Unit::NUMBER, gamma),
                ("Prandtl number", &Unit::NUMBER, prandtl),
            ];
            let values = rows.map(|(_, _, value)| value);
            for (index, (label, unit, value)) in rows.into_iter().enumerate() {
                let spec = FieldSpec::free(label, unit, Step::Proportional).within(0.0, 1e4);
                number_row(
                    ui,
                    id.with(label),
                    &spec,
                    Some(value),
                    "Air",
                    actions,
                    |new| {
                        let mut values = values;
                        if let Some(slot) = values.get_mut(index) {
                            *slot = new;
                        }
                        let [density, speed_of_sound, viscosity, gamma, prandtl] = values;
                        Edit::SetAir(Air::Constants {
                            density,
                            speed_of_sound,
                            viscosity,
                            gamma,
                            prandtl,
                        })
                    },
                );
            }
            if ui.button("Compute from temperature").clicked() {
                push_edit(actions, "Air", Edit::SetAir(Air::default()));
            }
        }
    }
}
