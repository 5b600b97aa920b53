//! The page itself: which designs stand beside each other, what tells them apart, and every figure.

use super::MOST;
use crate::{
    analysis::report::{Question, Report, best, reading, strengths},
    app::{
        Earwright,
        dialogs::dialog::Ask,
        theme,
        widgets::{
            buttons::{primary, title},
            elide,
        },
    },
    library, words,
};
use egui::{Grid, Label, RichText, ScrollArea, Ui};

/// Height of the list, points.
const HEIGHT: f32 = 520.0;
/// Built-in designs to choose from in a row.
const PER_ROW: usize = 5;
/// Width of a column of figures, points.
const COLUMN: f32 = 150.0;
/// The most a column takes: the first one holds words, points.
const WIDEST: f32 = 190.0;

pub(super) fn page_ui(ui: &mut Ui, app: &Earwright, beside: &mut Vec<usize>) -> Ask {
    title(ui, tr!("Which driver for what?"));
    beside_ui(ui, beside);
    ui.add_space(4.0);
    let open = app.cards.open(app.session().design());
    let built_in = beside.iter().map(|place| app.cards.built_in(*place));
    let columns: Vec<Option<&Report>> = std::iter::once(open).chain(built_in).collect();
    let known: Vec<&Report> = columns.iter().copied().flatten().collect();
    if known.len() < columns.len() {
        ui.weak(tr!("Working out…"));
    }
    ScrollArea::vertical()
        .max_height(HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for line in strengths(&known) {
                ui.add(Label::new(line).wrap());
            }
            for question in Question::ALL {
                question_ui(ui, question, &known);
            }
        });
    ui.add_space(8.0);
    if primary(ui, tr!("Close")).clicked() {
        Ask::Close
    } else {
        Ask::Stay
    }
}

/// Which built-in designs are beside the open one.
fn beside_ui(ui: &mut Ui, beside: &mut Vec<usize>) {
    ui.weak(tr!("This design beside up to four of these:"));
    let designs: Vec<_> = library::designs().iter().enumerate().collect();
    for row in designs.chunks(PER_ROW) {
        ui.horizontal(|ui| {
            for (place, preset) in row {
                let mut on = beside.contains(place);
                let room = on || beside.len() < MOST;
                let name = words::text(&preset.design.name);
                let check = ui.add_enabled_ui(room, |ui| {
                    theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, name))
                });
                if check.inner.changed() {
                    beside.retain(|known| known != place);
                    if on {
                        beside.push(*place);
                        beside.sort_unstable();
                    }
                }
            }
        });
    }
}

/// One question: what tells the designs apart, then every figure.
fn question_ui(ui: &mut Ui, question: Question, reports: &[&Report]) {
    let Some(first) = reports.first() else { return };
    let Some(answer) = (first.answers.iter()).find(|answer| answer.question == question) else {
        return;
    };
    ui.add_space(8.0);
    ui.label(
        RichText::new(question.name())
            .strong()
            .color(theme::accent(ui.visuals())),
    );
    let read = reading(reports, question);
    if !read.is_empty() {
        ui.add(Label::new(read).wrap());
    }
    Grid::new(("report", question))
        .num_columns(1 + reports.len())
        .min_col_width(COLUMN)
        .max_col_width(WIDEST)
        .striped(true)
        .show(ui, |ui| {
            ui.weak("");
            for report in reports {
                let name = elide::letters(words::text(&report.name), elide::NAME).into_owned();
                ui.add(Label::new(RichText::new(name).small().weak()).truncate())
                    .on_hover_text(words::text(&report.name));
            }
            ui.end_row();
            for figure in &answer.figures {
                let weak = ui.visuals().weak_text_color();
                ui.add(Label::new(RichText::new(figure.name).color(weak)).truncate());
                let leaders = best(reports, question, figure.key);
                for (n, report) in reports.iter().enumerate() {
                    cell_ui(ui, report, question, figure.key, leaders.contains(&n));
                }
                ui.end_row();
            }
        });
}

/// A figure, strong where it is the best; how it was computed on hover.
fn cell_ui(ui: &mut Ui, report: &Report, question: Question, key: &str, is_best: bool) {
    let Some(figure) = report.figure(question, key) else {
        ui.label("");
        return;
    };
    let text = RichText::new(&figure.shown);
    let text = match (figure.value, is_best) {
        (_, true) => text.strong().color(theme::good(ui.visuals())),
        (None, _) => text.weak(),
        _ => text,
    };
    ui.add(Label::new(text).truncate())
        .on_hover_text(format!("{}: {}", figure.name, figure.how));
}
