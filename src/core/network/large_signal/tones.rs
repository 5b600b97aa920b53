//! The frequencies a periodic solution is made of, and its values over one period.
//!
//! A sine makes harmonics; two sines make every sum and difference of theirs. Both are series over
//! one or two phases, and sampled on a grid of these phases: a product of so many factors as the grid
//! holds is then found without error.

use super::beats::{Beats, wave};
use crate::physics::number::Real;
use std::sync::OnceLock;

/// Samples that are worked on at a time: a grid holds a multiple of them.
const AT_ONCE: usize = 4;

/// A set of frequencies and a grid of phases.
#[derive(Debug)]
pub(super) struct Tones {
    /// Of each term after the constant one: how often the first and the second phase turn.
    pub(super) turns: Vec<[i32; 2]>,
    /// Of every coefficient (the constant, then real and imaginary part of every term), of every
    /// sample: its share in the value.
    synthesis: Vec<f64>,
    /// Samples.
    pub(super) samples: usize,
    sides: [usize; 2],
    /// Once they are asked for.
    beats: OnceLock<Beats>,
}

impl Tones {
    /// A sine and its harmonics up to this one.
    pub(super) fn one(harmonics: usize) -> Self {
        let turns = (1..).map(|k| [k, 0]).take(harmonics).collect();
        Self::new(turns, [AT_ONCE * harmonics.max(2), 1])
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

    fn new(turns: Vec<[i32; 2]>, sides: [usize; 2]) -> Self {
        let samples = sides[0] * sides[1];
        let mut synthesis = vec![1.0; samples];
        for turn in &turns {
            let wave = wave(*turn, sides);
            synthesis.extend(wave.iter().map(|z| z.re));
            synthesis.extend(wave.iter().map(|z| -z.im));
        }
        Self {
            turns,
            synthesis,
            samples,
            sides,
            beats: OnceLock::new(),
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

    /// What any two of the terms make of each other.
    pub(super) fn beats(&self) -> &Beats {
        self.beats
            .get_or_init(|| Beats::new(&self.turns, self.sides))
    }

    /// Values over the period of a signal with these coefficients.
    #[inline(always)]
    pub(super) fn values<R: Real>(&self, coefficients: &[R], out: &mut [R]) {
        let (chunks, _) = out.as_chunks_mut::<AT_ONCE>();
        for (n, out) in chunks.iter_mut().enumerate() {
            let mut sums = [R::splat(0.0); AT_ONCE];
            let rows = self.synthesis.chunks_exact(self.samples);
            for (row, z) in rows.zip(coefficients) {
                let shares = &row[n * AT_ONCE..][..AT_ONCE];
                for (sum, share) in sums.iter_mut().zip(shares) {
                    *sum = z.mul_add(R::splat(*share), *sum);
                }
            }
            *out = sums;
        }
    }

    /// Coefficients of a signal with these values over the period.
    #[inline(always)]
    pub(super) fn coefficients<R: Real>(&self, values: &[R], out: &mut [R]) {
        let scale = 1.0 / self.samples as f64;
        let (values, _) = values.as_chunks::<AT_ONCE>();
        let rows = self.synthesis.chunks_exact(self.samples);
        for (n, (row, out)) in rows.zip(out).enumerate() {
            let mut sums = [R::splat(0.0); AT_ONCE];
            let (row, _) = row.as_chunks::<AT_ONCE>();
            for (shares, values) in row.iter().zip(values) {
                for ((sum, share), value) in sums.iter_mut().zip(shares).zip(values) {
                    *sum = value.mul_add(R::splat(*share), *sum);
                }
            }
            let sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
            *out = sum * R::splat(if n == 0 { scale } else { 2.0 * scale });
        }
    }
}
