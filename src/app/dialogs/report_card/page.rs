//! The page itself: which designs stand beside each other, what tells them apart, and every figure.

use super::Beside;
use crate::{
    analysis::report::{Question, Report, best, reading, strengths},
    app::{
        Earwright,
        actions::command::Command,
        dialogs::{commands_ui::commands_ui, dialog::Ask, host::room_for_list},
        inspector::{
            rows::{Actions, number_row},
            spec::FieldSpec,
        },
        theme,
        widgets::{
            buttons::{primary, title},
            elide,
        },
    },
    design::{Design, Edit, HOURS},
    library, words,
};
use egui::{Grid, Id, Label, RichText, ScrollArea, Ui, vec2};

/// Height of what stands around the list, points.
const BESIDE: f32 = 260.0;
/// Built-in designs to choose from in a row.
const PER_ROW: usize = 5;
/// Width of a column of figures, points.
const COLUMN: f32 = 150.0;
/// Width of the row in which hours are typed, points.
const HOURS_WIDTH: f32 = 280.0;
/// The most a column takes: the first one holds words, points.
const WIDEST: f32 = 190.0;

pub(super) fn page_ui(ui: &mut Ui, app: &Earwright, beside: &mut Beside) -> Ask {
    title(ui, tr!("Which driver for what?"));
    let design = app.session().design();
    let mut ask = beside_ui(ui, design, beside);
    let mut actions = Vec::new();
    hours_ui(ui, design.hours, &mut actions);
    if !actions.is_empty() {
        ask = Ask::meanwhile(move |app, _| actions.into_iter().for_each(|action| app.push(action)));
    }
    ui.add_space(4.0);
    let open = app.cards.open(design);
    let kept = beside.kept.iter().filter_map(|n| design.snapshot_named(n));
    let kept = kept.map(|kept| app.cards.kept(kept));
    let built_in = (beside.built_in.iter()).map(|place| app.cards.built_in(*place));
    let columns: Vec<Option<&Report>> = std::iter::once(open).chain(kept).chain(built_in).collect();
    let known: Vec<&Report> = columns.iter().copied().flatten().collect();
    if known.len() < columns.len() {
        ui.weak(tr!("Working out…"));
    }
    ScrollArea::vertical()
        .max_height(room_for_list(ui.ctx(), BESIDE))
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
    // Enter ends what is typed, not the dialog.
    if primary(ui, tr!("Close")).clicked() && ask.is_stay() {
        ask = Ask::Close;
    }
    ask
}

/// Which designs are beside the open one.
fn beside_ui(ui: &mut Ui, design: &Design, beside: &mut Beside) -> Ask {
    ui.weak(tr!(
        "This design beside up to four of these; green: the best figure of those shown."
    ));
    let designs: Vec<_> = library::designs().iter().enumerate().collect();
    for row in designs.chunks(PER_ROW) {
        ui.horizontal(|ui| {
            for (place, preset) in row {
                let on = beside.built_in.contains(place);
                if tick_ui(ui, words::text(&preset.design.name), on, beside.has_room()) {
                    beside.built_in.retain(|known| known != place);
                    if !on {
                        beside.built_in.push(*place);
                        beside.built_in.sort_unstable();
                    }
                }
            }
        });
    }
    let mut ask = Ask::Stay;
    ui.horizontal_wrapped(|ui| {
        for kept in &design.kept {
            let on = beside.kept.contains(&kept.name);
            if tick_ui(ui, &kept.name, on, beside.has_room()) {
                beside.kept.retain(|known| *known != kept.name);
                if !on {
                    beside.kept.push(kept.name.clone());
                }
            }
        }
        commands_ui(
            ui,
            [
                (tr!("Another design…"), Command::CompareDesign),
                (tr!("Take a snapshot"), Command::TakeSnapshot),
            ],
            &mut ask,
        );
    });
    ask
}

/// A design to be put beside; whether it was clicked.
fn tick_ui(ui: &mut Ui, name: &str, on: bool, has_room: bool) -> bool {
    let mut ticked = on;
    let short = elide::letters(name, elide::NAME);
    let check = ui.add_enabled_ui(on || has_room, |ui| {
        theme::with_field_edge(ui, |ui| ui.checkbox(&mut ticked, short.as_ref()))
    });
    (check.inner)
        .on_disabled_hover_text(tr!("Four are shown: untick one of them first."))
        .changed()
}

/// What the user says one unit of the open design takes to build.
fn hours_ui(ui: &mut Ui, hours: Option<f64>, actions: &mut Actions) {
    let words = HOURS.words();
    let spec = FieldSpec::of(&HOURS, &words).or_unknown();
    let size = vec2(HOURS_WIDTH, ui.spacing().interact_size.y);
    ui.allocate_ui(size, |ui| {
        let id = Id::unique("hours to build one");
        number_row(ui, id, &spec, hours, tr!("Design"), actions, |hours| {
            Edit::SetHours(Some(hours))
        });
    });
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
