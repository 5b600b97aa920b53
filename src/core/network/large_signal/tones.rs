//! The frequencies a periodic solution is made of, and its values over one period.
//!
//! A sine makes harmonics; two sines make every sum and difference of theirs. Both are series over
//! one or two phases, and sampled on a grid of these phases: a product of so many factors as the grid
//! holds is then found without error.

use std::f64::consts::TAU;

/// A set of frequencies and a grid of phases.
#[derive(Debug, Clone)]
pub(super) struct Tones {
    /// Of each term after the constant one: how often the first and the second phase turn.
    pub(super) turns: Vec<[i32; 2]>,
    /// Of every sample, of every coefficient (the constant, then real and imaginary part of every
    /// term): its share in the value.
    pub(super) synthesis: Vec<f64>,
    /// Samples.
    pub(super) samples: usize,
}

impl Tones {
    /// A sine and its harmonics up to this one.
    pub(super) fn one(harmonics: usize) -> Self {
        let turns = (1..).map(|k| [k, 0]).take(harmonics).collect();
        Self::new(turns, [4 * harmonics.max(2), 1])
    }

    /// Two sines, their harmonics and combinations up to this order: the first two terms are the sines.
    pub(super) fn two(order: i32) -> Self {
        let mut turns = vec![[1, 0], [0, 1]];
        for first in 0..=order {
            for second in -order..=order {
                let here = [first, second];
                let upper = first > 0 || second > 0;
                if upper && first + second.abs() <= order && !turns.contains(&here) {
                    turns.push(here);
                }
            }
        }
        let side = usize::try_from(4 * order.max(2)).unwrap_or(8);
        Self::new(turns, [side, side])
    }

    fn new(turns: Vec<[i32; 2]>, [first, second]: [usize; 2]) -> Self {
        let samples = first * second;
        let mut synthesis = Vec::with_capacity(samples * (1 + 2 * turns.len()));
        for n in 0..samples {
            let phases = [
                TAU * (n % first) as f64 / first as f64,
                TAU * (n / first) as f64 / second as f64,
            ];
            synthesis.push(1.0);
            for turn in &turns {
                let (sine, cosine) = turn_angle(*turn, phases).sin_cos();
                synthesis.extend([cosine, -sine]);
            }
        }
        Self {
            turns,
            synthesis,
            samples,
        }
    }

    /// Coefficients of a signal.
    pub(super) fn width(&self) -> usize {
        1 + 2 * self.turns.len()
    }

    /// The frequency of a term, Hz, of tones at these frequencies; a negative one stands for its
    /// opposite.
    pub(super) fn frequency(&self, term: usize, [first, second]: [f64; 2]) -> f64 {
        let [a, b] = self.turns[term];
        f64::from(a) * first + f64::from(b) * second
    }

    /// Values over the period of a signal with these coefficients.
    pub(super) fn values(&self, coefficients: &[f64], out: &mut [f64]) {
        let rows = self.synthesis.chunks_exact(self.width());
        for (value, row) in out.iter_mut().zip(rows) {
            *value = row.iter().zip(coefficients).map(|(a, b)| a * b).sum();
        }
    }

    /// Coefficients of a signal with these values over the period.
    pub(super) fn coefficients(&self, values: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        let rows = self.synthesis.chunks_exact(self.width());
        for (value, row) in values.iter().zip(rows) {
            for (sum, share) in out.iter_mut().zip(row) {
                *sum += share * value;
            }
        }
        let scale = 1.0 / self.samples as f64;
        for (n, sum) in out.iter_mut().enumerate() {
            *sum *= if n == 0 { scale } else { 2.0 * scale };
        }
    }
}

fn turn_angle([a, b]: [i32; 2], [first, second]: [f64; 2]) -> f64 {
    f64::from(a) * first + f64::from(b) * second
}
