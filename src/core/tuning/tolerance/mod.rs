//! What production does to a design: many units with every part drawn within its tolerance.

pub mod band;
pub mod part;
pub mod production;
pub mod statistics;

use self::{
    production::{Production, Worn},
    statistics::{Curves, Distance, Percentiles, Ruler},
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    analysis::{meaning, spl},
    design::{Design, Subject},
    network::{Solver, log_grid},
};
use rayon::prelude::*;
use std::{ops::Range, sync::Arc};

/// Which units are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// How many units; two by two they are pairs.
    pub units: usize,
    /// The same seed gives the same units.
    pub seed: u64,
    /// Whether each is worn anew.
    pub worn: Worn,
}

impl Run {
    /// So many units that differ by their parts alone.
    pub fn of(units: usize, seed: u64) -> Self {
        Self {
            units,
            seed,
            worn: Worn::Alike,
        }
    }
}

/// What units of a design do.
#[derive(Debug, Clone, PartialEq)]
pub struct Spreading {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Level of the design as drawn, dB.
    pub nominal: Vec<f64>,
    /// 5, 50 and 95 % of the units.
    pub levels: Percentiles,
    /// How far each unit is from the nominal curve.
    pub units: Distances,
    /// How far left and right of each pair of units are from each other.
    pub pairs: Distances,
    /// Units whose values give no curve that could be trusted: left out of all of these.
    pub without_curve: usize,
    /// What moves the curve; the most sensitive first.
    pub causes: Vec<Cause>,
}

/// How far curves are from each other, from 50 Hz to 8 kHz, each row ascending, dB.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distances {
    /// Standard deviations of the difference: a difference in level alone counts nothing.
    pub deviations: Vec<f64>,
    /// Largest differences at any frequency, level included.
    pub most: Vec<f64>,
}

/// A part or link whose tolerances move the curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Which; the design itself: how it is worn.
    pub subject: Subject,
    /// Its name.
    pub name: String,
    /// The number of it that moves most.
    pub what: String,
    /// How far one standard deviation of each of its numbers moves the curve, added as they are
    /// drawn, by squares: dB rms from 50 Hz to 8 kHz, level included.
    pub db: f64,
}

impl Distances {
    fn of(distances: impl Iterator<Item = Distance>) -> Self {
        let (mut deviations, mut most): (Vec<f64>, Vec<f64>) =
            distances.map(|d| (d.deviation, d.most)).unzip();
        deviations.sort_by(f64::total_cmp);
        most.sort_by(f64::total_cmp);
        Self { deviations, most }
    }

    /// Share whose difference stays within ±`db` at every frequency.
    pub fn everywhere_within(&self, db: f64) -> f64 {
        share_below(&self.most, db)
    }

    /// What the largest difference of this share of them stays below, dB; NaN where there is none.
    pub fn most_of(&self, share: f64) -> f64 {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index within the row"
        )]
        let place = (share.clamp(0.0, 1.0) * self.most.len() as f64) as usize;
        let place = place.min(self.most.len().saturating_sub(1));
        self.most.get(place).copied().unwrap_or(f64::NAN)
    }

    /// Share whose difference has a standard deviation of `db` at most.
    pub fn deviating_within(&self, db: f64) -> f64 {
        share_below(&self.deviations, db)
    }
}

fn share_below(ascending: &[f64], limit: f64) -> f64 {
    if ascending.is_empty() {
        return 0.0;
    }
    ascending.partition_point(|value| *value <= limit) as f64 / ascending.len() as f64
}

/// Frequencies that units are solved at, 20 Hz to 20 kHz, Hz: 26 an octave above 1 kHz, where tubes
/// resonate, and 8 below, where nothing in an earphone is narrow. A smooth curve through percentiles
/// taken there is within 0.02 dB of all others.
pub fn grid() -> Arc<[f64]> {
    let low = log_grid(49, 20.0, 1000.0);
    let high = log_grid(112, 1000.0, 20_000.0);
    low.iter().chain(high.iter().skip(1)).copied().collect()
}

/// Builds units of a design; absent where the design makes no sound.
pub fn spread(design: &Design, run: &Run, f: &Arc<[f64]>) -> Option<Spreading> {
    let production = Production::of(design, run.worn);
    let curves = curves(design, &production, run.seed, 0..run.units, f)?;
    summarise(design, &production, &curves, f)
}

/// Level of the design as drawn, dB; absent where it makes no sound.
pub fn nominal(design: &Design, f: &Arc<[f64]>) -> Option<Vec<f64>> {
    let solution = meaning::solved(&mut Solver::default(), design, f);
    Some(spl::levels_db(solution.drum_pressure.as_ref()?))
}

/// Units that are solved one after the other on one thread.
const TOGETHER: usize = 32;

/// Curves of units `which`; not a number where one has none. Absent where the design makes no sound.
pub fn curves(
    design: &Design,
    production: &Production,
    seed: u64,
    which: Range<usize>,
    f: &Arc<[f64]>,
) -> Option<Curves> {
    nominal(design, f)?;
    let muted = design.drivers().any(|part| part.muted);
    let points = f.len();
    let mut levels = vec![f32::NAN; which.len() * points];
    levels
        .par_chunks_mut((points * TOGETHER).max(1))
        .enumerate()
        .for_each_init(Solver::default, |solver, (chunk, levels)| {
            let mut row = vec![0.0; points];
            let first = which.start + chunk * TOGETHER;
            for (unit, out) in (first..).zip(levels.chunks_exact_mut(points.max(1))) {
                let built = production.build(&production.unit(seed, unit));
                if one(solver, &built, muted, f, &mut row) {
                    narrow(&row, out);
                }
            }
        });
    Some(Curves::from_levels(points, levels))
}

