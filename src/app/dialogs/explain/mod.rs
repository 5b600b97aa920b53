//! The dialog that explains a measured unit: which few numbers, moved within their tolerance, bring the
//! design to it. The plots show the design so.

mod job;
mod result_ui;
mod settings_ui;

pub(in crate::app) use job::ExplainJob;

use super::{
    dialog::{Ask, Dialog},
    optimise::Heard,
};
use crate::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        widgets::buttons::{cancel, heading, primary},
    },
    design::{CurveKind, Design, StoredCurve},
    network::Solution,
    tuning::explain::{Aligned, Explained, Progress, Task},
    words,
};
use egui::{Label, ProgressBar, Ui};
use std::sync::Arc;

/// How the level is laid over the design's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raised {
    /// On the mean of all that counts.
    Everywhere,
    /// As it is aligned in the plots.
    AsDrawn,
    /// Not at all.
    AsMeasured,
}

/// What the dialog holds.
#[derive(Debug, Clone)]
pub struct ExplainForm {
    /// The measured level, by its place among the measurements.
    level: Option<usize>,
    /// The measured impedance.
    impedance: Option<usize>,
    raised: Raised,
    task: Task,
    state: State,
    /// The design with what moved, and what is heard then.
    heard: Option<Heard>,
}

/// How it stands.
#[derive(Debug, Clone)]
enum State {
    Waiting,
    Running(Progress),
    Done(Box<Explained>),
    /// There is no answer, and why.
    None(String),
}

/// What the dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Start,
    Stop,
    Take,
    Again,
    Close,
}

impl ExplainForm {
    /// The design as the measurement explains it, and its solution: what the plots show.
    pub fn trial(&self) -> Option<(&Arc<Design>, &Arc<Solution>)> {
        let heard = self.heard.as_ref();
        heard.map(|(design, solution)| (design, solution))
    }

    /// What was found.
    pub fn found(&self) -> Option<&Explained> {
        match &self.state {
            State::Done(found) => Some(found),
            _ => None,
        }
    }

    /// The measurements that are explained.
    fn curves<'a>(&self, design: &'a Design) -> Vec<&'a StoredCurve> {
        let places = [self.level, self.impedance].into_iter().flatten();
        places
            .filter_map(|place| design.measurements.get(place))
            .collect()
    }

    /// What is asked.
    fn task(&self, design: &Design) -> Task {
        let level = self.level.and_then(|place| design.measurements.get(place));
        let aligned = match self.raised {
            Raised::Everywhere => Aligned::Everywhere,
            Raised::AsMeasured => Aligned::AsMeasured,
            Raised::AsDrawn => level.map_or(Aligned::Everywhere, Aligned::of),
        };
        Task {
            aligned,
            ..self.task
        }
    }
}

impl Dialog for ExplainForm {
    fn width(&self) -> f32 {
        640.0
    }

    fn is_beside_plots(&self) -> bool {
        true
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let height = app.room_beside_plots(ui.ctx()).height();
        let design = app.session.design().clone();
        heading(ui, tr!("Explain the difference"));
        ui.add_space(4.0);
        let room = (height - 150.0).max(80.0);
        match &self.state {
            State::Waiting => settings_ui::settings_ui(ui, self, &design, room),
            State::Running(progress) => progress_ui(ui, progress),
            State::Done(found) => result_ui::result_ui(ui, found, room),
            State::None(why) => {
                ui.label(why);
            }
        }
        ui.add_space(8.0);
        let mut wish = None;
        ui.horizontal(|ui| self.buttons_ui(ui, &mut wish));
        match wish {
            None => Ask::Stay,
            Some(wish) => Ask::meanwhile(move |app, ctx| app.explain_wish(ctx, wish)),
        }
    }

    fn closed(&self, app: &mut Earwright) {
        app.end_explaining();
    }
}

