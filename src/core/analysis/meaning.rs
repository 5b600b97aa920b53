//! Curves that mean nothing: a diaphragm that cannot move, a sound so faint that it is rounding.
//!
//! They are not drawn, and nothing is computed from them; a plot says why instead.

use super::{Contribution, Solution, spl};
use crate::{
    design::{Design, PartId, Severity, Subject},
    network::Solver,
};
use num_complex::Complex64;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A share that is below this level at every frequency is none, dB SPL: the threshold of hearing is
/// at 0, and what a computer leaves of a diaphragm that cannot move lies far below.
pub const LEAST_DB: f64 = -60.0;

/// A driver that is not heard although it is driven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The driver.
    pub part: PartId,
    /// Why, in a sentence that names it.
    pub why: String,
}

/// Drivers that are not heard, in document order; muted ones are meant not to be.
pub fn silent(design: &Design, solution: &Solution) -> Vec<Silent> {
    let shares = solution.contributions.iter();
    let reasons = reasons(solution);
    shares
        .filter(|share| !share.muted && !means_something(&reasons, share))
        .filter(|share| design.part(share.part).is_some())
        .map(|share| Silent {
            part: share.part,
            why: reasons.get(&share.part).map_or_else(
                || {
                    tr!(
                        "“{}” stays below {LEAST_DB:.0} dB at every frequency: no sound comes of it.",
                        share.name
                    )
                    .replace('-', "−")
                },
                |reason| (*reason).to_owned(),
            ),
        })
        .collect()
}

/// The same solution without shares that mean nothing, and without a total where nothing is left of
/// it; the very same where all of it means something.
pub fn meaningful(solution: &Arc<Solution>) -> Arc<Solution> {
    without_noise(solution).map_or_else(|| Arc::clone(solution), Arc::new)
}

/// The solution of a design at `f` (Hz), without what means nothing: what a figure is computed from.
pub fn solved(solver: &mut Solver, design: &Design, f: &Arc<[f64]>) -> Solution {
    let solution = solver.solve(design, f);
    without_noise(&solution).unwrap_or(solution)
}

/// The solution without what means nothing; absent where all of it means something.
pub fn without_noise(solution: &Solution) -> Option<Solution> {
    let reasons = reasons(solution);
    let dead: Vec<bool> = solution
        .contributions
        .iter()
        .map(|share| !means_something(&reasons, share))
        .collect();
    let is_new = |(share, dead): (&Contribution, &bool)| *dead && !is_cleared(share);
    let heard = |(share, dead): (&Contribution, &bool)| !share.muted && !dead;
    let shares = || solution.contributions.iter().zip(&dead);
    let plays = solution.contributions.iter().any(|share| !share.muted);
    let nothing = plays && solution.drum_pressure.is_some() && !shares().any(heard);
    if !nothing && !shares().any(is_new) {
        return None;
    }
    let mut clean = solution.clone();
    for (share, _) in clean
        .contributions
        .iter_mut()
        .zip(&dead)
        .filter(|(_, dead)| **dead)
    {
        share.pressure.fill(Complex64::ZERO);
        share.excursion = None;
    }
    if nothing {
        clean.drum_pressure = None;
    }
    Some(clean)
}

/// Whether a driver's share is to be drawn: none that means nothing is.
pub fn is_cleared(share: &Contribution) -> bool {
    share
        .pressure
        .iter()
        .all(|pressure| *pressure == Complex64::ZERO)
}

fn means_something(reasons: &FxHashMap<PartId, &str>, share: &Contribution) -> bool {
    let audible = |pressure: &Complex64| spl::is_above(*pressure, LEAST_DB);
    !reasons.contains_key(&share.part) && share.pressure.iter().any(audible)
}

/// What the solver says hinders parts, the first of each.
fn reasons(solution: &Solution) -> FxHashMap<PartId, &str> {
    let mut reasons = FxHashMap::default();
    for problem in &solution.problems {
        if let (Severity::Error, Subject::Part(part)) = (problem.severity, problem.subject) {
            reasons.entry(part).or_insert(&*problem.message);
        }
    }
    reasons
}
