//! One design in a thousand ears that are drawn: where their responses lie, how many of them a band
//! holds, and what makes them differ.
//!
//! The design is reduced once to the source that the ear side meets ([`Thevenin`]); every ear is then
//! the few elements behind it, solved exactly. A design whose ear has more than one way in is solved in
//! full for every ear, and the notes say so.

mod causes;
pub mod draw;

pub use draw::{Cause, Drawn, Wearer, Wearing, Who};

use super::{
    ear_family,
    tolerance::{self, statistics},
};
use crate::{
    analysis::{
        error,
        interpolate::{self, Place},
        population::{EarPopulation, Inside, SHARES},
        target,
    },
    design::{Design, Goal, PartId},
    network::{
        Solver,
        thevenin::{EarSolver, Inseparable, Thevenin},
    },
    quantity::{Unit, text},
};
use rayon::prelude::*;
use std::{ops::ControlFlow, sync::Arc};

/// What is drawn, and what is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PopulationSettings {
    /// How many ears.
    pub count: usize,
    /// The same seed gives the same ears.
    pub seed: u64,
    /// Whose they are.
    pub who: Who,
    /// Half the width of the band about the target, dB; absent: by the design's mask, where it has one.
    pub within: Option<f64>,
}

/// Ears that are drawn unless something else is said.
pub const COUNT: usize = 1000;
/// Least and greatest number of ears: the curves of all of them are kept to be ranked.
pub const COUNTS: std::ops::RangeInclusive<usize> = 2..=50_000;

impl Default for PopulationSettings {
    fn default() -> Self {
        Self {
            count: COUNT,
            seed: 1,
            who: Who::default(),
            within: None,
        }
    }
}

/// Ears that a thread solves before a stop is asked for.
const TOGETHER: usize = 64;
/// Level of which deviations are taken, Hz.
const RELATIVE_TO: f64 = 1000.0;

/// A design ready to be put on many ears.
#[derive(Debug)]
pub struct Population {
    /// With a tip before its ear.
    design: Design,
    tip: PartId,
    about: Wearing,
    source: Result<Thevenin, Inseparable>,
    f: Arc<[f64]>,
}

impl Population {
    /// Reduces a design at the frequencies `f`, Hz; absent without an ear.
    pub fn of(design: &Design, who: Who, f: &Arc<[f64]>) -> Option<Self> {
        let mut design = design.clone();
        let tip = ear_family::ensure_tip(&mut design)?;
        let worn = ear_family::eartip(&design, tip)?.clone();
        let about = Wearing::new(&design, who, worn, ear_family::ear(&design)?.clone());
        Some(Self {
            source: Thevenin::of(&design, tip, f),
            about,
            tip,
            f: f.clone(),
            design,
        })
    }

    /// What the ears are drawn about.
    pub fn wearing(&self) -> &Wearing {
        &self.about
    }

    /// What stands for the design before the ear; why nothing does, where every ear is solved in full.
    ///
    /// # Errors
    /// Where no single port feeds the ear.
    pub fn source(&self) -> Result<&Thevenin, Inseparable> {
        self.source.as_ref().map_err(|why| *why)
    }

    /// The design on one of the ears.
    pub fn design_on(&self, wearer: &Wearer) -> Design {
        let mut built = self.design.clone();
        ear_family::change_ear(&mut built, |ear| ear.clone_from(&wearer.ear));
        ear_family::change_tip(&mut built, self.tip, |tip| tip.clone_from(&wearer.tip));
        built
    }

    /// Levels of ears with these draws, dB, one row an ear; a row that is not a number where one could
    /// not be trusted. `tell` hears the part done and may stop it: then there are none.
    pub fn levels(
        &self,
        drawn: &[Drawn],
        tell: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Option<Vec<f32>> {
        let points = self.f.len().max(1);
        let mut levels = vec![f32::NAN; drawn.len() * points];
        // A few at a time, so that a stop is heard soon; what solves them stays.
        let threads = rayon::current_num_threads().max(1);
        let mut solvers: Vec<EarsOf<'_>> = (0..threads).map(|_| EarsOf::new(self)).collect();
        let group = TOGETHER * threads;
        let mut done = 0;
        for (drawn, levels) in drawn.chunks(group).zip(levels.chunks_mut(group * points)) {
            if tell(done as f64).is_break() {
                return None;
            }
            let each = drawn.len().div_ceil(threads);
            let rows = levels.par_chunks_mut(each * points);
            let parts = rows.zip(drawn.par_chunks(each)).zip(&mut solvers);
            parts.for_each(|((rows, drawn), solver)| solver.solve(drawn, rows));
            done += drawn.len();
        }
        Some(levels)
    }
}

/// Solves one ear after the other.
struct EarsOf<'a> {
    population: &'a Population,
    /// Whether a driver is muted.
    muted: bool,
    row: Vec<f64>,
    by: By<'a>,
}

/// Behind what stands for the design, or with all of it.
enum By<'a> {
    Source(Box<EarSolver<'a>>),
    Whole(Box<Solver>),
}

impl<'a> EarsOf<'a> {
    fn new(population: &'a Population) -> Self {
        Self {
            population,
            muted: population.design.drivers().any(|part| part.muted),
            row: vec![0.0; population.f.len()],
            by: match &population.source {
                Ok(source) => By::Source(Box::new(EarSolver::new(source))),
                Err(_) => By::Whole(Box::default()),
            },
        }
    }

