//! What many curves have in common: percentiles, and how far each strays.
//!
//! Curves lie in one table, unit by unit, in single precision: 0.01 mdB is more than anyone hears.

use crate::analysis::{error, interpolate::Place};
use rayon::prelude::*;

/// Neighbouring points whose percentiles are taken together: a unit's line of memory is read once.
const TOGETHER: usize = 16;

/// Curves of many units on one grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    points: usize,
    levels: Vec<f32>,
}

/// The 5th, 50th and 95th percentiles at every frequency.
#[derive(Debug, Clone, PartialEq)]
pub struct Percentiles {
    /// Level that 5 % of the units stay below, dB.
    pub low: Vec<f64>,
    /// Median level, dB.
    pub median: Vec<f64>,
    /// Level that 5 % of the units exceed, dB.
    pub high: Vec<f64>,
}

/// How far two curves are from each other, dB, from 50 Hz to 8 kHz.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Distance {
    /// Standard deviation of the difference: a difference in level alone counts nothing.
    pub deviation: f64,
    /// Largest difference at any frequency, level included.
    pub most: f64,
}

impl Curves {
    /// Curves one after the other.
    pub fn from_levels(points: usize, levels: Vec<f32>) -> Self {
        Self { points, levels }
    }

    /// Points of each curve.
    pub fn points(&self) -> usize {
        self.points
    }

    /// Every level, unit by unit.
    pub fn levels(&self) -> &[f32] {
        &self.levels
    }

    /// How many units there are, those without a curve included.
    pub fn units(&self) -> usize {
        self.levels.len() / self.points.max(1)
    }

    /// The curve of each unit.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.levels.chunks_exact(self.points.max(1))
    }

    /// Percentiles over the units that have a curve.
    pub fn percentiles(&self) -> Percentiles {
        let whole: Vec<&[f32]> = self.iter().filter(|curve| is_whole(curve)).collect();
        let found = by_column(&whole, self.points, three);
        let of = |n: usize| {
            found
                .iter()
                .filter_map(|three| three.get(n).copied())
                .collect()
        };
        Percentiles {
            low: of(0),
            median: of(1),
            high: of(2),
        }
    }
}

/// What the levels of all curves at each of so many points say, in their order; `of` may disorder them.
pub fn by_column<T: Send>(
    curves: &[&[f32]],
    points: usize,
    of: impl Fn(&mut [f32]) -> T + Sync,
) -> Vec<T> {
    (0..points.div_ceil(TOGETHER))
        .into_par_iter()
        .flat_map_iter(|block| {
            let from = block * TOGETHER;
            let to = (from + TOGETHER).min(points);
            let mut columns = vec![Vec::with_capacity(curves.len()); to - from];
            for curve in curves {
                let values = curve.get(from..to).unwrap_or_default();
                for (column, value) in columns.iter_mut().zip(values) {
                    column.push(*value);
                }
            }
            columns.into_iter().map(|mut column| of(&mut column))
        })
        .collect()
}

/// Whether a unit has a curve.
pub fn is_whole(curve: &[f32]) -> bool {
    curve.iter().all(|level| level.is_finite())
}

/// The 5th, 50th and 95th percentiles of a column, by selection.
fn three(column: &mut [f32]) -> [f64; 3] {
    let half = percentile(column, 0.5);
    // What selection left: the lower half before the place, the upper behind.
    [percentile(column, 0.05), half, percentile(column, 0.95)]
}

/// A value by its share of a row, linear between neighbours; the row is put in disorder.
pub fn percentile(row: &mut [f32], share: f64) -> f64 {
    let Some(last) = row.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share * last as f64;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index within the row"
    )]
    let below = (place.floor() as usize).min(last);
    let (_, &mut at, above) = row.select_nth_unstable_by(below, f32::total_cmp);
    let next = above.iter().copied().min_by(f32::total_cmp).unwrap_or(at);
    f64::from(at) + f64::from(next - at) * place.fract()
}

/// Measures distances on one grid, prepared once.
#[derive(Debug, Clone)]
pub struct Ruler {
    /// The points the deviation is taken on.
    places: Vec<Place>,
    /// Places within the band.
    band: std::ops::Range<usize>,
}

impl Ruler {
    /// For curves at these frequencies, Hz, ascending.
    pub fn new(f: &[f64]) -> Self {
        let [from, to] = error::BAND;
        let places = error::log_points(error::BAND, error::POINTS)
            .into_iter()
            .filter_map(|at| Place::in_log(f, at))
            .collect();
        let band = f.partition_point(|f| *f < from)..f.partition_point(|f| *f <= to);
        Self { places, band }
    }

    /// How far two curves are from each other; absent where one has gaps.
    pub fn distance(&self, a: &[f32], b: &[f32]) -> Option<Distance> {
        if !(is_whole(a) && is_whole(b)) {
            return None;
        }
        let difference = |n: usize| Some(f64::from(a.get(n)? - b.get(n)?));
        let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
        for place in &self.places {
            let value = place.value_of(difference)?;
            // Welford's sums: no row is kept for each of ten thousand units.
            count += 1.0;
            let off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }
        let within = self.band.clone().filter_map(difference);
        (count > 1.0).then(|| Distance {
            deviation: (squares / (count - 1.0)).sqrt(),
            most: within.map(f64::abs).fold(0.0, f64::max),
        })
    }
}
