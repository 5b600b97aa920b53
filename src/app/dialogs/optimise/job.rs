//! The search beside the window, and how it comes into the dialog.

use super::{Heard, OptimiseForm, State};
use crate::{
    app::{
        Earwright,
        work::{
            job::{Job, News, waker},
            sound::sound,
        },
    },
    design::Design,
    network::Solver,
    tuning::{
        Objective,
        objective::Score,
        optimise::{Allowed, Ear, Effort, Found, Goals, Progress, Task, optimise},
        variable,
    },
};
use egui::Context;
use std::{ops::ControlFlow, sync::Arc};

/// The name of the search's thread.
const THREAD: &str = "optimisation";

/// A search that runs beside the window. Dropping it stops the search.
pub(in crate::app) type OptimiseJob = Job<(Progress, Option<Heard>), (Found, Heard)>;

impl Earwright {
    pub(super) fn start_optimising(&mut self, ctx: &Context) {
        let design = self.session.design().clone();
        let f = self.session.solution().f.clone();
        let Some(form) = self.dialog.get_mut::<OptimiseForm>() else {
            return;
        };
        let mut variables = variable::free(&design);
        if form.any_value {
            for variable in &mut variables {
                variable.values.clear();
            }
        }
        let mut allowed = if form.keep_polarity {
            Allowed::default()
        } else {
            Allowed::polarities(&design)
        };
        // Other drivers are named where choices are allowed, and saved with the design.
        allowed.drivers = Allowed::of(&design, |name| self.library.driver(name))
            .0
            .drivers;
        form.heard = None;
        form.state = State::Running(Box::new(Progress {
            done: 0.0,
            best: Score::SILENT,
            design: None,
            solved: 0,
        }));
        let task = Task {
            variables,
            allowed,
            seed: 1,
            effort: Effort::default(),
        };
        let work = move |report: &mut dyn FnMut(_) -> ControlFlow<()>,
                         stop: &(dyn Fn() -> bool + Sync)| {
            let mut solver = Solver::default();
            let mut heard = |design: Design| -> Heard {
                let solution = sound(&mut solver, &design, &f);
                (Arc::new(design), solution)
            };
            let mut last = None;
            let mut tell = |mut progress: Progress| {
                if let Some(better) = progress.design.take() {
                    last = Some(heard(better));
                }
                report((progress, last.clone()))
            };
            let mut ear = Ear {
                tell: &mut tell,
                stop,
            };
            let objective = Objective::new(&design);
            let found = optimise(&design, &task, &objective, &Goals::default(), &mut ear);
            let heard = heard(found.design.clone());
            (found, heard)
        };
        let job = Job::start_asking(&*self.runner, THREAD, waker(ctx), work);
        self.optimise_job = Some(job);
        ctx.request_repaint();
    }

    /// Asks the search to come to its end.
    pub(super) fn stop_optimising(&mut self) {
        if let Some(job) = &self.optimise_job {
            job.ask_to_end();
        }
    }

    /// Forgets the search; the plots show the design again.
    pub(in crate::app) fn end_optimising(&mut self) {
        self.optimise_job = None;
        self.session.redraw();
    }

    /// Brings what the search tells into the dialog.
    pub(in crate::app) fn follow_optimising(&mut self) {
        let Some(job) = &self.optimise_job else {
            return;
        };
        let news = job.news();
        let Some(form) = self.dialog.get_mut::<OptimiseForm>() else {
            self.end_optimising();
            return;
        };
        match news {
            News::None => return,
            News::Progress((progress, heard)) => {
                form.state = State::Running(Box::new(progress));
                form.heard = heard.or(form.heard.take());
            }
            News::Done((found, heard)) => {
                form.state = State::Done(Box::new(found));
                form.heard = Some(heard);
                self.optimise_job = None;
            }
            News::Lost => {
                form.state = State::Lost;
                form.heard = None;
                self.optimise_job = None;
            }
        }
        self.session.redraw();
    }
}
