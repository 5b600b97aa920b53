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
    numbers::setting_ui(
        ui,
        id.with("target numbers"),
        setting,
        "Target",
        actions,
        |setting| Edit::SetTarget(Box::new(setting)),
    );
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

fn air_ui(ui: &mut Ui, id: Id, air: &Air, actions: &mut Actions) {
    heading(ui, "Air");
    numbers::setting_ui(ui, id.with("air"), air, "Air", actions, Edit::SetAir);
    if matches!(air, Air::Constants { .. }) && ui.button("Compute from temperature").clicked() {
        push_edit(actions, "Air", Edit::SetAir(Air::default()));
    }
}
