//! The files, and the resistance each was taken through.

use super::{LevelImpedanceForm, Wish};
use crate::{
    app::{
        dialogs::identify::field,
        widgets::{elide, text_field::text_ui},
    },
    quantity::Unit,
    words,
};
use egui::{Grid, Key, Label, RichText, Ui};

const WORDS: &str = "Levels of one earphone, played directly (0 Ω) and through added resistors, tell its \
    impedance. Take three at least, seated the same, at the same volume: for example directly, through \
    20 Ω and through 100 Ω. Drop the files here, or choose them.";
const KEPT: &str = "Leave empty where volume and microphone were left alone between the files; else how far \
    a file may be louder or softer than the others, in dB.";

pub(super) fn files_ui(ui: &mut Ui, form: &mut LevelImpedanceForm) -> Option<Wish> {
    ui.add(Label::new(RichText::new(words::text(WORDS)).weak()).wrap());
    let mut wish = None;
    field::heading(ui, tr!("Files"));
    rows_ui(ui, form);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 150.0).max(120.0);
        let path = text_ui(
            ui,
            tr!("Level file"),
            &mut form.path,
            "my iem 20 ohm.txt",
            width,
        );
        let enter = path.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if (ui.button(tr!("Read")).clicked() || enter) && !form.path.trim().is_empty() {
            wish = Some(Wish::Read);
        }
        if ui.button(tr!("Choose…")).clicked() {
            wish = Some(Wish::Choose);
        }
    });
    if !form.refused.is_empty() {
        let refused = RichText::new(&form.refused).color(ui.visuals().error_fg_color);
        ui.add(Label::new(refused).wrap());
    }
    field::heading(ui, tr!("What counts"));
    Grid::new("what counts")
        .num_columns(2)
        .spacing([12.0, 6.0])
        .show(ui, |ui| {
            for (label, typed, hint) in [
                (tr!("From"), &mut form.from, "20 Hz"),
                (tr!("Up to"), &mut form.to, "20 kHz"),
            ] {
                ui.label(label);
                ui.horizontal(|ui| field::quantity_ui(ui, label, typed, &Unit::HERTZ, hint, 90.0));
                ui.end_row();
            }
            ui.label(tr!("Levels off by"))
                .on_hover_text(words::text(KEPT));
            ui.horizontal(|ui| {
                text_ui(
                    ui,
                    tr!("Levels off by"),
                    &mut form.offset,
                    tr!("kept"),
                    90.0,
                )
                .on_hover_text(words::text(KEPT));
                ui.weak(tr!("dB from file to file, where they were not kept"));
            });
            ui.end_row();
        });
    wish
}

fn rows_ui(ui: &mut Ui, form: &mut LevelImpedanceForm) {
    let mut removed = None;
    Grid::new("level files")
        .num_columns(4)
        .spacing([12.0, 4.0])
        .show(ui, |ui| {
            for (n, row) in form.files.iter_mut().enumerate() {
                let label = tr!("Resistance of file {}", n + 1);
                ui.horizontal(|ui| {
                    field::quantity_ui(ui, &label, &mut row.resistance, &Unit::OHM, "Ω", 80.0);
                });
                ui.label(elide::letters(&row.name, 2 * elide::NAME));
                ui.weak(tr!("{} points", row.points.len()));
                let remove = ui.small_button(tr!("Remove"));
                let name = tr!("Remove file {}", n + 1);
                remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if remove.clicked() {
                    removed = Some(n);
                }
                ui.end_row();
            }
        });
    if let Some(n) = removed {
        form.files.remove(n);
    }
    if form.files.is_empty() {
        ui.weak(tr!("None yet."));
    }
}
