//! A bounded search over catalogue values: differential evolution, then descent along coordinates.
//!
//! The start is a member of the first generation, so the end is never worse. Everything random
//! comes from one seed.

use super::{
    objective::{Objective, Score},
    variable::Variable,
};
use crate::{design::Design, network::Solver, noticed::OrNoticed as _};
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

/// A point and what it scores.
#[derive(Debug, Clone)]
struct Member {
    point: Point,
    score: Score,
}

impl Member {
    /// A coordinate as a number.
    fn at(&self, variable: usize) -> f64 {
        let index = self.point.get(variable);
        *index.or_noticed(&0, "a coordinate for every variable") as f64
    }
}

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

    fn scored(&mut self, points: Vec<Point>) -> Vec<Member> {
        self.evaluations += points.len();
        points
            .into_par_iter()
            .map_init(Solver::default, |solver, point| Member {
                score: self.objective.score(solver, &self.design_at(&point)),
                point,
            })
            .collect()
    }
}

/// The index of a variable's value nearest to a number.
fn clamp(variable: &Variable, index: f64) -> usize {
    let last = variable.values.len().saturating_sub(1);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the few values of a catalogue"
    )]
    let index = index.round().clamp(0.0, last as f64) as usize;
    index
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
        .map(|variable| {
            let index = variable.index_in(design);
            index.or_noticed(0, "a value of every variable in the design it was found in")
        })
        .collect();
    if variables.is_empty() {
        return best;
    }
    let mut rng = ChaCha8Rng::seed_from_u64(settings.seed);
    let points = crowd(variables, &home, settings.population, &mut rng);
    let mut crowd = run.scored(points);
    let steps = (settings.generations + settings.rounds).max(1) as f64;
    for generation in 0..settings.generations {
        let trials: Vec<Point> = (crowd.iter())
            .map(|member| trial(variables, &crowd, member, &mut rng))
            .collect();
        for (member, trial) in crowd.iter_mut().zip(run.scored(trials)) {
            if trial.score.cost <= member.score.cost {
                *member = trial;
            }
        }
        if let Some(lead) = leader(&crowd)
            && lead.score.cost < best.score.cost
        {
            best.score = lead.score;
            best.design = run.design_at(&lead.point);
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
    if let Some(lead) = leader(&crowd) {
        descend(&mut run, lead.clone(), settings, &mut best, tell);
    }
    best.evaluations = run.evaluations;
    best
}

/// The first generation: the start, and points scattered about it and over the whole range.
fn crowd(variables: &[Variable], home: &Point, size: usize, rng: &mut ChaCha8Rng) -> Vec<Point> {
    let mut crowd = vec![home.clone()];
    while crowd.len() < size.max(4) {
        let spread: f64 = if crowd.len() % 2 == 0 { 0.12 } else { 0.5 };
        let point = (home.iter().zip(variables))
            .map(|(at, variable)| {
                let count = variable.values.len();
                let step = (rng.random::<f64>() * 2.0 - 1.0) * spread * count as f64;
                clamp(variable, *at as f64 + step)
            })
            .collect();
        crowd.push(point);
    }
    crowd
}

/// The best of a crowd, the first of equals.
fn leader(crowd: &[Member]) -> Option<&Member> {
    crowd
        .iter()
        .min_by(|a, b| a.score.cost.total_cmp(&b.score.cost))
}

/// A member moved towards a better one and along the difference of two others
/// (“current to p-best”, with crossover).
fn trial(variables: &[Variable], crowd: &[Member], member: &Member, rng: &mut ChaCha8Rng) -> Point {
    let mut order: Vec<&Member> = crowd.iter().collect();
    order.sort_by(|a, b| a.score.cost.total_cmp(&b.score.cost));
    let elite = (crowd.len() / 6).max(2);
    let guide = order.get(rng.random_range(0..elite));
    let guide = guide.or_noticed(&member, "an elite among the crowd");
    let one = &crowd[rng.random_range(0..crowd.len())];
    let two = &crowd[rng.random_range(0..crowd.len())];
    let scale = 0.4 + 0.5 * rng.random::<f64>();
    let crossing = 0.3 + 0.7 * rng.random::<f64>();
    let always = rng.random_range(0..variables.len());
    (variables.iter().enumerate())
        .map(|(n, variable)| {
            let own = member.at(n);
            if n != always && rng.random::<f64>() > crossing {
                return clamp(variable, own);
            }
            // Half a step of noise keeps coordinates of few values from freezing.
            let noise = rng.random::<f64>() - 0.5;
            let step = scale * (guide.at(n) - own) + scale * (one.at(n) - two.at(n)) + noise;
            clamp(variable, own + step)
        })
        .collect()
}

/// Tries every coordinate's neighbours, and takes what is better, until nothing is.
fn descend(
    run: &mut Run<'_>,
    mut here: Member,
    settings: Settings,
    best: &mut Found,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) {
    let variables = run.variables;
    for round in 0..settings.rounds {
        let before = here.score.cost;
        for (n, variable) in variables.iter().enumerate() {
            let neighbours: Vec<Point> = [-6.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 6.0]
                .into_iter()
                .map(|step| {
                    let mut other = here.point.clone();
                    other[n] = clamp(variable, here.at(n) + step);
                    other
                })
                .collect();
            if let Some(found) = leader(&run.scored(neighbours))
                && found.score.cost < here.score.cost
            {
                here = found.clone();
            }
        }
        if here.score.cost < best.score.cost {
            best.score = here.score;
            best.design = run.design_at(&here.point);
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
        if here.score.cost >= before {
            return;
        }
    }
}