impl ExplainForm {
    fn buttons_ui(&self, ui: &mut Ui, wish: &mut Option<Wish>) {
        let mut button = |ui: &mut Ui, words: &str, asks: Wish| {
            if ui.button(words).clicked() {
                *wish = Some(asks);
            }
        };
        match &self.state {
            State::Running(_) => button(ui, tr!("Stop"), Wish::Stop),
            State::Waiting => {
                let chosen = self.level.is_some() || self.impedance.is_some();
                let explain = ui.add_enabled_ui(chosen, |ui| primary(ui, tr!("Explain")).clicked());
                button(ui, tr!("Close"), Wish::Close);
                if explain.inner {
                    *wish = Some(Wish::Start);
                }
            }
            State::Done(found) => {
                let moved = found.moved.iter().any(|moved| moved.number.is_some());
                let take = ui.add_enabled_ui(moved, |ui| {
                    let take = primary(ui, tr!("Take"));
                    take.on_hover_text(tr!("Give the design these numbers: one step to undo."))
                        .clicked()
                });
                button(ui, tr!("Ask again"), Wish::Again);
                button(ui, tr!("Close"), Wish::Close);
                if take.inner {
                    *wish = Some(Wish::Take);
                }
            }
            State::None(_) => {
                button(ui, tr!("Ask again"), Wish::Again);
                button(ui, tr!("Close"), Wish::Close);
            }
        }
    }
}

fn progress_ui(ui: &mut Ui, progress: &Progress) {
    #[allow(clippy::cast_possible_truncation, reason = "a fraction of one")]
    let done = progress.done as f32;
    ui.add(ProgressBar::new(done).show_percentage());
    let numbers = match progress.numbers {
        0 => tr!("No number moved yet").to_owned(),
        1 => tr!("1 number moved").to_owned(),
        count => tr!("{count} numbers moved"),
    };
    ui.label(tr!(
        "{numbers}; {:.1} times the noise is left.",
        progress.left
    ));
}

const NO_MEASUREMENT: &str =
    "There is nothing to explain yet: import what was measured of a built unit first.";

/// What is asked for where nothing was measured.
struct NothingMeasured;

impl Dialog for NothingMeasured {
    fn width(&self) -> f32 {
        420.0
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        heading(ui, tr!("Explain the difference"));
        ui.add_space(4.0);
        ui.add(Label::new(words::text(NO_MEASUREMENT)).wrap());
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let import = Command::ImportMeasurement;
            let button = primary(ui, tr!("Import measurement…"));
            if button.on_hover_text(import.info().tooltip()).clicked() {
                ask = Ask::action(Action::Command(import));
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

impl Earwright {
    /// Asks how to explain a measurement: this one, else those that are shown.
    pub(in crate::app) fn ask_explanation_of(&mut self, measurement: Option<usize>) {
        let design = self.session.design();
        if design.measurements.is_empty() {
            self.dialog.open(NothingMeasured);
            return;
        }
        let of_kind = |kind: CurveKind| {
            let named = measurement.filter(|place| {
                let curve = design.measurements.get(*place);
                curve.is_some_and(|curve| curve.kind == kind)
            });
            let all = design.measurements.iter();
            named.or_else(|| match measurement {
                Some(_) => None,
                None => all
                    .clone()
                    .position(|curve| curve.kind == kind && curve.shown),
            })
        };
        let (level, impedance) = (of_kind(CurveKind::Level), of_kind(CurveKind::Impedance));
        let aligned = level.and_then(|place| design.measurements.get(place)?.align_hz);
        self.dialog.open(ExplainForm {
            level,
            impedance,
            raised: if aligned.is_some() {
                Raised::AsDrawn
            } else {
                Raised::Everywhere
            },
            task: Task {
                worn: true,
                ..Task::default()
            },
            state: State::Waiting,
            heard: None,
        });
    }

    fn explain_wish(&mut self, ctx: &egui::Context, wish: Wish) {
        match wish {
            Wish::Start => self.start_explaining(ctx),
            Wish::Stop | Wish::Again => {
                self.end_explaining();
                if let Some(form) = self.dialog.get_mut::<ExplainForm>() {
                    form.state = State::Waiting;
                    form.heard = None;
                }
            }
            Wish::Take => {
                let form = self.dialog.get::<ExplainForm>();
                if let Some(found) = form.and_then(ExplainForm::found) {
                    self.push(Action::Edit {
                        label: tr!("Explain the difference").to_owned(),
                        edit: found.edit.clone(),
                    });
                }
                self.dialog.close();
                self.end_explaining();
            }
            Wish::Close => {
                self.dialog.close();
                self.end_explaining();
            }
        }
    }
}
