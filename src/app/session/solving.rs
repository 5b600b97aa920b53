//! Keeping solution, problems and suggestions those of the present design.

use super::Session;
use crate::{
    analysis::{
        limits,
        meaning::{self, Silent},
    },
    app::{
        remedies::{enliven::cures, polarity},
        work::{job::Runner, solve::SolveService, track::heard},
    },
    design::{Design, LinkEnd, Problem, check, problem::listed},
    tuning::alignment::Suggestion,
};
use std::{collections::BTreeSet, sync::Arc};

/// What the offers to let drivers be heard were made for.
#[derive(Debug)]
pub(super) struct Offered {
    design: Arc<Design>,
    silent: Vec<Silent>,
    /// Whether anything is heard at all.
    driven: bool,
}

/// What the list of problems was made of.
#[derive(Debug)]
pub(super) struct Told {
    design: Arc<Design>,
    /// What can be mended, what the drawing shows, what solving it found.
    found: Vec<Problem>,
}

impl Session {
    /// Solves the present design if it changed since the last time, and reads `ports` and the
    /// probes' ports.
    pub fn solve(&mut self, service: &mut SolveService, ports: &BTreeSet<LinkEnd>) {
        let probed = self.probes.iter().map(|probe| probe.end.clone());
        let read: BTreeSet<LinkEnd> = ports.iter().cloned().chain(probed).collect();
        let read: Vec<LinkEnd> = read.into_iter().collect();
        let design = self.history.present().clone();
        let reply = self.curves.update(&design, &self.solo, &read, service);
        let Some(reply) = reply else {
            if !self.findings.are_of(&design) {
                self.gather_problems();
            }
            return;
        };
        // What means nothing is neither drawn nor scored.
        self.solution = meaning::meaningful(&reply.solution);
        self.readings = reply.readings;
        self.solve_time = reply.took;
        self.redraw();
        self.gather_problems();
    }

    /// Lists what is wrong or doubtful, worst first.
    fn gather_problems(&mut self) {
        // What can be mended with one click comes before other notes.
        let mended = self.suggestions.iter().map(polarity::problem);
        let design = self.history.present();
        self.findings.follow(design);
        // Whatever changes what is played is solved anew.
        let known =
            (self.examined.as_ref()).is_some_and(|solution| Arc::ptr_eq(solution, &self.solution));
        if !known {
            let silent = meaning::silent(design, &self.solution);
            let driven = self.solution.drum_pressure.is_some();
            // Offers are about connections, whatever tubes and dampers measure.
            let offered = self.offered.as_ref().is_some_and(|known| {
                known.silent == silent
                    && known.driven == driven
                    && known.design.is_connected_like(design)
            });
            if !offered {
                self.cures = cures(design, &self.solution, &silent);
                self.offered = Some(Offered {
                    design: design.clone(),
                    silent,
                    driven,
                });
            }
            self.exceeded = limits::limits(design, &self.solution);
            self.examined = Some(self.solution.clone());
        }
        let mended: Vec<Problem> = mended.collect();
        let drawn = || self.findings.problems();
        let solved = || self.solution.problems.iter().chain(&self.exceeded);
        // While something is dragged, most frames find what the one before found.
        let found = || mended.iter().chain(drawn()).chain(solved());
        let same = (self.told.as_ref())
            .is_some_and(|told| told.found.iter().eq(found()) && told.design.is_wired_like(design));
        if same {
            return;
        }
        let told = Told {
            design: design.clone(),
            found: found().cloned().collect(),
        };
        let solved: Vec<Problem> = solved().cloned().collect();
        let merged = check::merged(design, drawn(), &solved);
        self.problems = mended.into_iter().chain(merged).collect();
        self.problems
            .sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        self.gathered = listed(design, &self.problems);
        self.told = Some(told);
    }

    /// Looks beside the window for drivers that play against the others, once a gesture has come to
    /// rest: what would mend them is solved as well.
    pub fn suggest(&mut self, runner: &dyn Runner, wake: impl Fn() + Send + 'static) {
        let mut news = self.take_suggestions();
        let design = self.history.present();
        let due = !self.in_gesture()
            && !self.polarity.is_working()
            && self.curves.is_answered()
            && self.polarity.is_old(design, &self.solo);
        if due {
            let asked = (design.clone(), self.solo.clone());
            let heard = heard(design, &self.solo);
            let solution = self.solution.clone();
            if self.polarity.ask(asked, heard, solution, runner, wake) {
                // Their edits were made for a design that is no more.
                let known = std::mem::take(&mut self.suggestions);
                self.suggestions = known.into_iter().map(Suggestion::asked_again).collect();
                news = true;
            }
            // A runner of tests is through already.
            news |= self.take_suggestions();
        }
        if news {
            self.gather_problems();
        }
    }

    /// Takes what was found of drivers that play against the others; whether there was anything.
    fn take_suggestions(&mut self) -> bool {
        let Some(found) = self.polarity.take() else {
            return false;
        };
        let news = found != self.suggestions;
        self.suggestions = found;
        news
    }

    /// Finds how much every number matters; only while that is `wanted`.
    pub fn solve_weights(&mut self, service: &mut SolveService, wanted: bool) {
        if !wanted {
            self.weights = None;
            self.slopes.forget();
            return;
        }
        let design = self.history.present();
        if let Some(reply) = self.slopes.update(design, &self.solo, &[], service) {
            self.weights = reply.weights;
            self.redraw();
        }
    }

    /// The same on the grid that time responses need; only while they are `wanted`.
    pub fn solve_time_grid(&mut self, service: &mut SolveService, wanted: bool) {
        if !wanted {
            self.time = None;
            self.times.forget();
            return;
        }
        let reply = self
            .times
            .update(self.history.present(), &self.solo, &[], service);
        if let Some(reply) = reply {
            self.time = Some(meaning::meaningful(&reply.solution));
            self.redraw();
        }
    }
}
