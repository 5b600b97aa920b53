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

/// What is heard of which design: the drivers heard alone, or none for all.
type Asked = (Arc<Design>, BTreeSet<PartId>);

/// Distortion of the open design.
pub struct Distorting {
    over_frequency: Latest<Asked, Found<Distortion>>,
    over_level: Latest<(Asked, f64), Found<Rise>>,
    distortion: Found<Distortion>,
    rise: Found<Rise>,
    /// Where distortion is told over level, Hz.
    at: f64,
}

impl Default for Distorting {
    fn default() -> Self {
        Self {
            over_frequency: Latest::default(),
            over_level: Latest::default(),
            distortion: None,
            rise: None,
            at: FIRST_HZ,
        }
    }
}

impl Distorting {
    /// Distortion over frequency, where it is shown.
    pub fn distortion(&self) -> Option<&Arc<Result<Distortion, Unable>>> {
        self.distortion.as_ref()
    }

    /// Distortion over level, where it is shown.
    pub fn rise(&self) -> Option<&Arc<Result<Rise, Unable>>> {
        self.rise.as_ref()
    }

    /// Follows the design over frequency; whether there is something new to draw.
    fn follow_frequency(
        &mut self,
        wanted: bool,
        asked: &Asked,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        if !wanted {
            self.over_frequency = Latest::default();
            return self.distortion.take().is_some();
        }
        let mut news = self.over_frequency.take_into(&mut self.distortion);
        let known = self
            .over_frequency
            .asked()
            .is_some_and(|of| same(of, asked));
        if !known && !self.over_frequency.is_working() {
            let of = heard(&asked.0, &asked.1);
            let work = &mut self.over_frequency;
            work.ask(asked.clone(), THREADS[0], runner, wake, move |_| {
                let f = log_grid(POINTS, 20.0, 20e3);
                Some(Arc::new(distortion::over_frequency(&of, &f)))
            });
            // A runner of tests is through already.
            news |= self.over_frequency.take_into(&mut self.distortion);
        }
        news
    }

    /// Follows the design over level; whether there is something new to draw.
    fn follow_level(
        &mut self,
        wanted: bool,
        asked: &Asked,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        if !wanted {
            self.over_level = Latest::default();
            return self.rise.take().is_some();
        }
        let mut news = self.over_level.take_into(&mut self.rise);
        let before = self.over_level.asked();
        let known = before.is_some_and(|(of, at)| same(of, asked) && *at == self.at);
        if !known && !self.over_level.is_working() {
            let (of, at) = (heard(&asked.0, &asked.1), self.at);
            let work = &mut self.over_level;
            work.ask((asked.clone(), at), THREADS[1], runner, wake, move |_| {
                let drives = distortion::drives_around(&of);
                Some(Arc::new(distortion::over_level(&of, at, &drives)))
            });
            news |= self.over_level.take_into(&mut self.rise);
        }
        news
    }
}

/// Whether two designs are heard alike.
fn same((design, solo): &Asked, (other, heard): &Asked) -> bool {
    let alike = Arc::ptr_eq(design, other) || design.differs_only_in_places(other);
    alike && solo == heard
}

impl Earwright {
    /// Finds the distortion that plots show, beside the window.
    pub(in crate::app) fn follow_distortion(&mut self, ctx: &Context) {
        let [over_frequency, over_level] = self.plots.wants_distortion();
        if over_level && let Some(f) = self.plots.cursor_frequency() {
            self.distorting.at = round_to(f, 2);
        }
        let asked = (self.session.design().clone(), self.session.solo().clone());
        let runner = &*self.runner;
        let work = &mut self.distorting;
        let news = work.follow_frequency(over_frequency, &asked, runner, waker(ctx))
            | work.follow_level(over_level, &asked, runner, waker(ctx));
        if news {
            self.session.redraw();
        }
    }
}
