//! What explains the measurement.

use crate::{
    app::widgets::elide,
    tuning::explain::{Alternative, Explained, Moved},
};
use egui::{Grid, Label, RichText, ScrollArea, Ui};

pub(super) fn result_ui(ui: &mut Ui, found: &Explained, height: f32) {
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.add(Label::new(found.sentence()).wrap());
            if let (Some(before), Some(after)) = (found.before.raised_db, found.after.raised_db) {
                let raised =
                    tr!("The measured level is raised by {before:+.1} dB, then {after:+.1} dB.");
                ui.add(Label::new(RichText::new(raised.replace('-', "−")).weak()).wrap());
            }
            ui.add_space(6.0);
            if !found.moved.is_empty() {
                moved_ui(ui, found);
            }
            for moved in &found.moved {
                doubts_ui(ui, moved);
            }
            if found.moved.iter().any(|moved| moved.number.is_none()) {
                let words = tr!("How it was worn is no part of the design: it is not taken.");
                ui.add(Label::new(RichText::new(words).weak()).wrap());
            }
            let unseen = found.unseen_words();
            if !unseen.is_empty() {
                ui.add(Label::new(RichText::new(unseen).weak()).wrap());
            }
        });
}

fn moved_ui(ui: &mut Ui, found: &Explained) {
    Grid::new("moved")
        .num_columns(5)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            for words in [
                tr!("Number"),
                tr!("Design"),
                tr!("Unit"),
                tr!("Moved"),
                tr!("Tolerance"),
            ] {
                ui.label(RichText::new(words).small().strong());
            }
            ui.end_row();
            for moved in &found.moved {
                ui.label(elide::letters(&moved.name, 2 * elide::NAME));
                ui.weak(&moved.was);
                ui.label(format!("→ {}", moved.is));
                ui.label(moved.sigma_words()).on_hover_text(tr!(
                    "In standard deviations of its tolerance, and how well that is known."
                ));
                let tolerance = RichText::new(&moved.tolerance);
                if moved.beyond {
                    let amber = ui.visuals().warn_fg_color;
                    ui.label(tolerance.color(amber))
                        .on_hover_text(tr!("Beyond its tolerance, as one unit in twenty is."));
                } else {
                    ui.label(tolerance.weak());
                }
                ui.end_row();
            }
        });
    ui.add_space(4.0);
}

/// What fits as well in the place of a number.
fn doubts_ui(ui: &mut Ui, moved: &Moved) {
    let mut told = Vec::new();
    if !moved.instead.is_empty() {
        let others: Vec<String> = moved.instead.iter().map(Alternative::words).collect();
        told.push(tr!(
            "In place of {} as well: {}.",
            moved.name,
            others.join("; ")
        ));
    }
    if !moved.tied.is_empty() {
        let tied = moved.tied.join(", ");
        told.push(tr!("{} cannot be told apart from {tied}.", moved.name));
    }
    for words in told {
        ui.add(Label::new(words).wrap());
    }
}
