//! Looking for drivers that play against the others, and for what mends them, beside the window.
//!
//! One search runs at a time. When it ends and the design has changed meanwhile, the newest design
//! is taken next.

use crate::{
    app::work::job::{Job, News, Runner},
    design::{Design, PartId},
    network::{Solution, Solver},
    tuning::alignment::{Suggestion, suggestions},
};
use std::{collections::BTreeSet, sync::Arc};

/// The name of the worker.
const THREAD: &str = "polarity";

/// What is looked at: the design, and the drivers heard alone.
type Asked = (Arc<Design>, BTreeSet<PartId>);

/// The search and what it was asked.
#[derive(Default)]
pub(in crate::app) struct Advice {
    asked: Option<Asked>,
    job: Option<Job<(), Vec<Suggestion>>>,
}

impl Advice {
    /// Whether a search runs.
    pub(in crate::app) fn is_working(&self) -> bool {
        self.job.is_some()
    }

    /// Whether what is known, or being looked for, is of another design.
    pub(in crate::app) fn is_old(&self, design: &Arc<Design>, solo: &BTreeSet<PartId>) -> bool {
        !self
            .asked
            .as_ref()
            .is_some_and(|(asked, heard)| Arc::ptr_eq(asked, design) && heard == solo)
    }

    /// Begins to look at a solved design; whether more than places changed since the last time.
    pub(in crate::app) fn ask(
        &mut self,
        (design, solo): Asked,
        heard: Arc<Design>,
        solution: Arc<Solution>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        let moved = self.asked.as_ref().is_some_and(|(asked, before)| {
            asked.differs_only_in_places(&design) && *before == solo
        });
        self.asked = Some((design, solo));
        self.job = Some(Job::start(runner, THREAD, wake, move |_| {
            suggestions(&mut Solver::default(), &heard, &solution)
        }));
        !moved
    }

    /// What was found, once a search has ended.
    pub(in crate::app) fn take(&mut self) -> Option<Vec<Suggestion>> {
        let found = match self.job.as_ref()?.news() {
            News::None | News::Progress(()) => return None,
            News::Done(found) => found,
            News::Lost => Vec::new(),
        };
        self.job = None;
        Some(found)
    }
}
