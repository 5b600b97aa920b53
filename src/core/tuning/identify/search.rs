//! Where to start, and which valley to end in.
//!
//! Many draws are looked at on few points, some are improved a little, the best carried to the end.
//! The draws follow Halton's sequence: evenly spread, and the same every time.

use super::{
    IdentifyError, Progress,
    parameter::Parameter,
    problem::{DELAY_UNIT, Part, Problem, level_db, wrap},
};
use crate::noticed::OrNoticed as _;
use crate::quantity::order::SortByNumber as _;
use crate::tuning::least_squares::{Ending, Limits, Minimum, SumOfSquares as _, minimise};
use rayon::prelude::*;
use std::f64::consts::{PI, TAU};
use std::ops::ControlFlow;

/// Draws looked at.
const DRAWS: usize = 400;
/// Draws improved on few points, for every start carried to the end.
const IMPROVED_PER_START: usize = 4;
/// Steps they are given.
const IMPROVING_STEPS: usize = 25;
/// Points looked at while choosing, and the fewest of a measurement among several.
const FEW_POINTS: usize = 56;
const FEWEST_POINTS: usize = 32;
/// Steps to the end.
const LAST_STEPS: usize = 120;
/// Longest delay looked for in the phase of a response, s.
const LONGEST_DELAY: f64 = 20e-3;

/// ln of what each free parameter is like beforehand, and how far parts lie apart. It is weak: it
/// keeps what the data do not tell within reason, and moves what they tell by nothing that shows.
pub(super) fn expectations(free: &[usize], parameters: &[&Parameter]) -> Vec<(f64, f64)> {
    free.iter()
        .filter_map(|&place| parameters.get(place))
        .map(|parameter| {
            let half_span = 0.5 * (parameter.starts.1 / parameter.starts.0).ln();
            (parameter.typical().ln(), (1.5 * half_span).max(1.0))
        })
        .collect()
}

/// Tells how far the search is, and notes whether to stop.
struct Reporter<'a> {
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    done: f64,
    misfit: f64,
}

impl Reporter<'_> {
    fn tell(&mut self) -> ControlFlow<()> {
        (self.progress)(Progress {
            done: self.done.min(1.0),
            misfit: self.misfit,
        })
    }

    /// Tells a stop as an error.
    fn check(&mut self) -> Result<(), IdentifyError> {
        match self.tell() {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(IdentifyError::Cancelled),
        }
    }
}

