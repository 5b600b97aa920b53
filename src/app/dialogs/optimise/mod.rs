//! The dialog that searches better values for the free numbers. The plots follow the best so far.

mod job;
mod result_ui;

pub(in crate::app) use job::OptimiseJob;

use super::{
    dialog::{Ask, Dialog},
    free_ui::{Listed, families_ui},
};
use crate::{
    app::{
        Earwright,
        inspector::rows::{check, choice_row},
        widgets::buttons::{heading, primary},
    },
    design::{Design, Edit, Free},
    network::Solution,
    tuning::optimise::{Found, Progress},
};
use egui::{Id, ProgressBar, RichText, ScrollArea, Ui};
use std::sync::Arc;

/// Room for the list of numbers, points.
const LIST: f32 = 150.0;

/// What the dialog holds.
#[derive(Debug, Clone, Default)]
pub struct OptimiseForm {
    /// Whether numbers may take any value, also where only some can be bought.
    any_value: bool,
    /// Whether drivers stay wired as they are.
    keep_polarity: bool,
    state: State,
    /// The best so far, and what is heard with it.
    heard: Option<Heard>,
}

/// A design and its solution.
pub(in crate::app) type Heard = (Arc<Design>, Arc<Solution>);

/// How the search stands.
#[derive(Debug, Clone, Default)]
enum State {
    /// Not begun.
    #[default]
    Waiting,
    /// Running.
    Running(Box<Progress>),
    /// Ended.
    Done(Box<Found>),
    /// Ended without a word.
    Lost,
}

/// What the dialog asks for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Wish {
    /// Other numbers free.
    Free(Vec<Free>),
    /// The search.
    Start,
    /// An end to it: the best so far is the result.
    Stop,
    /// The result in the design.
    Take,
    /// Marks beside every number of the inspector, and the dialog closed.
    Tick,
    /// The dialog closed.
    Close,
}

impl OptimiseForm {
    /// The best design so far and its solution: what the plots follow.
    pub fn trial(&self) -> Option<(&Arc<Design>, &Arc<Solution>)> {
        self.heard
            .as_ref()
            .map(|(design, solution)| (design, solution))
    }

    /// What a search found, once it ended.
    pub fn found(&self) -> Option<&Found> {
        match &self.state {
            State::Done(found) => Some(found),
            _ => None,
        }
    }
}

impl Dialog for OptimiseForm {
    fn width(&self) -> f32 {
        620.0
    }

    fn is_beside_plots(&self) -> bool {
        true
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let height = app.room_beside_plots(ui.ctx()).height();
        let design = app.session.design();
        heading(ui, tr!("Optimise"));
        ui.add_space(4.0);
        let room = (height - 190.0).clamp(60.0, LIST + 60.0);
        let mut wish = None;
        match &self.state {
            State::Waiting => {
                numbers_ui(ui, design, (height - 220.0).clamp(60.0, LIST), &mut wish);
                self.settings_ui(ui);
            }
            State::Running(progress) => progress_ui(ui, progress),
            State::Done(found) => result_ui::result_ui(ui, design, found, room),
            State::Lost => {
                ui.label(tr!("The search ended without a result."));
            }
        }
        ui.add_space(8.0);
        self.buttons_ui(ui, design, &mut wish);
        match wish {
            None => Ask::Stay,
            Some(wish) => Ask::meanwhile(move |app, ctx| app.optimise_wish(ctx, wish)),
        }
    }

    fn closed(&self, app: &mut Earwright) {
        app.end_optimising();
    }
}

impl OptimiseForm {
    fn settings_ui(&mut self, ui: &mut Ui) {
        ui.add_space(4.0);
        let all = [(false, tr!("in stock")), (true, tr!("any"))];
        let id = Id::unique("optimise values");
        let chosen = choice_row(ui, id, tr!("Values"), self.any_value, &all);
        self.any_value = chosen.unwrap_or(self.any_value);
        let tooltip = tr!("Every way to wire the drivers is looked at.");
        let may = check(ui, tr!("Polarity may change"), tooltip, !self.keep_polarity);
        self.keep_polarity = may.map_or(self.keep_polarity, |may| !may);
    }

