//! Another program's project as it is shown: its values, and the curves it refers to.

use crate::{app::theme, exchange::project::Project, words::sentence};
use egui::{Grid, Label, RichText, ScrollArea, Ui};

/// Height of the list of values, points.
const TALL: f32 = 300.0;

/// Draws it; whether its files are to be imported.
pub(super) fn project_ui(ui: &mut Ui, read: &Project) -> bool {
    let said = tr!(
        "this is {}, not a curve: enter the values of its parts where they are wanted",
        read.from
    );
    ui.add(Label::new(sentence(&said)).wrap());
    let strong = theme::text_strong(ui.visuals());
    ScrollArea::vertical()
        .id_salt("values")
        .max_height(TALL)
        .show(ui, |ui| {
            Grid::new("values")
                .num_columns(3)
                .striped(true)
                .show(ui, |ui| {
                    for held in &read.values {
                        ui.label(RichText::new(&held.of).color(strong));
                        ui.label(&held.name);
                        ui.label(&held.value);
                        ui.end_row();
                    }
                });
        });
    if read.files.is_empty() {
        return false;
    }
    ui.add_space(4.0);
    ui.add(Label::new(tr!("Curves it refers to: {}", read.files.join(", "))).wrap());
    ui.button(tr!("Import those that are there")).clicked()
}
