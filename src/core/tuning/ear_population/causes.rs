//! What makes ears differ, octave by octave.
//!
//! The share of a cause is the correlation ratio η² (Pearson 1905) of the level with its draw: the ears
//! are sorted by what they drew into classes of one size, and the variance of the class means is held
//! against all of it. As causes are drawn independently of each other, that is what each does by
//! itself, however bent the dependence is; what is left is done by several together. ε² (Kelley 1935)
//! takes off what chance alone would give.

use super::draw::{Drawn, Wearing};
use crate::analysis::population::Octave;
use crate::quantity::order::SortByNumber as _;

/// Classes the ears are sorted into.
const CLASSES: usize = 16;
/// Middles of the octaves, Hz.
const CENTRES: [f64; 10] = [
    31.5, 63.0, 125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0, 16_000.0,
];

/// The ears in the order of what they drew of each cause.
#[derive(Debug)]
pub(super) struct Sorted {
    causes: Vec<(&'static str, Vec<usize>)>,
    count: usize,
}

/// Variance of the level at one frequency, dB², and the part of it between the classes of each cause.
#[derive(Debug)]
pub(super) struct Variance {
    all: f64,
    between: Vec<f64>,
}

impl Sorted {
    /// Sorts the ears with these draws.
    pub(super) fn new(wearing: &Wearing, drawn: &[Drawn]) -> Self {
        let count = drawn.len();
        let causes = wearing.causes().into_iter().map(|cause| {
            let mut order: Vec<usize> = (0..count).collect();
            let of = |n: usize| drawn.get(n).map_or(0.0, |drawn| drawn[cause as usize]);
            order.sort_by_number(|&n| of(n));
            (cause.word(wearing.over_ear), order)
        });
        Self {
            causes: causes.collect(),
            count,
        }
    }

    /// Of the levels of all ears at one frequency, in the order of the draws.
    pub(super) fn variance(&self, levels: &[f32]) -> Variance {
        let count = self.count as f64;
        let level = |ear: usize| levels.get(ear).map_or(f64::NAN, |level| f64::from(*level));
        let mean = levels.iter().map(|level| f64::from(*level)).sum::<f64>() / count;
        let squares = levels
            .iter()
            .map(|level| (f64::from(*level) - mean).powi(2));
        let between = |order: &[usize]| {
            let classes = order
                .chunks(self.count.div_ceil(CLASSES).max(1))
                .map(|class| {
                    let own = class.iter().map(|&ear| level(ear)).sum::<f64>() / class.len() as f64;
                    class.len() as f64 * (own - mean).powi(2)
                });
            classes.sum::<f64>() / count
        };
        Variance {
            all: squares.sum::<f64>() / count,
            between: (self.causes.iter())
                .map(|(_, order)| between(order))
                .collect(),
        }
    }

    /// What makes ears differ, by the variances at the frequencies `f`, Hz; nothing where there are too
    /// few of them to tell.
    pub(super) fn octaves(&self, f: &[f64], at: &[Variance]) -> Vec<Octave> {
        let Self { causes, count } = self;
        if *count < 2 * CLASSES {
            return Vec::new();
        }
        let chance = (count - 1) as f64 / (count - CLASSES) as f64;
        CENTRES
            .iter()
            .filter_map(|&centre| {
                let half = std::f64::consts::SQRT_2;
                let from = f.partition_point(|f| *f < centre / half);
                let to = f.partition_point(|f| *f < centre * half);
                let at = at.get(from..to).filter(|at| !at.is_empty())?;
                let all: f64 = at.iter().map(|variance| variance.all).sum();
                let share = |n: usize| {
                    let between = at.iter().filter_map(|variance| variance.between.get(n));
                    let share = between.sum::<f64>() / all;
                    // Where nothing differs, nothing does so by a cause.
                    let share = if share.is_finite() { share } else { 0.0 };
                    (1.0 - (1.0 - share) * chance).max(0.0)
                };
                let words = causes.iter().map(|(word, _)| *word).enumerate();
                let mut causes: Vec<_> = words.map(|(n, word)| (word, share(n))).collect();
                causes.sort_by_number(|a| -a.1);
                Some(Octave {
                    centre,
                    deviation: (all / at.len() as f64).sqrt(),
                    causes,
                })
            })
            .collect()
    }
}