    fn buttons_ui(&self, ui: &mut Ui, design: &Design, wish: &mut Option<Wish>) {
        ui.horizontal(|ui| match &self.state {
            State::Running(_) => {
                if ui.button(tr!("Stop")).clicked() {
                    *wish = Some(Wish::Stop);
                }
            }
            State::Waiting | State::Lost => {
                let free = design.allows_something() || !self.keep_polarity;
                ui.add_enabled_ui(free, |ui| {
                    if primary(ui, tr!("Search")).clicked() {
                        *wish = Some(Wish::Start);
                    }
                });
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
            State::Done(found) => {
                let better = found.design != *design;
                ui.add_enabled_ui(better, |ui| {
                    let take = primary(ui, tr!("Take"));
                    let take =
                        take.on_hover_text(tr!("Give the design these values: one step to undo."));
                    if take.clicked() {
                        *wish = Some(Wish::Take);
                    }
                });
                if ui.button(tr!("Search again")).clicked() {
                    *wish = Some(Wish::Start);
                }
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
        });
    }
}

/// The numbers that are free, and how to free others.
fn numbers_ui(ui: &mut Ui, design: &Design, height: f32, wish: &mut Option<Wish>) {
    if design.free.is_empty() {
        ui.weak(tr!(
            "No number is free: a search has only polarity to change."
        ));
    } else {
        ui.weak(match design.free.len() {
            1 => tr!("1 number is free:").to_owned(),
            count => tr!("{count} numbers are free:"),
        });
    }
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for free in &design.free {
                let Some(listed) = Listed::of(design, free) else {
                    continue;
                };
                ui.horizontal(|ui| {
                    if let Some(free) = listed.ui(ui, design) {
                        *wish = Some(Wish::Free(free));
                    }
                });
            }
        });
    ui.horizontal_wrapped(|ui| {
        if let Some(free) = families_ui(ui, design) {
            *wish = Some(Wish::Free(free));
        }
        let lock = egui::Button::new(tr!("Lock all"));
        if ui.add_enabled(!design.free.is_empty(), lock).clicked() {
            *wish = Some(Wish::Free(Vec::new()));
        }
        let tick = ui.button(tr!("Tick them in the inspector"));
        if tick
            .on_hover_text(tr!("A mark beside every number says whether it is free."))
            .clicked()
        {
            *wish = Some(Wish::Tick);
        }
    });
}

fn progress_ui(ui: &mut Ui, progress: &Progress) {
    #[allow(clippy::cast_possible_truncation, reason = "a fraction of one")]
    let done = progress.done as f32;
    ui.add(ProgressBar::new(done).show_percentage());
    ui.label(tr!(
        "{} off the target, after {} designs",
        decibels(progress.best.error_db),
        progress.solved
    ));
    ui.label(
        RichText::new(tr!(
            "The plots show the best so far, and the design as it is."
        ))
        .weak(),
    );
}

/// An error in words: “0.84 dB”.
fn decibels(error_db: f64) -> String {
    if error_db.is_finite() {
        format!("{error_db:.2} dB")
    } else {
        tr!("no sound").to_owned()
    }
}

impl Earwright {
    pub(in crate::app) fn ask_optimise(&mut self) {
        self.dialog.open(OptimiseForm::default());
    }

    /// Opens the dialog with its search running.
    pub(in crate::app) fn search_better(&mut self, ctx: &egui::Context) {
        self.ask_optimise();
        self.start_optimising(ctx);
    }

    /// Does what the dialog asked for; it stays open unless it asked to close.
    fn optimise_wish(&mut self, ctx: &egui::Context, wish: Wish) {
        match wish {
            Wish::Free(free) => self.set_free(free),
            Wish::Start => self.start_optimising(ctx),
            Wish::Stop => self.stop_optimising(),
            Wish::Take => {
                let form = self.dialog.get::<OptimiseForm>();
                if let Some(found) = form.and_then(OptimiseForm::found) {
                    self.push(crate::app::actions::Action::Edit {
                        label: tr!("Optimise").to_owned(),
                        edit: found.edit.clone(),
                    });
                }
                self.dialog.close();
                self.end_optimising();
            }
            Wish::Tick => {
                self.freeing = true;
                self.dialog.close();
            }
            Wish::Close => {
                self.dialog.close();
                self.end_optimising();
            }
        }
    }

    /// Frees these numbers and no others.
    pub(in crate::app) fn set_free(&mut self, free: Vec<Free>) {
        self.push(crate::app::actions::Action::Edit {
            label: tr!("Free numbers").to_owned(),
            edit: Edit::SetFree(free),
        });
    }
}
