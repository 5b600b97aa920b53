//! The values with which a ladder comes nearest to its wanted shape on a driver's own impedance.
//!
//! The shape counts as a level relative to the pass band, because a coil's resistance lowers the
//! whole of it; only where a level is asked for does that count as well. The corner weighs most.

use super::{
    ladder::{Ends, Ladder, Value},
    topology::{Topology, Wish},
};
use crate::noticed::OrNoticed as _;
use crate::{
    analysis::error::log_points,
    tuning::least_squares::{Limits, Normal, SumOfSquares, minimise},
};
use num_complex::Complex64;
use std::ops::ControlFlow;

/// Points the shape is fitted on.
const POINTS: usize = 48;
/// What a corner, and a level that was asked for, weigh against one point of the shape.
const CORNER: f64 = 40.0;
/// What they weigh when values are chosen from the stock: the shape counts for more then.
const CORNER_OF_STOCK: f64 = 8.0;
/// What the input impedance of an L-pad weighs against one point of its level.
const INPUT: f64 = 1.0;
/// Below the pass band by this, dB, the shape counts for less.
const DEEP_DB: f64 = -14.0;
/// How much of it.
const DEEP: f64 = 0.3;

/// Level of a voltage ratio, dB.
pub(super) fn db(ratio: Complex64) -> f64 {
    20.0 * ratio.norm().log10()
}

/// The frequencies a wish is judged at, Hz, ascending: reference, corners and the band.
pub fn frequencies(wish: &Wish) -> Vec<f64> {
    let mut f = log_points(wish.band(), POINTS);
    f.push(wish.reference());
    f.extend(wish.corners());
    f.sort_by(f64::total_cmp);
    f.dedup_by(|a, b| (*a / *b - 1.0).abs() < 1e-12);
    f
}

/// How far a ladder is from a wish: one number a point.
#[derive(Debug, Clone)]
pub struct Judge<'a> {
    wish: &'a Wish,
    ladder: Ladder,
    ends: &'a [Ends],
    reference: Ends,
    corners: Vec<Ends>,
    corner_weight: f64,
}

impl<'a> Judge<'a> {
    /// Judges on these loads, which are given at `frequencies(wish)`; `None` where one is missing.
    pub fn new(wish: &'a Wish, ends: &'a [Ends]) -> Option<Self> {
        let at = |f: f64| {
            ends.iter()
                .find(|ends| (ends.f / f - 1.0).abs() < 1e-9)
                .copied()
        };
        Some(Self {
            wish,
            ladder: wish.topology.ladder(),
            ends,
            reference: at(wish.reference())?,
            corners: wish.corners().into_iter().map(at).collect::<Option<_>>()?,
            corner_weight: CORNER,
        })
    }

    /// The same for the choice from the stock.
    #[must_use]
    pub fn of_stock(mut self) -> Self {
        self.corner_weight = CORNER_OF_STOCK;
        self
    }

    /// The distances, weighed, dB.
    pub fn distances(&self, values: &[Value]) -> Vec<f64> {
        let mut distances = Vec::with_capacity(self.ends.len() + 6);
        if self.wish.topology == Topology::Zobel {
            self.flatness(values, &mut distances);
            return distances;
        }
        let level = |ends: &Ends| db(self.ladder.solve(values, ends).transfer);
        let wanted = |ends: &Ends| db(self.wish.shape(ends.f));
        let off = level(&self.reference) - wanted(&self.reference);
        // A notch's level is its own depth; a pad has no shape but its level.
        let levelled = self.wish.topology.has_level() && self.wish.topology != Topology::Notch;
        if levelled {
            distances.push(self.corner_weight * off);
        }
        let base = if self.wish.topology == Topology::LPad {
            0.0
        } else {
            off
        };
        let top = wanted(&self.reference);
        for ends in self.ends {
            let weight = if wanted(ends) - top < DEEP_DB {
                DEEP
            } else {
                1.0
            };
            distances.push(weight * (level(ends) - wanted(ends) - base));
        }
        for corner in &self.corners {
            distances.push(self.corner_weight * (level(corner) - wanted(corner) - base));
        }
        if self.wish.topology == Topology::LPad {
            // What the source sees stays as large as it was.
            let input = self.ladder.solve(values, &self.reference).input;
            distances.push(INPUT * db(input / self.reference.load));
        }
        distances
    }

