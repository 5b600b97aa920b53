//! Many ears on the SPL plot, a family or a population: what is varied, and the work that follows the
//! design.

use super::{
    job::{Runner, waker},
    latest::Latest,
};
use crate::{
    analysis::{EarFamily, EarPopulation},
    app::Earwright,
    design::Design,
    tuning::{EarSettings, PopulationSettings, ear_family, ear_population},
};
use egui::Context;
use std::sync::Arc;

/// The name of the worker.
const THREAD: &str = "many ears";
/// How near to the target is good, unless the user says otherwise, dB.
const WITHIN: f64 = 3.0;

/// What the user chose.
#[derive(Debug, Clone, PartialEq)]
pub struct EarChoice {
    /// Whether the ears are drawn.
    pub shown: bool,
    /// Which of the two.
    pub drawn: Drawn,
    /// What is varied in the family; absent: what suits the design.
    pub own: Option<EarSettings>,
    /// What the population is.
    pub population: PopulationSettings,
}

/// What is drawn of many ears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drawn {
    /// Every combination of a few insertions, seals and ears.
    #[default]
    Family,
    /// Where a thousand ears lie that were drawn by statistics.
    Population,
}

impl Default for EarChoice {
    fn default() -> Self {
        Self {
            shown: false,
            drawn: Drawn::default(),
            own: None,
            population: PopulationSettings {
                within: Some(WITHIN),
                ..PopulationSettings::default()
            },
        }
    }
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
enum Asked {
    Family(EarSettings),
    Population(PopulationSettings),
}

/// What was found.
enum Found {
    Family(Arc<EarFamily>),
    Population(Arc<EarPopulation>),
}

/// The ears and the work on them.
#[derive(Default)]
pub struct Ears {
    /// What the user chose.
    pub choice: EarChoice,
    work: Latest<(Arc<Design>, Asked), Option<Found>, f64>,
    found: Option<Found>,
}

impl Ears {
    /// The family to draw.
    pub fn family(&self) -> Option<&Arc<EarFamily>> {
        match &self.found {
            Some(Found::Family(family)) => Some(family),
            _ => None,
        }
    }

    /// The population to draw.
    pub fn population(&self) -> Option<&Arc<EarPopulation>> {
        match &self.found {
            Some(Found::Population(population)) => Some(population),
            _ => None,
        }
    }

    /// Whether ears are being solved.
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
            return self.work.leave(&mut self.found);
        }
        let wanted = match self.choice.drawn {
            Drawn::Family => Asked::Family(settings(&self.choice, design)),
            Drawn::Population => Asked::Population(self.choice.population.clone()),
        };
        self.work.follow(
            &mut self.found,
            |(of, with)| {
                let same = Arc::ptr_eq(of, design) || of.differs_only_in_places(design);
                same && *with == wanted
            },
            || (design.clone(), wanted.clone()),
            (THREAD, runner, wake),
            |(of, wanted), tell, _| match &wanted {
                Asked::Family(settings) => ear_family(&of, settings, None, tell)
                    .map(|family| Found::Family(Arc::new(family))),
                Asked::Population(settings) => {
                    ear_population::ear_population(&of, settings, None, tell)
                        .map(|population| Found::Population(Arc::new(population)))
                }
            },
        )
    }
}

impl Earwright {
    /// Solves the ears, beside the window.
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
