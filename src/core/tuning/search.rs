//! A bounded search over catalogue values: differential evolution, then descent along coordinates.
//!
//! The start is a member of the first generation, so the end is never worse. Everything random
//! comes from one seed.

use super::{
    objective::{Objective, Score},
    variable::Variable,
};
use crate::{design::Design, network::Solver};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::ops::ControlFlow;

/// How long and how wide to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Members of a generation.
    pub population: usize,
    /// Generations of differential evolution.
    pub generations: usize,
    /// Rounds of descent at the end, each over every coordinate.
    pub rounds: usize,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            population: 40,
            generations: 100,
            rounds: 4,
            seed: 1,
        }
    }
}

/// How a search is doing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Fraction done.
    pub done: f64,
    /// Score of the best design so far.
    pub best: Score,
    /// Designs solved so far.
    pub evaluations: usize,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best design.
    pub design: Design,
    /// Its score.
    pub score: Score,
    /// The score of the start.
    pub start: Score,
    /// Designs solved.
    pub evaluations: usize,
    /// Whether it was stopped early.
    pub cancelled: bool,
}

/// A point of the search: an index into the values of each variable.
type Point = Vec<usize>;

struct Run<'a> {
    design: &'a Design,
    variables: &'a [Variable],
    objective: &'a Objective,
    evaluations: usize,
}

impl Run<'_> {
    fn design_at(&self, point: &Point) -> Design {
        let mut design = self.design.clone();
        for (variable, index) in self.variables.iter().zip(point) {
            variable.write(&mut design, *index);
        }
        design
    }

    fn scores(&mut self, points: &[Point]) -> Vec<Score> {
        self.evaluations += points.len();
        points
            .par_iter()
            .map_init(Solver::default, |solver, point| {
                self.objective.score(solver, &self.design_at(point))
            })
            .collect()
    }

    fn clamp(&self, variable: usize, index: f64) -> usize {
        let last = self
            .variables
            .get(variable)
            .map_or(0, |variable| variable.values.len().saturating_sub(1));
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the few values of a catalogue"
        )]
        let index = index.round().clamp(0.0, last as f64) as usize;
        index
    }
}