/// The best minimum found. Where the response has a phase, the polarity and the delay are settled
/// on the way and take part in the last search.
pub(super) fn search(
    problem: &mut Problem,
    parameters: &[&Parameter],
    starts: usize,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Minimum, IdentifyError> {
    let starts = starts.max(1);
    let mut reporter = Reporter {
        progress,
        done: 0.0,
        misfit: f64::INFINITY,
    };
    let bounds = bounds(problem, parameters);
    let few = problem.thinned(
        FEW_POINTS
            .div_ceil(problem.parts.len().max(1))
            .max(FEWEST_POINTS),
    );
    let improved = starts * IMPROVED_PER_START;
    let mut candidates: Vec<(f64, Vec<f64>)> = (0..DRAWS)
        .into_par_iter()
        .map_with(few.clone(), |few, n| {
            let mut x = draw(few, parameters, n);
            match_level(few, parameters, &mut x);
            (few.cost(&x), x)
        })
        .filter(|(cost, _)| cost.is_finite())
        .collect();
    candidates.sort_by_number(|a| a.0);
    candidates.truncate(improved);
    if candidates.is_empty() {
        return Err(IdentifyError::NotFinite);
    }
    reporter.done = 0.1;
    reporter.check()?;
    let limits = Limits {
        steps: IMPROVING_STEPS,
        ..Limits::default()
    };
    // As many at once as there are processors, so that a stop is heard soon.
    let at_once = rayon::current_num_threads().max(1);
    for group in candidates.chunks_mut(at_once) {
        group
            .par_iter_mut()
            .for_each_with(few.clone(), |few, candidate| {
                let on = &mut |_| ControlFlow::Continue(());
                let found = minimise(few, &candidate.1, &bounds, &limits, on);
                *candidate = (found.normal.cost, found.x);
            });
        reporter.done += 0.4 * group.len() as f64 / improved as f64;
        reporter.check()?;
    }
    candidates.sort_by_number(|a| a.0);
    candidates.truncate(starts);
    let mut best: Option<Minimum> = None;
    for (_, start) in &candidates {
        let found = finish(problem, start, &bounds, &mut reporter)?;
        reporter.done += 0.4 / candidates.len() as f64;
        let better = best
            .as_ref()
            .is_none_or(|best| found.normal.cost < best.normal.cost);
        if better && found.normal.cost.is_finite() {
            best = Some(found);
        }
    }
    let best = best.ok_or(IdentifyError::NotFinite)?;
    let mut start = best.x.clone();
    let free = problem.free.len();
    let most = LONGEST_DELAY / DELAY_UNIT;
    let mut bounds = bounds;
    for part in &mut problem.parts {
        if !part.points.iter().any(|point| point.phase.is_some()) {
            continue;
        }
        let (delay, inverted) = delay_and_polarity(part, &part.own(&best.x, free));
        part.inverted = inverted;
        part.delay = Some(start.len());
        start.push(delay / DELAY_UNIT);
        bounds.push((-most, most));
        problem.delays += 1;
    }
    if problem.delays == 0 {
        return Ok(best);
    }
    finish(problem, &start, &bounds, &mut reporter)
}

/// What each variable may be, delays left out.
pub(super) fn bounds(problem: &Problem, parameters: &[&Parameter]) -> Vec<(f64, f64)> {
    let of_driver = problem
        .free
        .iter()
        .filter_map(|&place| parameters.get(place))
        .map(|p| (p.bounds.0.ln(), p.bounds.1.ln()));
    let extras = problem.extras.iter().map(|extra| extra.bounds);
    of_driver.chain(extras).collect()
}

/// Goes on from a point, with all that is freed.
pub(super) fn go_on(
    problem: &mut Problem,
    parameters: &[&Parameter],
    start: &[f64],
    steps: usize,
) -> Minimum {
    let most = LONGEST_DELAY / DELAY_UNIT;
    let mut bounds = bounds(problem, parameters);
    bounds.resize(problem.variables(), (-most, most));
    let limits = Limits {
        steps,
        ..Limits::default()
    };
    let on = &mut |_| ControlFlow::Continue(());
    minimise(problem, start, &bounds, &limits, on)
}

fn finish(
    problem: &mut Problem,
    start: &[f64],
    bounds: &[(f64, f64)],
    reporter: &mut Reporter<'_>,
) -> Result<Minimum, IdentifyError> {
    let limits = Limits {
        steps: LAST_STEPS,
        ..Limits::default()
    };
    let points: usize = problem.parts.iter().map(|part| part.points.len()).sum();
    let count = points.max(1) as f64;
    let found = minimise(problem, start, bounds, &limits, &mut |cost| {
        reporter.misfit = reporter.misfit.min((2.0 * cost / count).sqrt());
        reporter.tell()
    });
    if found.ending == Ending::Cancelled {
        return Err(IdentifyError::Cancelled);
    }
    Ok(found)
}

/// The n-th draw: logarithms of the free parameters. The coil's resistance is read off the
/// impedance where there is one.
fn draw(problem: &Problem, parameters: &[&Parameter], n: usize) -> Vec<f64> {
    let points = problem.parts.iter().flat_map(|part| &part.points);
    let lowest = points
        .filter_map(|point| point.ln_impedance)
        .fold(f64::INFINITY, f64::min);
    problem
        .free
        .iter()
        .enumerate()
        .map(|(k, &place)| {
            let Some(parameter) = parameters.get(place) else {
                return 0.0;
            };
            if parameter.symbol == "Re" && lowest.is_finite() {
                return lowest;
            }
            let (low, high) = parameter.starts;
            low.ln() + (high / low).ln() * radical_inverse(n + 1, prime(k))
        })
        .chain(problem.extras.iter().map(|extra| extra.mean))
        .collect()
}

/// The k-th prime.
fn prime(k: usize) -> usize {
    (2..)
        .filter(|n| (2..*n).all(|m| n % m != 0))
        .nth(k)
        .or_noticed(2, "one more prime")
}

/// Digits of n in a base, mirrored behind the point: Halton's sequence.
fn radical_inverse(mut n: usize, base: usize) -> f64 {
    let mut out = 0.0;
    let mut digit = 1.0 / base as f64;
    while n > 0 {
        out += (n % base) as f64 * digit;
        n /= base;
        digit /= base as f64;
    }
    out
}

/// Shifts the force factor so that the levels agree on average.
fn match_level(problem: &mut Problem, parameters: &[&Parameter], x: &mut [f64]) {
    let symbol = problem.model.level_symbol();
    let place = problem
        .free
        .iter()
        .position(|&place| parameters.get(place).is_some_and(|p| p.symbol == symbol));
    let Some(place) = place else { return };
    let free = problem.free.len();
    let mut errors = Vec::new();
    for part in &mut problem.parts {
        let own = part.own(x, free);
        let Some(curves) = part.rig.curves(&own) else {
            return;
        };
        let pairs = part.points.iter().zip(&curves.pressure);
        errors.extend(
            pairs.filter_map(|(point, pressure)| Some(level_db(*pressure) - point.level_db?)),
        );
    }
    if errors.is_empty() {
        return;
    }
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    if let Some(level) = x.get_mut(place) {
        *level -= (mean * std::f64::consts::LN_10 / 20.0).clamp(-2.0, 2.0);
    }
}

/// The delay, s, and whether the polarity is reversed, that bring the model's phase nearest to the
/// measured one. Every delay in steps of a quarter turn at the highest frequency is tried.
fn delay_and_polarity(part: &mut Part, own: &[f64]) -> (f64, bool) {
    let pressure = part.rig.curves(own).map(|curves| curves.pressure);
    let pressure = pressure.or_noticed(Vec::new(), "curves at a minimum");
    let pairs = part.points.iter().zip(&pressure);
    let differences: Vec<(f64, f64)> = pairs
        .filter_map(|(point, pressure)| Some((point.f, pressure.arg() - point.phase?)))
        .collect();
    let highest = differences.iter().fold(1.0, |most: f64, d| most.max(d.0));
    let step = 0.25 / highest;
    let count = (LONGEST_DELAY / step).ceil();
    let misfit = |delay: f64, turn: f64| {
        differences
            .iter()
            .map(|(f, difference)| wrap(difference + turn - TAU * f * delay).powi(2))
            .sum::<f64>()
    };
    let mut best = (f64::INFINITY, 0.0, false);
    let mut k = -count;
    while k <= count {
        for inverted in [false, true] {
            let turn = if inverted { PI } else { 0.0 };
            let found = misfit(k * step, turn);
            if found < best.0 {
                best = (found, k * step, inverted);
            }
        }
        k += 1.0;
    }
    (best.1, best.2)
}
