//! The target's controls: which one, where it is aligned, the generator's four gains.

use super::{PlotsInput, header_button::BUTTON, target_more};
use crate::{
    analysis::target::{self, DIFFUSE_FIELD_BASS},
    app::{
        actions::{Action, command::Command},
        guide::Sign,
        theme,
        widgets::{elide, form::form_menu},
    },
    design::{
        ALIGN_AT, ALIGN_TO, CurveKind, Edit, ParameterInfo, Parameters as _, StoredCurve,
        target::{Generator, Target, TargetSetting},
    },
    quantity::Unit,
};
use egui::{DragValue, Response, RichText, Slider, Ui};
use std::ops::RangeInclusive;

/// The button in the header and the menu behind it.
pub(super) fn target_menu(
    ui: &mut Ui,
    input: &PlotsInput,
    smoothing: Option<u8>,
    actions: &mut Vec<Action>,
) {
    let setting = &input.design.target;
    let name = shown_name(setting);
    let text = RichText::new(words(setting)).size(BUTTON);
    let response = form_menu(ui, text, |ui| {
        ui.set_min_width(250.0);
        ui.set_max_width(300.0);
        controls(ui, setting, &input.design.measurements, actions);
        target_more::more_ui(ui, input, smoothing, actions);
    });
    Sign::Target.note(&response);
    response.on_hover_text(tr!("What the response is compared with: {name}"));
}

/// What the button says.
pub(super) fn words(setting: &TargetSetting) -> String {
    tr!(
        "Target: {}",
        elide::letters(shown_name(setting), elide::NAME)
    )
}

fn shown_name(setting: &TargetSetting) -> &str {
    if setting.shown {
        target::name(&setting.target)
    } else {
        tr!("none")
    }
}

fn controls(
    ui: &mut Ui,
    setting: &TargetSetting,
    measurements: &[StoredCurve],
    actions: &mut Vec<Action>,
) {
    let mut shown = setting.shown;
    if theme::with_field_edge(ui, |ui| ui.checkbox(&mut shown, tr!("Show the target"))).changed() {
        let label = if shown {
            tr!("Show target")
        } else {
            tr!("Hide target")
        };
        actions.push(edit(
            label,
            TargetSetting {
                shown,
                ..setting.clone()
            },
        ));
    }
    ui.separator();
    let gains = generator(&setting.target);
    let choices = [
        Target::Flat,
        Target::DiffuseField,
        Target::DiffuseFieldBass,
        Target::Generated(gains),
    ];
    for choice in choices {
        let chosen = same_kind(&setting.target, &choice);
        let radio = theme::with_round_edge(ui, |ui| ui.radio(chosen, target::name(&choice)));
        if radio.clicked() && !chosen {
            let label = tr!("Target {}", target::name(&choice));
            actions.push(edit(
                &label,
                TargetSetting {
                    target: choice,
                    shown: true,
                    ..setting.clone()
                },
            ));
        }
    }
    own_ui(ui, setting, measurements, actions);
    if matches!(setting.target, Target::Generated(_)) {
        ui.separator();
    }
    let is_align = |info: &ParameterInfo| info.key == ALIGN_AT.key || info.key == ALIGN_TO.key;
    let rows = setting.parameters();
    for (info, value) in rows.iter().filter(|(info, _)| !is_align(info)) {
        if info.unit == &Unit::HERTZ || info.unit == &Unit::NUMBER {
            let label = tr!("Target {}", info.said().to_lowercase());
            number(ui, setting, (info, *value), &label, actions);
        } else {
            slider(ui, setting, info, *value, actions);
        }
    }
    ui.separator();
    for (info, value) in rows.iter().filter(|(info, _)| is_align(info)) {
        number(ui, setting, (info, *value), tr!("Align target"), actions);
    }
}

