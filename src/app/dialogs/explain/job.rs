//! The work beside the window, and how it comes into the dialog.

use super::{ExplainForm, Heard, State};
use crate::{
    app::{
        Earwright,
        work::{
            job::{Job, News, waker},
            sound::sound,
        },
    },
    design::StoredCurve,
    network::Solver,
    tuning::explain::{Explained, Progress, Unexplained, explain},
    words::sentence,
};
use egui::Context;
use std::sync::Arc;

/// The name of the worker.
const THREAD: &str = "explanation";

/// What runs beside the window. Dropping it stops it.
pub(in crate::app) type ExplainJob = Job<Progress, Result<(Explained, Heard), Unexplained>>;

impl Earwright {
    pub(super) fn start_explaining(&mut self, ctx: &Context) {
        let design = self.session.design().clone();
        let f = self.session.solution().f.clone();
        let Some(form) = self.dialog.get_mut::<ExplainForm>() else {
            return;
        };
        let task = form.task(&design);
        let curves: Vec<StoredCurve> = form.curves(&design).into_iter().cloned().collect();
        form.heard = None;
        form.state = State::Running(Progress {
            done: 0.0,
            numbers: 0,
            left: 0.0,
        });
        let job = Job::start(&*self.runner, THREAD, waker(ctx), move |report| {
            let curves: Vec<&StoredCurve> = curves.iter().collect();
            let found = explain(&design, &curves, &task, report)?;
            let solution = sound(&mut Solver::default(), &found.design, &f);
            let heard = (Arc::new(found.design.clone()), solution);
            Ok((found, heard))
        });
        self.explain_job = Some(job);
        ctx.request_repaint();
    }

    /// Stops it; the plots show the design again.
    pub(in crate::app) fn end_explaining(&mut self) {
        self.explain_job = None;
        self.session.redraw();
    }

    /// Brings what it tells into the dialog.
    pub(in crate::app) fn follow_explaining(&mut self) {
        let Some(job) = &self.explain_job else {
            return;
        };
        let news = job.news();
        let Some(form) = self.dialog.get_mut::<ExplainForm>() else {
            self.end_explaining();
            return;
        };
        form.state = match news {
            News::None => return,
            News::Progress(progress) => State::Running(progress),
            News::Done(Ok((found, heard))) => {
                form.heard = Some(heard);
                State::Done(Box::new(found))
            }
            News::Done(Err(why)) => State::None(sentence(&why.to_string())),
            News::Lost => State::None(tr!("It ended without a result.").to_owned()),
        };
        if !matches!(form.state, State::Running(_)) {
            self.explain_job = None;
            self.session.redraw();
        }
    }
}