/// The levels of one unit; `false` where it has none.
pub(super) fn one(
    solver: &mut Solver,
    built: &Design,
    muted: bool,
    f: &Arc<[f64]>,
    row: &mut [f64],
) -> bool {
    if !muted {
        return solver.drum_levels(built, f, row);
    }
    let solution = solver.solve(built, f);
    let pressure = solution.drum_pressure.as_ref();
    pressure.is_some_and(|pressure| {
        row.copy_from_slice(&spl::levels_db(pressure));
        true
    })
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "levels of a few hundred dB"
)]
pub(super) fn narrow(row: &[f64], out: &mut [f32]) {
    for (out, level) in out.iter_mut().zip(row) {
        *out = *level as f32;
    }
}

/// What curves of units, the first of which is unit 0, say of a design.
pub fn summarise(
    design: &Design,
    production: &Production,
    curves: &Curves,
    f: &Arc<[f64]>,
) -> Option<Spreading> {
    let nominal = nominal(design, f)?;
    let mut drawn = vec![0.0; nominal.len()];
    narrow(&nominal, &mut drawn);
    let whole = curves.iter().filter(|curve| statistics::is_whole(curve));
    let without_curve = curves.units() - whole.count();
    let [units, pairs] = distances(curves, &drawn, f);
    Some(Spreading {
        levels: curves.percentiles(),
        units,
        pairs,
        without_curve,
        causes: causes(design, production, f),
        f: f.clone(),
        nominal,
    })
}

/// How far units are from a curve, and from the other of their pair.
fn distances(curves: &Curves, drawn: &[f32], f: &[f64]) -> [Distances; 2] {
    let ruler = Ruler::new(f);
    let all: Vec<&[f32]> = curves.iter().collect();
    let units = all
        .par_iter()
        .filter_map(|unit| ruler.distance(unit, drawn));
    let pairs = all.par_chunks_exact(2).filter_map(|pair| match pair {
        [left, right] => ruler.distance(left, right),
        _ => None,
    });
    let (units, pairs): (Vec<Distance>, Vec<Distance>) = (units.collect(), pairs.collect());
    [units, pairs].map(|found| Distances::of(found.into_iter()))
}

/// How far each draw moves the level at every frequency, dB for one standard deviation: half of what
/// lies between one up and one down. A draw without a curve there moves nothing.
pub fn slopes(design: &Design, production: &Production, f: &Arc<[f64]>) -> Vec<Vec<f64>> {
    let muted = design.drivers().any(|part| part.muted);
    let count = production.draws().len();
    (0..count)
        .into_par_iter()
        .map_init(Solver::default, |solver, n| {
            let mut at = |sigmas: f64| {
                let mut drawn = vec![0.0; count];
                if let Some(one) = drawn.get_mut(n) {
                    *one = sigmas;
                }
                let mut row = vec![0.0; f.len()];
                one(solver, &production.build(&drawn), muted, f, &mut row).then_some(row)
            };
            match (at(1.0), at(-1.0)) {
                (Some(up), Some(down)) => up
                    .iter()
                    .zip(&down)
                    .map(|(up, down)| 0.5 * (up - down))
                    .collect(),
                _ => vec![0.0; f.len()],
            }
        })
        .collect()
}

/// Frequencies that causes are weighed on.
const WEIGHED: usize = 64;

/// What moves the curve; the most sensitive first.
fn causes(design: &Design, production: &Production, f: &Arc<[f64]>) -> Vec<Cause> {
    use crate::analysis::error;
    let (Some(first), Some(last)) = (f.first(), f.last()) else {
        return Vec::new();
    };
    let from = error::BAND[0].max(*first);
    let to = error::BAND[1].min(*last);
    let f: Arc<[f64]> = error::log_points([from, to], WEIGHED).into();
    causes_of(production, &slopes(design, production, &f))
}

/// What moves the curve, by how far each draw does.
pub fn causes_of(production: &Production, slopes: &[Vec<f64>]) -> Vec<Cause> {
    let mut found: Vec<(Cause, f64)> = Vec::new();
    for (draw, slope) in production.draws().iter().zip(slopes) {
        let squares: f64 = slope.iter().map(|db| db * db).sum();
        let square = squares / slope.len().max(1) as f64;
        match found
            .iter_mut()
            .find(|(cause, _)| cause.subject == draw.subject)
        {
            Some((cause, most)) => {
                cause.db += square;
                if square > *most {
                    cause.what.clone_from(&draw.what);
                    *most = square;
                }
            }
            None => found.push((
                Cause {
                    subject: draw.subject,
                    name: draw.owner.clone(),
                    what: draw.what.clone(),
                    db: square,
                },
                square,
            )),
        }
    }
    let mut causes: Vec<Cause> = found
        .into_iter()
        .map(|(cause, _)| Cause {
            db: cause.db.sqrt(),
            ..cause
        })
        .filter(|cause| cause.db > 0.0)
        .collect();
    causes.sort_by_number(|a| -a.db);
    causes
}
