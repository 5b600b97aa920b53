//! Ranking: by what was taken apart where that can be, else by solving every combination.

use super::{
    Progress, Task,
    axis::Axis,
    check,
    found::Ranked,
    kept::{Figures, Kept},
    slot::combination,
    sweep::{Against, Sound, Walk},
    taken_apart::{BLOCKS, POINTS, TakenApart},
    tally::{self, Tally},
};
use crate::{
    analysis::{error, spl},
    design::Goal,
    network::Solver,
    physics::lanes::{LANES, Lanes},
    tuning::{Objective, tolerance::part::Shard},
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    ops::{ControlFlow, Range},
    sync::Arc,
};

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

impl Task<'_> {
    /// Which of the nearest are solved in full.
    pub(super) fn candidates(&self) -> usize {
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
            let tally = Tally::new(&self.design, &self.slots, &apart.groups, self.pricer, stop);
            let tally = tally.ok_or(tr!("the design refuses one of its combinations"))?;
            Ok((apart, tally))
        });
        let range = shard.of_total(self.total);
        let of = range.end - range.start;
        let against = against(&objective);
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
                Ok((apart, tally)) => self.swept(apart, tally, &against, batch, stop),
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
        let mut solved = BTreeMap::new();
        if !stopped {
            solved = check::solved(self, &wanted, stop);
            stopped = solved.len() < wanted.len() && stop();
        }
        if solved.is_empty() {
            // When it is time to stop, a few are solved all the same: there is a result.
            let few = kept.nearest().iter().take(self.best.min(16));
            let few: Vec<Figures> = few.copied().collect();
            solved = check::solved(self, &few, &|| false);
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
        against: &Against,
        batch: Range<u64>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Kept {
        let start = || (Walk::new(apart, against), Kept::new(self.candidates()));
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
