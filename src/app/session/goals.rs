//! Goals judged with the solution at hand.

use super::Session;
use crate::{
    analysis::{
        Solution,
        goals::{Judged, Known, judge},
    },
    design::Design,
};
use std::sync::Arc;

/// Goals as they stand, and what they were judged of.
#[derive(Default)]
pub(super) struct Judging {
    all: Vec<Judged>,
    of: Option<JudgedOf>,
}

/// What goals were judged of.
struct JudgedOf {
    design: Arc<Design>,
    solution: Arc<Solution>,
    price: Option<Result<f64, String>>,
    deviations: Option<Arc<[f64]>>,
    heard_alone: bool,
}

impl Judging {
    /// Judges, where what it is of is not that of the last time.
    fn follow(&mut self, of: JudgedOf) {
        let known = self.of.as_ref().is_some_and(|known| {
            Arc::ptr_eq(&known.design, &of.design)
                && Arc::ptr_eq(&known.solution, &of.solution)
                && known.price == of.price
                && known.deviations.as_ref().map(Arc::as_ptr)
                    == of.deviations.as_ref().map(Arc::as_ptr)
                && known.heard_alone == of.heard_alone
        });
        if known {
            return;
        }
        let judged = judge(
            &of.design,
            &of.solution,
            &Known {
                price: of.price.as_ref(),
                deviations: of.deviations.as_deref(),
            },
        );
        self.all = if of.heard_alone {
            let why = tr!("Only some drivers are heard: end the solo");
            judged.into_iter().map(|one| one.unknown(why)).collect()
        } else {
            judged
        };
        self.of = Some(of);
    }

    /// Has them judged anew.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }
}

impl Session {
    /// How every goal stands, in the order of the document.
    pub fn goals(&self) -> &[Judged] {
        &self.judged.all
    }

    /// How every goal would stand with what is tried and drawn in the design's place, while that is.
    pub fn tried_goals(&self) -> Option<&[Judged]> {
        self.tried.as_ref().map(|tried| &*tried.all)
    }

    /// Judges the goals. Nothing is solved.
    pub fn judge_goals(
        &mut self,
        price: Option<Result<f64, String>>,
        deviations: Option<&Arc<[f64]>>,
    ) {
        self.judged.follow(JudgedOf {
            design: self.history.present().clone(),
            solution: self.solution.clone(),
            price,
            deviations: deviations.cloned(),
            heard_alone: !self.solo.is_empty(),
        });
    }

    /// Judges them with a design that is tried, its solution and its price; no units of it are built.
    pub fn judge_tried(
        &mut self,
        tried: Option<(Arc<Design>, Arc<Solution>)>,
        price: Option<Result<f64, String>>,
    ) {
        let Some((design, solution)) = tried else {
            self.tried = None;
            return;
        };
        self.tried.get_or_insert_default().follow(JudgedOf {
            design,
            solution,
            price,
            deviations: None,
            heard_alone: false,
        });
    }
}
