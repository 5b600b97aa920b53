//! The target's controls: which one, where it is aligned, the generator's four gains.

use super::{PlotsInput, header_button::BUTTON};
use crate::{
    analysis::target::{self, DIFFUSE_FIELD_BASS},
    app::{actions::Action, theme, widgets::elide},
    design::{
        Edit,
        target::{Generator, Target, TargetSetting},
    },
};
use egui::{
    DragValue, PopupCloseBehavior, Response, RichText, Slider, Ui,
    containers::menu::{MenuButton, MenuConfig},
};
use std::ops::RangeInclusive;

/// The button in the header and the menu behind it.
pub(super) fn target_menu(ui: &mut Ui, input: &PlotsInput, actions: &mut Vec<Action>) {
    let setting = &input.design.target;
    let name = if setting.shown {
        target::name(&setting.target)
    } else {
        "none"
    };
    let config = MenuConfig::default().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = elide::letters(name, elide::NAME);
    let text = RichText::new(format!("Target: {shown}")).size(BUTTON);
    let (response, _) = MenuButton::new(text).config(config).ui(ui, |ui| {
        ui.set_min_width(250.0);
        controls(ui, setting, actions);
    });
    response.on_hover_text(format!("What the response is compared with: {name}"));
}

fn controls(ui: &mut Ui, setting: &TargetSetting, actions: &mut Vec<Action>) {
    let mut shown = setting.shown;
    if theme::with_field_edge(ui, |ui| ui.checkbox(&mut shown, "Show the target")).changed() {
        let label = if shown { "Show target" } else { "Hide target" };
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
        let radio = theme::with_field_edge(ui, |ui| ui.radio(chosen, target::name(&choice)));
        if radio.clicked() && !chosen {
            let label = format!("Target {}", target::name(&choice));
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
    if let Target::Imported(curve) = &setting.target {
        let shown = elide::letters(&curve.name, elide::NAME);
        let _ = theme::with_field_edge(ui, |ui| ui.radio(true, shown)).on_hover_text(&curve.name);
    }
    if let Target::Generated(gains) = &setting.target {
        ui.separator();
        sliders(ui, setting, *gains, actions);
    }
    ui.separator();
    ui.horizontal(|ui| {
        let label = ui.label("Align at");
        let mut align = setting.align_hz;
        let number = DragValue::new(&mut align)
            .range(20.0..=20e3)
            .speed(5.0)
            .suffix(" Hz")
            .max_decimals(0);
        let response = theme::with_field_edge(ui, |ui| ui.add(number)).labelled_by(label.id);
        let changed = TargetSetting {
            align_hz: align,
            ..setting.clone()
        };
        follow(&response, "Align target", changed, actions);
    });
}

/// Name, range, unit and place of one gain.
type Row = (
    &'static str,
    RangeInclusive<f64>,
    &'static str,
    fn(&mut Generator) -> &mut f64,
);

fn sliders(ui: &mut Ui, setting: &TargetSetting, gains: Generator, actions: &mut Vec<Action>) {
    let rows: [Row; 4] = [
        (target::TILT, -3.0..=1.0, " dB/oct", |g| {
            &mut g.tilt_db_per_octave
        }),
        (target::BASS_GAIN, -6.0..=18.0, " dB", |g| &mut g.bass_db),
        (target::EAR_GAIN, -12.0..=12.0, " dB", |g| &mut g.ear_db),
        (target::TREBLE_GAIN, -12.0..=12.0, " dB", |g| {
            &mut g.treble_db
        }),
    ];
    for (name, range, suffix, field) in rows {
        let mut changed = gains;
        let slider = Slider::new(field(&mut changed), range)
            .text(name)
            .suffix(suffix)
            .step_by(0.1)
            .max_decimals(1);
        let response = theme::with_field_edge(ui, |ui| ui.add(slider));
        let target = Target::Generated(changed);
        let changed = TargetSetting {
            target,
            ..setting.clone()
        };
        follow(
            &response,
            &format!("Target {}", name.to_lowercase()),
            changed,
            actions,
        );
    }
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
        },
    }
}

fn same_kind(a: &Target, b: &Target) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}
