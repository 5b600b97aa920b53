//! The impedance, what it leaves of each file, and what it foretells.

use super::{LevelImpedanceForm, Wish};
use crate::{
    app::{
        dialogs::identify::{curves, field, finding_ui},
        plots::small_plot_ui,
        theme,
        widgets::{elide, text_field::text_ui},
    },
    exchange::Quantity,
    quantity::{Unit, text::rounded},
    tuning::level_impedance::{Left, LevelImpedance},
    words,
};
use egui::{Grid, Label, RichText, Ui, vec2};

const HELD_OUT: &str =
    "Against an impedance found without this file: what the others foretell of it.";

pub(super) fn result_ui(
    ui: &mut Ui,
    form: &mut LevelImpedanceForm,
    found: &LevelImpedance,
) -> Option<Wish> {
    let width = ui.available_width();
    let mut model = curves::as_read(&found.curve(), Quantity::Impedance);
    if let Some(trace) = model.traces.last_mut() {
        tr!("Impedance").clone_into(&mut trace.name);
    }
    small_plot_ui(ui, vec2(width, 200.0), tr!("Impedance found"), &model);
    let names: Vec<String> = (found.files.iter())
        .map(|file| rounded(file.resistance, &Unit::OHM, 4))
        .collect();
    let left: Vec<(&str, &[f64])> = (names.iter().zip(&found.files))
        .map(|(name, file)| (name.as_str(), &file.off_db[..]))
        .collect();
    let model = curves::residuals(&found.f, &left);
    small_plot_ui(
        ui,
        vec2(width, 110.0),
        tr!("What is left of the levels"),
        &model,
    );
    let words = sentence(found);
    ui.add(Label::new(RichText::new(words).color(theme::text_strong(ui.visuals()))).wrap());
    for told in &found.told {
        finding_ui(ui, told.severity, &told.message);
    }
    field::heading(ui, tr!("The files"));
    files_ui(ui, found);
    field::heading(ui, tr!("What to do with it"));
    let mut wish = None;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 200.0).max(120.0);
        text_ui(
            ui,
            tr!("Impedance file"),
            &mut form.out,
            "my iem.zma",
            width,
        );
        let typed = !form.out.trim().is_empty();
        let told = form.replaced.is_some() && form.replaced == form.target();
        let word = if told {
            tr!("Replace")
        } else {
            tr!("Save ZMA")
        };
        let save = ui.add_enabled_ui(typed, |ui| ui.button(word).clicked());
        if save.inner {
            wish = Some(Wish::Save);
        }
        if ui.button(tr!("Choose…")).clicked() {
            wish = Some(Wish::ChooseOut);
        }
    });
    ui.horizontal(|ui| {
        ui.label(tr!("Lay its level too, behind a source of"));
        field::quantity_ui(
            ui,
            tr!("Source resistance"),
            &mut form.source,
            &Unit::OHM,
            tr!("none"),
            80.0,
        );
    });
    match &form.said {
        Some(Ok(done)) => {
            ui.add(Label::new(RichText::new(done).color(theme::good(ui.visuals()))).wrap());
        }
        Some(Err(why)) => {
            ui.add(Label::new(RichText::new(why).color(ui.visuals().error_fg_color)).wrap());
        }
        None => {}
    }
    wish
}

/// How good it is.
fn sentence(found: &LevelImpedance) -> String {
    let worst = found
        .deviation
        .iter()
        .fold(0.0, |most, d| f64::max(most, *d));
    let sizes = found.impedance.iter().map(|z| z.norm());
    let (low, high) = sizes.fold((f64::INFINITY, 0.0), |(low, high), z| {
        (f64::min(low, z), f64::max(high, z))
    });
    tr!(
        "{} to {}, known to {:.1} % or better; the levels scatter by {:.3} dB.",
        rounded(low, &Unit::OHM, 3),
        rounded(high, &Unit::OHM, 3),
        (100.0 * worst).max(0.1),
        found.noise_db
    )
}

fn files_ui(ui: &mut Ui, found: &LevelImpedance) {
    let left = |left: &Left| format!("{:.3} dB", left.rms_db);
    Grid::new("explained files")
        .num_columns(5)
        .striped(true)
        .spacing([16.0, 3.0])
        .show(ui, |ui| {
            for words in [
                tr!("Resistance"),
                tr!("Left, rms"),
                tr!("Foretold, rms"),
                tr!("Level"),
                tr!("File"),
            ] {
                ui.label(RichText::new(words).small().strong());
            }
            ui.end_row();
            for file in &found.files {
                ui.label(rounded(file.resistance, &Unit::OHM, 4));
                ui.label(left(&file.residual)).on_hover_text(tr!(
                    "At worst {:.2} dB, at {}.",
                    file.residual.worst_db.abs(),
                    rounded(file.residual.worst_hz, &Unit::HERTZ, 3)
                ));
                match &file.held_out {
                    Some(held_out) => ui
                        .label(left(held_out))
                        .on_hover_text(words::text(HELD_OUT)),
                    None => ui.weak(tr!("nothing checks it")),
                };
                let level = format!("{:+.2} dB", file.offset_db).replace('-', "−");
                ui.weak(level);
                ui.label(elide::letters(&file.name, elide::NAME));
                ui.end_row();
            }
        });
}
