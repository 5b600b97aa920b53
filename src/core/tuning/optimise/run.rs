//! The stages of a search.

use super::super::objective::{Objective, Score};
use super::{
    Ear, Found, Judge, Task,
    ground::{Ground, ROUND_STEPS, Walker},
    pool::Pool,
    results::{Best, Run},
    root::roots,
    starts::scattered,
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::{Design, Edit},
    network::Solver,
    noticed::OrNoticed as _,
    words,
};
use std::sync::atomic::AtomicUsize;

/// Steps down from a start that is improved a little.
const FEW_STEPS: usize = 12;
/// Ways to wire and choose drivers are sifted so often, by so many steps each time, and so many of
/// them go on at least.
const SIFTINGS: usize = 3;
const SIFTED_STEPS: usize = 4;
const SIFTED_LEAST: usize = 4;
/// Rounds of steps of one carried on.
const ROUNDS: usize = 4;

pub(super) fn run(
    design: &Design,
    task: &Task,
    objective: &Objective,
    judge: &dyn Judge,
    ear: &mut Ear<'_>,
) -> Found {
    let start = objective.score(&mut Solver::default(), design);
    let roots = roots(design, &task.allowed);
    let mut run = Run {
        ground: Ground {
            task,
            objective,
            stop: ear.stop,
            pools: roots.iter().map(|_| Pool::default()).collect(),
            roots,
            start: design.clone(),
            solved: AtomicUsize::new(1),
        },
        judge,
        tell: ear.tell,
        best: Best {
            design: design.clone(),
            edit: Edit::Batch(Vec::new()),
            score: start,
            refused: judge.refuse(design),
            what: words::text(AS_IT_WAS).to_owned(),
            told: false,
        },
        tried: Vec::new(),
        done: 0.0,
        stopped: false,
    };
    run.note(words::text(AS_IT_WAS).to_owned(), start, None);
    if !(task.variables.is_empty() && run.ground.roots.len() < 2) {
        run.search();
    }
    run.found(start)
}

const AS_IT_WAS: &str = "as it was";

impl Run<'_> {
    fn search(&mut self) {
        let ends = self.minima();
        if self.stopped {
            self.offer_all(&ends, 1);
            return;
        }
        let bought = self
            .ground
            .task
            .variables
            .iter()
            .any(|v| !v.values.is_empty());
        self.offer_all(&ends, if bought { 0 } else { ends.len() });
        if !bought {
            return;
        }
        self.stock(&ends);
    }

    /// Minima of the cost with every number anywhere in its range, the best first.
    fn minima(&mut self) -> Vec<Walker> {
        let variables = &self.ground.task.variables;
        let first: Vec<Walker> = (0..self.ground.roots.len())
            .map(|root| Walker {
                root,
                x: self.ground.unsolved(root).here(),
                cost: f64::INFINITY,
                from: "",
            })
            .collect();
        let effort = self.ground.task.effort;
        // The design as it is wired, first: most are wired right, and there is something to see. The
        // others learn from it.
        if let Some(own) = first.first() {
            self.at_once(own.clone());
        }
        if self.report(0.02).is_break() {
            return first;
        }
        let mut walkers = self.sift(first);
        self.tell_roots(&walkers);
        if self.report(0.1).is_break() {
            return walkers;
        }
        if let Some(best) = walkers.first_mut() {
            *best = match best.root {
                0 => self.walked(best.clone()),
                _ => self.at_once(best.clone()),
            };
        }
        if self.report(0.12).is_break() {
            return walkers;
        }
        // Points scattered over the ranges, for the most promising ways.
        let mut drawn = Vec::new();
        let ways = walkers.len().min(3);
        for (n, way) in walkers.iter().take(ways).enumerate() {
            let model = self.ground.unsolved(way.root);
            let count = effort.draws / ways.max(1);
            let seed = self
                .ground
                .task
                .seed
                .wrapping_mul(1000)
                .wrapping_add(n as u64);
            let points = scattered(&model.here(), &model.bounds(), count, seed);
            drawn.extend(points.into_iter().map(|x| Walker {
                root: way.root,
                x,
                cost: f64::INFINITY,
                from: tr!("from a scattered start"),
            }));
        }
        let mut drawn = self.ground.costs(&drawn);
        sort(&mut drawn);
        drawn.truncate(effort.improved);
        if self.report(0.2).is_break() {
            return walkers;
        }
        walkers.extend(self.ground.walk(drawn, FEW_STEPS));
        sort(&mut walkers);
        distinct(&mut walkers, variables.len());
        walkers.truncate(effort.finished.max(1));
        for round in 0..ROUNDS {
            if self
                .report(0.3 + 0.3 * round as f64 / ROUNDS as f64)
                .is_break()
            {
                break;
            }
            walkers = self.ground.walk(walkers, ROUND_STEPS);
            sort(&mut walkers);
            self.offer_all(&walkers, 1);
        }
        walkers
    }

    /// Ways to wire and choose drivers, improved a little: all a few steps, the better half of them
    /// more, and so on.
    fn sift(&self, walkers: Vec<Walker>) -> Vec<Walker> {
        let mut left = walkers;
        let mut promising = left.len();
        for _ in 0..SIFTINGS {
            let rest = left.split_off(promising.min(left.len()));
            left = self.ground.walk(left, SIFTED_STEPS);
            sort(&mut left);
            left.extend(rest);
            promising = promising.div_ceil(2).max(SIFTED_LEAST);
        }
        sort(&mut left);
        left
    }

    /// A walker brought to its minimum, and from there to stock, before others are looked for.
    fn at_once(&mut self, walker: Walker) -> Walker {
        let walker = self.walked(walker);
        if walker.cost.is_finite() {
            self.bought_at_once(&walker);
        }
        walker
    }

    fn walked(&self, walker: Walker) -> Walker {
        let walked = self.ground.walk(vec![walker.clone()], ROUND_STEPS).pop();
        walked.or_noticed(walker, "as many walkers as before")
    }

    /// Notes what the ways to wire and choose drivers came to.
    fn tell_roots(&mut self, walkers: &[Walker]) {
        for walker in walkers {
            let Some(root) = self.ground.roots.get(walker.root) else {
                continue;
            };
            if !root.words.is_empty() {
                let error_db = (2.0 * walker.cost).sqrt();
                let score = Score {
                    error_db,
                    cost: error_db,
                };
                self.note(root.words.clone(), score, None);
            }
        }
    }
}

fn sort(walkers: &mut [Walker]) {
    walkers.sort_by_number(|a| a.cost);
}

/// Leaves one of those that stand in the same place; the best come first.
fn distinct(walkers: &mut Vec<Walker>, variables: usize) {
    let near = 0.02 * (variables as f64).sqrt();
    let mut kept: Vec<Walker> = Vec::new();
    for walker in walkers.drain(..) {
        let same = kept.iter().any(|known| {
            let away = known.x.iter().zip(&walker.x).map(|(a, b)| (a - b).powi(2));
            known.root == walker.root && away.sum::<f64>().sqrt() < near
        });
        if !same {
            kept.push(walker);
        }
    }
    *walkers = kept;
}