/// Searches for the design nearest to its target. `tell` hears of the progress and may stop it.
pub fn search(
    design: &Design,
    variables: &[Variable],
    objective: &Objective,
    settings: Settings,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Found {
    let start = objective.score(&mut Solver::default(), design);
    let mut best = Found {
        design: design.clone(),
        score: start,
        start,
        evaluations: 1,
        cancelled: false,
    };
    let mut run = Run {
        design,
        variables,
        objective,
        evaluations: 1,
    };
    let home: Point = variables
        .iter()
        .map(|variable| variable.index_in(design).unwrap_or(0))
        .collect();
    if variables.is_empty() {
        return best;
    }
    let mut rng = ChaCha8Rng::seed_from_u64(settings.seed);
    let mut crowd = crowd(&run, &home, settings.population, &mut rng);
    let mut scores = run.scores(&crowd);
    let steps = (settings.generations + settings.rounds).max(1) as f64;
    for generation in 0..settings.generations {
        let trials: Vec<Point> = (0..crowd.len())
            .map(|member| trial(&run, &crowd, &scores, member, &mut rng))
            .collect();
        let trial_scores = run.scores(&trials);
        for (member, (trial, score)) in trials.into_iter().zip(trial_scores).enumerate() {
            if let (Some(old), Some(point)) = (scores.get_mut(member), crowd.get_mut(member))
                && score.cost <= old.cost
            {
                *old = score;
                *point = trial;
            }
        }
        let lead = leader(&scores);
        if let (Some(score), Some(point)) = (scores.get(lead), crowd.get(lead))
            && score.cost < best.score.cost
        {
            best.score = *score;
            best.design = run.design_at(point);
        }
        let progress = Progress {
            done: (generation + 1) as f64 / steps,
            best: best.score,
            evaluations: run.evaluations,
        };
        if tell(progress).is_break() {
            best.cancelled = true;
            best.evaluations = run.evaluations;
            return best;
        }
    }
    let lead = leader(&scores);
    if let (Some(point), Some(score)) = (crowd.get(lead), scores.get(lead)) {
        descend(&mut run, point.clone(), *score, settings, &mut best, tell);
    }
    best.evaluations = run.evaluations;
    best
}

/// The first generation: the start, and points scattered about it and over the whole range.
fn crowd(run: &Run<'_>, home: &Point, size: usize, rng: &mut ChaCha8Rng) -> Vec<Point> {
    let mut crowd = vec![home.clone()];
    while crowd.len() < size.max(4) {
        let spread: f64 = if crowd.len() % 2 == 0 { 0.12 } else { 0.5 };
        let point = home
            .iter()
            .enumerate()
            .map(|(n, at)| {
                let count = run
                    .variables
                    .get(n)
                    .map_or(1, |variable| variable.values.len());
                let step = (rng.random::<f64>() * 2.0 - 1.0) * spread * count as f64;
                run.clamp(n, *at as f64 + step)
            })
            .collect();
        crowd.push(point);
    }
    crowd
}

fn leader(scores: &[Score]) -> usize {
    (0..scores.len())
        .min_by(|&a, &b| {
            let cost = |n: usize| scores.get(n).map_or(f64::INFINITY, |score| score.cost);
            cost(a).total_cmp(&cost(b))
        })
        .unwrap_or(0)
}

/// A member moved towards a better one and along the difference of two others
/// (“current to p-best”, with crossover).
fn trial(
    run: &Run<'_>,
    crowd: &[Point],
    scores: &[Score],
    member: usize,
    rng: &mut ChaCha8Rng,
) -> Point {
    let mut order: Vec<usize> = (0..crowd.len()).collect();
    let cost = |n: usize| scores.get(n).map_or(f64::INFINITY, |score| score.cost);
    order.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)));
    let elite = (crowd.len() / 6).max(2);
    let guide = order
        .get(rng.random_range(0..elite))
        .copied()
        .unwrap_or(member);
    let one = rng.random_range(0..crowd.len());
    let two = rng.random_range(0..crowd.len());
    let scale = 0.4 + 0.5 * rng.random::<f64>();
    let crossing = 0.3 + 0.7 * rng.random::<f64>();
    let always = rng.random_range(0..run.variables.len());
    let at = |who: usize, n: usize| {
        crowd
            .get(who)
            .and_then(|point| point.get(n))
            .map_or(0.0, |index| *index as f64)
    };
    (0..run.variables.len())
        .map(|n| {
            let own = at(member, n);
            if n != always && rng.random::<f64>() > crossing {
                return run.clamp(n, own);
            }
            // Half a step of noise keeps coordinates of few values from freezing.
            let noise = rng.random::<f64>() - 0.5;
            let step = scale * (at(guide, n) - own) + scale * (at(one, n) - at(two, n)) + noise;
            run.clamp(n, own + step)
        })
        .collect()
}

/// Tries every coordinate's neighbours, and takes what is better, until nothing is.
fn descend(
    run: &mut Run<'_>,
    mut point: Point,
    mut score: Score,
    settings: Settings,
    best: &mut Found,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) {
    for round in 0..settings.rounds {
        let before = score.cost;
        for n in 0..run.variables.len() {
            let here = point.get(n).map_or(0.0, |index| *index as f64);
            let neighbours: Vec<Point> = [-6.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 6.0]
                .into_iter()
                .map(|step| {
                    let mut other = point.clone();
                    let index = run.clamp(n, here + step);
                    if let Some(coordinate) = other.get_mut(n) {
                        *coordinate = index;
                    }
                    other
                })
                .collect();
            let scores = run.scores(&neighbours);
            let lead = leader(&scores);
            if let (Some(found), Some(other)) = (scores.get(lead), neighbours.get(lead))
                && found.cost < score.cost
            {
                score = *found;
                point.clone_from(other);
            }
        }
        if score.cost < best.score.cost {
            best.score = score;
            best.design = run.design_at(&point);
        }
        let progress = Progress {
            done: (settings.generations + round + 1) as f64
                / (settings.generations + settings.rounds).max(1) as f64,
            best: best.score,
            evaluations: run.evaluations,
        };
        if tell(progress).is_break() {
            best.cancelled = true;
            return;
        }
        if score.cost >= before {
            return;
        }
    }
}
