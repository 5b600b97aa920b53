//! From a minimum to values that can be bought.

use super::super::{least_squares::SumOfSquares as _, variable::Variable};
use super::{
    ground::{Point, ROUND_STEPS, Walker},
    results::{GAIN, Run},
    stock,
};
use std::{collections::BTreeSet, sync::atomic::Ordering};

/// Trials solved at once about a point of stock.
const BATCH: usize = 32;
/// Rounds of trials that bring nothing before a point of stock is left.
const PATIENCE: usize = 3;
/// Rounds of trials about one point of stock.
const MOST_ROUNDS: usize = 60;
/// How many points of those solved at once are judged by the goals.
const JUDGED: usize = 12;

impl Run<'_> {
    /// The best point of stock about a minimum.
    pub(super) fn stock(&mut self, end: &Walker, (done, share): (f64, f64)) {
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
    pub(super) fn nearest_stock(&mut self, end: &Walker) -> Option<Point> {
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
    points.sort_by(|a, b| a.score.cost.total_cmp(&b.score.cost));
}

/// A point, to be found again.
fn bits(x: &[f64]) -> Vec<u64> {
    x.iter().map(|x| x.to_bits()).collect()
}
