//! Every combination of what may be chosen, ranked by error to the target.
//!
//! The network is taken apart where choices are made (`taken_apart`), and every combination is put
//! together again exactly (`sweep`): nothing is neglected in the ranking, at the very frequencies
//! the error is taken on. What comes out as the nearest, and the fronts, are then solved in full and
//! judged by the goals; how far the two differ is told, and whether the best could be others. Goals of
//! impedance, parts, price and depth are known of every combination: what misses one ranks last.
//!
//! # Limitations
//! Muted drivers are heard. The impedance of what is not solved in full is the smallest at 64
//! frequencies. A design whose parts depend on each other in a way that cannot be taken apart (a choice
//! that changes the ear or the air) is solved whole for every combination, which takes as long as it
//! takes.

mod axis;
mod check;
mod kept;
pub mod part;
mod pieces;
mod slot;
mod sweep;
mod taken_apart;
mod tally;

pub use axis::Axis;
pub use kept::{Figures, MapCell};
pub use slot::{Slot, combination, count, digits, slots};
pub use tally::Pricer;

use self::{
    kept::Kept,
    sweep::{Against, Sound, Walk},
    taken_apart::{BLOCKS, POINTS, TakenApart},
    tally::Tally,
};
use super::{Objective, tolerance::part::Shard};
use crate::{
    analysis::{error, spl},
    design::{Design, Goal},
    network::Solver,
    physics::lanes::{LANES, Lanes},
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    ops::{ControlFlow, Range},
    sync::Arc,
};

/// What is to be ranked.
#[derive(Clone)]
pub struct Task<'a> {
    /// The design, all drivers heard.
    design: Design,
    /// What is to be chosen.
    slots: Vec<Slot>,
    /// How many combinations there are.
    total: u64,
    /// How many of the best are wanted.
    best: usize,
    /// What things cost, where that is known.
    pricer: Option<Pricer<'a>>,
}

impl std::fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = f.debug_struct("Task");
        out.field("slots", &self.slots).finish_non_exhaustive()
    }
}

/// A combination solved in full.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Solved {
    /// Standard deviation from the target, 50 Hz to 8 kHz, dB; absent where there is no sound.
    pub error_db: Option<f64>,
    /// By axis, in the order of [`Axis::ALL`].
    pub axes: [Option<f64>; 4],
    /// Goals it misses, by name.
    pub missed: Vec<String>,
}

/// A combination: as it was ranked, and as it was solved.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// As it was ranked.
    pub ranked: Figures,
    /// As it was solved in full.
    pub solved: Solved,
}

impl Row {
    /// The figure on an axis, as it was solved.
    pub fn on(&self, axis: Axis) -> Option<f64> {
        self.solved.axes.get(axis.place()).copied().flatten()
    }
}

/// How far a ranking is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Combinations ranked.
    pub ranked: u64,
    /// Of how many.
    pub of: u64,
    /// The nearest so far, dB.
    pub error_db: f64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How many combinations there are.
    pub total: u64,
    /// How many were ranked: fewer when it was stopped.
    pub ranked: u64,
    /// Of those, how many have no sound.
    pub silent: u64,
    /// The best: what meets every goal first, then by error.
    pub best: Vec<Row>,
    /// By axis: those no other is better than in error and on the axis.
    pub fronts: [Vec<Row>; 4],
    /// By axis: where all the others lie.
    pub maps: [Vec<MapCell>; 4],
    /// The largest difference between an error as ranked and as solved, dB.
    pub off_db: f64,
    /// Whether no combination that was not solved could be among the best, by that difference.
    pub sure: bool,
    /// Why every combination was solved whole, where it was.
    pub whole: Option<String>,
    /// Whether it was stopped early.
    pub stopped: bool,
}

/// What is kept of some of the combinations: all that [`Found`] is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    kept: Kept,
    solved: BTreeMap<u64, Solved>,
    whole: Option<String>,
    stopped: bool,
}

/// Errors are told apart by this much, dB: less is rounding, which differs between processors.
const ROUNDING: f64 = 1e-6;
/// Combinations between two reports, at least.
const BATCH: u64 = 1 << 16;
/// Reports, about.
const BATCHES: u64 = 64;
/// Combinations one thread does at once.
const CHUNK: u64 = 1 << 12;
/// The same where every one is solved whole.
const WHOLE_CHUNK: u64 = 16;

