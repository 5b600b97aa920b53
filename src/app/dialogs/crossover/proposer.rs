//! The work behind the crossover dialog, beside the window.
//!
//! Going back to what was chosen before costs nothing.

use super::{Answer, Asked, CrossoverForm, Trial};
use crate::{
    app::{
        Earwright,
        work::{
            job::{Runner, waker},
            latest::Latest,
            sound::sound,
        },
    },
    design::Design,
    network::Solver,
    tuning::crossover::{CrossoverError, preview},
};
use egui::Context;
use std::{collections::VecDeque, sync::Arc};

/// The name of the worker.
const THREAD: &str = "crossover";
/// How many proposals are kept.
const KEPT: usize = 32;

/// What computes proposals while the dialog is open.
#[derive(Default)]
pub(in crate::app) struct Proposer {
    design: Option<Arc<Design>>,
    /// Frequencies the plots are drawn at, Hz.
    f: Arc<[f64]>,
    /// What was found for this design, oldest first.
    known: VecDeque<(Asked, Answer)>,
    work: Latest<Asked, Answer>,
}

impl Proposer {
    fn follow(
        &mut self,
        form: &mut CrossoverForm,
        design: &Arc<Design>,
        now: f64,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) {
        if !self
            .design
            .as_ref()
            .is_some_and(|of| Arc::ptr_eq(of, design))
        {
            *self = Self {
                design: Some(design.clone()),
                f: self.f.clone(),
                ..Self::default()
            };
            form.shown = None;
        }
        self.take(form);
        let asked = form.asked();
        if !form.is_current() {
            if let Some(found) = self.known.iter().find(|(of, _)| *of == asked) {
                form.shown = Some(found.clone());
            } else if !self.work.is_working() {
                self.start(asked, design, runner, wake);
                // A runner of tests is through already.
                self.take(form);
            }
        }
        form.waiting_since = if form.is_current() {
            None
        } else {
            form.waiting_since.or(Some(now))
        };
    }

    fn start(
        &mut self,
        asked: Asked,
        design: &Arc<Design>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) {
        let (design, f) = (design.clone(), self.f.clone());
        self.work.ask(asked, THREAD, runner, wake, move |_| {
            trial(&design, &asked, &f)
                .map(Arc::new)
                .map_err(|error| error.to_string())
        });
    }

    /// Shows what has been found, also where something else has been chosen meanwhile: the curve
    /// follows a scrubbed number a little behind.
    fn take(&mut self, form: &mut CrossoverForm) {
        let Some(answer) = self.work.take() else {
            return;
        };
        let answer = answer
            .unwrap_or_else(|_| Err(tr!("The computation ended without a result").to_owned()));
        let Some(asked) = self.work.asked().copied() else {
            return;
        };
        if self.known.len() == KEPT {
            self.known.pop_front();
        }
        self.known.push_back((asked, answer.clone()));
        form.shown = Some((asked, answer));
    }
}

/// The proposal, and what is heard with it.
fn trial(design: &Design, asked: &Asked, f: &Arc<[f64]>) -> Result<Trial, CrossoverError> {
    let mut solver = Solver::default();
    let Asked {
        driver,
        wish,
        replace,
    } = *asked;
    let preview = preview(&mut solver, design, driver, &wish, replace)?;
    let with = design.apply(&preview.proposal.edit)?;
    let solution = sound(&mut solver, &with, f);
    Ok(Trial {
        preview,
        design: Arc::new(with),
        solution,
    })
}

impl Earwright {
    pub(in crate::app) fn ask_crossover(&mut self) {
        let driver = self.selected_parts().find(|part| part.kind.is_driver());
        if let Some(id) = driver.map(|part| part.id) {
            let form = CrossoverForm::new(self.session.design(), id);
            self.dialog.open(form);
        }
    }

    /// Computes what the crossover dialog asks for, while it is open.
    pub(in crate::app) fn follow_crossover(&mut self, ctx: &Context) {
        let Some(form) = self.dialog.get_mut::<CrossoverForm>() else {
            if self.crossover.design.is_some() {
                self.crossover = Proposer::default();
                self.session.redraw();
            }
            return;
        };
        let shown = |form: &CrossoverForm| form.trial().map(|(_, solution)| Arc::clone(solution));
        let before = shown(form);
        self.crossover.f = self.session.solution().f.clone();
        let now = ctx.input(|input| input.time);
        let design = self.session.design();
        self.crossover
            .follow(form, design, now, &*self.runner, waker(ctx));
        // The plots follow what is chosen.
        let same = match (&before, &shown(form)) {
            (Some(was), Some(is)) => Arc::ptr_eq(was, is),
            (was, is) => was.is_none() && is.is_none(),
        };
        if !same {
            self.session.redraw();
        }
    }
}
