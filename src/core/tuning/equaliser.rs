//! Parametric filters that bring a curve to a target: for players, not for the device itself.
//!
//! Two shelves and peaks, each of a second order as the Audio EQ Cookbook has them (R. Bristow-Johnson,
//! W3C Working Group Note 2021), at a sample rate: that is what every equaliser of the field computes.
//! Peaks are added one by one where most is missing, and all filters are fitted together after each
//! (projected Levenberg–Marquardt).

use super::least_squares::{Limits as Stop, Normal, SumOfSquares, minimise};
use crate::quantity::order::SortByNumber as _;
use num_complex::Complex64;
use std::{
    f64::consts::TAU,
    ops::{ControlFlow, RangeInclusive},
};

/// Sample rate the filters are computed at, Hz.
pub const SAMPLE_RATE: f64 = 48_000.0;

/// What a filter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// All below the corner.
    LowShelf,
    /// About a frequency.
    Peak,
    /// All above the corner.
    HighShelf,
}

/// One filter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filter {
    /// What it is.
    pub shape: Shape,
    /// Centre, or corner where a shelf has half its gain (dB), Hz.
    pub at: f64,
    /// Gain, dB.
    pub gain: f64,
    /// Quality factor; a shelf's as the cookbook has it, which is no slope.
    pub q: f64,
}

impl Filter {
    /// Its gain at a frequency, Hz, in dB.
    pub fn db(&self, f: f64) -> f64 {
        let a = 10_f64.powf(self.gain / 40.0);
        let w = TAU * self.at / SAMPLE_RATE;
        let (sin, cos) = w.sin_cos();
        let alpha = sin / (2.0 * self.q);
        let root = 2.0 * a.sqrt() * alpha;
        let (b, d) = match self.shape {
            Shape::Peak => (
                [1.0 + alpha * a, -2.0 * cos, 1.0 - alpha * a],
                [1.0 + alpha / a, -2.0 * cos, 1.0 - alpha / a],
            ),
            Shape::LowShelf => (
                [
                    a * ((a + 1.0) - (a - 1.0) * cos + root),
                    2.0 * a * ((a - 1.0) - (a + 1.0) * cos),
                    a * ((a + 1.0) - (a - 1.0) * cos - root),
                ],
                [
                    (a + 1.0) + (a - 1.0) * cos + root,
                    -2.0 * ((a - 1.0) + (a + 1.0) * cos),
                    (a + 1.0) + (a - 1.0) * cos - root,
                ],
            ),
            Shape::HighShelf => (
                [
                    a * ((a + 1.0) + (a - 1.0) * cos + root),
                    -2.0 * a * ((a - 1.0) + (a + 1.0) * cos),
                    a * ((a + 1.0) + (a - 1.0) * cos - root),
                ],
                [
                    (a + 1.0) - (a - 1.0) * cos + root,
                    2.0 * ((a - 1.0) - (a + 1.0) * cos),
                    (a + 1.0) - (a - 1.0) * cos - root,
                ],
            ),
        };
        let back = Complex64::from_polar(1.0, -TAU * f / SAMPLE_RATE);
        let at = |of: [f64; 3]| (back * of[2] + of[1]) * back + of[0];
        10.0 * (at(b).norm_sqr() / at(d).norm_sqr()).log10()
    }
}

/// What filters may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Most filters, two shelves among them where there are more than two.
    pub count: usize,
    /// From where to where they may lie, and where the curve is to be met, Hz.
    pub band: [f64; 2],
    /// Least and greatest gain of one filter, dB.
    pub gain: [f64; 2],
    /// Least and greatest Q of a peak.
    pub q: [f64; 2],
}

/// Most filters that players have.
pub const MOST_FILTERS: usize = 64;
/// Where filters may work, Hz: near half the sample rate they are no longer what they are called.
pub const BANDS: RangeInclusive<f64> = 10.0..=20e3;
/// Greatest gains of one filter, dB.
pub const GAINS: RangeInclusive<f64> = 0.1..=40.0;

impl Default for Limits {
    fn default() -> Self {
        Self {
            count: 10,
            band: [20.0, 10e3],
            gain: [-12.0, 12.0],
            q: [0.3, 6.0],
        }
    }
}

/// Q of shelves: as steep as without a bump.
const SHELF_Q: [f64; 2] = [0.4, 0.71];
/// Corners that shelves begin at, Hz.
const SHELVES: [f64; 2] = [105.0, 8e3];
/// Less than this is no filter, dB.
const NOTHING_DB: f64 = 0.05;

/// Filters that add up to `wanted_db` at `f` (Hz, ascending) as well as they can: by least squares of
/// the dB over the points within the band. What adds nothing is left out.
pub fn fit(f: &[f64], wanted_db: &[f64], limits: &Limits) -> Vec<Filter> {
    let within = |f: f64| (limits.band[0]..=limits.band[1]).contains(&f);
    let points: Vec<[f64; 2]> = (f.iter().zip(wanted_db))
        .filter(|(f, db)| within(**f) && db.is_finite())
        .map(|(f, db)| [*f, *db])
        .collect();
    if points.is_empty() {
        return Vec::new();
    }
    let mut filters: Vec<Filter> = Vec::new();
    if limits.count > 2 {
        for (shape, at) in [
            (Shape::LowShelf, SHELVES[0]),
            (Shape::HighShelf, SHELVES[1]),
        ] {
            if within(at) {
                filters.push(Filter {
                    shape,
                    at,
                    gain: 0.0,
                    q: SHELF_Q[1],
                });
            }
        }
        refine(&mut filters, &points, limits);
    }
    while filters.len() < limits.count {
        let Some(next) = where_most_is_missing(&filters, &points, limits) else {
            break;
        };
        filters.push(next);
        refine(&mut filters, &points, limits);
    }
    filters.retain(|filter| filter.gain.abs() >= NOTHING_DB);
    filters.sort_by_number(|a| a.at);
    filters
}

