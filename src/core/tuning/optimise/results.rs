//! A search at work: the best so far, what was tried, and who is told.

use super::super::objective::Score;
use super::{
    Found, Judge, Progress,
    built::edits,
    ground::{Ground, Point, Walker},
    stock,
    tried::{Refusal, Tried, Verdict},
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::{Design, Edit},
    network::Solver,
};
use std::{ops::ControlFlow, sync::atomic::Ordering};

/// What is gained is more than rounding.
pub(super) const GAIN: f64 = 1e-6;
/// How many lines the list of what was tried has.
const TOLD: usize = 24;

/// A search at work.
pub(super) struct Run<'a> {
    pub ground: Ground<'a>,
    pub judge: &'a dyn Judge,
    pub tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    pub best: Best,
    pub tried: Vec<Tried>,
    /// Fraction done.
    pub done: f64,
    pub stopped: bool,
}

/// The best so far.
pub(super) struct Best {
    pub design: Design,
    pub edit: Edit,
    pub score: Score,
    /// The goal it fails.
    pub refused: Option<Refusal>,
    pub what: String,
    pub told: bool,
}

impl Run<'_> {
    /// Tells how far the search is, and hears whether to stop.
    pub(super) fn report(&mut self, done: f64) -> ControlFlow<()> {
        self.done = done;
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
    pub(super) fn offer_all(&mut self, walkers: &[Walker], count: usize) {
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

    /// Takes a point for the result where it is better and may be taken, and notes it.
    pub(super) fn offer(&mut self, points: Vec<Point>) {
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

    pub(super) fn note(&mut self, what: String, score: Score, refused: Option<Refusal>) {
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

    pub(super) fn found(mut self, start: Score) -> Found {
        let best = self.best;
        for tried in &mut self.tried {
            let fails = matches!(tried.verdict, Verdict::Refused(_));
            if tried.what == best.what && fails == best.refused.is_some() {
                tried.verdict = Verdict::Taken;
            } else if matches!(tried.verdict, Verdict::Farther(_)) {
                tried.verdict = Verdict::Farther((tried.score.cost - best.score.cost).max(0.0));
            }
        }
        (self.tried).sort_by_number(|a| a.score.cost);
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
