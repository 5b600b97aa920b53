//! A response as a sum of poles, found by vector fitting (B. Gustavsen and A. Semlyen, IEEE
//! Transactions on Power Delivery 14, 1999): what lumped parts can be made of.

use nalgebra::{DMatrix, DVector, Schur};
use num_complex::Complex64;
use std::f64::consts::TAU;

/// Frequencies are fitted in units of this one, rad/s: powers of them stay near one another.
const UNIT: f64 = TAU * 1e3;
/// Numbers of poles that are tried.
const ORDERS: [usize; 8] = [0, 2, 4, 6, 8, 12, 16, 22];
/// Times that poles are moved.
const ROUNDS: usize = 4;
/// Turns of a Schur decomposition.
const TURNS: usize = 2000;

/// A pole in the left half-plane: a real one, or a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Pole {
    /// rad/s, and its residue.
    Real(f64, f64),
    /// The one above the real axis, and its residue; the other is its mirror image.
    Pair(Complex64, Complex64),
}

/// `direct + slope·s + Σ poles`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sum {
    pub(super) direct: f64,
    pub(super) slope: f64,
    pub(super) poles: Vec<Pole>,
    /// Greatest distance from what was fitted, as a share of it.
    pub(super) off: f64,
}

impl Sum {
    /// Its value at s.
    pub(super) fn at(&self, s: Complex64) -> Complex64 {
        let poles = self.poles.iter().map(|pole| match *pole {
            Pole::Real(at, residue) => residue / (s - at),
            Pole::Pair(at, residue) => residue / (s - at) + residue.conj() / (s - at.conj()),
        });
        self.direct + self.slope * s + poles.sum::<Complex64>()
    }

    /// As few poles as come within `near` of the values at these frequencies (Hz), or the nearest
    /// there are.
    pub(super) fn fit(f: &[f64], values: &[Complex64], near: f64) -> Self {
        let s: Vec<Complex64> = f
            .iter()
            .map(|f| Complex64::new(0.0, TAU * f / UNIT))
            .collect();
        let mut best: Option<Self> = None;
        for order in ORDERS {
            let Some(mut fitted) = fit(&s, values, order) else {
                continue;
            };
            fitted = fitted.scaled();
            fitted.off = (f.iter().zip(values))
                .map(|(f, y)| (fitted.at(Complex64::new(0.0, TAU * f)) - y).norm() * weight(*y))
                .fold(0.0, f64::max);
            if best.as_ref().is_none_or(|best| fitted.off < best.off) {
                best = Some(fitted);
            }
            if best.as_ref().is_some_and(|best| best.off < near) {
                break;
            }
        }
        best.unwrap_or(Self {
            direct: 0.0,
            slope: 0.0,
            poles: Vec::new(),
            off: f64::INFINITY,
        })
    }

    /// From units of [`UNIT`] to rad/s.
    fn scaled(self) -> Self {
        let poles = self.poles.into_iter().map(|pole| match pole {
            Pole::Real(at, residue) => Pole::Real(at * UNIT, residue * UNIT),
            Pole::Pair(at, residue) => Pole::Pair(at * UNIT, residue * UNIT),
        });
        Self {
            slope: self.slope / UNIT,
            poles: poles.collect(),
            ..self
        }
    }
}

/// Poles alone: real ones, and the upper one of each pair.
type Places = Vec<Complex64>;

fn fit(s: &[Complex64], values: &[Complex64], order: usize) -> Option<Sum> {
    let (first, last) = (s.first()?.im, s.last()?.im);
    let pairs = order / 2;
    let mut places: Places = (0..pairs)
        .map(|n| {
            let share = (n as f64 + 0.5) / pairs as f64;
            let at = first * (last * 1.5 / first).powf(share);
            Complex64::new(-0.1 * at, at)
        })
        .collect();
    if order > 0 {
        for _ in 0..ROUNDS {
            places = moved(s, values, &places)?;
        }
    }
    let numbers = solve(s, values, &places, false)?;
    let (residues, ends) = numbers.split_at(count(&places));
    let mut residues = residues.iter().copied();
    let mut poles = Vec::new();
    for at in &places {
        let residue = residues.next()?;
        poles.push(if at.im == 0.0 {
            Pole::Real(at.re, residue)
        } else {
            Pole::Pair(*at, Complex64::new(residue, residues.next()?))
        });
    }
    let (direct, slope) = (*ends.first()?, *ends.get(1)?);
    let all = [direct, slope].into_iter().chain(numbers.iter().copied());
    all.into_iter().all(f64::is_finite).then_some(Sum {
        direct,
        slope,
        poles,
        off: 0.0,
    })
}

