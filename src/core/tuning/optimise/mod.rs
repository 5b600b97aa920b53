//! Better values for the numbers of a design that are free.
//!
//! Every way the drivers can be wired, and every driver the user allows, is a start; so are points
//! scattered over the ranges. From each, Levenberg–Marquardt steps on exact sensitivities go down
//! to the nearest minimum; the best few are carried to the end. Where values have to be bought, the
//! points of stock nearest to a minimum are looked for in its quadratic form, and improved one or
//! two numbers at a time, each trial solved.
//!
//! The end is never worse than the start, and the same for the same seed on any number of threads.
//!
//! # Limitations
//! A muted driver is left out when a design is scored, but not while steps are taken.

pub(super) mod built;
mod buying;
mod follow;
mod goals;
mod ground;
mod model;
mod pool;
mod results;
mod root;
mod run;
mod starts;
mod stock;
mod tried;

pub use follow::{Followed, Follower};
pub use goals::Goals;
pub use root::Allowed;
pub use tried::{Refusal, Tried, Verdict};

use super::{
    objective::{Objective, Score},
    variable::Variable,
};
use crate::design::{Design, Edit};
use std::ops::ControlFlow;

/// What may change, and how long to look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Task {
    /// The numbers that are free.
    pub variables: Vec<Variable>,
    /// What else may change.
    pub allowed: Allowed,
    /// Seed of everything random.
    pub seed: u64,
    /// How thoroughly.
    pub effort: Effort,
}

/// How thoroughly to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Points scattered over the ranges.
    pub draws: usize,
    /// Of those and of the other starts, how many are improved a little.
    pub improved: usize,
    /// How many are carried to the end.
    pub finished: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            draws: 96,
            improved: 16,
            finished: 4,
        }
    }
}

impl Effort {
    /// With so many points scattered over the ranges.
    pub fn with_draws(draws: usize) -> Self {
        Self {
            draws,
            improved: Self::default().improved.max(draws / 6).min(512),
            ..Self::default()
        }
    }
}

/// Says of a design whether it may be taken, beside how near it is to the target.
pub trait Judge: Sync {
    /// Which goal it fails and what would cure that; absent where it may be taken.
    fn refuse(&self, design: &Design) -> Option<Refusal>;
}

/// Takes everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct TakeAll;

impl Judge for TakeAll {
    fn refuse(&self, _: &Design) -> Option<Refusal> {
        None
    }
}

impl<F: Fn(&Design) -> Option<Refusal> + Sync> Judge for F {
    fn refuse(&self, design: &Design) -> Option<Refusal> {
        self(design)
    }
}

/// How a search is doing.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Fraction done.
    pub done: f64,
    /// Score of the best so far.
    pub best: Score,
    /// The best design so far, where it is another one than was told last.
    pub design: Option<Design>,
    /// Designs solved so far.
    pub solved: usize,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best design.
    pub design: Design,
    /// What makes it of the start.
    pub edit: Edit,
    /// Its score.
    pub score: Score,
    /// The score of the start.
    pub start: Score,
    /// Designs solved.
    pub solved: usize,
    /// What was tried, the best first, and why it was not taken.
    pub tried: Vec<Tried>,
    /// Whether it was stopped early.
    pub cancelled: bool,
}

/// Whom a search tells how it is doing, and who may stop it.
pub struct Ear<'a> {
    /// Hears of the progress between stages.
    pub tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    /// Asked every few solves, on any thread, whether to stop.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl std::fmt::Debug for Ear<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ear").finish_non_exhaustive()
    }
}

/// Searches for the design nearest to its target.
pub fn optimise(
    design: &Design,
    task: &Task,
    objective: &Objective,
    judge: &dyn Judge,
    ear: &mut Ear<'_>,
) -> Found {
    run::run(design, task, objective, judge, ear)
}
