//! The design's own settings, shown when nothing is selected: name, notes, drive, air, target,
//! shell.

use super::{
    InspectorInput, numbers, preference,
    rows::{Actions, check, choice_row, heading, push_edit, text_field},
    shell,
};
use crate::{
    analysis::target::{self, DIFFUSE_FIELD_BASS},
    app::{panels::drive_editor, theme},
    design::{
        Edit,
        air::Air,
        target::{Target, TargetSetting},
    },
};
use egui::{Id, RichText, Ui};

/// The editor of the design.
pub fn design_ui(ui: &mut Ui, input: &InspectorInput<'_>, actions: &mut Actions) {
    let design = input.design;
    let id = Id::unique("inspector design");
    ui.horizontal(|ui| {
        let strong = theme::text_strong(ui.visuals());
        ui.label(RichText::new(tr!("Design")).heading().color(strong));
        ui.label(
            RichText::new(tr!(
                "{} parts, {} links",
                design.parts.len(),
                design.links.len()
            ))
            .weak(),
        );
    });
    if let Some(name) = text_field(ui, id.with("name"), tr!("Design name"), &design.name, false) {
        push_edit(actions, tr!("Name the design"), Edit::SetName(name));
    }
    heading(ui, tr!("Drive"));
    drive_editor::drive_ui(ui, &design.drive, input.solution, actions);
    target_ui(ui, id, &design.target, actions);
    preference::preference_ui(ui, input);
    air_ui(ui, id, &design.air, actions);
    shell::shell_ui(ui, id, design, actions);
    heading(ui, tr!("Model"));
    let tooltip = tr!("Added masses where bores step and tubes branch.");
    if let Some(on) = check(ui, tr!("Junction masses"), tooltip, design.junction_masses) {
        push_edit(actions, tr!("Junction masses"), Edit::SetJunctionMasses(on));
    }
    heading(ui, tr!("Notes"));
    if let Some(notes) = text_field(ui, id.with("notes"), tr!("Notes"), &design.notes, true) {
        push_edit(actions, tr!("Notes"), Edit::SetNotes(notes));
    }
}

fn target_ui(ui: &mut Ui, id: Id, setting: &TargetSetting, actions: &mut Actions) {
    heading(ui, tr!("Target"));
    let set = |actions: &mut Actions, change: &dyn Fn(&mut TargetSetting)| {
        push_edit(actions, tr!("Target"), changed(setting, change));
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
    if let Some(new) = choice_row(ui, id.with("target"), tr!("Curve"), which, &all) {
        set(actions, &|setting| {
            setting.target = match new {
                0 => Target::Flat,
                1 => Target::DiffuseField,
                2 => Target::DiffuseFieldBass,
                _ => Target::Generated(DIFFUSE_FIELD_BASS),
            };
        });
    }
    numbers::setting_ui(
        ui,
        id.with("target numbers"),
        setting,
        tr!("Target"),
        actions,
        |setting| Edit::SetTarget(Box::new(setting)),
    );
    if let Some(on) = check(
        ui,
        tr!("Show the target"),
        tr!("Draw the target over the response."),
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

fn air_ui(ui: &mut Ui, id: Id, air: &Air, actions: &mut Actions) {
    heading(ui, tr!("Air"));
    numbers::setting_ui(ui, id.with("air"), air, tr!("Air"), actions, Edit::SetAir);
    if matches!(air, Air::Constants { .. }) && ui.button(tr!("Compute from temperature")).clicked()
    {
        push_edit(actions, tr!("Air"), Edit::SetAir(Air::default()));
    }
}
