//! The family of ears on the SPL plot: what is varied, and the work that follows the design.
//!
//! One solve of the family runs at a time. When it ends and the design has changed meanwhile, the
//! newest design is taken next: the family follows an edit a little behind and never piles up.

use super::job::{Job, News, Runner};
use crate::{
    analysis::EarFamily,
    design::Design,
    tuning::{EarSettings, ear_family},
};
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
    /// What was solved last, or is being solved.
    asked: Option<(Arc<Design>, EarSettings)>,
    job: Option<Job<f64, Option<EarFamily>>>,
    family: Option<Arc<EarFamily>>,
}

impl Ears {
    /// The family to draw.
    pub fn family(&self) -> Option<&Arc<EarFamily>> {
        self.family.as_ref()
    }

    /// Whether a family is being solved.
    pub fn is_working(&self) -> bool {
        self.job.is_some()
    }

    /// Follows the design; whether there is something new to draw.
    pub fn follow(
        &mut self,
        design: &Arc<Design>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        if !self.choice.shown {
            self.job = None;
            self.asked = None;
            return self.family.take().is_some();
        }
        let mut news = self.take();
        let settings = settings(&self.choice, design);
        let known = self
            .asked
            .as_ref()
            .is_some_and(|(asked, with)| Arc::ptr_eq(asked, design) && *with == settings);
        if !known && self.job.is_none() {
            self.asked = Some((design.clone(), settings.clone()));
            let design = design.clone();
            self.job = Some(Job::start(runner, THREAD, wake, move |tell| {
                ear_family(&design, &settings, None, tell)
            }));
            // A runner of tests is through already.
            news |= self.take();
        }
        news
    }

    /// Takes a family that has been solved.
    fn take(&mut self) -> bool {
        let Some(job) = &self.job else { return false };
        match job.news() {
            News::None | News::Progress(_) => false,
            News::Done(family) => {
                self.job = None;
                self.family = family.map(Arc::new);
                true
            }
            News::Lost => {
                self.job = None;
                self.family.take().is_some()
            }
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
