//! The stages of a search.

use super::super::{
    least_squares::SumOfSquares as _,
    objective::{Objective, Score},
    variable::Variable,
};
use super::{
    Ear, Found, Judge, Progress, Task,
    built::edits,
    ground::{Ground, Point, Walker},
    pool::Pool,
    root::roots,
    starts::scattered,
    stock,
    tried::{Refusal, Tried, Verdict},
};
use crate::{
    design::{Design, Edit},
    network::Solver,
};
use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Steps down from a start that is improved a little, and more of them for one carried on.
const FEW_STEPS: usize = 12;
/// Ways to wire and choose drivers are sifted so often, by so many steps each time, and so many of
/// them go on at least.
const SIFTINGS: usize = 3;
const SIFTED_STEPS: usize = 4;
const SIFTED_LEAST: usize = 4;
const ROUND_STEPS: usize = 15;
/// Rounds of those.
const ROUNDS: usize = 4;
/// Trials solved at once about a point of stock.
const BATCH: usize = 32;
/// Rounds of trials that bring nothing before a point of stock is left.
const PATIENCE: usize = 3;
/// Rounds of trials about one point of stock.
const MOST_ROUNDS: usize = 60;
/// How many points of those solved at once are judged by the goals.
const JUDGED: usize = 12;
/// What is gained is more than rounding.
const GAIN: f64 = 1e-6;
/// How many lines the list of what was tried has.
const TOLD: usize = 24;

struct Run<'a> {
    ground: Ground<'a>,
    judge: &'a dyn Judge,
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    best: Best,
    tried: Vec<Tried>,
    stopped: bool,
}