    /// A row for each of the draws; one that is not a number stays as it is.
    fn solve(&mut self, drawn: &[Drawn], rows: &mut [f32]) {
        let Population { about, f, .. } = self.population;
        for (out, drawn) in rows.chunks_exact_mut(f.len().max(1)).zip(drawn) {
            let wearer = about.wearer(drawn);
            let row = &mut self.row;
            let solved = match &mut self.by {
                By::Source(solver) => solver.levels(&wearer.tip, &wearer.ear, row),
                By::Whole(solver) => {
                    let built = self.population.design_on(&wearer);
                    tolerance::one(solver, &built, self.muted, f, row)
                }
            };
            if solved {
                tolerance::narrow(row, out);
            }
        }
    }
}

/// Puts a design on many ears; absent where it makes no sound, and where `tell`, which hears the part
/// done, stopped it.
pub fn ear_population(
    design: &Design,
    settings: &PopulationSettings,
    f: Option<Arc<[f64]>>,
    tell: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Option<EarPopulation> {
    let f = f.unwrap_or_else(tolerance::grid);
    let as_drawn = tolerance::nominal(design, &f)?;
    let population = Population::of(design, settings.who, &f)?;
    let drawn: Vec<Drawn> = (0..settings.count)
        .map(|n| Wearing::drawn(settings.seed, n))
        .collect();
    let count = drawn.len().max(1) as f64;
    let levels = population.levels(&drawn, &mut |done| tell(done / count))?;
    let rows = levels.chunks_exact(f.len().max(1));
    let (curves, drawn): (Vec<&[f32]>, Vec<Drawn>) = (rows.zip(drawn))
        .filter(|(curve, _)| statistics::is_whole(curve))
        .unzip();
    let mut notes = population.about.notes();
    if let Err(why) = &population.source {
        notes.push(tr!("Every ear was solved with the whole design: {why}."));
    }
    let sorted = causes::Sorted::new(&population.about, &drawn);
    let references: Vec<f64> = curves
        .par_iter()
        .map(|curve| reference(&f, curve))
        .collect();
    let found = statistics::by_column(&curves, f.len(), |column| {
        let relative = column.iter().zip(&references);
        let relative: Vec<f64> = relative.map(|(level, at)| f64::from(*level) - at).collect();
        let deviation = error::standard_deviation(&relative).unwrap_or(f64::NAN);
        let variance = sorted.variance(column);
        // Last, for it puts the column in disorder.
        let levels = SHARES.map(|share| statistics::percentile(column, share));
        (levels, deviation, variance)
    });
    let (levels, (deviation, variances)): (Vec<[f64; 5]>, (Vec<f64>, Vec<_>)) = (found.into_iter())
        .map(|(levels, deviation, variance)| (levels, (deviation, variance)))
        .unzip();
    Some(EarPopulation {
        count: settings.count,
        without_curve: settings.count - curves.len(),
        levels: std::array::from_fn(|n| levels.iter().map(|five| five[n]).collect()),
        deviation,
        inside: inside(design, settings.within, &f, &curves),
        octaves: sorted.octaves(&f, &variances),
        notes,
        as_drawn,
        f,
    })
}

/// Level of a curve at 1 kHz, dB.
fn reference(f: &[f64], curve: &[f32]) -> f64 {
    let curve: Vec<f64> = curve.iter().map(|level| f64::from(*level)).collect();
    interpolate::at_log(f, &curve, RELATIVE_TO).unwrap_or(f64::NAN)
}

/// How many curves stay inside the band that is asked for, each aligned with the target as the design
/// says; absent where none is.
fn inside(design: &Design, within: Option<f64>, f: &[f64], curves: &[&[f32]]) -> Option<Inside> {
    let mask = design.goals.iter().find_map(|goal| match *goal {
        Goal::Mask { from, to, within } => Some(([from, to], within)),
        _ => None,
    });
    let (band, within) = match (within, mask) {
        (Some(within), Some((band, _))) => (band, within),
        (Some(within), None) => (error::BAND, within),
        (None, mask) => mask?,
    };
    let shape = target::shape_db(&design.target.target, f);
    // Found once for all curves; a place that the target or a curve does not reach leaves no judgement.
    let places = |points: Vec<f64>| -> Option<Vec<Place>> {
        let at = points.into_iter().map(|at| Place::in_log(f, at));
        let reached = |place: &Option<Place>| place.is_some_and(|at| at.value(&shape).is_some());
        at.map(|place| place.filter(|_| reached(&place))).collect()
    };
    let points = places(error::log_points(band, error::POINTS))?;
    let aligned = places(target::alignment_points(&design.target))?;
    if aligned.is_empty() {
        return None;
    }
    let stays = |curve: &&[f32]| {
        let off: Vec<f64> = (curve.iter().zip(&shape))
            .map(|(level, shape)| f64::from(*level) - shape)
            .collect();
        let sum: f64 = aligned
            .iter()
            .map(|at| at.value(&off))
            .sum::<Option<f64>>()?;
        let lift = sum / aligned.len() as f64;
        let near = |at: &Place| Some((at.value(&off)? - lift).abs() <= within);
        Some(points.iter().all(|at| near(at) == Some(true)))
    };
    let judged: Vec<bool> = curves.par_iter().filter_map(stays).collect();
    if judged.is_empty() {
        return None;
    }
    let good = judged.iter().filter(|stays| **stays).count();
    let [from, to] = band.map(|f| text::rounded(f, &Unit::HERTZ, 3));
    Some(Inside {
        share: good as f64 / judged.len() as f64,
        within,
        band,
        words: tr!(
            "±{within} dB about {} from {from} to {to}",
            target::name(&design.target.target)
        ),
    })
}
