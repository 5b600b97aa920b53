//! Curves kept to compare with: keep the present one, show, hide and remove kept ones.

use super::{PlotsInput, header_button::BUTTON};
use crate::{
    analysis::spl,
    app::{
        actions::{Action, command::Command},
        theme,
        widgets::elide,
    },
    design::{ALIGN_AT, CurveKind, CurvePoint, Edit, StoredCurve},
};
use egui::{
    DragValue, Label, PopupCloseBehavior, RichText, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

/// Where a measurement is aligned at first, Hz.
const ALIGN_HZ: f64 = 1000.0;

/// Room for the words on how a measurement was taken, points.
const TAKEN_WIDTH: f32 = 360.0;

/// The button in the header and the menu behind it.
pub(super) fn compare_menu(ui: &mut Ui, input: &PlotsInput, actions: &mut Vec<Action>) {
    let config = MenuConfig::default().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let text = RichText::new("Compare").size(BUTTON);
    let (response, _) = MenuButton::new(text).config(config).ui(ui, |ui| {
        ui.set_min_width(220.0);
        let kept = keep(input);
        let button = egui::Button::new("Keep the present curve");
        if ui.add_enabled(kept.is_some(), button).clicked()
            && let Some(curve) = kept
        {
            let mut snapshots = input.design.snapshots.clone();
            snapshots.push(curve);
            actions.push(Action::Edit {
                label: "Keep curve".to_owned(),
                edit: Edit::SetSnapshots(snapshots),
            });
        }
        let import = Command::ImportMeasurement;
        let info = import.info();
        if ui.button(info.label).on_hover_text(info.tooltip).clicked() {
            actions.push(Action::Command(import));
            ui.close();
        }
        let design = &input.design;
        if let Some(snapshots) = list(ui, "Kept curves", &design.snapshots) {
            actions.push(changed(Edit::SetSnapshots(snapshots)));
        }
        if let Some(measurements) = list(ui, "Measurements", &design.measurements) {
            actions.push(changed(Edit::SetMeasurements(measurements)));
        }
        alignment(ui, &design.measurements, actions);
    });
    response.on_hover_text("Curves kept in the design to compare with");
}

/// Where each measured level meets the response, if it is moved at all.
fn alignment(ui: &mut Ui, curves: &[StoredCurve], actions: &mut Vec<Action>) {
    for (n, curve) in curves.iter().enumerate() {
        if curve.kind != CurveKind::Level || !curve.shown {
            continue;
        }
        let mut aligned = curve.align_hz.is_some();
        let mut at = curve.align_hz.unwrap_or(ALIGN_HZ);
        let (check, field) = ui
            .horizontal(|ui| {
                let shown = elide::letters(&curve.name, elide::NAME);
                let words = format!("Align {shown}");
                let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut aligned, words))
                    .on_hover_text(format!(
                        "Move {} in level to meet the response; the legend says by how much.",
                        curve.name
                    ));
                let field = DragValue::new(&mut at)
                    .range(ALIGN_AT.min..=ALIGN_AT.max)
                    .speed(5.0)
                    .suffix(" Hz")
                    .max_decimals(0);
                let field = theme::with_field_edge(ui, |ui| ui.add_enabled(aligned, field));
                let name = format!("Alignment frequency of {}", curve.name);
                ui.ctx()
                    .accesskit_node_builder(field.id, |node| node.set_label(name.as_str()));
                (check, field)
            })
            .inner;
        if field.drag_stopped() {
            actions.push(Action::CommitPreview);
        } else if check.changed() || field.changed() {
            let mut changed = curves.to_vec();
            if let Some(curve) = changed.get_mut(n) {
                curve.align_hz = aligned.then_some(at);
            }
            let label = format!("Align {}", curve.name);
            let edit = Edit::SetMeasurements(changed);
            actions.push(if field.dragged() {
                Action::Preview { label, edit }
            } else {
                Action::Edit { label, edit }
            });
        }
    }
}

fn changed(edit: Edit) -> Action {
    Action::Edit {
        label: "Change compared curves".to_owned(),
        edit,
    }
}

/// The total as it is now, under the next free name.
fn keep(input: &PlotsInput) -> Option<StoredCurve> {
    let total = spl::total(&input.solution)?;
    let taken = &input.design.snapshots;
    let name = (1..=taken.len() + 1)
        .map(|n| format!("Kept {n}"))
        .find(|name| taken.iter().all(|curve| curve.name != *name))?;
    let points = total
        .x
        .iter()
        .zip(&total.y)
        .filter(|(_, level)| level.is_finite())
        .map(|(&f, &level)| CurvePoint {
            f,
            value: level,
            phase_deg: None,
        })
        .collect();
    Some(StoredCurve {
        name,
        origin: format!("“{}”, computed", input.design.name),
        shown: true,
        kind: CurveKind::Level,
        align_hz: None,
        align_to_hz: None,
        taken: None,
        points,
    })
}

/// One row a curve; the new list where something was changed.
fn list(ui: &mut Ui, heading: &str, curves: &[StoredCurve]) -> Option<Vec<StoredCurve>> {
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
                .on_hover_text(format!("{}\n{}", curve.name, curve.origin));
            let remove = ui.small_button("Remove");
            let name = format!("Remove {}", curve.name);
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
