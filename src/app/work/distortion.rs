//! Distortion on the plots: what follows the design, beside the window.

use super::{
    job::{Runner, waker},
    latest::Latest,
    track::heard,
};
use crate::{
    analysis::distortion::{self, Distortion, Rise},
    app::Earwright,
    design::{Design, PartId},
    network::{large_signal::Unable, log_grid},
    quantity::text::round_to,
};
use egui::Context;
use std::{collections::BTreeSet, sync::Arc};

/// The names of the workers.
const THREADS: [&str; 2] = ["distortion", "distortion by level"];
/// Frequencies.
const POINTS: usize = 64;
/// Until the crosshair says otherwise, Hz.
const FIRST_HZ: f64 = 1000.0;

/// What was found, or why nothing was.
type Found<T> = Option<Arc<Result<T, Unable>>>;

/// What is looked at.
#[derive(Clone)]
struct Asked {
    design: Arc<Design>,
    /// The drivers heard alone, or none for all.
    solo: BTreeSet<PartId>,
    /// The frequency, Hz, where it is one.
    at: Option<f64>,
}

impl Asked {
    /// Whether the same is found of both.
    fn is_like(&self, other: &Self) -> bool {
        let alike = Arc::ptr_eq(&self.design, &other.design)
            || self.design.differs_only_in_places(&other.design);
        alike && self.solo == other.solo && self.at == other.at
    }
}

/// What follows the design, and the work on it.
struct Following<T> {
    work: Latest<Asked, Found<T>>,
    found: Found<T>,
}

impl<T> Default for Following<T> {
    fn default() -> Self {
        Self {
            work: Latest::default(),
            found: None,
        }
    }
}

impl<T: Send + Sync + 'static> Following<T> {
    /// Follows what is asked, where anything is; whether there is something new to draw.
    fn follow(
        &mut self,
        asked: Option<Asked>,
        name: &str,
        (runner, wake): (&dyn Runner, impl Fn() + Send + 'static),
        find: impl FnOnce(&Design) -> Result<T, Unable> + Send + 'static,
    ) -> bool {
        let Some(asked) = asked else {
            return self.work.leave(&mut self.found);
        };
        self.work.follow(
            &mut self.found,
            |of| of.is_like(&asked),
            || asked.clone(),
            (name, runner, wake),
            move |of, _, _| Some(Arc::new(find(&heard(&of.design, &of.solo)))),
        )
    }
}

/// Distortion of the open design.
pub struct Distorting {
    over_frequency: Following<Distortion>,
    over_level: Following<Rise>,
    /// Where distortion is told over level, Hz.
    at: f64,
}

impl Default for Distorting {
    fn default() -> Self {
        Self {
            over_frequency: Following::default(),
            over_level: Following::default(),
            at: FIRST_HZ,
        }
    }
}

impl Distorting {
    /// Distortion over frequency, where it is shown.
    pub fn distortion(&self) -> Option<&Arc<Result<Distortion, Unable>>> {
        self.over_frequency.found.as_ref()
    }

    /// Distortion over level, where it is shown.
    pub fn rise(&self) -> Option<&Arc<Result<Rise, Unable>>> {
        self.over_level.found.as_ref()
    }
}

impl Earwright {
    /// Finds the distortion that plots show, beside the window.
    pub(in crate::app) fn follow_distortion(&mut self, ctx: &Context) {
        let [over_frequency, over_level] = self.plots.wants_distortion();
        if over_level && let Some(f) = self.plots.cursor_frequency() {
            self.distorting.at = round_to(f, 2);
        }
        let asked = |wanted: bool, at: Option<f64>| {
            wanted.then(|| Asked {
                design: self.session.design().clone(),
                solo: self.session.solo().clone(),
                at,
            })
        };
        let at = self.distorting.at;
        let frequencies = asked(over_frequency, None);
        let levels = asked(over_level, Some(at));
        let runner = &*self.runner;
        let Distorting {
            over_frequency,
            over_level,
            ..
        } = &mut self.distorting;
        let [by_frequency, by_level] = THREADS;
        let news = over_frequency.follow(frequencies, by_frequency, (runner, waker(ctx)), |of| {
            distortion::over_frequency(of, &log_grid(POINTS, 20.0, 20e3))
        }) | over_level.follow(levels, by_level, (runner, waker(ctx)), move |of| {
            distortion::over_level(of, at, &distortion::drives_around(of))
        });
        if news {
            self.session.redraw();
        }
    }
}
