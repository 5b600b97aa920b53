//! Third step: which model, what is known beforehand, how good the data are, what it is called.

use super::{
    IdentifyForm, Wish, field, finding_ui,
    model::{Kind, ModelForm},
};
use crate::{
    app::{theme, widgets::text_field::text_ui},
    quantity::Unit,
};
use egui::{Grid, Label, RichText, Slider, Ui};

/// Width of number fields, points.
const WIDTH: f32 = 84.0;
/// Parameters in a row.
const COLUMNS: usize = 4;

pub(super) fn model_ui(ui: &mut Ui, form: &mut IdentifyForm) -> Option<Wish> {
    let model = &mut form.model;
    ui.horizontal(|ui| {
        for (kind, words) in [
            (Kind::Armature, tr!("Balanced armature")),
            (Kind::MovingCoil, tr!("Moving coil")),
            (Kind::Measured, tr!("Keep as measured")),
        ] {
            theme::with_round_edge(ui, |ui| ui.radio_value(&mut model.kind, kind, words));
        }
    });
    match model.kind {
        Kind::Armature => {
            ui.horizontal_wrapped(|ui| {
                theme::edge_fields(ui);
                ui.checkbox(&mut model.second_mode, tr!("Second internal resonance"))
                    .on_hover_text(tr!(
                        "The pin between armature and diaphragm gives: a second mode."
                    ));
                ui.checkbox(&mut model.vented, tr!("Vented back volume"))
                    .on_hover_text(tr!("A duct opens the back volume to ambient."));
                ui.checkbox(&mut model.adapter, tr!("Adapter of unknown size"))
                    .on_hover_text(tr!(
                        "A tube of unknown length and bore between spout and fixture."
                    ));
            });
        }
        Kind::MovingCoil => {
            ui.horizontal_wrapped(|ui| {
                theme::edge_fields(ui);
                ui.checkbox(&mut model.sealed_rear, tr!("Closed rear volume"))
                    .on_hover_text(tr!(
                        "The rear is a closed volume, to be found; else it is open."
                    ));
                ui.checkbox(&mut model.semi_inductance, tr!("Semi-inductance"))
                    .on_hover_text(tr!("Eddy currents in the pole: Ks√(jω) in series with Le."));
            });
        }
        Kind::Measured => measured_ui(ui, model),
    }
    if model.kind != Kind::Measured {
        known_ui(ui, model);
        data_ui(ui, model);
    }
    name_ui(ui, form);
    for finding in form.joint_findings() {
        finding_ui(ui, finding.severity, &finding.message);
    }
    None
}

fn measured_ui(ui: &mut Ui, model: &mut ModelForm) {
    ui.add(
        Label::new(
            RichText::new(tr!(
                "The curves stay as they are: a source of volume velocity beside a stated \
                 compliance. Its impedance does not feel the load, so prefer a fitted model where \
                 one fits."
            ))
            .weak(),
        )
        .wrap(),
    );
    ui.horizontal(|ui| {
        ui.label(tr!("Own compliance as a volume"));
        let typed = &mut model.source_volume;
        field::quantity_ui(
            ui,
            tr!("Source volume"),
            typed,
            &Unit::VOLUME,
            "30 mm³",
            WIDTH,
        );
    });
}

/// A field for each parameter: empty, it is to be found.
fn known_ui(ui: &mut Ui, model: &mut ModelForm) {
    field::heading(ui, tr!("Known beforehand"));
    ui.weak(tr!(
        "Leave empty what is to be found. Spout and coil resistance are easily measured."
    ));
    Grid::new("known")
        .num_columns(2 * COLUMNS)
        .spacing([8.0, 4.0])
        .show(ui, |ui| {
            for (n, parameter) in model.parameters().into_iter().enumerate() {
                ui.label(parameter.symbol).on_hover_text(parameter.name);
                let typed = model.known.entry(parameter.symbol).or_default();
                let name = tr!("Known {}", parameter.name.to_lowercase());
                ui.vertical(|ui| {
                    ui.set_min_width(WIDTH + 8.0);
                    let hint = parameter.unit.bare_suffix();
                    field::quantity_ui(ui, &name, typed, parameter.unit, hint, WIDTH)
                        .on_hover_text(parameter.name);
                });
                if n % COLUMNS == COLUMNS - 1 {
                    ui.end_row();
                }
            }
        });
}

fn data_ui(ui: &mut Ui, model: &mut ModelForm) {
    field::heading(ui, tr!("How good the data are"));
    ui.horizontal_wrapped(|ui| {
        ui.label(tr!("Level ±"));
        text_ui(
            ui,
            tr!("Noise of the level"),
            &mut model.noise_db,
            "0.5",
            40.0,
        );
        ui.label(tr!("dB, impedance ±"));
        let name = tr!("Noise of the impedance");
        text_ui(ui, name, &mut model.noise_percent, "1", 40.0);
        ui.label(tr!("%, response fitted from"));
        text_ui(ui, tr!("Fit from"), &mut model.from, "20 Hz", 60.0);
        ui.label(tr!("to"));
        text_ui(ui, tr!("Fit to"), &mut model.to, "10 kHz", 60.0);
    });
    ui.horizontal(|ui| {
        ui.label(tr!("Starts carried to the end"));
        theme::edge_fields(ui);
        let slider = ui.add(Slider::new(&mut model.starts, 1..=8));
        ui.ctx()
            .accesskit_node_builder(slider.id, |node| node.set_label(tr!("Starts")));
        slider.on_hover_text(tr!(
            "More starts find the best valley more surely and take longer."
        ));
    });
}

fn name_ui(ui: &mut Ui, form: &mut IdentifyForm) {
    let files = form.names().join(tr!(" and "));
    let model = &mut form.model;
    field::heading(ui, tr!("What it is called"));
    Grid::new("named")
        .num_columns(2)
        .spacing([12.0, 6.0])
        .show(ui, |ui| {
            ui.label(tr!("Name"));
            text_ui(ui, tr!("Driver name"), &mut model.name, "My driver", 300.0);
            ui.end_row();
            ui.label(tr!("Measured, by whom"));
            text_ui(ui, tr!("Source"), &mut model.source, &files, 300.0);
            ui.end_row();
            ui.label(tr!("Case"));
            ui.horizontal(|ui| {
                let fields: &[(usize, &str)] = if model.kind == Kind::MovingCoil {
                    &[(0, tr!("diameter")), (2, tr!("height"))]
                } else {
                    &[(0, tr!("length")), (1, tr!("width")), (2, tr!("height"))]
                };
                for (place, word) in fields {
                    if let Some(typed) = model.case.get_mut(*place) {
                        let name = tr!("Case {word}");
                        text_ui(ui, &name, typed, word, 64.0);
                    }
                }
                ui.weak(tr!("mm; empty: a usual one"));
            });
            ui.end_row();
        });
}
