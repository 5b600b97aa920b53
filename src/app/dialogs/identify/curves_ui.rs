//! First step: the two files, and what was found in them.

use super::{IdentifyForm, Slot, Wish, curves, field, finding_ui};
use crate::{
    app::{plots::small_plot_ui, widgets::text_field::text_ui},
    exchange::Quantity,
    quantity::{Unit, text},
};
use egui::{Key, Label, RichText, Ui, vec2};

/// Most findings shown of one curve; more say the same.
const MOST_FINDINGS: usize = 6;

pub(super) fn curves_ui(ui: &mut Ui, form: &mut IdentifyForm) -> Option<Wish> {
    ui.add(
        Label::new(
            RichText::new(tr!(
                "Text files as REW, ARTA or VituixCAD write them (FRD, ZMA, CSV). Drop them on \
                 this window, choose them, or type their paths. One of the two is enough; both \
                 tell far more."
            ))
            .weak(),
        )
        .wrap(),
    );
    let response = slot_ui(
        ui,
        tr!("Response"),
        Quantity::Level,
        &mut form.shown.response,
    );
    let impedance = slot_ui(
        ui,
        tr!("Impedance"),
        Quantity::Impedance,
        &mut form.shown.impedance,
    );
    ui.add_space(6.0);
    plots_ui(ui, form);
    response.or(impedance)
}

fn slot_ui(ui: &mut Ui, name: &str, which: Quantity, slot: &mut Slot) -> Option<Wish> {
    field::heading(ui, name);
    let mut wish = None;
    let typed = slot.path.trim().to_owned();
    ui.horizontal(|ui| {
        let label = tr!("{name} file");
        let hint = match which {
            Quantity::Level => "driver.frd",
            Quantity::Impedance => "driver.zma",
        };
        let width = (ui.available_width() - 222.0).max(120.0);
        let field = text_ui(ui, &label, &mut slot.path, hint, width);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let read = named(ui, tr!("Read"), &tr!("Read {} file", name.to_lowercase()));
        if (read || enter) && !typed.is_empty() {
            wish = Some(Wish::Read(which));
        }
        if named(
            ui,
            tr!("Choose…"),
            &tr!("Choose {} file", name.to_lowercase()),
        ) {
            wish = Some(Wish::Choose(which));
        }
        if slot.curve.is_some()
            && named(
                ui,
                tr!("Remove"),
                &tr!("Remove the {}", name.to_lowercase()),
            )
        {
            *slot = Slot::default();
        }
    });
    if !slot.message.is_empty() {
        ui.add(Label::new(RichText::new(&slot.message).color(ui.visuals().error_fg_color)).wrap());
    }
    if let Some(curve) = &slot.curve {
        let trace = &curve.measurement.trace;
        let hertz =
            |f: Option<f64>| f.map_or_else(String::new, |f| text::rounded(f, &Unit::HERTZ, 3));
        let phase = if trace.has_phase() {
            tr!("with phase")
        } else {
            tr!("without phase")
        };
        let voltage = trace.voltage.map_or_else(String::new, |voltage| {
            tr!(
                ", taken at {} by its heading",
                text::rounded(voltage, &Unit::VOLT, 3)
            )
        });
        ui.add(
            Label::new(tr!(
                "{}: {} points, {} to {}, {phase}{voltage}.",
                curve.name,
                trace.points.len(),
                hertz(trace.points.first().map(|p| p.f)),
                hertz(trace.points.last().map(|p| p.f)),
            ))
            .wrap(),
        );
        let findings = &curve.measurement.findings;
        for finding in findings.iter().take(MOST_FINDINGS) {
            finding_ui(ui, finding.severity, &finding.message);
        }
        if findings.len() > MOST_FINDINGS {
            ui.weak(tr!("and {} more", findings.len() - MOST_FINDINGS));
        }
    }
    wish
}

/// A button whose name says more than its text.
fn named(ui: &mut Ui, text: &str, name: &str) -> bool {
    let button = ui.button(text);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button.clicked()
}

fn plots_ui(ui: &mut Ui, form: &IdentifyForm) {
    let shown: Vec<(&str, Quantity, &Slot)> = [
        (
            tr!("Measured response"),
            Quantity::Level,
            &form.shown.response,
        ),
        (
            tr!("Measured impedance"),
            Quantity::Impedance,
            &form.shown.impedance,
        ),
    ]
    .into_iter()
    .filter(|(_, _, slot)| slot.curve.is_some())
    .collect();
    if shown.is_empty() {
        return;
    }
    let width = (ui.available_width() - 8.0) / 2.0;
    ui.horizontal(|ui| {
        for (name, quantity, slot) in shown {
            if let Some(curve) = &slot.curve {
                let model = curves::as_read(&curve.measurement.trace.points, quantity);
                small_plot_ui(ui, vec2(width, 170.0), name, &model);
            }
        }
    });
}
