//! The family of ears on the SPL plot: what is varied, and the work that follows the design.

use super::{
    job::{Runner, waker},
    latest::Latest,
};
use crate::{
    analysis::EarFamily,
    app::Earwright,
    design::Design,
    tuning::{EarSettings, ear_family},
};
use egui::Context;
use std::sync::Arc;

/// The name of the worker.
const THREAD: &str = "ear family";

/// What the user chose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EarChoice {
    /// Whether the family is drawn.
    pub shown: bool,
    /// What is varied; absent: what suits the design.
    pub own: Option<EarSettings>,
}

/// The family and the work on it.
#[derive(Default)]
pub struct Ears {
    /// What the user chose.
    pub choice: EarChoice,
    work: Latest<(Arc<Design>, EarSettings), Option<Arc<EarFamily>>, f64>,
    family: Option<Arc<EarFamily>>,
}

impl Ears {
    /// The family to draw.
    pub fn family(&self) -> Option<&Arc<EarFamily>> {
        self.family.as_ref()
    }

    /// Whether a family is being solved.
    pub fn is_working(&self) -> bool {
        self.work.is_working()
    }

    /// Follows the design; whether there is something new to draw.
    pub fn follow(
        &mut self,
        design: &Arc<Design>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        if !self.choice.shown {
            self.work = Latest::default();
            return self.family.take().is_some();
        }
        let mut news = self.work.take_into(&mut self.family);
        let settings = settings(&self.choice, design);
        let asked = self.work.asked();
        let known = asked.is_some_and(|(of, with)| Arc::ptr_eq(of, design) && *with == settings);
        if !known && !self.work.is_working() {
            let asked = (design.clone(), settings.clone());
            let design = design.clone();
            self.work.ask(asked, THREAD, runner, wake, move |tell| {
                ear_family(&design, &settings, None, tell).map(Arc::new)
            });
            // A runner of tests is through already.
            news |= self.work.take_into(&mut self.family);
        }
        news
    }
}

impl Earwright {
    /// Solves the family of ears, beside the window.
    pub(in crate::app) fn follow_ears(&mut self, ctx: &Context) {
        let design = self.session.design();
        if self.ears.follow(design, &*self.runner, waker(ctx)) {
            self.session.redraw();
        }
    }
}

/// What is varied of a design.
pub fn settings(choice: &EarChoice, design: &Design) -> EarSettings {
    choice
        .own
        .clone()
        .unwrap_or_else(|| EarSettings::of(design))
}
