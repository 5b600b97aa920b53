//! What the design is compared with: take a snapshot, show and hide what is kept, align measurements.

use super::{PlotsInput, convert_menu::convert_menu, header_button::BUTTON};
use crate::{
    app::{
        actions::{Action, command::Command, snapshots},
        theme,
        widgets::elide,
    },
    design::{ALIGN_AT, ALIGN_TO, CurveKind, Design, Edit, Snapshot, StoredCurve},
    words::retold,
};
use egui::{
    Button, DragValue, Label, PopupCloseBehavior, Response, RichText, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

/// Where a measurement is aligned at first, Hz.
const ALIGN_HZ: f64 = 1000.0;

/// Room for the words on how a measurement was taken, points.
const TAKEN_WIDTH: f32 = 360.0;

/// The button in the header and the menu behind it.
pub(super) fn compare_menu(ui: &mut Ui, input: &PlotsInput, actions: &mut Vec<Action>) {
    let config = MenuConfig::default().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let text = RichText::new(tr!("Compare")).size(BUTTON);
    let (response, _) = MenuButton::new(text).config(config).ui(ui, |ui| {
        ui.set_min_width(220.0);
        for command in [
            Command::TakeSnapshot,
            Command::CompareDesign,
            Command::ImportMeasurement,
            Command::Compare,
            Command::Explain,
        ] {
            let info = command.info();
            let keys = command.shortcut_text(ui.ctx());
            let button = ui.add(Button::new(info.label()).shortcut_text(keys));
            if button.on_hover_text(info.tooltip()).clicked() {
                actions.push(Action::Command(command));
                ui.close();
            }
        }
        let design = &input.design;
        snapshots_ui(ui, &design.kept, actions);
        if let Some(snapshots) = list(ui, tr!("Kept curves"), &design.snapshots, None, actions) {
            actions.push(changed(Edit::SetSnapshots(snapshots)));
        }
        let measured = list(
            ui,
            tr!("Measurements"),
            &design.measurements,
            Some(design),
            actions,
        );
        if let Some(measurements) = measured {
            actions.push(changed(Edit::SetMeasurements(measurements)));
        }
        alignment(ui, &design.measurements, actions);
    });
    response.on_hover_text(tr!(
        "Snapshots and measurements kept in the design to compare with"
    ));
}

/// Where each measured level meets the response, if it is moved at all: at a frequency, or on the mean
/// of a band.
fn alignment(ui: &mut Ui, curves: &[StoredCurve], actions: &mut Vec<Action>) {
    for (n, curve) in curves.iter().enumerate() {
        if curve.kind != CurveKind::Level || !curve.shown {
            continue;
        }
        let mut new = curve.clone();
        let (check, fields) = ui.horizontal(|ui| alignment_ui(ui, &mut new)).inner;
        if fields.iter().any(Response::drag_stopped) {
            actions.push(Action::CommitPreview);
        } else if new != *curve {
            let dragged = !check.changed() && fields.iter().any(Response::dragged);
            let mut changed = curves.to_vec();
            if let Some(curve) = changed.get_mut(n) {
                *curve = new;
            }
            let label = tr!("Align {}", curve.name);
            let edit = Edit::SetMeasurements(changed);
            actions.push(if dragged {
                Action::Preview { label, edit }
            } else {
                Action::Edit { label, edit }
            });
        }
    }
}

/// The switch and the frequencies of one measured level.
fn alignment_ui(ui: &mut Ui, curve: &mut StoredCurve) -> (Response, Vec<Response>) {
    let mut aligned = curve.align_hz.is_some();
    let mut at = curve.align_hz.unwrap_or(ALIGN_HZ);
    let shown = elide::letters(&curve.name, elide::NAME);
    let words = tr!("Align {shown}");
    let mut check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut aligned, words))
        .on_hover_text(tr!(
            "Move {} in level to meet the response; the legend says by how much.",
            curve.name
        ));
    let hertz = |ui: &mut Ui, value: &mut f64, least: f64, name: String| {
        let field = DragValue::new(value)
            .range(least..=ALIGN_TO.max)
            .speed(5.0)
            .suffix(" Hz")
            .max_decimals(0);
        let field = theme::with_field_edge(ui, |ui| ui.add_enabled(aligned, field));
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(name));
        field
    };
    let name = tr!("Alignment frequency of {}", curve.name);
    let mut fields = vec![hertz(ui, &mut at, ALIGN_AT.min, name)];
    let mut band = aligned && curve.align_to_hz.is_some();
    let to_band = theme::with_field_edge(ui, |ui| {
        ui.add_enabled(aligned, egui::Checkbox::new(&mut band, tr!("to")))
    });
    let name = tr!("Align {} on the mean of a band", curve.name);
    ui.ctx()
        .accesskit_node_builder(to_band.id, |node| node.set_label(name));
    check |= to_band.on_hover_text(tr!(
        "By the mean distance over a band, not at one frequency."
    ));
    let mut to = curve.align_to_hz.unwrap_or(3.0 * at);
    if band {
        let name = tr!("Upper alignment frequency of {}", curve.name);
        fields.push(hertz(ui, &mut to, ALIGN_TO.min, name));
    }
    curve.align_hz = aligned.then_some(at);
    // Whatever is typed, a band goes upwards.
    curve.align_to_hz = band.then_some(to.max(1.1 * at).min(ALIGN_TO.max));
    (check, fields)
}

fn changed(edit: Edit) -> Action {
    Action::Edit {
        label: tr!("Change compared curves").to_owned(),
        edit,
    }
}

/// Every snapshot, to be shown or hidden.
fn snapshots_ui(ui: &mut Ui, kept: &[Snapshot], actions: &mut Vec<Action>) {
    if kept.is_empty() {
        return;
    }
    ui.separator();
    ui.label(RichText::new(tr!("Snapshots")).weak());
    for (at, one) in kept.iter().enumerate() {
        let mut on = one.shown;
        let words = elide::letters(&one.name, elide::NAME).into_owned();
        let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, words));
        check.on_hover_text(&one.name);
        if on != one.shown {
            actions.push(snapshots::show(kept, at, on));
        }
    }
}

/// One row a curve; the new list where something was changed.
/// Levels can be converted to other rigs where a design is given.
fn list(
    ui: &mut Ui,
    heading: &str,
    curves: &[StoredCurve],
    convertible: Option<&Design>,
    actions: &mut Vec<Action>,
) -> Option<Vec<StoredCurve>> {
    if curves.is_empty() {
        return None;
    }
    ui.separator();
    ui.label(RichText::new(heading).weak());
    let mut result = curves.to_vec();
    let mut removed = None;
    for (n, curve) in result.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            let shown = elide::letters(&curve.name, elide::NAME).into_owned();
            theme::with_field_edge(ui, |ui| ui.checkbox(&mut curve.shown, shown))
                .on_hover_text(format!("{}\n{}", curve.name, retold(&curve.origin)));
            if let Some(design) = convertible
                && curve.kind == CurveKind::Level
            {
                actions.extend(convert_menu(ui, design, n));
            }
            let remove = ui.small_button(tr!("Remove"));
            let name = tr!("Remove {}", curve.name);
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if remove.clicked() {
                removed = Some(n);
            }
        });
        if let Some(taken) = &curve.taken {
            let words = RichText::new(taken.words()).small().weak();
            ui.set_max_width(TAKEN_WIDTH);
            ui.add(Label::new(words).wrap());
        }
    }
    if let Some(n) = removed {
        result.remove(n);
    }
    (result != curves).then_some(result)
}
