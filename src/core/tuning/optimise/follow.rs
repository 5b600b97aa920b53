//! Keeps the free numbers of a design at their best while something else is changed.
//!
//! From one change to the next the best values move little: a few steps from where they were last
//! find them again, with the network, its plan and what is known of its numbers kept. A few valleys
//! are followed side by side, as the one that is best changes on the way; every change also looks
//! at points not looked at before. Values are any within their ranges; what is to be bought is for
//! [`super::optimise`] to choose.

use super::super::{
    least_squares::{Limits, SumOfSquares as _, minimise},
    moving::Kept,
    objective::{Objective, Score},
    variable::Variable,
};
use super::{
    built::{edits, written},
    model::{Model, values},
    starts::scattered,
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::{Design, Edit},
    network::Solver,
};
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Steps from where the numbers were last, and from where the design has them.
const STEPS: usize = 12;
/// Valleys followed side by side.
const VALLEYS: usize = 4;
/// Points scattered over the ranges at first, and how many of them are improved.
const FIRST_DRAWS: usize = 96;
const FIRST_IMPROVED: usize = 12;
/// The same at every change after that.
const DRAWS: usize = 8;
const IMPROVED: usize = 1;
/// Coordinates nearer than this are the same start.
const SAME: f64 = 0.02;
/// Another valley has to be better by this, dB, before it is gone over to.
const WORTH: f64 = 0.002;

/// A minimum that is followed.
#[derive(Debug)]
struct Valley {
    x: Vec<f64>,
    /// ½ Σ r², where it was last.
    cost: f64,
    kept: Kept,
    /// Whether the result was taken from it last.
    taken: bool,
}

/// Follows a design.
#[derive(Debug)]
pub struct Follower {
    variables: Vec<Variable>,
    /// The best first.
    valleys: Vec<Valley>,
    /// Designs followed so far.
    followed: u64,
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
            valleys: Vec::new(),
            followed: 0,
            solver: Solver::default(),
        }
    }

    /// The free numbers of a design at their best, never worse than those it has; absent where the
    /// design does not play, or `stop` said so meanwhile.
    pub fn follow(
        &mut self,
        design: &Design,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Followed> {
        let objective = Objective::new(design);
        let starts = self.starts(design, &objective);
        self.followed += 1;
        let variables = &self.variables;
        let walk = |valley| walked(valley, design, variables, &objective, stop);
        let walked: Vec<Valley> = starts.into_par_iter().map(walk).collect();
        self.valleys = distinct(walked);
        if stop() {
            return None;
        }
        let was = objective.score(&mut self.solver, design);
        let mut best: Option<(usize, Score, Design)> = None;
        let mut least = f64::INFINITY;
        for (n, valley) in self.valleys.iter_mut().enumerate() {
            let with = written(design, variables, &values(variables, &valley.x));
            let score = objective.score(&mut self.solver, &with);
            let hurdle = if std::mem::take(&mut valley.taken) {
                0.0
            } else {
                WORTH
            };
            if score.cost + hurdle < least {
                least = score.cost + hurdle;
                best = Some((n, score, with));
            }
        }
        if let Some((n, score, with)) = best
            && score.cost < was.cost
        {
            if let Some(valley) = self.valleys.get_mut(n) {
                valley.taken = true;
            }
            return Some(Followed {
                edit: Edit::Batch(edits(variables, &with)),
                design: with,
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

    /// Where to go down from: the valleys so far, where the design stands, and the most promising of
    /// some points that were not looked at yet.
    fn starts(&mut self, design: &Design, objective: &Objective) -> Vec<Valley> {
        let mut starts = std::mem::take(&mut self.valleys);
        let new = |x: Vec<f64>| Valley {
            x,
            cost: f64::INFINITY,
            kept: Kept::default(),
            taken: false,
        };
        let mut model = Model::new(design.clone(), &self.variables, objective);
        let (own, bounds) = (model.here(), model.bounds());
        let (draws, improved) = if starts.is_empty() {
            (FIRST_DRAWS, FIRST_IMPROVED)
        } else {
            (DRAWS, IMPROVED)
        };
        let home = starts.first().map_or(&own, |valley| &valley.x);
        let mut drawn: Vec<(f64, Vec<f64>)> = scattered(home, &bounds, draws, self.followed)
            .into_iter()
            .map(|x| (model.cost(&x), x))
            .collect();
        drawn.sort_by_number(|a| a.0);
        drawn.truncate(improved);
        let apart = |valley: &Valley| !near(&valley.x, &own);
        if starts.iter().all(apart) {
            starts.push(new(own));
        }
        starts.extend(drawn.into_iter().map(|(_, x)| new(x)));
        starts
    }
}

/// A valley gone down some steps, for this design.
fn walked(
    mut valley: Valley,
    design: &Design,
    variables: &[Variable],
    objective: &Objective,
    stop: &(dyn Fn() -> bool + Sync),
) -> Valley {
    let mut model = Model::going_on(design.clone(), variables, objective, valley.kept);
    let limits = Limits {
        steps: STEPS,
        smallest_step: 1e-4,
        cost_tolerance: 1e-5,
        ..Limits::default()
    };
    let bounds = model.bounds();
    let end = minimise(&mut model, &valley.x, &bounds, &limits, &mut |_| {
        if stop() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    valley.x = end.x;
    valley.cost = end.normal.cost;
    valley.kept = model.into_kept();
    valley
}

/// The best of some valleys, each once.
fn distinct(mut valleys: Vec<Valley>) -> Vec<Valley> {
    valleys.retain(|valley| valley.cost.is_finite());
    valleys.sort_by_number(|a| a.cost);
    let mut kept: Vec<Valley> = Vec::new();
    for valley in valleys {
        if let Some(known) = kept.iter_mut().find(|known| near(&known.x, &valley.x)) {
            known.taken |= valley.taken;
        } else if kept.len() < VALLEYS {
            kept.push(valley);
        }
    }
    kept
}

fn near(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SAME)
}
