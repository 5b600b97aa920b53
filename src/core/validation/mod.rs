//! The solver against what others published: every case we hold, its source, the difference, and whether
//! that is near enough. Misses are told as plainly as hits.
//!
//! Each file holds one kind of case: its table of published values, and how ours are computed. What
//! [`run`] finds is printed by `earwright validate`, shown in the window, and kept as `assets/validation.txt`
//! and `.svg`. What was predicted and not yet measured is told apart from it.

mod ducts;
mod ears;
mod openings;
mod picture;
mod predictions;
mod receivers;
mod rigs;
mod text;

pub use picture::svg;
pub use predictions::{Prediction, predictions};
pub use text::{rounded, summary, text};

/// Published values of one source, and ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it is about.
    pub name: String,
    /// Where the values were published.
    pub source: &'static str,
    /// Why a miss in it is known and stays, where there is one.
    pub known: Option<&'static str>,
    /// The values.
    pub checks: Vec<Check>,
}

/// One published value, and ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What it is.
    pub what: String,
    /// Its unit, as it is written behind a number.
    pub unit: &'static str,
    /// As published.
    pub published: f64,
    /// As computed here.
    pub ours: f64,
    /// How far ours may be off, in the unit.
    pub within: f64,
}

impl Check {
    /// Ours less the published value.
    pub fn difference(&self) -> f64 {
        self.ours - self.published
    }

    /// Whether ours is near enough. What is not a number is not.
    pub fn is_hit(&self) -> bool {
        self.difference().abs() <= self.within
    }
}

/// Checks of one case.
#[derive(Debug, Clone, Default)]
struct Checks(Vec<Check>);

impl Checks {
    /// Ours and the published value, near enough within so much.
    fn add(&mut self, what: &str, unit: &'static str, ours: f64, published: f64, within: f64) {
        self.0.push(Check {
            what: what.to_owned(),
            unit,
            published,
            ours,
            within,
        });
    }

    /// The same, near enough within a share of the published value.
    fn share(&mut self, what: &str, unit: &'static str, ours: f64, published: f64, share: f64) {
        self.add(what, unit, ours, published, share * published.abs());
    }

    /// The case they are of.
    fn case(self, name: &str, source: &'static str) -> Case {
        Case {
            name: name.to_owned(),
            source,
            known: None,
            checks: self.0,
        }
    }
}

/// How many of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Cases.
    pub cases: usize,
    /// Values that are near enough.
    pub hits: usize,
    /// Values that are not.
    pub misses: usize,
    /// Of those, the ones in cases where none is known: something has changed.
    pub new: usize,
}

/// Counts them.
pub fn count(cases: &[Case]) -> Count {
    let missed = |case: &Case| case.checks.iter().filter(|check| !check.is_hit()).count();
    let checks: usize = cases.iter().map(|case| case.checks.len()).sum();
    let misses = cases.iter().map(missed).sum();
    let new = cases.iter().filter(|case| case.known.is_none());
    Count {
        cases: cases.len(),
        hits: checks - misses,
        misses,
        new: new.map(missed).sum(),
    }
}

/// Runs every case.
pub fn run() -> Vec<Case> {
    let mut cases = vec![
        ducts::matrices(),
        openings::slits(),
        openings::hole(),
        ears::coupler_711(),
        ears::type43(),
        ears::hudde_engel(),
        receivers::damper(),
    ];
    cases.extend(receivers::landmarks());
    cases.extend(rigs::differences());
    cases
}

/// The highest point between two frequencies, Hz, in so many even steps of their logarithm: where, and
/// how high.
fn highest(from: f64, to: f64, steps: u32, level: impl Fn(f64) -> f64) -> (f64, f64) {
    let at = |n: u32| from * (to / from).powf(f64::from(n) / f64::from(steps));
    let all = (0..=steps).map(at).map(|f| (f, level(f)));
    all.fold((from, f64::NEG_INFINITY), |best, next| {
        if next.1 > best.1 { next } else { best }
    })
}
