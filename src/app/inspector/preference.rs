//! The predicted preference below the target, with the name of its formula.

use super::{InspectorInput, rows::row};
use crate::{
    analysis::{
        preference::{Preference, preferences},
        score::Formula,
    },
    app::theme,
};
use egui::{Label, RichText, Ui};

/// The prediction for the present solution, where there is one.
pub fn preference_ui(ui: &mut Ui, input: &InspectorInput<'_>) {
    let found = preferences(input.design, input.solution);
    let Some(first) = found.first() else {
        return;
    };
    let shown = ui.scope(|ui| rows_ui(ui, &found, first));
    shown.response.on_hover_ui(|ui| {
        ui.label(figures(&found));
    });
}

fn rows_ui(ui: &mut Ui, found: &[Preference], first: &Preference) {
    let score = tr!("{:.0} of 100", first.score);
    row(ui, tr!("Preference"), |ui| {
        ui.label(RichText::new(score).color(theme::text_strong(ui.visuals())));
    });
    let form = first.formula.name();
    let words = match found.get(1) {
        Some(other) => tr!(
            "Formula: {form} ({}: {:.0})",
            other.formula.name(),
            other.score
        ),
        None => tr!("Formula: {form}"),
    };
    ui.add(Label::new(RichText::new(words).small().weak()).wrap());
    if let Some(warning) = first.warning {
        let ink = ui.visuals().warn_fg_color;
        ui.add(Label::new(RichText::new(warning).small().color(ink)).wrap());
    }
}

/// What the scores are made of.
fn figures(found: &[Preference]) -> String {
    let what = tr!("How well listeners would like this response, from 0 to 100.").to_owned();
    let scores = found.iter().map(|one| {
        let figures = &one.figures;
        let mean = if one.formula == Formula::OverEar2018 {
            String::new()
        } else {
            tr!(", mean error {:.1} dB", figures.mean)
        };
        tr!(
            "{}: {:.1} points from deviation {:.1} dB, slope {:.1} dB{mean}",
            one.formula.name(),
            one.score,
            figures.deviation,
            figures.slope,
        )
    });
    [what]
        .into_iter()
        .chain(scores)
        .chain([tr!("Predicted after Olive, Welti and Khonsaripour; clamped to 0–100.").to_owned()])
        .collect::<Vec<_>>()
        .join("\n")
}
