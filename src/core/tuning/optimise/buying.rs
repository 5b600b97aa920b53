//! From a minimum to values that can be bought.

use super::super::{least_squares::SumOfSquares as _, variable::Variable};
use super::{
    ground::{Point, ROUND_STEPS, Walker},
    results::{GAIN, Run},
    stock,
};
use crate::quantity::order::SortByNumber as _;
use std::{collections::BTreeSet, sync::atomic::Ordering};

/// Trials solved at once about a point of stock.
const BATCH: usize = 32;
/// Rounds of trials that bring nothing before a point of stock is left.
const PATIENCE: usize = 3;
/// Rounds of trials about one point of stock.
const MOST_ROUNDS: usize = 60;
/// How many points of those solved at once are judged by the goals.
const JUDGED: usize = 12;

/// A minimum, and the best point of stock about it so far.
pub(super) struct Buying {
    end: Walker,
    here: Point,
    /// Points that were solved.
    seen: BTreeSet<Vec<u64>>,
    /// Rounds that brought nothing since the last that did.
    idle: usize,
    rounds: usize,
}

impl Run<'_> {
    /// The best points of stock about some minima. What is bought first about each of them is
    /// offered before any is looked at long: a later one may be the best.
    pub(super) fn stock(&mut self, ends: &[Walker]) {
        let mut all: Vec<Buying> = Vec::with_capacity(ends.len());
        for end in ends {
            if self.stopped {
                return;
            }
            all.extend(self.bought_at_once(end));
        }
        let share = 0.4 / all.len().max(1) as f64;
        all.sort_by_number(|a| a.here.score.cost);
        for (n, mut buying) in all.into_iter().enumerate() {
            let done = 0.6 + share * n as f64;
            while !self.stopped && self.buy_on(&mut buying) {
                let part = buying.rounds as f64 / MOST_ROUNDS as f64;
                if self.report(done + share * part).is_break() {
                    return;
                }
            }
            self.settle(&buying.end, buying.here);
        }
    }

    /// The nearest stock about a minimum, made better until a round of trials brings nothing.
    pub(super) fn bought_at_once(&mut self, end: &Walker) -> Option<Buying> {
        let here = self.nearest_stock(end)?;
        self.offer(vec![here.clone()]);
        let mut buying = Buying {
            end: end.clone(),
            here,
            seen: BTreeSet::new(),
            idle: 0,
            rounds: 0,
        };
        while buying.idle == 0 && !self.stopped && self.buy_on(&mut buying) {
            let done = self.done;
            if self.report(done).is_break() {
                break;
            }
        }
        Some(buying)
    }

    /// One round of trials about a point of stock; whether there is another.
    fn buy_on(&mut self, buying: &mut Buying) -> bool {
        buying.rounds += 1;
        if buying.idle > PATIENCE || buying.rounds > MOST_ROUNDS {
            return false;
        }
        let variables = &self.ground.task.variables;
        let root = buying.end.root;
        let mut model = self.ground.model(root);
        let normal = model.normal(&buying.here.x);
        self.ground.solved.fetch_add(1, Ordering::Relaxed);
        // Far down the list too, where the first ones were seen already.
        let most = BATCH * (buying.idle + 1) + buying.seen.len();
        let mut fresh: Vec<Vec<f64>> = if normal.cost.is_finite() {
            stock::neighbours(&model, variables, &buying.here.x, &normal, most)
        } else {
            Vec::new()
        };
        self.ground.give_back(root, model);
        fresh.retain(|x| !buying.seen.contains(&bits(x)));
        fresh.truncate(BATCH);
        if fresh.is_empty() {
            // No round about it brings anything else.
            buying.idle = PATIENCE + 1;
            return false;
        }
        buying.seen.extend(fresh.iter().map(|x| bits(x)));
        let points = fresh
            .into_iter()
            .map(|x| self.ground.point(&buying.end, x))
            .collect();
        let mut scored = self.ground.scored(points);
        sort_points(&mut scored);
        scored.retain(|next| next.score.cost < buying.here.score.cost - GAIN);
        let first = scored.first().cloned();
        // While the best fails a goal, what comes nearer may fail it too.
        let may_fail = self.best.refused.is_some();
        match self.allowed_of(scored).or(first.filter(|_| may_fail)) {
            Some(next) => {
                buying.here = next;
                buying.idle = 0;
                self.offer(vec![buying.here.clone()]);
            }
            None => buying.idle += 1,
        }
        true
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
}

fn sort_points(points: &mut [Point]) {
    points.sort_by_number(|a| a.score.cost);
}

/// A point, to be found again.
fn bits(x: &[f64]) -> Vec<u64> {
    x.iter().map(|x| x.to_bits()).collect()
}