/// The best so far.
struct Best {
    design: Design,
    edit: Edit,
    score: Score,
    /// The goal it fails.
    refused: Option<Refusal>,
    what: String,
    told: bool,
}

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
            what: AS_IT_WAS.to_owned(),
            told: false,
        },
        tried: Vec::new(),
        stopped: false,
    };
    run.note(AS_IT_WAS.to_owned(), start, None);
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
        let count = ends.len().max(1) as f64;
        for (n, end) in ends.iter().enumerate() {
            if self.stopped {
                return;
            }
            self.stock(end, (0.6 + 0.4 * n as f64 / count, 0.4 / count));
        }
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
        // The first start is the one the others learn from.
        let known = self.ground.model(0);
        self.ground.give_back(0, known);
        let mut walkers = self.sift(first);
        self.tell_roots(&walkers);
        if self.report(0.1).is_break() {
            return walkers;
        }
        self.at_once(&mut walkers);
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
                from: "from a scattered start",
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

    /// The best so far brought to its minimum and to stock before others are looked for: there is
    /// something to see early.
    fn at_once(&mut self, walkers: &mut [Walker]) {
        let Some(best) = walkers.first_mut() else {
            return;
        };
        if let Some(walked) = self.ground.walk(vec![best.clone()], ROUND_STEPS).pop() {
            *best = walked;
        }
        let best = best.clone();
        if !best.cost.is_finite() {
            return;
        }
        let here = self.nearest_stock(&best);
        self.offer(here.into_iter().collect());
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

    /// Tells how far the search is, and hears whether to stop.
    fn report(&mut self, done: f64) -> ControlFlow<()> {
        let news = !std::mem::replace(&mut self.best.told, true);
        let progress = Progress {
            done,
            best: self.best.score,
            design: news.then(|| self.best.design.clone()),
            solved: self.ground.solved.load(Ordering::Relaxed),
        };
        let stop = (self.tell)(progress).is_break() || (self.ground.stop)();
        self.stopped |= stop;
        if stop {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Offers the first of some walkers as results.
    fn offer_all(&mut self, walkers: &[Walker], count: usize) {
        for walker in walkers.iter().take(count) {
            if walker.cost.is_finite() {
                let variables = &self.ground.task.variables;
                let x = stock::rounded(&self.ground.unsolved(walker.root), variables, &walker.x);
                let mut point = self.ground.point(walker, x);
                // Also when it is time to stop: this is what there is so far.
                let mut solver = Solver::default();
                point.score = self.ground.objective.score(&mut solver, &point.design);
                self.offer(vec![point]);
            }
        }
    }

    /// The best point of stock about a minimum.
    fn stock(&mut self, end: &Walker, (done, share): (f64, f64)) {
        let Some(mut here) = self.nearest_stock(end) else {
            return;
        };
        let mut seen = BTreeSet::new();
        let mut idle = 0;
        for round in 0..MOST_ROUNDS {
            self.offer(vec![here.clone()]);
            if idle > PATIENCE
                || self
                    .report(done + share * round as f64 / MOST_ROUNDS as f64)
                    .is_break()
            {
                break;
            }
            let variables = &self.ground.task.variables;
            let mut model = self.ground.model(end.root);
            let normal = model.normal(&here.x);
            self.ground.solved.fetch_add(1, Ordering::Relaxed);
            if !normal.cost.is_finite() {
                break;
            }
            // Far down the list too, where the first ones were seen already.
            let most = BATCH * (idle + 1) + seen.len();
            let mut fresh: Vec<Vec<f64>> =
                stock::neighbours(&model, variables, &here.x, &normal, most);
            self.ground.give_back(end.root, model);
            fresh.retain(|x| !seen.contains(&bits(x)));
            fresh.truncate(BATCH);
            if fresh.is_empty() {
                break;
            }
            seen.extend(fresh.iter().map(|x| bits(x)));
            let points = fresh
                .into_iter()
                .map(|x| self.ground.point(end, x))
                .collect();
            let mut scored = self.ground.scored(points);
            sort_points(&mut scored);
            scored.retain(|next| next.score.cost < here.score.cost - GAIN);
            let first = scored.first().cloned();
            // While the best fails a goal, what comes nearer may fail it too.
            let may_fail = self.best.refused.is_some();
            match self.allowed_of(scored).or(first.filter(|_| may_fail)) {
                Some(next) => {
                    here = next;
                    idle = 0;
                }
                None => idle += 1,
            }
        }
        self.settle(end, here);
    }

    /// The best of the points of stock nearest to a minimum.
    fn nearest_stock(&mut self, end: &Walker) -> Option<Point> {
        let variables = &self.ground.task.variables;
        let mut model = self.ground.model(end.root);
        let normal = model.normal(&end.x);
        let near = if normal.cost.is_finite() {
            stock::near(&model, variables, &end.x, &normal)
        } else {
            Vec::new()
        };
        self.ground.give_back(end.root, model);
        let points = near
            .into_iter()
            .map(|x| self.ground.point(end, x))
            .collect();
        let mut scored = self.ground.scored(points);
        sort_points(&mut scored);
        let first = scored.first().cloned();
        self.allowed_of(scored).or(first)
    }

    /// The first of some points that fails no goal; those before it are noted.
    fn allowed_of(&mut self, points: Vec<Point>) -> Option<Point> {
        for point in points.into_iter().take(JUDGED) {
            match self.judge.refuse(&point.design) {
                Some(refusal) => self.note(point.what, point.score, Some(refusal)),
                None => return Some(point),
            }
        }
        None
    }

    /// What is not bought, brought to its best beside what was.
    fn settle(&mut self, end: &Walker, here: Point) {
        let bought = |variable: &Variable| !variable.values.is_empty();
        if self.stopped || self.ground.task.variables.iter().all(bought) {
            return;
        }
        let walker = Walker {
            x: here.x,
            ..end.clone()
        };
        if let Some(settled) = self.ground.settle(walker, ROUND_STEPS) {
            let point = self.ground.point(end, settled.x);
            let scored = self.ground.scored(vec![point]);
            self.offer(scored);
        }
    }

    /// Takes a point for the result where it is better and may be taken, and notes it.
    fn offer(&mut self, points: Vec<Point>) {
        for point in points {
            if !point.score.cost.is_finite() {
                continue;
            }
            let nearer = point.score.cost < self.best.score.cost - GAIN;
            if !nearer && self.best.refused.is_none() {
                self.note(point.what, point.score, None);
                continue;
            }
            let Some((edit, design)) = self.built(&point) else {
                continue;
            };
            let refused = self.judge.refuse(&design);
            // A tube whose length was drawn has now a set one, and ends of chains are rounded.
            let score = self.ground.objective.score(&mut Solver::default(), &design);
            let before = (self.best.refused.is_some(), self.best.score.cost);
            let now = (refused.is_some(), score.cost);
            self.note(point.what.clone(), score, refused.clone());
            if (now.0, now.1 + GAIN) < before {
                self.best = Best {
                    design,
                    edit,
                    score,
                    refused,
                    what: point.what,
                    told: false,
                };
            }
        }
    }

    /// The design at a point, by an edit of the start.
    fn built(&self, point: &Point) -> Option<(Edit, Design)> {
        let root = self.ground.roots.get(point.root)?;
        let mut all = root.edits.clone();
        all.extend(edits(&self.ground.task.variables, &point.design));
        let edit = Edit::Batch(all);
        match self.ground.start.apply(&edit) {
            Ok(design) => Some((edit, design)),
            Err(error) => {
                log::warn!("what a search found was refused: {error}");
                None
            }
        }
    }

    fn note(&mut self, what: String, score: Score, refused: Option<Refusal>) {
        let verdict = match refused {
            Some(refusal) => Verdict::Refused(refusal),
            None if !score.cost.is_finite() => Verdict::Silent,
            None => Verdict::Farther(0.0),
        };
        // What fails a goal is told apart from what does not, under the same words.
        let is_known = |tried: &&mut Tried| match (&tried.verdict, &verdict) {
            (Verdict::Refused(a), Verdict::Refused(b)) => {
                tried.what == what && a.goal_name() == b.goal_name()
            }
            (Verdict::Refused(_), _) | (_, Verdict::Refused(_)) => false,
            _ => tried.what == what,
        };
        let known = self.tried.iter_mut().find(is_known);
        match known {
            // The best under one heading speaks for it.
            Some(known) if known.score.cost <= score.cost => {}
            Some(known) => {
                known.score = score;
                known.verdict = verdict;
            }
            None => self.tried.push(Tried {
                what,
                score,
                verdict,
            }),
        }
    }

    fn found(mut self, start: Score) -> Found {
        let best = self.best;
        for tried in &mut self.tried {
            let fails = matches!(tried.verdict, Verdict::Refused(_));
            if tried.what == best.what && fails == best.refused.is_some() {
                tried.verdict = Verdict::Taken;
            } else if matches!(tried.verdict, Verdict::Farther(_)) {
                tried.verdict = Verdict::Farther((tried.score.cost - best.score.cost).max(0.0));
            }
        }
        (self.tried).sort_by(|a, b| a.score.cost.total_cmp(&b.score.cost));
        self.tried.truncate(TOLD);
        Found {
            design: best.design,
            edit: best.edit,
            score: best.score,
            start,
            solved: self.ground.solved.into_inner(),
            tried: self.tried,
            cancelled: self.stopped,
        }
    }
}

fn sort(walkers: &mut [Walker]) {
    walkers.sort_by(|a, b| a.cost.total_cmp(&b.cost));
}

fn sort_points(points: &mut [Point]) {
    points.sort_by(|a, b| a.score.cost.total_cmp(&b.score.cost));
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

/// A point, to be found again.
fn bits(x: &[f64]) -> Vec<u64> {
    x.iter().map(|x| x.to_bits()).collect()
}
