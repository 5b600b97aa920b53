//! How far the solver is from what others published: every value, with its source.

use super::{
    dialog::{Ask, Dialog},
    host::room_for_list,
};
use crate::{
    app::{
        Earwright, theme,
        widgets::buttons::{primary, title},
        work::job::{Job, News, waker},
    },
    validation::{self, Case, Check, Prediction, count, rounded, summary},
    words,
};
use egui::{Context, Grid, Label, RichText, ScrollArea, Ui};

const WORDS: &str = "The same solver as your designs use, against every published value this program holds. \
    Misses stand here as plainly as hits. “earwright validate” tells the same.";

/// Cases, and what waits for a measurement.
type Worked = (Vec<Case>, Vec<Prediction>);

/// The page.
struct Page {
    cases: Vec<Case>,
    predictions: Vec<Prediction>,
    /// What works both out, until it has.
    job: Option<Job<(), Worked>>,
    /// Whether only misses are listed.
    misses_only: bool,
}

impl Dialog for Page {
    fn width(&self) -> f32 {
        700.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        self.follow();
        title(ui, tr!("Against published values"));
        ui.add(Label::new(RichText::new(words::text(WORDS)).weak()).wrap());
        if self.job.is_some() {
            ui.weak(tr!("Working out…"));
        } else {
            ui.horizontal(|ui| {
                let words = summary(count(&self.cases));
                ui.label(RichText::new(words).strong());
                theme::with_field_edge(ui, |ui| {
                    ui.checkbox(&mut self.misses_only, tr!("Misses only"));
                });
            });
        }
        ScrollArea::vertical()
            .max_height(room_for_list(ui.ctx(), 200.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for case in &self.cases {
                    case_ui(ui, case, self.misses_only);
                }
                if !self.misses_only {
                    predictions_ui(ui, &self.predictions);
                }
            });
        ui.add_space(8.0);
        if primary(ui, tr!("Close")).clicked() {
            Ask::Close
        } else {
            Ask::Stay
        }
    }
}

impl Page {
    fn follow(&mut self) {
        let Some(job) = &self.job else { return };
        match job.news() {
            News::None | News::Progress(()) => return,
            News::Done(worked) => (self.cases, self.predictions) = worked,
            News::Lost => {}
        }
        self.job = None;
    }
}

fn case_ui(ui: &mut Ui, case: &Case, misses_only: bool) {
    let shown: Vec<&Check> = (case.checks.iter())
        .filter(|check| !misses_only || !check.is_hit())
        .collect();
    if shown.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.label(RichText::new(&case.name).strong());
    ui.add(Label::new(RichText::new(case.source).weak().small()).wrap());
    Grid::new(&case.name)
        .num_columns(5)
        .spacing([14.0, 2.0])
        .show(ui, |ui| {
            for check in shown {
                let (word, colour) = if check.is_hit() {
                    (tr!("hit"), theme::good(ui.visuals()))
                } else {
                    (tr!("miss"), ui.visuals().error_fg_color)
                };
                ui.label(RichText::new(word).color(colour));
                ui.label(&check.what);
                ui.label(format!("{} {}", rounded(check.published), check.unit));
                ui.label(tr!("ours {}", rounded(check.ours)));
                ui.weak(format!("± {}", rounded(check.within)));
                ui.end_row();
            }
        });
    if let Some(known) = case
        .known
        .filter(|_| !case.checks.iter().all(Check::is_hit))
    {
        let known = tr!("Known: {known}.");
        ui.add(Label::new(RichText::new(known).weak()).wrap());
    }
}

fn predictions_ui(ui: &mut Ui, predictions: &[Prediction]) {
    if predictions.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.label(RichText::new(tr!("Predicted, not yet measured")).strong());
    for Prediction {
        day, name, sha256, ..
    } in predictions
    {
        ui.add(Label::new(format!("{day}  {name}")).wrap());
        let pinned = format!("SHA-256 {sha256}");
        ui.add(Label::new(RichText::new(pinned).weak().small()).wrap());
    }
}

impl Earwright {
    /// Shows how far the solver is from what others published.
    pub(in crate::app) fn show_validation(&mut self, ctx: &Context) {
        let work = |_: &mut dyn FnMut(()) -> std::ops::ControlFlow<()>| {
            (validation::run(), validation::predictions())
        };
        self.dialog.open(Page {
            cases: Vec::new(),
            predictions: Vec::new(),
            job: Some(Job::start(&*self.runner, "validation", waker(ctx), work)),
            misses_only: false,
        });
    }
}