/// How many real numbers the residues of poles are.
fn count(places: &[Complex64]) -> usize {
    places
        .iter()
        .map(|at| if at.im == 0.0 { 1 } else { 2 })
        .sum()
}

/// The parts of the sum that residues multiply, at s.
fn basis(places: &[Complex64], s: Complex64) -> Vec<Complex64> {
    let mut out = Vec::new();
    for &at in places {
        if at.im == 0.0 {
            out.push(1.0 / (s - at));
        } else {
            let (a, b) = (1.0 / (s - at), 1.0 / (s - at.conj()));
            out.push(a + b);
            out.push(Complex64::I * (a - b));
        }
    }
    out
}

/// What a distance from this value counts: shares of it, and nothing where there is no value to have a
/// share of.
fn weight(y: Complex64) -> f64 {
    let weight = 1.0 / y.norm();
    if weight.is_finite() { weight } else { 0.0 }
}

/// The least squares of the sum, each value weighed by its size: residues, direct, slope, and, where
/// poles are to be moved, the residues of what they are moved by.
fn solve(
    s: &[Complex64],
    values: &[Complex64],
    places: &[Complex64],
    moving: bool,
) -> Option<Vec<f64>> {
    let own = count(places);
    let columns = own + 2 + if moving { own } else { 0 };
    let mut matrix = DMatrix::zeros(2 * s.len(), columns);
    let mut right = DVector::zeros(2 * s.len());
    for (n, (&s, &y)) in s.iter().zip(values).enumerate() {
        let weight = weight(y);
        let parts = basis(places, s);
        let ends = [Complex64::ONE, s];
        let back = parts.iter().map(|part| -y * part).filter(|_| moving);
        let row = parts.iter().copied().chain(ends).chain(back);
        for (column, value) in row.enumerate() {
            *matrix.get_mut((2 * n, column))? = value.re * weight;
            *matrix.get_mut((2 * n + 1, column))? = value.im * weight;
        }
        *right.get_mut(2 * n)? = y.re * weight;
        *right.get_mut(2 * n + 1)? = y.im * weight;
    }
    let sizes: Vec<f64> = (matrix.column_iter())
        .map(|c| c.norm().max(1e-300))
        .collect();
    for (mut column, size) in matrix.column_iter_mut().zip(&sizes) {
        column /= *size;
    }
    // A triangle of the same least squares is small enough for its singular values.
    let split = matrix.qr();
    split.q_tr_mul(&mut right);
    let right = right.rows(0, columns).into_owned();
    let solved = split.r().svd(true, true).solve(&right, 1e-13).ok()?;
    Some(
        solved
            .iter()
            .zip(&sizes)
            .map(|(x, size)| x / size)
            .collect(),
    )
}

/// Poles where the fitted sum has them: the zeros of what they were to be moved by.
fn moved(s: &[Complex64], values: &[Complex64], places: &[Complex64]) -> Option<Places> {
    let own = count(places);
    let numbers = solve(s, values, places, true)?;
    let by = numbers.get(own + 2..)?;
    let mut matrix = DMatrix::zeros(own, own);
    let mut n = 0;
    for at in places {
        let pair = at.im != 0.0;
        *matrix.get_mut((n, n))? = at.re;
        if pair {
            *matrix.get_mut((n, n + 1))? = at.im;
            *matrix.get_mut((n + 1, n))? = -at.im;
            *matrix.get_mut((n + 1, n + 1))? = at.re;
        }
        for (column, residue) in by.iter().enumerate() {
            *matrix.get_mut((n, column))? -= if pair { 2.0 } else { 1.0 } * residue;
        }
        n += if pair { 2 } else { 1 };
    }
    if !matrix.iter().all(|x: &f64| x.is_finite()) {
        return None;
    }
    let schur = Schur::try_new(matrix, 1e-14, TURNS)?;
    let eigen = schur.complex_eigenvalues();
    let mut found: Places = Vec::new();
    for value in eigen.iter() {
        // Stable: what would grow is mirrored.
        let re = -value.re.abs().max(1e-9);
        let size = value.norm();
        if value.im.abs() <= 1e-9 * size {
            found.push(Complex64::new(re, 0.0));
        } else if value.im > 0.0 {
            found.push(Complex64::new(re, value.im));
        }
    }
    Some(found)
}
