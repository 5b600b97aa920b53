//! What sound goes through: the response at the drum, less what is to be taken away.

use super::error::RenderError;
use crate::{
    analysis::{interpolate, minimum_phase::folded, spl, target},
    design::Design,
    exchange::sound::taps,
    network::Solver,
    quantity::{Unit, text::rounded},
};
use num_complex::Complex64;
use std::{
    f64::consts::{LN_10, PI},
    ops::RangeInclusive,
};

/// The sample rates that are rendered, Hz.
pub(super) const RATES: RangeInclusive<u32> = 8000..=192_000;
/// How much of the response the taps hold at least, s.
const LASTS: f64 = 0.3;
/// How many times as fine as the taps' own the grid is: a minimum phase is found on it.
const FINER: usize = 4;
/// Highest frequency that is solved, Hz: beyond it a minimum-phase filter holds its level.
const TOP: f64 = 24e3;
/// Where a filter of true phase begins to close, Hz, or as a share of the band where that is lower.
const CLOSES: (f64, f64) = (20e3, 0.92);
/// How long before the event a response of true phase begins, s: what a band limit rings before it.
const LEAD: f64 = 5e-3;
/// The frequency that keeps its level, Hz.
const REFERENCE: f64 = 1000.0;
/// How far above its value at the reference what is taken away may raise a level, dB.
const MOST_DB: f64 = 30.0;
/// Below this frequency what is taken away keeps its level, Hz: no filter of so few taps, and no
/// earphone, undoes a leak there.
const HOLDS: f64 = 12.0;
/// How far below its greatest level a response is nothing, dB.
const FLOOR_DB: f64 = 160.0;
/// The band that is heard, Hz.
const HEARD: [f64; 2] = [20.0, 20e3];
/// dB in a neper.
const NEPER_DB: f64 = 20.0 / LN_10;

/// What phase a filter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// The least that goes with its level, without delay.
    #[default]
    Minimum,
    /// The solved one: travel, crossovers and polarity as they are.
    True,
}

/// What is taken away from a response.
#[derive(Debug, Clone, Copy)]
pub enum Against<'a> {
    /// Another design: on that one, what is heard sounds like this one.
    Design(&'a Design),
    /// The design's own target.
    Target,
}

/// Levels of an earphone somebody measured: Hz, ascending, and dB.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'a> {
    /// Frequencies, Hz, ascending.
    pub f: &'a [f64],
    /// Levels, dB.
    pub db: &'a [f64],
}

/// What sound is to go through.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The design.
    pub design: &'a Design,
    /// What is taken from it.
    pub against: Option<Against<'a>>,
    /// The earphone the result is heard with, taken away too.
    pub correct: Option<Measured<'a>>,
    /// With which phase.
    pub phase: Phase,
}

/// A filter of finite length at one sample rate, 0 dB at 1 kHz.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Its samples.
    pub taps: Vec<f64>,
    /// Samples a second.
    pub rate: u32,
    /// What it delays everything by, s, besides what the design itself does.
    pub delay: f64,
    /// The level that is 0 dB in it, at 1 kHz: dB SPL, or dB of a difference.
    pub reference_db: f64,
    /// What should be told.
    pub remarks: Vec<String>,
}

impl Filter {
    /// Solves and transforms. Of a target and a measured earphone only levels are known: they are
    /// taken away with minimum phase. Below 12 Hz what is taken away keeps its level.
    ///
    /// # Errors
    /// When a design has no sound, a curve no level at 1 kHz, or the rate is none that is rendered.
    pub fn of(wanted: Wanted<'_>, rate: u32) -> Result<Self, RenderError> {
        if !RATES.contains(&rate) {
            return Err(RenderError::Rate { rate });
        }
        let grid = Grid::new(rate);
        let pressure = solved(wanted.design, &grid)?;
        let other = match wanted.against {
            Some(Against::Design(other)) => Some(solved(other, &grid)?),
            _ => None,
        };
        let mut remarks = Vec::new();
        // What is taken away with its own phase, and what has none, in nepers.
        let removed: Vec<f64> = match &other {
            Some(other) => other.iter().map(|p| -p.norm().ln()).collect(),
            None => vec![0.0; grid.f.len()],
        };
        let mut shape = vec![0.0; grid.f.len()];
        if matches!(wanted.against, Some(Against::Target)) {
            let setting = &wanted.design.target;
            subtract(
                &mut shape,
                &held(target::shape_db(&setting.target, &grid.f)),
                "target",
            )?;
        }
        if let Some(Measured { f, db }) = wanted.correct {
            let all = interpolate::resample_log(f, db, &grid.f);
            subtract(&mut shape, &held(all), "measured curve")?;
            if let (Some(first), Some(last)) = (f.first(), f.last())
                && (*first > HEARD[0] || *last < HEARD[1])
            {
                remarks.push(format!(
                    "the measured curve reaches from {} to {}: its ends are held beyond",
                    rounded(*first, &Unit::HERTZ, 3),
                    rounded(*last, &Unit::HERTZ, 3)
                ));
            }
        }
        remarks.extend(limit(&grid, &removed, &mut shape));

        let mut total: Vec<f64> = (pressure.iter().zip(&removed).zip(&shape))
            .map(|((p, removed), shape)| p.norm().ln() + removed + shape)
            .collect();
        let reference = grid.at(&total, REFERENCE);
        for level in &mut total {
            *level -= reference;
        }
        let count = grid.count;
        let (taps, delay) = match wanted.phase {
            Phase::Minimum => {
                let db = |f: f64| NEPER_DB * grid.nearest(&total, f);
                (taps::minimum_phase(db, f64::from(rate), count), 0.0)
            }
            Phase::True => {
                let lead = (LEAD * f64::from(rate)).round();
                let whole: Vec<f64> = (0..=count * FINER / 2)
                    .map(|n| grid.nearest(&shape, n as f64 * grid.step))
                    .collect();
                let shape = folded(&whole);
                let at = |n: usize| {
                    let place = n.checked_sub(1)?;
                    let p = *pressure.get(place)?;
                    let other = other
                        .as_ref()
                        .map_or(Some(Complex64::ONE), |all| all.get(place).copied())?;
                    let turned = (*shape.get(n)? - reference).exp();
                    Some(p / other * turned * grid.closing(n as f64 * grid.step))
                };
                // On the fine grid: on the taps' own, what lasts longer would fold over its beginning.
                let long = count * FINER;
                let spectrum: Vec<Complex64> = (1..long / 2).map_while(at).collect();
                let whole = taps::impulse(&spectrum, long, lead);
                (
                    taps::faded(whole.into_iter(), count),
                    lead / f64::from(rate),
                )
            }
        };
        // Of another design the pressures are divided; of all else the level is one of a pressure.
        let unit = match &other {
            Some(_) => 0.0,
            None => spl::level_db(Complex64::ONE),
        };
        Ok(Self {
            taps,
            rate,
            delay,
            reference_db: NEPER_DB * reference + unit,
            remarks,
        })
    }
}

