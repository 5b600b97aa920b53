//! Drivers that play against the others, and what would mend it, told from the solved phases.
//!
//! A driver meets the others where its share of the pressure is about as large as the sum of all
//! other shares. There, reversing it turns its share round, and a longer tube turns its phase by
//! ω·τ. What either adds is the mean change of the total's level over that range.
//!
//! # Limitations
//! A longer tube also moves its own resonances; this reckons with the delay alone. `tuning` solves
//! the design with the tube it would have.

use super::{
    polarity::NEAR_DB,
    spl::{FLOOR_DB, level_db},
};
use crate::{
    design::PartId,
    network::{Contribution, Solution},
};
use num_complex::Complex64;
use std::{f64::consts::TAU, sync::Arc};

/// Where drivers are judged at all, Hz.
const JUDGED: [f64; 2] = [20.0, 16_000.0];
/// A driver must take this much, dB, from what the others give before it counts as playing against
/// them: its phase is then more than 127° from theirs.
const WORTH_DB: f64 = 1.0;
/// Narrower ranges than this are no meeting, octaves.
const LEAST_OCTAVES: f64 = 0.25;
/// Delays tried across the whole span.
const DELAYS: usize = 241;

/// Where a driver meets the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// The driver.
    pub part: PartId,
    /// Its name.
    pub name: String,
    /// The loudest of the others there.
    pub neighbour: PartId,
    /// Its name.
    pub neighbour_name: String,
    /// Least and greatest frequency at which they are about equally loud, Hz.
    pub between: [f64; 2],
    /// The frequencies there, as places in the solution.
    points: Vec<usize>,
    /// What reversing the driver would add to the total there, dB.
    pub reversing_db: f64,
    /// What leaving it out would add, dB: positive where it takes away from the others.
    pub omitting_db: f64,
}

/// A delay of one driver and what it would add.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delay {
    /// How much later it would play, s; negative for sooner.
    pub delay: f64,
    /// What that would add to the total where they meet, dB.
    pub gain_db: f64,
}

/// Every driver that meets the others, in document order. Muted ones are left out.
pub fn meetings(solution: &Solution) -> Vec<Meeting> {
    let heard: Vec<&Contribution> = heard(solution).collect();
    heard
        .iter()
        .filter_map(|driver| meeting(solution, &heard, driver))
        .collect()
}

/// The drivers that play against the others where they meet: without one, they would be louder by
/// at least a decibel. Of two that meet each other, the one whose reversal serves the whole better.
pub fn opposed(solution: &Solution) -> Vec<Meeting> {
    let mut found: Vec<(f64, Meeting)> = meetings(solution)
        .into_iter()
        .filter(|meeting| meeting.omitting_db >= WORTH_DB && meeting.reversing_db > 0.0)
        .map(|meeting| (overall(solution, meeting.part), meeting))
        .collect();
    // The best first; whoever met one that is already named is mended with it.
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.part.cmp(&a.1.part)));
    let mut named: Vec<Meeting> = Vec::new();
    for (_, meeting) in found {
        let mended = named
            .iter()
            .any(|other| other.part == meeting.neighbour || other.neighbour == meeting.part);
        if !mended {
            named.push(meeting);
        }
    }
    named.sort_by_key(|meeting| meeting.part);
    named
}

impl Meeting {
    /// The delay within a span (s) with which this driver adds most to the others.
    pub fn best_delay(&self, solution: &Solution, [from, to]: [f64; 2]) -> Delay {
        let gain =
            |delay: f64| self.gain_db(solution, |f| Complex64::from_polar(1.0, -TAU * f * delay));
        let step = (to - from) / (DELAYS - 1) as f64;
        let best = (0..DELAYS)
            .map(|n| from + step * n as f64)
            .map(|delay| (gain(delay), delay))
            // Of equal ones, the shortest.
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs())))
            .map_or(0.0, |(_, delay)| delay);
        let delay = refined(gain, best - step, best + step).clamp(from, to);
        Delay {
            delay,
            gain_db: gain(delay),
        }
    }

    /// What a change of this driver's share would add to the total where they meet, dB.
    pub fn gain_db(&self, solution: &Solution, change: impl Fn(f64) -> Complex64) -> f64 {
        mean_gain_db(solution, self.part, &self.points, change)
    }

    /// The frequencies at which they meet, Hz.
    pub fn frequencies(&self, solution: &Solution) -> Arc<[f64]> {
        let f = self.points.iter().filter_map(|n| solution.f.get(*n));
        f.copied().collect()
    }

    /// Mean level of the total where they meet, dB.
    pub fn level_db(&self, solution: &Solution) -> Option<f64> {
        let total = solution.drum_pressure.as_ref()?;
        let met = self.points.iter().filter_map(|n| total.get(*n));
        mean_level_db(&met.copied().collect::<Vec<_>>())
    }
}

/// Mean of the levels of pressures, dB; absent where there are none.
pub fn mean_level_db(pressures: &[Complex64]) -> Option<f64> {
    let sum: f64 = pressures.iter().copied().map(floored).sum();
    let mean = sum / pressures.len() as f64;
    mean.is_finite().then_some(mean)
}

