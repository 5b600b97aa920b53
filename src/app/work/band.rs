//! The band that built units fill on the SPL plot, and the work that follows the design.

use super::{
    job::{Runner, waker},
    latest::{Latest, Stop},
};
use crate::{
    analysis::Band,
    app::Earwright,
    design::{Design, Goal, Subject},
    tuning::tolerance::{self, Run, band::Model, production::Worn},
};
use egui::Context;
use std::sync::Arc;

/// The name of the worker.
const THREAD: &str = "tolerance band";
/// Units of the band.
const UNITS: usize = 10_000;
/// Units that tell what a better part would do.
const FEWER: usize = 2_000;
/// Causes of which that is told.
const CAUSES: usize = 4;
/// How well a better part is made.
const BETTER: f64 = 0.01;

/// What the user chose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandChoice {
    /// Whether the band is drawn.
    pub shown: bool,
    /// Whether each unit is worn anew.
    pub worn: bool,
    /// Units are good within this distance, dB.
    pub within: f64,
}

impl Default for BandChoice {
    fn default() -> Self {
        Self {
            shown: false,
            worn: false,
            within: 1.0,
        }
    }
}

impl BandChoice {
    /// Whether the same is to be found for both.
    fn like(self, other: Self) -> bool {
        (self.worn, self.within) == (other.worn, other.within)
    }
}

/// What is known of the units.
#[derive(Debug, Clone, PartialEq)]
pub struct Units {
    /// They are good within this distance, dB.
    pub within: f64,
    /// Share of the units within that of the nominal curve at every frequency.
    pub everywhere: f64,
    /// Share of the units whose difference from it has at most that standard deviation.
    pub deviating: f64,
    /// Share of the pairs that match within that at every frequency.
    pub pairs: f64,
    /// The largest difference between left and right that half of the pairs, and 90 % of them, keep,
    /// dB.
    pub match_db: [f64; 2],
    /// What moves the curve most.
    pub causes: Vec<Moving>,
}

/// A part or link that moves the curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Moving {
    /// Which; the design itself: how it is worn.
    pub subject: Subject,
    /// Its name, and the number of it that moves most.
    pub words: String,
    /// How far one standard deviation moves the curve, dB rms.
    pub db: f64,
    /// Share of the units that would be good everywhere, were it made to 1 %.
    pub if_better: Option<f64>,
}

/// What a band was asked for.
type Asked = (Arc<Design>, BandChoice);

/// What was found of the units of a design.
#[derive(Debug, Clone)]
struct Found {
    band: Arc<Band>,
    units: Arc<Units>,
    /// Deviations of units that differ by their parts alone, dB, ascending.
    deviations: Arc<[f64]>,
}

/// The band and the work on it.
#[derive(Default)]
pub struct Bands {
    /// What the user chose.
    pub choice: BandChoice,
    work: Latest<Asked, Option<Found>>,
    found: Option<Found>,
    /// The band that was to be drawn last.
    drawn: Option<Arc<Band>>,
}

impl Bands {
    /// The band to draw.
    pub fn band(&self) -> Option<&Arc<Band>> {
        self.shown().map(|found| &found.band)
    }

    /// What is known of its units.
    pub fn units(&self) -> Option<&Arc<Units>> {
        self.shown().map(|found| &found.units)
    }

    fn shown(&self) -> Option<&Found> {
        self.found.as_ref().filter(|_| self.choice.shown)
    }

    /// Deviations of built units from the design's curve, dB, ascending; each unit worn like the
    /// others. Empty where no unit has a curve, absent until they are built.
    pub fn deviations(&self) -> Option<&Arc<[f64]>> {
        self.found.as_ref().map(|found| &found.deviations)
    }

    /// Follows the design, where the band is drawn or a goal asks for a yield; whether there is
    /// something else to draw.
    pub fn follow(
        &mut self,
        design: &Arc<Design>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        self.find(design, runner, wake);
        // Where a goal has the units already, the band comes and goes without their being found anew.
        let now = self.band().cloned();
        let before = std::mem::replace(&mut self.drawn, now);
        before.as_ref().map(Arc::as_ptr) != self.drawn.as_ref().map(Arc::as_ptr)
    }

    /// Builds the units where they are asked for.
    fn find(
        &mut self,
        design: &Arc<Design>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) {
        let judged = design
            .goals
            .iter()
            .any(|goal| matches!(goal, Goal::Yield { .. }));
        if !self.choice.shown && !judged {
            self.work.leave(&mut self.found);
            return;
        }
        let choice = self.choice;
        self.work.follow(
            &mut self.found,
            |(of, asked)| {
                asked.like(choice) && (Arc::ptr_eq(of, design) || of.differs_only_in_places(design))
            },
            || (design.clone(), choice),
            (THREAD, runner, wake),
            |(of, choice), _, stop| units(&of, choice, stop),
        );
    }
}

impl Earwright {
    /// Builds the units of the band, beside the window.
    pub(in crate::app) fn follow_bands(&mut self, ctx: &Context) {
        let design = self.session.design();
        if self.bands.follow(design, &*self.runner, waker(ctx)) {
            self.session.redraw();
        }
    }
}

/// Ten thousand units of a design; absent where it makes no sound.
fn units(design: &Design, choice: BandChoice, stop: Stop<'_>) -> Option<Found> {
    let run = Run {
        units: UNITS,
        seed: 1,
        worn: if choice.worn {
            Worn::EachAnew
        } else {
            Worn::Alike
        },
    };
    let model = Model::new(design, &run, &tolerance::grid(), stop)?;
    let of = model.spreading(&run);
    let fewer = Run {
        units: FEWER,
        ..run
    };
    let causes = of.causes.iter().take(CAUSES).map(|cause| {
        let made = cause.subject != Subject::Design;
        Moving {
            subject: cause.subject,
            words: format!("{}: {}", cause.name, cause.what),
            db: cause.db,
            if_better: made.then(|| model.yield_if(&fewer, cause.subject, BETTER, choice.within)),
        }
    });
    let units = Units {
        within: choice.within,
        everywhere: of.units.everywhere_within(choice.within),
        deviating: of.units.deviating_within(choice.within),
        pairs: of.pairs.everywhere_within(choice.within),
        match_db: [0.5, 0.9].map(|share| of.pairs.most_of(share)),
        causes: causes.collect(),
    };
    let note = tr!(
        "{} within ±{} dB of the nominal curve at every frequency, 50 Hz–8 kHz; {} of the pairs match so",
        percent(units.everywhere),
        choice.within,
        percent(units.pairs),
    );
    let band = Band {
        units: UNITS,
        f: of.f,
        low: of.levels.low,
        median: of.levels.median,
        high: of.levels.high,
        notes: vec![note],
    };
    let deviations = if choice.worn {
        let run = Run::of(UNITS, run.seed);
        let model = Model::new(design, &run, &tolerance::grid(), stop)?;
        model.spreading(&run).units.deviations
    } else {
        of.units.deviations
    };
    Some(Found {
        band: Arc::new(band),
        units: Arc::new(units),
        deviations: deviations.into(),
    })
}

/// A share as it is told: “72 %”.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}
