//! Looking for drivers that play against the others, and for what mends them, beside the window.

use crate::{
    app::work::{job::Runner, latest::Latest},
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
pub(in crate::app) struct PolarityWatch(Latest<Asked, Vec<Suggestion>>);

impl PolarityWatch {
    /// Whether a search runs.
    pub(in crate::app) fn is_working(&self) -> bool {
        self.0.is_working()
    }

    /// Whether what is known, or being looked for, is of another design.
    pub(in crate::app) fn is_old(&self, design: &Arc<Design>, solo: &BTreeSet<PartId>) -> bool {
        let of = |(asked, heard): &Asked| Arc::ptr_eq(asked, design) && heard == solo;
        !self.0.asked().is_some_and(of)
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
        let moved = self.0.asked().is_some_and(|(asked, before)| {
            asked.differs_only_in_places(&design) && *before == solo
        });
        self.0.ask((design, solo), THREAD, runner, wake, move |_| {
            suggestions(&mut Solver::default(), &heard, &solution)
        });
        !moved
    }

    /// What was found, once a search has ended.
    pub(in crate::app) fn take(&mut self) -> Option<Vec<Suggestion>> {
        self.0.take().map(Result::unwrap_or_default)
    }
}
