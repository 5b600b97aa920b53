//! What a search solves, on all cores: costs, steps down, scores.

use super::super::{
    least_squares::{Limits, SumOfSquares as _, minimise},
    objective::{Objective, Score},
};
use super::{
    Task,
    built::written,
    model::{Model, values},
    pool::Pool,
    root::Root,
};
use crate::{design::Design, network::Solver};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Steps of a walker that is carried on.
pub(super) const ROUND_STEPS: usize = 15;
/// Walkers whose costs are asked of one model.
const CHUNK: usize = 8;

/// A start with its coordinates somewhere on the way.
#[derive(Debug, Clone)]
pub(super) struct Walker {
    pub root: usize,
    pub x: Vec<f64>,
    /// ½ Σ r².
    pub cost: f64,
    /// Where it came from, in words.
    pub from: &'static str,
}

/// A point that is scored as a design.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub root: usize,
    pub x: Vec<f64>,
    pub design: Design,
    pub score: Score,
    pub what: String,
}

/// What a search is about, shared by all that work on it.
pub(super) struct Ground<'a> {
    pub task: &'a Task,
    pub objective: &'a Objective,
    pub stop: &'a (dyn Fn() -> bool + Sync),
    pub roots: Vec<Root>,
    /// For each of them.
    pub pools: Vec<Pool>,
    /// The design as it was.
    pub start: Design,
    /// Designs solved.
    pub solved: AtomicUsize,
}

impl Ground<'_> {
    /// A model of a start; [`Self::give_back`] lets the next go on with its network.
    pub(super) fn model(&self, root: usize) -> Model<'_> {
        let (variables, objective) = (&self.task.variables, self.objective);
        match (self.pools.get(root), self.roots.get(root)) {
            (Some(pool), Some(start)) => {
                let like = self.pools.first().filter(|_| root > 0);
                pool.model(&start.design, variables, objective, like)
            }
            _ => {
                debug_assert!(false, "there is no start {root}");
                self.unsolved(root)
            }
        }
    }

    /// A model of a start that is not solved: its coordinates and bounds.
    pub(super) fn unsolved(&self, root: usize) -> Model<'_> {
        let design = self
            .roots
            .get(root)
            .map_or(&self.start, |root| &root.design);
        Model::new(design.clone(), &self.task.variables, self.objective)
    }

    pub(super) fn give_back(&self, root: usize, model: Model<'_>) {
        if let Some(pool) = self.pools.get(root) {
            pool.give_back(model);
        }
    }

    /// The costs of where walkers stand.
    pub(super) fn costs(&self, walkers: &[Walker]) -> Vec<Walker> {
        let roots: BTreeSet<usize> = walkers.iter().map(|walker| walker.root).collect();
        self.solved.fetch_add(walkers.len(), Ordering::Relaxed);
        let mut out = Vec::with_capacity(walkers.len());
        for root in roots {
            let of: Vec<Walker> = walkers.iter().filter(|w| w.root == root).cloned().collect();
            // In chunks of one size, so that each is foretold from the same place on any machine.
            let costed = of.par_chunks(CHUNK).flat_map_iter(|walkers| {
                let mut model = self.model(root);
                let mut walkers = walkers.to_vec();
                for walker in &mut walkers {
                    if !(self.stop)() {
                        walker.cost = model.cost(&walker.x);
                    }
                }
                self.give_back(root, model);
                walkers
            });
            out.extend(costed.collect::<Vec<_>>());
        }
        out
    }

    /// Walkers some steps farther down.
    pub(super) fn walk(&self, walkers: Vec<Walker>, steps: usize) -> Vec<Walker> {
        self.walk_within(walkers, steps, |_, bounds| bounds)
    }

    /// The same with what is bought held where it is.
    pub(super) fn settle(&self, walker: Walker, steps: usize) -> Option<Walker> {
        let held = |x: &[f64], mut bounds: Vec<(f64, f64)>| {
            for ((bounds, x), variable) in bounds.iter_mut().zip(x).zip(&self.task.variables) {
                if !variable.values.is_empty() {
                    *bounds = (*x, *x);
                }
            }
            bounds
        };
        self.walk_within(vec![walker], steps, held).pop()
    }

    fn walk_within(
        &self,
        walkers: Vec<Walker>,
        steps: usize,
        within: impl Fn(&[f64], Vec<(f64, f64)>) -> Vec<(f64, f64)> + Sync,
    ) -> Vec<Walker> {
        let stop = self.stop;
        let limits = Limits {
            steps,
            smallest_step: 1e-5,
            cost_tolerance: 1e-6,
            ..Limits::default()
        };
        let walked = walkers.into_par_iter().map(|mut walker| {
            if stop() {
                return walker;
            }
            let mut model = self.model(walker.root);
            let bounds = within(&walker.x, model.bounds());
            let end = minimise(&mut model, &walker.x, &bounds, &limits, &mut |_| {
                if stop() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            self.solved.fetch_add(end.steps + 1, Ordering::Relaxed);
            walker.x = end.x;
            walker.cost = end.normal.cost;
            self.give_back(walker.root, model);
            walker
        });
        walked.collect()
    }

    /// Scores points, several at once.
    pub(super) fn scored(&self, points: Vec<Point>) -> Vec<Point> {
        self.solved.fetch_add(points.len(), Ordering::Relaxed);
        let scored = points
            .into_par_iter()
            .map_init(Solver::default, |solver, mut point| {
                if !(self.stop)() {
                    point.score = self.objective.score(solver, &point.design);
                }
                point
            });
        scored.collect()
    }

    /// A walker's design with its numbers at these coordinates, to be scored.
    pub(super) fn point(&self, walker: &Walker, x: Vec<f64>) -> Point {
        let root = self.roots.get(walker.root);
        let design = root.map_or(&self.start, |root| &root.design);
        let values = values(&self.task.variables, &x);
        let design = written(design, &self.task.variables, &values);
        let words = root.map_or("", |root| root.words.as_str());
        let parts: Vec<&str> = [words, walker.from]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect();
        let what = if parts.is_empty() {
            tr!("other values, from the design as it was").to_owned()
        } else {
            tr!("other values, {}", parts.join(", "))
        };
        Point {
            root: walker.root,
            x,
            design,
            score: Score::SILENT,
            what,
        }
    }
}