    /// A Zobel's distances: how far the impedance is from the resistance it has at the reference.
    fn flatness(&self, values: &[Value], distances: &mut Vec<f64>) {
        let resistance = self.reference.load.re.max(1e-3);
        for ends in self.ends.iter().filter(|ends| ends.f >= self.wish.f) {
            let off = self.ladder.solve(values, ends).input / resistance - 1.0;
            distances.extend([off.re, off.im].map(|part| part * 20.0 / std::f64::consts::LN_10));
        }
    }

    /// The sum of their squares; infinite where it is not a number.
    pub fn cost(&self, values: &[Value]) -> f64 {
        let sum: f64 = self.distances(values).iter().map(|d| d * d).sum();
        if sum.is_finite() { sum } else { f64::INFINITY }
    }

    /// A resistance like that of the load where the shape turns, Ω.
    fn resistance(&self) -> f64 {
        let at = if self.corners.is_empty() {
            std::slice::from_ref(&self.reference)
        } else {
            &self.corners
        };
        let sum: f64 = at.iter().map(|ends| ends.load.norm().ln()).sum();
        (sum / at.len() as f64).exp().clamp(0.1, 1e6)
    }

    /// The best values without loss.
    pub fn ideal(&self) -> Vec<f64> {
        let start = self.wish.values_on(self.resistance());
        let loss = vec![Loss::None; start.len()];
        let bounds: Vec<_> = start.iter().map(|v| [v * 1e-3, v * 1e3]).collect();
        self.search(&start, &bounds, &loss)
    }

    /// The best values near `start` within bounds, of components with these losses.
    pub fn search(&self, start: &[f64], bounds: &[[f64; 2]], losses: &[Loss]) -> Vec<f64> {
        let mut problem = Problem {
            judge: self,
            losses,
        };
        let x: Vec<f64> = start.iter().map(|value| value.ln()).collect();
        let bounds: Vec<(f64, f64)> = bounds.iter().map(|[a, b]| (a.ln(), b.ln())).collect();
        let limits = Limits {
            steps: 60,
            ..Limits::default()
        };
        let found = minimise(&mut problem, &x, &bounds, &limits, &mut |_| {
            ControlFlow::Continue(())
        });
        found.x.iter().map(|x| x.exp()).collect()
    }
}

/// A component's series resistance as it depends on its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Loss {
    /// None.
    None,
    /// Always the same, Ω.
    Fixed(f64),
    /// So much a unit of its value: a coil's, Ω/H.
    PerUnit(f64),
}

impl Loss {
    fn with(self, value: f64) -> Value {
        let loss = match self {
            Self::None => 0.0,
            Self::Fixed(loss) => loss,
            Self::PerUnit(rate) => rate * value,
        };
        Value { value, loss }
    }
}

/// The search's view of it: logarithms of values.
struct Problem<'a> {
    judge: &'a Judge<'a>,
    losses: &'a [Loss],
}

impl Problem<'_> {
    fn distances(&self, x: &[f64]) -> Vec<f64> {
        let values: Vec<Value> = x
            .iter()
            .zip(self.losses)
            .map(|(x, loss)| loss.with(x.exp()))
            .collect();
        self.judge.distances(&values)
    }
}

impl SumOfSquares for Problem<'_> {
    fn normal(&mut self, x: &[f64]) -> Normal {
        const STEP: f64 = 1e-5;
        let here = self.distances(x);
        let columns: Vec<Vec<f64>> = (0..x.len())
            .map(|k| {
                let beside = |by: f64| {
                    let mut moved = x.to_vec();
                    if let Some(x) = moved.get_mut(k) {
                        *x += by;
                    }
                    self.distances(&moved)
                };
                let (above, below) = (beside(STEP), beside(-STEP));
                let pairs = above.iter().zip(&below);
                pairs.map(|(a, b)| (a - b) / (2.0 * STEP)).collect()
            })
            .collect();
        let mut normal = Normal::new(x.len());
        for (n, distance) in here.iter().enumerate() {
            let slopes: Vec<f64> = columns
                .iter()
                .map(|column| {
                    column
                        .get(n)
                        .copied()
                        .or_noticed(0.0, "a slope of every distance")
                })
                .collect();
            normal.add(*distance, &slopes);
        }
        normal.fill();
        normal
    }

    fn cost(&mut self, x: &[f64]) -> f64 {
        0.5 * self.distances(x).iter().map(|d| d * d).sum::<f64>()
    }
}
