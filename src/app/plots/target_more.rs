//! More of a target: recipes, a second pair of shelves, its rig, how it is aligned, bounds and smoothing.

use super::PlotsInput;
use crate::{
    analysis::target::{RECIPES, rig, rig_warning},
    app::{actions::Action, theme},
    design::{
        ALIGN_TO, Edit,
        target::{Generator, Rig, Shelves, Target, TargetSetting},
    },
    picture::SMOOTHINGS,
    words,
};
use egui::{Label, RichText, Ui};

/// What stands below the target's numbers.
pub(super) fn more_ui(
    ui: &mut Ui,
    input: &PlotsInput,
    smoothing: Option<u8>,
    actions: &mut Vec<Action>,
) {
    let setting = &input.design.target;
    band_ui(ui, setting, actions);
    if let Target::Generated(gains) = &setting.target {
        ui.separator();
        second_ui(ui, setting, gains, actions);
    }
    ui.separator();
    ui.weak(tr!("Recipes on the diffuse field"));
    ui.horizontal_wrapped(|ui| {
        for recipe in &RECIPES {
            let target = Target::Generated(recipe.gains);
            let chosen = setting.target == target;
            let row = ui.selectable_label(chosen, words::text(recipe.name));
            if row.on_hover_text(words::text(recipe.meaning)).clicked() && !chosen {
                let label = tr!("Target {}", words::text(recipe.name));
                actions.push(changed(setting, &label, |new| {
                    new.target = target;
                    new.shown = true;
                }));
            }
        }
    });
    ui.separator();
    rig_ui(ui, input, actions);
    let mut bounds = setting.bounds;
    let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut bounds, tr!("Preference bounds")));
    let words =
        tr!("Draw between which levels most listeners’ preferences lie, on the diffuse field");
    if check.on_hover_text(words).changed() {
        let label = if bounds {
            tr!("Show bounds")
        } else {
            tr!("Hide bounds")
        };
        actions.push(changed(setting, label, |new| new.bounds = bounds));
    }
    ui.separator();
    smoothing_ui(ui, smoothing, actions);
}

/// An edit of a copy of the setting.
fn changed(
    setting: &TargetSetting,
    label: &str,
    change: impl FnOnce(&mut TargetSetting),
) -> Action {
    let mut new = setting.clone();
    change(&mut new);
    Action::Edit {
        label: label.to_owned(),
        edit: Edit::SetTarget(Box::new(new)),
    }
}

/// Whether the mean of a band aligns, instead of one frequency.
fn band_ui(ui: &mut Ui, setting: &TargetSetting, actions: &mut Vec<Action>) {
    let mut by_band = setting.align_to_hz.is_some();
    let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut by_band, tr!("Align by a band")));
    let words = tr!("Align by the mean distance over a band instead of at one frequency");
    if check.on_hover_text(words).changed() {
        actions.push(changed(setting, tr!("Align target"), |new| {
            new.align_to_hz = by_band.then_some((4.0 * setting.align_hz).min(ALIGN_TO.max));
        }));
    }
}

/// Whether the generator has a second pair of shelves.
fn second_ui(ui: &mut Ui, setting: &TargetSetting, gains: &Generator, actions: &mut Vec<Action>) {
    let mut on = gains.second.is_some();
    let check =
        theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, tr!("Second pair of shelves")));
    if check.changed() {
        let gains = Generator {
            second: on.then(Shelves::default),
            ..*gains
        };
        actions.push(changed(setting, tr!("Second pair of shelves"), |new| {
            new.target = Target::Generated(gains);
        }));
    }
}

/// The rig of the target, to be said of an imported one, and whether the ear fits it.
fn rig_ui(ui: &mut Ui, input: &PlotsInput, actions: &mut Vec<Action>) {
    let setting = &input.design.target;
    let imported = matches!(setting.target, Target::Imported(_));
    if imported {
        ui.weak(tr!("Measured on"));
        let known = Rig::ALL.map(Some).into_iter();
        for choice in known.chain([None]) {
            let name = choice.map_or(tr!("nobody knows"), Rig::name);
            let chosen = setting.rig == choice;
            let radio = theme::with_round_edge(ui, |ui| ui.radio(chosen, name));
            if radio.clicked() && !chosen {
                actions.push(changed(setting, tr!("Rig of the target"), |new| {
                    new.rig = choice;
                }));
            }
        }
    } else if let Some(rig) = rig(setting) {
        ui.weak(tr!("Made for: {}", rig.name()));
    }
    let ear = input.design.ear_model();
    if let Some(why) = ear.and_then(|ear| rig_warning(setting, ear)) {
        let ink = ui.visuals().warn_fg_color;
        ui.add(Label::new(RichText::new(why).small().color(ink)).wrap());
    }
}

/// How levels are smoothed: on the plots, not in figures.
fn smoothing_ui(ui: &mut Ui, smoothing: Option<u8>, actions: &mut Vec<Action>) {
    ui.weak(tr!("Smoothing of levels, octaves"));
    ui.horizontal(|ui| {
        let parts = SMOOTHINGS.map(Some).into_iter();
        for choice in [None].into_iter().chain(parts) {
            let name = choice.map_or_else(|| tr!("none").to_owned(), |parts| format!("1/{parts}"));
            let chosen = smoothing == choice;
            if ui.selectable_label(chosen, name).clicked() && !chosen {
                actions.push(Action::Smooth(choice));
            }
        }
    });
}