/// Frequencies in even steps from one step on, Hz.
struct Grid {
    f: Vec<f64>,
    step: f64,
    count: usize,
    top: f64,
}

impl Grid {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some ten thousand samples"
    )]
    fn new(rate: u32) -> Self {
        let rate = f64::from(rate);
        let count = ((LASTS * rate) as usize).next_power_of_two();
        let step = rate / (count * FINER) as f64;
        let top = TOP.min(0.5 * rate);
        let f = (1..=count * FINER / 2)
            .map(|n| n as f64 * step)
            .take_while(|f| *f <= top)
            .collect();
        Self {
            f,
            step,
            count,
            top,
        }
    }

    /// The value at one of the grid's frequencies; its ends are held.
    fn nearest(&self, values: &[f64], f: f64) -> f64 {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index of the grid"
        )]
        let place = ((f / self.step).round() as usize).clamp(1, values.len().max(1));
        let found = values.get(place - 1).copied();
        debug_assert!(found.is_some(), "a grid of frequencies is not empty");
        found.unwrap_or(0.0)
    }

    /// The value between the grid's frequencies.
    fn at(&self, values: &[f64], f: f64) -> f64 {
        interpolate::at_linear(&self.f, values, f).unwrap_or_else(|| self.nearest(values, f))
    }

    /// A half cosine down to nothing at the end of the band.
    fn closing(&self, f: f64) -> f64 {
        let from = CLOSES.0.min(CLOSES.1 * self.top);
        let along = ((f - from) / (self.top - from)).clamp(0.0, 1.0);
        0.5 + 0.5 * (PI * along).cos()
    }
}

/// The pressure at the drum, nowhere nothing.
fn solved(design: &Design, grid: &Grid) -> Result<Vec<Complex64>, RenderError> {
    let silent = || RenderError::NoSound {
        name: design.name.clone(),
    };
    let solution = Solver::default().solve(design, &grid.f.clone().into());
    let mut pressure = solution.drum_pressure.ok_or_else(silent)?;
    let most = pressure.iter().map(|p| p.norm()).fold(0.0, f64::max);
    if !(most.is_finite() && most > 0.0) {
        return Err(silent());
    }
    let floor = most * 10_f64.powf(-FLOOR_DB / 20.0);
    for p in &mut pressure {
        if !(p.norm() >= floor) {
            *p = Complex64::new(floor, 0.0);
        }
    }
    Ok(pressure)
}

/// Levels whose gaps at the ends hold the nearest value.
fn held(mut db: Vec<f64>) -> Vec<f64> {
    let first = db.iter().position(|level| level.is_finite());
    let mut last = first.and_then(|first| db.get(first).copied());
    for level in &mut db {
        if level.is_finite() {
            last = Some(*level);
        } else if let Some(last) = last {
            *level = last;
        }
    }
    db
}

fn subtract(shape: &mut [f64], db: &[f64], what: &'static str) -> Result<(), RenderError> {
    if db.iter().any(|level| !level.is_finite()) {
        return Err(RenderError::NoLevel { what });
    }
    for (shape, level) in shape.iter_mut().zip(db) {
        *shape -= level / NEPER_DB;
    }
    Ok(())
}

/// Holds the level of what is taken away below what is heard, and where it would raise a level beyond
/// all reason; a remark where that is heard. What this changes has minimum phase.
fn limit(grid: &Grid, removed: &[f64], shape: &mut [f64]) -> Option<String> {
    let raise: Vec<f64> = removed.iter().zip(&*shape).map(|(a, b)| a + b).collect();
    let most = grid.at(&raise, REFERENCE) + MOST_DB / NEPER_DB;
    let lowest = grid.at(&raise, HOLDS);
    let mut acted: Option<[f64; 2]> = None;
    for ((f, raise), shape) in grid.f.iter().zip(&raise).zip(shape) {
        let wanted = if *f < HOLDS { lowest } else { *raise };
        *shape += wanted.min(most) - raise;
        if wanted > most && (HEARD[0]..=HEARD[1]).contains(f) {
            acted = Some([acted.map_or(*f, |[from, _]| from), *f]);
        }
    }
    let [from, to] = acted?;
    Some(format!(
        "what is taken away raises the level by more than {MOST_DB} dB between {} and {}: it is held at that",
        rounded(from, &Unit::HERTZ, 3),
        rounded(to, &Unit::HERTZ, 3)
    ))
}
