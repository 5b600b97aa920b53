//! What a search found: what changes, and what else was tried.

use super::decibels;
use crate::{
    app::dialogs::compare::table_ui,
    design::{Design, changes::changes},
    tuning::optimise::{Found, Verdict},
};
use egui::{Grid, RichText, ScrollArea, Ui};

/// The result.
pub(super) fn result_ui(ui: &mut Ui, design: &Design, found: &Found, height: f32) {
    let stopped = if found.cancelled {
        tr!("Stopped: ")
    } else {
        ""
    };
    ui.label(tr!(
        "{stopped}{} off the target, was {}; {} designs solved.",
        decibels(found.score.error_db),
        decibels(found.start.error_db),
        found.solved
    ));
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            changes_ui(ui, design, &found.design);
            ui.add_space(6.0);
            ui.label(RichText::new(tr!("Tried")).small().strong());
            Grid::new("tried")
                .num_columns(3)
                .spacing([14.0, 3.0])
                .show(ui, |ui| {
                    for tried in &found.tried {
                        ui.label(decibels(tried.score.error_db));
                        ui.label(&tried.what);
                        let words = RichText::new(tried.verdict.words());
                        match tried.verdict {
                            Verdict::Taken => ui.label(words.strong()),
                            Verdict::Refused(_) => {
                                let amber = ui.visuals().warn_fg_color;
                                ui.label(words.color(amber))
                            }
                            Verdict::Farther(_) | Verdict::Silent => ui.label(words.weak()),
                        };
                        ui.end_row();
                    }
                });
        });
}

/// Every number that changes.
fn changes_ui(ui: &mut Ui, before: &Design, after: &Design) {
    let found = changes(before, after);
    if found.values.is_empty() {
        ui.weak(tr!("Nothing better was found: the design stays as it is."));
        return;
    }
    table_ui(ui, "changes", &found.values);
}
