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
    let count = curves.len().max(1);
    (0..points.div_ceil(TOGETHER))
        .into_par_iter()
        .flat_map_iter(|block| {
            let from = block * TOGETHER;
            let to = (from + TOGETHER).min(points);
            let mut columns = vec![f32::NAN; (to - from) * count];
            for (n, curve) in curves.iter().enumerate() {
                let values = curve.get(from..to).unwrap_or_default();
                for (column, value) in columns.chunks_exact_mut(count).zip(values) {
                    if let Some(place) = column.get_mut(n) {
                        *place = *value;
                    }
                }
            }
            let of = |column: &mut [f32]| of(column.get_mut(..curves.len()).unwrap_or_default());
            columns.chunks_exact_mut(count).map(of).collect::<Vec<T>>()
        })
        .collect()
}

/// Whether a unit has a curve.
pub fn is_whole(curve: &[f32]) -> bool {
    // Without an end at the first gap, which nearly no curve has: many levels are looked at at once.
    (curve.iter()).fold(true, |whole, level| whole & level.is_finite())
}

/// The 5th, 50th and 95th percentiles of a column, by selection: the outer ones each in the half that
/// the middle one leaves. The column is put in disorder.
fn three(column: &mut [f32]) -> [f64; 3] {
    let Some(last) = column.len().checked_sub(1) else {
        return [f64::NAN; 3];
    };
    let [low, half, high] = [0.05, 0.5, 0.95].map(|share| Rank::of(share, last));
    let (lower, &mut middle, upper) = column.select_nth_unstable_by(half.below, f32::total_cmp);
    let next = upper.iter().copied().min_by(f32::total_cmp);
    // Of two or three units, outer ones lie between the same neighbours as the middle one.
    let beside = |rank: Rank| rank.between(middle, next);
    let inner = beside(half);
    let low = low
        .within(lower, Some(middle))
        .unwrap_or_else(|| beside(low));
    let high = (high.below.checked_sub(half.below + 1))
        .and_then(|below| Rank { below, ..high }.within(upper, None))
        .unwrap_or_else(|| beside(high));
    [low, inner, high]
}

/// A value by its share of a row, linear between neighbours; the row is put in disorder.
pub fn percentile(row: &mut [f32], share: f64) -> f64 {
    (row.len().checked_sub(1))
        .and_then(|last| Rank::of(share, last).within(row, None))
        .unwrap_or(f64::NAN)
}

/// A place among sorted values.
#[derive(Debug, Clone, Copy)]
struct Rank {
    /// Index of the value below it.
    below: usize,
    /// How far it lies towards the next.
    part: f64,
}

impl Rank {
    /// A share of a row whose last index is `last`.
    fn of(share: f64, last: usize) -> Self {
        let place = share * last as f64;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index within the row"
        )]
        let below = (place.floor() as usize).min(last);
        Self {
            below,
            part: place.fract(),
        }
    }

    /// The value there, by selection, where `beyond` follows the row; absent where the row ends before.
    fn within(self, row: &mut [f32], beyond: Option<f32>) -> Option<f64> {
        if self.below >= row.len() {
            return None;
        }
        let (_, &mut at, above) = row.select_nth_unstable_by(self.below, f32::total_cmp);
        let next = above.iter().copied().min_by(f32::total_cmp).or(beyond);
        Some(self.between(at, next))
    }

    fn between(self, at: f32, next: Option<f32>) -> f64 {
        f64::from(at) + f64::from(next.unwrap_or(at) - at) * self.part
    }
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
        // Sums of what is off the first difference, which is as good as off their mean: no row is kept
        // for each of ten thousand units, and nothing is divided at each point.
        let mut places = self.places.iter();
        let first = places.next()?.value_of(difference)?;
        let (mut sum, mut squares) = (0.0, 0.0);
        for place in places {
            let off = place.value_of(difference)? - first;
            sum += off;
            squares += off * off;
        }
        let count = self.places.len() as f64;
        let [a, b] = [a, b].map(|curve| curve.get(self.band.clone()).unwrap_or_default());
        (count > 1.0).then(|| Distance {
            deviation: ((squares - sum * sum / count).max(0.0) / (count - 1.0)).sqrt(),
            most: f64::from(farthest(a, b)),
        })
    }
}

/// The largest difference, dB.
fn farthest(a: &[f32], b: &[f32]) -> f32 {
    const WIDE: usize = 8;
    let larger = |most: f32, (a, b): (&f32, &f32)| most.max((a - b).abs());
    let (wide_a, wide_b) = (a.chunks_exact(WIDE), b.chunks_exact(WIDE));
    let rest = (wide_a.remainder().iter().zip(wide_b.remainder())).fold(0.0, larger);
    let mut lanes = [0.0; WIDE];
    for (a, b) in wide_a.zip(wide_b) {
        for (most, pair) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *most = larger(*most, pair);
        }
    }
    lanes.into_iter().fold(rest, f32::max)
}
