//! Sums and differences of terms: what a factor that changes over the period makes of a term.
//!
//! With y = s x over the period, the term j of y is made of those of x by the terms j − k and j + k of
//! s. On a grid of samples this is exact.

use num_complex::Complex64;
use rustc_hash::FxHashMap;
use std::f64::consts::TAU;

/// Where a sum or difference of two terms stands, and whether as its conjugate.
type Place = (usize, bool);

/// Every sum and difference of two terms, the constant one among them.
#[derive(Debug)]
pub(super) struct Beats {
    /// Terms, the constant included.
    terms: usize,
    /// By term and term: their difference and their sum.
    places: Vec<[Place; 2]>,
    /// Every beat over the period, conjugate.
    waves: Vec<Vec<Complex64>>,
}

impl Beats {
    pub(super) fn new(turns: &[[i32; 2]], sides: [usize; 2]) -> Self {
        let all: Vec<[i32; 2]> = std::iter::once([0, 0])
            .chain(turns.iter().copied())
            .collect();
        let mut known: FxHashMap<[i32; 2], usize> = FxHashMap::default();
        let mut waves = Vec::new();
        let mut place = |[a, b]: [i32; 2]| -> Place {
            let opposite = a < 0 || (a == 0 && b < 0);
            let turn = if opposite { [-a, -b] } else { [a, b] };
            let next = known.len();
            let at = *known.entry(turn).or_insert(next);
            if at == next {
                waves.push(wave(turn, sides).iter().map(Complex64::conj).collect());
            }
            (at, opposite)
        };
        let mut places = Vec::with_capacity(all.len() * all.len());
        for [a, b] in &all {
            for [c, d] in &all {
                places.push([place([a - c, b - d]), place([a + c, b + d])]);
            }
        }
        Self {
            terms: all.len(),
            places,
            waves,
        }
    }

    /// The terms of a factor with these values over the period.
    pub(super) fn of(&self, values: &[f64]) -> Vec<Complex64> {
        let scale = 1.0 / values.len().max(1) as f64;
        let waves = self.waves.iter();
        waves
            .map(|wave| {
                let sum: Complex64 = wave.iter().zip(values).map(|(w, s)| w * *s).sum();
                sum * scale
            })
            .collect()
    }

    /// What real and imaginary part of the term `k` of x are in the term `j` of y, by the terms of the
    /// factor.
    pub(super) fn made(&self, factor: &[Complex64], j: usize, k: usize) -> [Complex64; 2] {
        let [difference, sum] = self.places[j * self.terms + k].map(|(at, opposite)| {
            let found = factor[at];
            if opposite { found.conj() } else { found }
        });
        match (j, k) {
            (0, 0) => [sum, Complex64::ZERO],
            // The constant of y is the mean of Re(c e^{ikθ}) s.
            (0, _) => [sum.re.into(), sum.im.into()],
            (_, 0) => [2.0 * sum, Complex64::ZERO],
            _ => {
                let turned = difference - sum;
                [difference + sum, Complex64::new(-turned.im, turned.re)]
            }
        }
    }
}

/// A term over the grid of phases, from the roots of one.
pub(super) fn wave([first, second]: [i32; 2], sides: [usize; 2]) -> Vec<Complex64> {
    let roots = |turns: i32, side: usize| -> Vec<Complex64> {
        let forward = turns.unsigned_abs() as usize % side;
        let step = if turns < 0 { side - forward } else { forward };
        let of = |n: usize| Complex64::cis(TAU * (step * n % side) as f64 / side as f64);
        (0..side).map(of).collect()
    };
    let along = roots(first, sides[0]);
    let across = roots(second, sides[1]);
    let rows = across.iter();
    rows.flat_map(|a| along.iter().map(move |b| a * b))
        .collect()
}
