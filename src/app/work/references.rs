//! What the design is compared with: the snapshots that are shown, solved beside the window.

use super::{
    job::{Runner, waker},
    latest::Latest,
};
use crate::{
    app::Earwright,
    design::{Design, Snapshot},
    network::{Solution, Solver},
    picture::Reference,
};
use egui::Context;
use std::sync::Arc;

/// The name of the worker.
const THREAD: &str = "snapshots";

/// A snapshot and its solution.
type Solved = (Snapshot, Arc<Solution>);

/// The snapshots that are shown.
#[derive(Default)]
pub struct References {
    /// What was solved, of snapshots the design had when they were last asked for.
    solved: Vec<Solved>,
    /// The frequencies it was solved at, Hz.
    f: Option<Arc<[f64]>>,
    work: Latest<Vec<Snapshot>, Vec<Solved>>,
    /// What a worker was lost over: it is not asked for again.
    lost: Vec<Snapshot>,
    /// What the list was made of.
    listed: Vec<Snapshot>,
    list: Arc<[Reference]>,
}

impl References {
    /// The snapshots that are shown and solved.
    pub fn list(&self) -> Arc<[Reference]> {
        self.list.clone()
    }

    /// The solution of a snapshot, where it is known.
    pub fn solution(&self, of: &Snapshot) -> Option<&Arc<Solution>> {
        let known = self.solved.iter().find(|(known, _)| known.sounds_as(of));
        known.map(|(_, solution)| solution)
    }

    /// Follows the design's snapshots; whether there is something else to draw.
    pub(in crate::app) fn update(
        &mut self,
        design: &Design,
        f: &Arc<[f64]>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        if self.f.as_ref() != Some(f) {
            *self = Self {
                f: Some(f.clone()),
                ..Self::default()
            };
        }
        let mut news = self.take();
        if self.listed != design.kept {
            let shown = |of: &Snapshot| design.kept.iter().any(|kept| kept.sounds_as(of));
            self.solved.retain(|(known, _)| shown(known));
            self.listed.clone_from(&design.kept);
            news = true;
        }
        let missing: Vec<Snapshot> = (design.kept.iter())
            .filter(|kept| kept.shown && self.solution(kept).is_none())
            .cloned()
            .collect();
        if !missing.is_empty() && missing != self.lost && !self.work.is_working() {
            let (all, f) = (missing.clone(), f.clone());
            self.work
                .ask_stopping(missing, THREAD, runner, wake, move |_, stop| {
                    let mut solver = Solver::default();
                    let solve = |of: Snapshot| {
                        let solution = Arc::new(solver.solve(&of.design(), &f));
                        (of, solution)
                    };
                    all.into_iter().take_while(|_| !stop()).map(solve).collect()
                });
            // A runner of tests is through already.
            news |= self.take();
        }
        if news {
            let kept = design.kept.iter().enumerate();
            let shown = kept
                .filter(|(_, kept)| kept.shown)
                .filter_map(|(at, kept)| {
                    let solution = self.solution(kept)?;
                    Some(Reference::new(at, kept.name.as_str(), solution))
                });
            self.list = shown.collect();
        }
        news
    }

    fn take(&mut self) -> bool {
        let Some(answer) = self.work.take() else {
            return false;
        };
        match answer {
            Ok(solved) => self.solved.extend(solved),
            Err(_) => self.lost = self.work.asked().cloned().unwrap_or_default(),
        }
        true
    }
}

impl Earwright {
    /// Solves the snapshots that are shown, beside the window.
    pub(in crate::app) fn follow_references(&mut self, ctx: &Context) {
        let f = self.session.solution().f.clone();
        let design = self.session.design().clone();
        if (self.references).update(&design, &f, &*self.runner, waker(ctx)) {
            self.session.redraw();
        }
    }
}
