//! Follow me: the free numbers kept at their best beside the window while something else changes.

use super::{
    job::{Runner, waker},
    latest::{Latest, Stop},
    sound::sound,
};
use crate::{
    app::{Earwright, actions::Action, panels::messages::Tone},
    design::{Design, Free},
    network::{Solution, Solver},
    tuning::{
        optimise::{Followed, Follower},
        variable,
    },
    words,
};
use egui::Context;
use std::sync::{Arc, Mutex, PoisonError};

/// The name of the worker.
const THREAD: &str = "follow me";

/// What follows the design.
#[derive(Default)]
pub struct Follow {
    on: bool,
    /// What is kept from one question to the next, with the rows it was made for.
    kept: Arc<Mutex<Option<Kept>>>,
    work: Latest<Arc<Design>, Option<Shown>>,
    shown: Option<Shown>,
}

struct Kept {
    free: Vec<Free>,
    follower: Follower,
    solver: Solver,
}

/// What was found for a design.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The design as it was asked for.
    pub of: Arc<Design>,
    /// Its free numbers at their best.
    pub followed: Followed,
    /// What is heard then.
    pub solution: Arc<Solution>,
}

impl Follow {
    /// Whether the design is followed.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Follows, or no longer.
    pub(in crate::app) fn switch(&mut self) {
        *self = Self {
            on: !self.on,
            ..Self::default()
        };
    }

    /// What was found last.
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// What was found for this very design.
    pub(in crate::app) fn current(&self, design: &Arc<Design>) -> Option<&Shown> {
        self.shown
            .as_ref()
            .filter(|shown| Arc::ptr_eq(&shown.of, design))
    }

    /// Takes what was found and asks for the design as it is now; whether something new is shown.
    pub(in crate::app) fn update(
        &mut self,
        design: &Arc<Design>,
        f: &Arc<[f64]>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        if !self.on {
            return false;
        }
        let mut new = self.take();
        let asked = self
            .work
            .asked()
            .is_some_and(|asked| Arc::ptr_eq(asked, design));
        if !asked && !self.work.is_working() {
            let (kept, of, f) = (self.kept.clone(), design.clone(), f.clone());
            self.work
                .ask_stopping(design.clone(), THREAD, runner, wake, move |_, stop| {
                    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    found(&mut kept, of, &f, stop)
                });
            // A runner of tests is through already.
            new |= self.take();
        }
        new
    }

    fn take(&mut self) -> bool {
        let Some(answer) = self.work.take() else {
            return false;
        };
        self.shown = answer.ok().flatten();
        true
    }
}

fn found(
    kept: &mut Option<Kept>,
    of: Arc<Design>,
    f: &Arc<[f64]>,
    stop: Stop<'_>,
) -> Option<Shown> {
    if kept.as_ref().is_none_or(|kept| kept.free != of.free) {
        *kept = Some(Kept {
            free: of.free.clone(),
            follower: Follower::new(variable::free(&of)),
            solver: Solver::default(),
        });
    }
    let kept = kept.as_mut()?;
    let followed = kept.follower.follow(&of, stop)?;
    let solution = sound(&mut kept.solver, &followed.design, f);
    Some(Shown {
        of,
        followed,
        solution,
    })
}

impl Earwright {
    /// Follows the design, or no longer.
    pub(in crate::app) fn switch_follow(&mut self) {
        self.follow.switch();
        self.session.redraw();
        if self.follow.is_on() && self.session.design().free.is_empty() {
            self.messages.say(Tone::Note, words::text(NOTHING_FREE));
        }
    }

    /// Keeps the free numbers at their best, beside the window.
    pub(in crate::app) fn follow_me(&mut self, ctx: &Context) {
        let f = self.session.solution().f.clone();
        let design = self.session.design().clone();
        if self.follow.update(&design, &f, &*self.runner, waker(ctx)) {
            self.session.redraw();
        }
    }

    /// Gives the design the values that follow it, as one step.
    pub(in crate::app) fn take_followed(&mut self) {
        let design = self.session.design().clone();
        let Some(shown) = self.follow.current(&design) else {
            self.messages.say(Tone::Note, words::text(NOT_YET));
            return;
        };
        self.push(Action::Edit {
            label: tr!("Follow me").to_owned(),
            edit: shown.followed.edit.clone(),
        });
    }
}

const NOTHING_FREE: &str =
    "Nothing follows yet: no number is free. “Mark free numbers” puts a tick beside each.";
const NOT_YET: &str =
    "Nothing follows the design as it is now: switch “Follow me” on and try again.";
