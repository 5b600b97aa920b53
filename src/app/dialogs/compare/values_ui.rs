//! What differs from a snapshot, value by value.

use crate::{
    app::widgets::elide,
    design::changes::{Change, Changes},
};
use egui::{Grid, RichText, ScrollArea, Ui};

/// Everything that is otherwise than it was.
pub(super) fn values_ui(ui: &mut Ui, name: &str, changes: &Changes, height: f32) {
    ui.add_space(6.0);
    let name = elide::letters(name, elide::NAME);
    let summary = changes.summary();
    ui.label(RichText::new(tr!("Otherwise than in “{name}”: {summary}")).strong());
    ScrollArea::vertical()
        .id_salt("changed values")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            table_ui(ui, "changed", &changes.values);
            for (word, list) in [
                (tr!("Added"), &changes.added),
                (tr!("Gone"), &changes.removed),
                (tr!("Connected"), &changes.joined),
                (tr!("No longer connected"), &changes.parted),
            ] {
                for item in list {
                    ui.horizontal_wrapped(|ui| {
                        ui.weak(word);
                        ui.label(item);
                    });
                }
            }
        });
}

/// Values with what they were.
pub(in crate::app::dialogs) fn table_ui(ui: &mut Ui, salt: &str, values: &[Change]) {
    if values.is_empty() {
        return;
    }
    Grid::new(salt)
        .num_columns(3)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            for change in values {
                ui.label(elide::letters(&change.words(), 2 * elide::NAME));
                ui.weak(&change.was);
                ui.label(format!("→ {}", change.is));
                ui.end_row();
            }
        });
}
