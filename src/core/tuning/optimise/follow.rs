//! Keeps the free numbers of a design at their best while something else is changed.
//!
//! From one change to the next the best values move little: a few steps from where they were last
//! find them again, with the network, its plan and what is known of its numbers kept. Values are
//! any within their ranges; what is to be bought is for [`super::optimise`] to choose.
//!
//! # Limitations
//! It stays in the valley it began in, unless the design's own values lie in a better one.

use super::super::{
    least_squares::{Limits, minimise},
    objective::{Objective, Score},
    variable::Variable,
};
use super::{
    built::{edits, written},
    model::{Kept, Model},
};
use crate::{
    design::{Design, Edit},
    network::Solver,
};
use std::ops::ControlFlow;

/// Steps from where the numbers were last, and from where the design has them.
const STEPS: usize = 12;
/// Coordinates nearer than this are the same start.
const SAME: f64 = 0.02;

/// Follows a design.
#[derive(Debug)]
pub struct Follower {
    variables: Vec<Variable>,
    kept: Kept,
    /// Where the free numbers were best, in the coordinates of a search.
    last: Option<Vec<f64>>,
    solver: Solver,
}

/// The free numbers at their best.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// The design with them.
    pub design: Design,
    /// What makes it of the design that was followed.
    pub edit: Edit,
    /// How near it is to its target.
    pub score: Score,
    /// How near the design is as it is.
    pub was: Score,
}

impl Follower {
    /// Follows designs in which these numbers are free.
    pub fn new(variables: Vec<Variable>) -> Self {
        Self {
            variables,
            kept: Kept::default(),
            last: None,
            solver: Solver::default(),
        }
    }

    /// The free numbers of a design at their best, never worse than those it has; absent where the
    /// design does not play, or `stop` said so meanwhile.
    pub fn follow(&mut self, design: &Design, stop: &dyn Fn() -> bool) -> Option<Followed> {
        let objective = Objective::new(design);
        let kept = std::mem::take(&mut self.kept);
        let mut model = Model::going_on(design.clone(), &self.variables, &objective, kept);
        let limits = Limits {
            steps: STEPS,
            smallest_step: 1e-4,
            cost_tolerance: 1e-5,
            ..Limits::default()
        };
        let bounds = model.bounds();
        let own = model.here();
        let mut starts: Vec<&[f64]> = self.last.as_deref().into_iter().collect();
        let apart = |last: &[f64]| last.iter().zip(&own).any(|(a, b)| (a - b).abs() > SAME);
        if self.last.as_deref().is_none_or(apart) {
            starts.push(&own);
        }
        let mut best: Option<(f64, Vec<f64>)> = None;
        for start in starts {
            let end = minimise(&mut model, start, &bounds, &limits, &mut |_| {
                if stop() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            let cost = end.normal.cost;
            if cost.is_finite() && best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, end.x));
            }
        }
        let values = best.as_ref().map(|(_, x)| model.values(x));
        self.kept = model.into_kept();
        if stop() {
            return None;
        }
        let (x, values) = (best?.1, values?);
        let with = written(design, &self.variables, &values);
        let edit = Edit::Batch(edits(&self.variables, &with));
        let was = objective.score(&mut self.solver, design);
        let score = objective.score(&mut self.solver, &with);
        self.last = Some(x);
        if score.cost < was.cost {
            return Some(Followed {
                design: with,
                edit,
                score,
                was,
            });
        }
        was.cost.is_finite().then(|| Followed {
            design: design.clone(),
            edit: Edit::Batch(Vec::new()),
            score: was,
            was,
        })
    }
}