/// Where drivers are judged: no farther than the ear is known.
fn judged(solution: &Solution) -> std::ops::RangeInclusive<f64> {
    let [from, to] = JUDGED;
    from..=solution.validity.ear_to.map_or(to, |valid| valid.min(to))
}

fn heard(solution: &Solution) -> impl Iterator<Item = &Contribution> {
    solution.contributions.iter().filter(|share| !share.muted)
}

/// A level, dB; that of silence where there is none.
fn floored(pressure: Complex64) -> f64 {
    let level = level_db(pressure);
    if level.is_finite() { level } else { FLOOR_DB }
}

fn meeting(solution: &Solution, heard: &[&Contribution], driver: &Contribution) -> Option<Meeting> {
    let near = |n: usize| {
        let own = *driver.pressure.get(n)?;
        let rest: Complex64 = heard
            .iter()
            .filter(|other| other.part != driver.part)
            .filter_map(|other| other.pressure.get(n))
            .sum();
        let apart = 20.0 * (own.norm() / rest.norm()).log10();
        Some(level_db(own).is_finite() && apart.abs() <= NEAR_DB)
    };
    let judged = judged(solution);
    let known = |n: usize| solution.f.get(n).is_some_and(|f| judged.contains(f));
    let points = widest(&solution.f, |n| known(n) && near(n) == Some(true));
    let (first, last) = (*points.first()?, *points.last()?);
    let between = [*solution.f.get(first)?, *solution.f.get(last)?];
    if (between[1] / between[0]).log2() < LEAST_OCTAVES {
        return None;
    }
    let energy = |other: &Contribution| -> f64 {
        let at = points.iter().filter_map(|n| other.pressure.get(*n));
        at.map(Complex64::norm_sqr).sum()
    };
    let neighbour = heard
        .iter()
        .filter(|other| other.part != driver.part)
        .max_by(|a, b| energy(a).total_cmp(&energy(b)))?;
    Some(Meeting {
        part: driver.part,
        name: driver.name.clone(),
        neighbour: neighbour.part,
        neighbour_name: neighbour.name.clone(),
        between,
        reversing_db: mean_gain_db(solution, driver.part, &points, |_| -Complex64::ONE),
        omitting_db: mean_gain_db(solution, driver.part, &points, |_| Complex64::ZERO),
        points,
    })
}

/// The longest run of points, by octaves, that are all chosen; a single point between them may be
/// missing.
fn widest(f: &[f64], chosen: impl Fn(usize) -> bool) -> Vec<usize> {
    let octaves = |run: &[usize]| match (run.first(), run.last()) {
        (Some(first), Some(last)) => match (f.get(*first), f.get(*last)) {
            (Some(from), Some(to)) => (to / from).log2(),
            _ => 0.0,
        },
        _ => -1.0,
    };
    let mut best: Vec<usize> = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for n in (0..f.len()).filter(|n| chosen(*n)) {
        if run.last().is_some_and(|last| n - last > 2) {
            if octaves(&run) > octaves(&best) {
                best = std::mem::take(&mut run);
            }
            run.clear();
        }
        run.push(n);
    }
    if octaves(&run) > octaves(&best) {
        best = run;
    }
    best
}

/// What a change of one share adds to the total at some points, dB, on average.
fn mean_gain_db(
    solution: &Solution,
    part: PartId,
    points: &[usize],
    change: impl Fn(f64) -> Complex64,
) -> f64 {
    let gain = |n: usize| {
        let f = *solution.f.get(n)?;
        let at = |share: &Contribution| share.pressure.get(n).copied();
        let before: Complex64 = heard(solution).filter_map(at).sum();
        let after: Complex64 = heard(solution)
            .filter_map(|share| {
                let pressure = at(share)?;
                Some(if share.part == part {
                    pressure * change(f)
                } else {
                    pressure
                })
            })
            .sum();
        Some(floored(after) - floored(before))
    };
    let gains: Vec<f64> = points.iter().filter_map(|n| gain(*n)).collect();
    if gains.is_empty() {
        0.0
    } else {
        gains.iter().sum::<f64>() / gains.len() as f64
    }
}

/// What reversing a driver adds to the whole range, dB.
fn overall(solution: &Solution, part: PartId) -> f64 {
    let judged = judged(solution);
    let audible = |(n, f): (usize, &f64)| judged.contains(f).then_some(n);
    let points: Vec<usize> = solution.f.iter().enumerate().filter_map(audible).collect();
    mean_gain_db(solution, part, &points, |_| -Complex64::ONE)
}

/// The greatest value of a function between two places (golden section).
fn refined(value: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    for _ in 0..40 {
        let a = high - GOLDEN * (high - low);
        let b = low + GOLDEN * (high - low);
        if value(a) < value(b) {
            low = a;
        } else {
            high = b;
        }
    }
    f64::midpoint(low, high)
}
