//! Second step: what the curves were taken in. The fit takes it away again.

use super::{
    IdentifyForm, Wish, field, finding_ui,
    fixture::{PieceForm, PieceKind},
};
use crate::{app::theme, library, quantity::Unit, tuning::identify::End};
use egui::{ComboBox, Grid, Label, RichText, Ui};

const WIDTH: f32 = 110.0;

pub(super) fn fixture_ui(ui: &mut Ui, form: &mut IdentifyForm) -> Option<Wish> {
    ui.add(
        Label::new(
            RichText::new(tr!(
                "State what was there during the measurement: it is taken out of the driver, so \
                 that any other tubes, damper, leak or ear can load it."
            ))
            .weak(),
        )
        .wrap(),
    );
    let fixture = &mut form.shown.fixture;
    field::heading(ui, tr!("Drive and coupler"));
    Grid::new("fixture")
        .num_columns(2)
        .spacing([12.0, 6.0])
        .show(ui, |ui| {
            ui.label(tr!("Drive voltage"));
            ui.horizontal(|ui| {
                let name = tr!("Drive voltage");
                let typed = &mut fixture.voltage;
                let field = field::quantity_ui(ui, name, typed, &Unit::VOLT, "100 mV", WIDTH);
                if field.changed() {
                    fixture.own_voltage = true;
                }
                ui.weak(tr!("rms, ahead of the source resistance"));
            });
            ui.end_row();
            ui.label(tr!("Source resistance"));
            ui.horizontal(|ui| {
                let name = tr!("Source resistance");
                let typed = &mut fixture.source_resistance;
                field::quantity_ui(ui, name, typed, &Unit::OHM, "0 Ω", WIDTH);
                ui.weak(tr!("of amplifier and cable"));
            });
            ui.end_row();
            ui.label(tr!("Coupler or ear"));
            let ears = library::ears();
            let chosen = ears.get(fixture.ear);
            let combo = theme::with_field_edge(ui, |ui| {
                ComboBox::from_id_salt("coupler")
                    .selected_text(chosen.map_or("", |ear| ear.name.as_str()))
                    .width(220.0)
                    .show_ui(ui, |ui| {
                        for (n, ear) in ears.iter().enumerate() {
                            ui.selectable_value(&mut fixture.ear, n, &ear.name)
                                .on_hover_text(&ear.summary);
                        }
                    })
            });
            ui.ctx()
                .accesskit_node_builder(combo.response.id, |node| node.set_label(tr!("Coupler")));
            ui.end_row();
            ui.label(tr!("The path ends in"));
            end_ui(ui, &mut fixture.end);
            ui.end_row();
            ui.label(tr!("Leak past the seal"));
            ui.horizontal(|ui| {
                let typed = &mut fixture.leak;
                field::quantity_ui(
                    ui,
                    tr!("Leak hole"),
                    typed,
                    &Unit::LENGTH,
                    tr!("sealed"),
                    WIDTH,
                );
                ui.weak(tr!("diameter of a hole through 1 mm"));
            });
            ui.end_row();
            ui.label(tr!("Level within"));
            ui.horizontal(|ui| {
                let typed = &mut fixture.offset;
                field::quantity_ui(
                    ui,
                    tr!("Level within"),
                    typed,
                    &Unit::NUMBER,
                    tr!("kept"),
                    WIDTH,
                );
                ui.weak(tr!("dB, where the microphone was not calibrated"));
            });
            ui.end_row();
        });
    field::heading(ui, tr!("Between driver and coupler"));
    path_ui(ui, &mut fixture.path);
    ui.add_space(6.0);
    ui.add(
        Label::new(RichText::new(fixture.chain()).color(theme::text_strong(ui.visuals()))).wrap(),
    );
    if let Err(why) = fixture.read() {
        ui.add(Label::new(RichText::new(why).color(ui.visuals().error_fg_color)).wrap());
    }
    for finding in form.joint_findings() {
        finding_ui(ui, finding.severity, &finding.message);
    }
    None
}

/// What the path ends in.
fn end_ui(ui: &mut Ui, end: &mut End) {
    let word = |end: End| match end {
        End::Coupler => tr!("this coupler"),
        End::Blocked => tr!("a rigid wall: impedance only"),
        End::Open => tr!("free air: impedance only"),
    };
    let combo = theme::with_field_edge(ui, |ui| {
        ComboBox::from_id_salt("end of the path")
            .selected_text(word(*end))
            .width(220.0)
            .show_ui(ui, |ui| {
                for known in [End::Coupler, End::Blocked, End::Open] {
                    ui.selectable_value(end, known, word(known));
                }
            })
    });
    ui.ctx().accesskit_node_builder(combo.response.id, |node| {
        node.set_label(tr!("End of the path"));
    });
}

fn path_ui(ui: &mut Ui, path: &mut Vec<PieceForm>) {
    let mut removed = None;
    for (n, piece) in path.iter_mut().enumerate() {
        let number = n + 1;
        ui.horizontal(|ui| {
            match piece.kind {
                PieceKind::Tube => {
                    ui.label(tr!("{number}  Tube"));
                    let name = tr!("Length of piece {number}");
                    let typed = &mut piece.length;
                    field::quantity_ui(ui, &name, typed, &Unit::LENGTH, "10 mm", 80.0);
                    ui.label("±");
                    let name = tr!("Tolerance of piece {number}");
                    let typed = &mut piece.tolerance;
                    field::quantity_ui(ui, &name, typed, &Unit::LENGTH, tr!("exact"), 60.0);
                    ui.label(tr!("long, bore"));
                    let name = tr!("Bore of piece {number}");
                    let typed = &mut piece.bore;
                    field::quantity_ui(ui, &name, typed, &Unit::LENGTH, "2 mm", 80.0);
                }
                PieceKind::Damper => {
                    ui.label(tr!("{number}  Damper"));
                    let name = tr!("Resistance of piece {number}");
                    let typed = &mut piece.resistance;
                    field::quantity_ui(ui, &name, typed, &Unit::DAMPER, "1500", WIDTH);
                    ui.menu_button(tr!("Colour"), |ui| {
                        for damper in library::dampers() {
                            let value =
                                crate::quantity::text::exact(damper.resistance, &Unit::DAMPER);
                            if ui.button(format!("{}  {value}", damper.name)).clicked() {
                                piece.resistance = value;
                                ui.close();
                            }
                        }
                    });
                }
            }
            let remove = ui.small_button(tr!("Remove"));
            let name = tr!("Remove piece {number}");
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if remove.clicked() {
                removed = Some(n);
            }
        });
    }
    if let Some(n) = removed {
        path.remove(n);
    }
    if path.is_empty() {
        ui.weak(tr!("Nothing: the spout opens into the coupler."));
    }
    ui.horizontal(|ui| {
        if ui.button(tr!("Add tube")).clicked() {
            path.push(PieceForm::tube());
        }
        if ui.button(tr!("Add damper")).clicked() {
            path.push(PieceForm::damper());
        }
    });
}