/// Curves of the user's own: those measured, the one that is the target, and how others come in.
fn own_ui(
    ui: &mut Ui,
    setting: &TargetSetting,
    measurements: &[StoredCurve],
    actions: &mut Vec<Action>,
) {
    let now = match &setting.target {
        Target::Imported(curve) => Some(curve),
        _ => None,
    };
    let same = |a: &StoredCurve, b: &StoredCurve| a.name == b.name && a.points == b.points;
    let levels = measurements
        .iter()
        .filter(|curve| curve.kind == CurveKind::Level);
    let others = levels.filter(|curve| now.is_none_or(|now| !same(now, curve)));
    let all: Vec<(&StoredCurve, bool)> = (now.into_iter().map(|curve| (curve, true)))
        .chain(others.map(|curve| (curve, false)))
        .collect();
    for (curve, chosen) in all {
        let shown = elide::letters(&curve.name, elide::NAME);
        let radio = theme::with_round_edge(ui, |ui| ui.radio(chosen, shown));
        if radio.on_hover_text(&curve.name).clicked() && !chosen {
            let label = tr!("Target {}", curve.name);
            actions.push(edit(&label, setting.of_curve(curve)));
        }
    }
    let file = ui.button(tr!("From a file…"));
    let words = tr!("Read a curve of levels; its dialog says “Use as target”");
    if file.on_hover_text(words).clicked() {
        actions.push(Action::Command(Command::ImportTarget));
        ui.close();
    }
}

/// A number with its words.
fn number(
    ui: &mut Ui,
    setting: &TargetSetting,
    (info, value): (&ParameterInfo, f64),
    undo: &str,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        let label = ui.label(info.said());
        let mut new = value;
        let hertz = info.unit == &Unit::HERTZ;
        let number = DragValue::new(&mut new)
            .range(info.min..=info.max)
            .speed(if hertz { 5.0 } else { 0.01 })
            .suffix(suffix(info))
            .max_decimals(if hertz { 0 } else { 2 });
        let response = theme::with_field_edge(ui, |ui| ui.add(number)).labelled_by(label.id);
        follow(&response, undo, with(setting, info, new), actions);
    });
}

/// A setting with one number changed.
fn with(setting: &TargetSetting, info: &ParameterInfo, value: f64) -> TargetSetting {
    let mut changed = setting.clone();
    changed.set(&info.key(), value);
    changed
}

/// The unit behind a number.
fn suffix(info: &ParameterInfo) -> String {
    format!(" {}", info.unit.bare_suffix())
}

/// The reach of a gain's slider: what targets ask for. Greater gains are typed.
fn reach(info: &ParameterInfo) -> RangeInclusive<f64> {
    match info.key {
        "tilt_db_per_octave" => -3.0..=1.0,
        "bass_db" => -6.0..=18.0,
        _ => -12.0..=12.0,
    }
}

fn slider(
    ui: &mut Ui,
    setting: &TargetSetting,
    info: &ParameterInfo,
    value: f64,
    actions: &mut Vec<Action>,
) {
    let mut gain = value;
    let slider = Slider::new(&mut gain, reach(info))
        .text(info.said())
        .suffix(suffix(info))
        .step_by(0.1)
        .max_decimals(1);
    let response = theme::with_field_edge(ui, |ui| ui.add(slider));
    let label = tr!("Target {}", info.said().to_lowercase());
    follow(&response, &label, with(setting, info, gain), actions);
}

/// A drag previews and becomes one step of undo when it ends; anything else is a step at once.
fn follow(response: &Response, label: &str, setting: TargetSetting, actions: &mut Vec<Action>) {
    if response.dragged() {
        if response.changed() {
            let edit = Edit::SetTarget(Box::new(setting));
            actions.push(Action::Preview {
                label: label.to_owned(),
                edit,
            });
        }
    } else if response.drag_stopped() {
        actions.push(Action::CommitPreview);
    } else if response.changed() {
        actions.push(edit(label, setting));
    }
}

fn edit(label: &str, setting: TargetSetting) -> Action {
    Action::Edit {
        label: label.to_owned(),
        edit: Edit::SetTarget(Box::new(setting)),
    }
}

/// The gains one starts from when turning to the generator.
fn generator(target: &Target) -> Generator {
    match target {
        Target::Generated(gains) => *gains,
        Target::DiffuseFieldBass => DIFFUSE_FIELD_BASS,
        _ => Generator {
            tilt_db_per_octave: 0.0,
            bass_db: 0.0,
            ear_db: 0.0,
            treble_db: 0.0,
            second: None,
        },
    }
}

fn same_kind(a: &Target, b: &Target) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}