/// What is left to do at every point, dB.
fn missing(filters: &[Filter], points: &[[f64; 2]]) -> Vec<f64> {
    points
        .iter()
        .map(|[f, wanted]| wanted - sum_db(filters, *f))
        .collect()
}

/// The gain of all filters together, dB.
pub fn sum_db(filters: &[Filter], f: f64) -> f64 {
    filters.iter().map(|filter| filter.db(f)).sum()
}

/// A peak in the middle of the run of one sign that holds most.
fn where_most_is_missing(
    filters: &[Filter],
    points: &[[f64; 2]],
    limits: &Limits,
) -> Option<Filter> {
    let left = missing(filters, points);
    let mut best: Option<(f64, usize, usize)> = None;
    let mut start = 0;
    for n in 0..=left.len() {
        let ends = match (left.get(n), left.get(start)) {
            (Some(here), Some(first)) => (*here > 0.0) != (*first > 0.0),
            _ => true,
        };
        if ends && n > start {
            let held: f64 = left.get(start..n)?.iter().map(|db| db * db).sum();
            if best.is_none_or(|(most, ..)| held > most) {
                best = Some((held, start, n));
            }
            start = n;
        }
    }
    let (_, from, to) = best?;
    let (peak, gain) = (left.get(from..to)?.iter().enumerate())
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
        .map(|(n, db)| (from + n, *db))?;
    let [at, _] = *points.get(peak)?;
    let octaves = (points.get(to - 1)?[0] / points.get(from)?[0])
        .log2()
        .max(0.1);
    let q = (1.4 / octaves).clamp(limits.q[0], limits.q[1]);
    let gain = gain.clamp(limits.gain[0], limits.gain[1]);
    (gain.abs() >= NOTHING_DB).then_some(Filter {
        shape: Shape::Peak,
        at,
        gain,
        q,
    })
}

/// Fits all filters together.
fn refine(filters: &mut [Filter], points: &[[f64; 2]], limits: &Limits) {
    let start: Vec<f64> = filters
        .iter()
        .flat_map(|filter| [filter.at.ln(), filter.gain, filter.q.ln()])
        .collect();
    let bounds: Vec<(f64, f64)> = filters
        .iter()
        .flat_map(|filter| {
            let q = if filter.shape == Shape::Peak {
                limits.q
            } else {
                SHELF_Q
            };
            [
                (limits.band[0].ln(), limits.band[1].ln()),
                (limits.gain[0], limits.gain[1]),
                (q[0].ln(), q[1].ln()),
            ]
        })
        .collect();
    let shapes: Vec<Shape> = filters.iter().map(|filter| filter.shape).collect();
    let mut problem = Fit { shapes, points };
    let stop = Stop {
        steps: 60,
        ..Stop::default()
    };
    let found = minimise(&mut problem, &start, &bounds, &stop, &mut |_| {
        ControlFlow::Continue(())
    });
    for (filter, new) in filters.iter_mut().zip(problem.filters(&found.x)) {
        *filter = new;
    }
}

struct Fit<'a> {
    shapes: Vec<Shape>,
    points: &'a [[f64; 2]],
}

impl Fit<'_> {
    fn filters(&self, x: &[f64]) -> Vec<Filter> {
        let numbers = x.chunks_exact(3);
        (self.shapes.iter().zip(numbers))
            .map(|(&shape, x)| Filter {
                shape,
                at: x[0].exp(),
                gain: x[1],
                q: x[2].exp(),
            })
            .collect()
    }
}

/// Steps of the derivatives: of ln f, dB and ln Q.
const STEP: f64 = 1e-5;

impl SumOfSquares for Fit<'_> {
    fn normal(&mut self, x: &[f64]) -> Normal {
        let mut normal = Normal::new(x.len());
        let filters = self.filters(x);
        // Each filter as it is and with one of its numbers moved.
        let moved: Vec<[Filter; 2]> = (0..x.len())
            .map(|n| {
                [STEP, -STEP].map(|step| {
                    let mut x = x.to_vec();
                    x[n] += step;
                    self.filters(&x)[n / 3]
                })
            })
            .collect();
        for [f, wanted] in self.points {
            let residual = sum_db(&filters, *f) - wanted;
            let slopes: Vec<f64> = moved
                .iter()
                .map(|[up, down]| (up.db(*f) - down.db(*f)) / (2.0 * STEP))
                .collect();
            normal.add(residual, &slopes);
        }
        normal.fill();
        normal
    }

    fn cost(&mut self, x: &[f64]) -> f64 {
        let left = missing(&self.filters(x), self.points);
        0.5 * left.iter().map(|db| db * db).sum::<f64>()
    }
}
