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

/// What the goals were judged of.
pub(super) struct JudgedOf {
    design: Arc<Design>,
    solution: Arc<Solution>,
    price: Option<Result<f64, String>>,
    deviations: Option<Arc<[f64]>>,
    heard_alone: bool,
}

impl Session {
    /// How every goal stands, in the order of the document.
    pub fn goals(&self) -> &[Judged] {
        &self.judged
    }

    /// Judges the goals, where design, solution, price or units are not those of the last time.
    /// Nothing is solved.
    pub fn judge_goals(
        &mut self,
        price: Option<Result<f64, String>>,
        deviations: Option<&Arc<[f64]>>,
    ) {
        let design = self.history.present();
        let heard_alone = !self.solo.is_empty();
        let known = self.judged_of.as_ref().is_some_and(|of| {
            Arc::ptr_eq(&of.design, design)
                && Arc::ptr_eq(&of.solution, &self.solution)
                && of.price == price
                && of.deviations.as_ref().map(Arc::as_ptr) == deviations.map(Arc::as_ptr)
                && of.heard_alone == heard_alone
        });
        if known {
            return;
        }
        let known = Known {
            price: price.as_ref(),
            deviations: deviations.map(|all| &**all),
        };
        let judged = judge(design, &self.solution, &known);
        self.judged = if heard_alone {
            let why = tr!("Only some drivers are heard: end the solo");
            judged.into_iter().map(|one| one.unknown(why)).collect()
        } else {
            judged
        };
        self.judged_of = Some(JudgedOf {
            design: design.clone(),
            solution: self.solution.clone(),
            price,
            deviations: deviations.cloned(),
            heard_alone,
        });
    }
}
