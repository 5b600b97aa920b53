//! What models of one start share: planned networks, and what is known of its numbers.
//!
//! Laws are learned once, where the design stands, so that what a search does is the same on any
//! number of threads.

use super::super::{
    moving::{Kept, Learnt},
    objective::Objective,
    variable::Variable,
};
use super::model::Model;
use crate::{design::Design, network::Engine};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Kept for one start.
#[derive(Debug, Default)]
pub(super) struct Pool {
    engines: Mutex<Vec<Engine>>,
    learnt: OnceLock<Option<Learnt>>,
}

impl Pool {
    /// A model of the design that this pool is for. What was learned of `like`, another start, is
    /// gone on with where it fits.
    pub(super) fn model<'a>(
        &self,
        design: &Design,
        variables: &'a [Variable],
        objective: &'a Objective,
        like: Option<&Self>,
    ) -> Model<'a> {
        let new = |kept| Model::going_on(design.clone(), variables, objective, kept);
        let learnt = self.learnt.get_or_init(|| {
            let mut model = new(Kept {
                engine: None,
                learnt: like.and_then(|like| like.learnt.get().cloned()?),
            });
            model.know_here();
            let kept = model.into_kept();
            self.keep(kept.engine);
            kept.learnt
        });
        let engine = self
            .engines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        new(Kept {
            engine,
            learnt: learnt.clone(),
        })
    }

    /// Lets the next model go on with the network of one that is done.
    pub(super) fn give_back(&self, model: Model<'_>) {
        self.keep(model.into_kept().engine);
    }

    fn keep(&self, engine: Option<Engine>) {
        let mut engines = self.engines.lock().unwrap_or_else(PoisonError::into_inner);
        engines.extend(engine);
    }
}