impl<'a> Task<'a> {
    /// Every combination of some slots of a design.
    ///
    /// # Errors
    /// When there is nothing to choose, or more than can be counted.
    pub fn new(
        design: &Design,
        slots: Vec<Slot>,
        best: usize,
        pricer: Option<Pricer<'a>>,
    ) -> Result<Self, String> {
        if slots.is_empty() {
            return Err("nothing is free that could be chosen: free numbers of the design, or name other drivers".to_owned());
        }
        let total = count(&slots).ok_or("more combinations than can be counted: allow fewer")?;
        let mut design = design.clone();
        for part in design.parts.iter_mut() {
            part.muted = false;
        }
        Ok(Self {
            design,
            slots,
            total,
            best: best.max(1),
            pricer,
        })
    }

    /// The design combinations are made of.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// What is chosen.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// How many combinations there are.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Which of the nearest are solved in full.
    fn candidates(&self) -> usize {
        (4 * self.best).max(if self.design.goals.is_empty() {
            400
        } else {
            2000
        })
    }

    /// Ranks a part of the combinations. `tell` hears of the progress and may stop it; `stop` is asked
    /// on any thread.
    pub fn rank(
        &self,
        shard: Shard,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Ranked {
        let objective = Objective::new(&self.design);
        let f = points(&objective);
        let apart = TakenApart::new(&self.design, &self.slots, &f, stop).and_then(|apart| {
            let tally = Tally::new(&self.design, &self.slots, &apart.groups, self.pricer);
            let tally = tally.ok_or("the design refuses one of its combinations")?;
            Ok((apart, tally))
        });
        let range = shard.of_total(self.total);
        let of = range.end - range.start;
        let size = match &apart {
            Ok(_) => BATCH.max(of / BATCHES),
            Err(_) => (of / BATCHES).clamp(WHOLE_CHUNK, BATCH),
        };
        let mut kept = Kept::new(self.candidates());
        let mut stopped = false;
        let mut at = range.start;
        while at < range.end && !stopped {
            let batch = at..(at + size).min(range.end);
            at = batch.end;
            let new = match &apart {
                Ok((apart, tally)) => self.swept(apart, tally, &objective, batch, stop),
                Err(_) => self.solved_whole(&objective, &f, batch, stop),
            };
            kept = kept.with(new);
            let progress = Progress {
                ranked: kept.told,
                of,
                error_db: kept
                    .nearest()
                    .first()
                    .map_or(f64::INFINITY, |best| best.error_db),
            };
            stopped = tell(progress).is_break() || stop();
        }
        let mut wanted: Vec<Figures> = kept.nearest().to_vec();
        wanted.extend(kept.fronts().iter().flatten());
        wanted.sort_unstable_by_key(|figures| figures.index);
        wanted.dedup_by_key(|figures| figures.index);
        // When it is time to stop, a few are solved all the same: there is a result.
        let few = self.best.min(16);
        let mut solved = if stopped {
            let some: Vec<Figures> = kept.nearest().iter().take(few).copied().collect();
            check::solved(self, &some, &|| false)
        } else {
            check::solved(self, &wanted, stop)
        };
        stopped |= solved.len() < wanted.len() && stop();
        if solved.is_empty() {
            let some: Vec<Figures> = kept.nearest().iter().take(few).copied().collect();
            solved = check::solved(self, &some, &|| false);
        }
        Ranked {
            kept,
            solved,
            // Where it was stopped before it was taken apart, nothing was solved whole either.
            whole: apart.err().filter(|_| !stopped),
            stopped,
        }
    }

    /// Ranks by what was taken apart.
    fn swept(
        &self,
        apart: &TakenApart,
        tally: &Tally,
        objective: &Objective,
        batch: Range<u64>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Kept {
        let against = against(objective);
        let start = || (Walk::new(apart, &against), Kept::new(self.candidates()));
        pieces(batch, CHUNK)
            .into_par_iter()
            .fold(start, |(mut walk, mut kept), piece| {
                if !stop() {
                    walk.each(piece, &mut |digits, sound| {
                        let share = tally.of(digits);
                        kept.tell(&self.figures(share.index, sound, |z| share.figures(z)));
                    });
                }
                (walk, kept)
            })
            .map(|(_, kept)| kept)
            .reduce(|| Kept::new(self.candidates()), Kept::with)
    }

    /// Ranks by solving every combination.
    fn solved_whole(
        &self,
        objective: &Objective,
        f: &Arc<[f64]>,
        batch: Range<u64>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Kept {
        let start = || (Solver::default(), Kept::new(self.candidates()));
        pieces(batch, WHOLE_CHUNK)
            .into_par_iter()
            .fold(start, |(mut solver, mut kept), piece| {
                for index in piece {
                    if !stop() {
                        kept.tell(&self.solve_whole(objective, f, &mut solver, index));
                    }
                }
                (solver, kept)
            })
            .map(|(_, kept)| kept)
            .reduce(|| Kept::new(self.candidates()), Kept::with)
    }

    fn solve_whole(
        &self,
        objective: &Objective,
        f: &Arc<[f64]>,
        solver: &mut Solver,
        index: u64,
    ) -> Figures {
        let none = Figures {
            index,
            error_db: f64::INFINITY,
            axes: [None; 4],
            misses: true,
        };
        let Some((_, design)) = combination(&self.design, &self.slots, index) else {
            return none;
        };
        let solution = solver.solve(&design, f);
        let Some(pressure) = &solution.drum_pressure else {
            return none;
        };
        let off = objective.off(spl::levels_db(pressure).into_iter());
        let band = off.get(..error::POINTS).unwrap_or_default();
        let impedances = solution.input_impedance.iter().flatten();
        let sound = Sound {
            error_db: error::standard_deviation(band).unwrap_or(f64::INFINITY),
            impedance: impedances.map(|z| z.norm()).fold(f64::INFINITY, f64::min),
        };
        let [price, parts, depth] = tally::whole(&design, self.pricer);
        self.figures(index, sound, |z| [price, parts, z, depth])
    }

    /// What a combination came to, rounded to what all processors agree on.
    fn figures(
        &self,
        index: u64,
        sound: Sound,
        axes: impl FnOnce(Option<f64>) -> [Option<f64>; 4],
    ) -> Figures {
        let rounded = |value: f64| (value / ROUNDING).round() * ROUNDING;
        let z = Some(rounded(sound.impedance)).filter(|z| z.is_finite());
        let mut figures = Figures {
            index,
            error_db: rounded(sound.error_db),
            // Depth is in metres.
            axes: axes(z).map(|value| value.map(|v| (v * 1e9).round() / 1e9)),
            misses: false,
        };
        figures.misses = self.design.goals.iter().any(|goal| misses(goal, &figures));
        figures
    }

    /// A part of a ranking, to be joined with the others.
    pub fn part(&self, shard: Shard, ranked: Ranked) -> part::Part {
        let about = self.about();
        part::Part {
            about,
            shard,
            ranked,
        }
    }

    /// What the ranking is of.
    pub fn about(&self) -> part::About {
        part::About::of(self)
    }

    /// Ranks all combinations.
    pub fn run(
        &self,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Found {
        finish(
            self.total,
            self.best,
            self.rank(Shard { part: 1, of: 1 }, tell, stop),
        )
    }
}

/// What all parts of a ranking of so many combinations come to, with so many of the best.
fn finish(total: u64, best: usize, ranked: Ranked) -> Found {
    let Ranked {
        mut kept,
        solved,
        whole,
        stopped,
    } = ranked;
    let row = |figures: &Figures| {
        let solved = solved.get(&figures.index)?.clone();
        Some(Row {
            ranked: *figures,
            solved,
        })
    };
    let nearest = kept.nearest().to_vec();
    let fronts = std::array::from_fn(|n| {
        let rows = kept.fronts()[n].iter().filter_map(row);
        rows.collect::<Vec<Row>>()
    });
    let mut rows: Vec<Row> = nearest.iter().filter_map(row).collect();
    let off_db = (rows.iter().chain(fronts.iter().flatten()))
        .filter_map(|row| Some((row.ranked.error_db - row.solved.error_db?).abs()))
        .fold(0.0, f64::max);
    rows.retain(|row| row.solved.error_db.is_some());
    rows.sort_by(Row::order);
    rows.truncate(best);
    // What was not solved is farther than the last of the nearest, but for that difference, or
    // misses a goal for certain where none before it does.
    let all = nearest.len() as u64 + kept.silent >= kept.told;
    let beyond = nearest.last().map_or(0.0, |last| {
        if last.misses {
            f64::INFINITY
        } else {
            last.error_db
        }
    });
    let sure = rows.last().is_some_and(|row| {
        let error_db = row.solved.error_db.unwrap_or(f64::INFINITY);
        row.solved.missed.is_empty() && error_db + off_db <= beyond
    });
    Found {
        total,
        ranked: kept.told,
        silent: kept.silent,
        best: rows,
        fronts,
        maps: kept.maps(),
        off_db,
        sure: !stopped && (all || sure),
        whole,
        stopped,
    }
}

impl Row {
    /// What meets every goal first, then by error.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let error_db = |row: &Self| row.solved.error_db.unwrap_or(f64::INFINITY);
        let misses = |row: &Self| !row.solved.missed.is_empty();
        (misses(self).cmp(&misses(other)))
            .then(error_db(self).total_cmp(&error_db(other)))
            .then(self.ranked.index.cmp(&other.ranked.index))
    }
}

impl Shard {
    /// Its combinations, of so many.
    fn of_total(self, total: u64) -> Range<u64> {
        let end = |part: usize| {
            let end = u128::from(total) * part as u128 / self.of as u128;
            u64::try_from(end).unwrap_or(total)
        };
        end(self.part.saturating_sub(1))..end(self.part)
    }
}

/// A range in pieces of this size.
fn pieces(range: Range<u64>, size: u64) -> Vec<Range<u64>> {
    let starts = std::iter::successors(Some(range.start), |at| at.checked_add(size));
    let starts = starts.take_while(|at| *at < range.end);
    starts.map(|at| at..(at + size).min(range.end)).collect()
}

/// Whether a goal that is about one of the figures is missed. The impedance at some frequencies is no
/// less than the smallest at all of them: what misses its goal here does so there.
fn misses(goal: &Goal, figures: &Figures) -> bool {
    let above = |axis: Axis, bound: f64| {
        let figure = figures.on(axis);
        figure.is_some_and(|figure| figure > bound * (1.0 + ROUNDING))
    };
    match *goal {
        Goal::Impedance { at_least } => {
            let figure = figures.on(Axis::Impedance);
            figure.is_some_and(|figure| figure < at_least * (1.0 - ROUNDING))
        }
        Goal::Parts { at_most } => above(Axis::Parts, at_most),
        Goal::Price { at_most } => above(Axis::Price, at_most),
        Goal::Depth { at_most } => above(Axis::Depth, at_most),
        Goal::Target { .. }
        | Goal::Mask { .. }
        | Goal::Level { .. }
        | Goal::Swing { .. }
        | Goal::Excursion { .. }
        | Goal::Power { .. }
        | Goal::Yield { .. } => false,
    }
}

/// The frequencies the error is taken on, and a few beyond at which the impedance may be least, Hz.
fn points(objective: &Objective) -> Arc<[f64]> {
    const BEYOND: [f64; POINTS - error::POINTS] = [10e3, 12.5e3, 16e3, 20e3];
    let band = objective.f().iter().copied().take(error::POINTS);
    band.chain(BEYOND).collect()
}

fn against(objective: &Objective) -> Against {
    let mut against = Against {
        shape_db: [Lanes([0.0; LANES]); BLOCKS],
        counts: [Lanes([0.0; LANES]); BLOCKS],
    };
    // Of a level of nothing, what is left is the target.
    let shape = objective.off(std::iter::repeat_n(0.0, error::POINTS));
    for (n, off) in shape.into_iter().enumerate() {
        against.shape_db[n / LANES].0[n % LANES] = -off;
        against.counts[n / LANES].0[n % LANES] = 1.0;
    }
    against
}
