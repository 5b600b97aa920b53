//! Every combination, one after the other: choices are made as in a tree, and what one of them does to
//! all that come after it is computed once.
//!
//! Choosing an alternative ΔY at some ports p leaves, of W (see [`super::taken_apart`]),
//!
//! ```text
//! W' = W − W·p K Wp·,   K = ΔY (1 + Zpp ΔY)⁻¹
//! ```
//!
//! over the other ports, which is the identity of Woodbury (1950). For the last choice only the outputs
//! are wanted: a dozen multiplications and a logarithm for each frequency of each combination.

use super::taken_apart::{BLOCKS, Cell, Group, MOST_PORTS, OUTPUTS, TakenApart};
use crate::physics::{
    complex::Complex,
    lanes::{Kernel, Lanes, Vector, dispatch, load, store},
};
use std::{f64::consts::LN_10, ops::Range};

/// What a combination does, as far as it is computed for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sound {
    /// Standard deviation from the target, dB; not finite where there is no sound.
    pub(super) error_db: f64,
    /// Smallest magnitude of the input impedance, Ω.
    pub(super) impedance: f64,
}

/// What a response is held against.
#[derive(Debug, Clone)]
pub(super) struct Against {
    /// The target, dB.
    pub(super) shape_db: [Lanes; BLOCKS],
    /// 1 where a frequency counts for the error, else 0.
    pub(super) counts: [Lanes; BLOCKS],
}

/// W at every depth of the tree, kept for its memory.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    apart: &'a TakenApart,
    against: &'a Against,
    /// By depth; the first is that of the design as it is.
    levels: Vec<Vec<Cell>>,
    /// Alternatives chosen at each depth but the last.
    chosen: Vec<usize>,
    /// By depth: combinations below one alternative.
    below: Vec<u64>,
    sounds: Vec<Sound>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(apart: &'a TakenApart, against: &'a Against) -> Self {
        let groups = &apart.groups;
        let mut below = vec![1_u64; groups.len()];
        for n in (1..groups.len()).rev() {
            below[n - 1] = below[n] * groups[n].count as u64;
        }
        let mut ports: usize = groups.iter().map(|group| group.ports).sum();
        let mut levels = vec![apart.start.clone()];
        for group in groups.iter().take(groups.len().saturating_sub(1)) {
            ports -= group.ports;
            let cells = BLOCKS * (OUTPUTS + ports) * (1 + ports);
            levels.push(vec![Complex::zero(); cells]);
        }
        Self {
            apart,
            against,
            levels,
            chosen: vec![usize::MAX; groups.len().saturating_sub(1)],
            below,
            sounds: Vec::new(),
        }
    }

    /// Tells the sound of every combination of a range, in the order of the tree: which alternative
    /// each group has, and how it sounds.
    pub(super) fn each(&mut self, range: Range<u64>, tell: &mut impl FnMut(&[usize], Sound)) {
        let Some((last, _)) = self.apart.groups.split_last() else {
            return;
        };
        let width = last.count as u64;
        let mut at = range.start;
        let mut digits = vec![0; self.apart.groups.len()];
        while at < range.end {
            self.descend(at);
            let row = at / width * width;
            self.leaves(last);
            let (from, to) = (at - row, (range.end - row).min(width));
            for n in from..to {
                let n = usize::try_from(n).unwrap_or(0);
                let depth = self.chosen.len();
                digits[..depth].copy_from_slice(&self.chosen);
                digits[depth] = n;
                tell(&digits, self.sounds[n]);
            }
            at = row + to;
        }
    }

    /// Makes all choices but the last, as the combination has them.
    fn descend(&mut self, at: u64) {
        let mut anew = false;
        let mut ports: usize = self.apart.groups.iter().map(|group| group.ports).sum();
        for depth in 0..self.chosen.len() {
            let group = &self.apart.groups[depth];
            let digit = at / self.below[depth] % group.count as u64;
            let digit = usize::try_from(digit).unwrap_or(0);
            ports -= group.ports;
            anew |= self.chosen[depth] != digit;
            if anew {
                self.chosen[depth] = digit;
                let (before, after) = self.levels.split_at_mut(depth + 1);
                dispatch(Choose {
                    from: &before[depth],
                    to: &mut after[0],
                    change: group.change(digit),
                    left: ports,
                    ports: group.ports,
                });
            }
        }
    }

    fn leaves(&mut self, group: &Group) {
        self.sounds.clear();
        dispatch(Leaves {
            from: &self.levels[self.chosen.len()],
            group,
            against: self.against,
            sounds: &mut self.sounds,
        });
    }
}

impl Group {
    fn change(&self, alternative: usize) -> &[Cell] {
        let cells = BLOCKS * self.ports * self.ports;
        &self.changes[alternative * cells..][..cells]
    }
}

/// A matrix of a few ports.
type Small<V> = [[Complex<V>; MOST_PORTS]; MOST_PORTS];

/// 1 + Zpp ΔY of one block, triangular: what lies below the diagonal are the factors.
#[inline(always)]
fn factors<V: Vector>(
    from: &[Cell],
    (left, columns): (usize, usize),
    change: &[Cell],
    ports: usize,
) -> Small<V> {
    let mut m = [[Complex::zero(); MOST_PORTS]; MOST_PORTS];
    for r in 0..ports {
        for c in 0..ports {
            let mut sum = if r == c {
                Complex::one()
            } else {
                Complex::zero()
            };
            for k in 0..ports {
                let z = load(&from[(OUTPUTS + left + r) * columns + 1 + left + k]);
                sum = sum.plus_product(z, load(&change[k * ports + c]));
            }
            m[r][c] = sum;
        }
    }
    for k in 0..ports {
        // The diagonal is kept as its inverse.
        m[k][k] = m[k][k].inverse();
        for r in k + 1..ports {
            let factor = m[r][k] * m[k][k];
            m[r][k] = factor;
            let above = m[k];
            for (value, above) in m[r].iter_mut().zip(above).take(ports).skip(k + 1) {
                *value = *value - factor * above;
            }
        }
    }
    m
}

/// What the alternative draws at its ports, where `of` is what they have before it draws: K of it.
#[inline(always)]
fn drawn<V: Vector>(
    m: &Small<V>,
    change: &[Cell],
    ports: usize,
    of: impl Fn(usize) -> Complex<V>,
) -> [Complex<V>; MOST_PORTS] {
    let mut x = [Complex::zero(); MOST_PORTS];
    for r in 0..ports {
        let mut value = of(r);
        for k in 0..r {
            value = value - m[r][k] * x[k];
        }
        x[r] = value;
    }
    for r in (0..ports).rev() {
        let mut value = x[r];
        for k in r + 1..ports {
            value = value - m[r][k] * x[k];
        }
        x[r] = value * m[r][r];
    }
    let mut out = [Complex::zero(); MOST_PORTS];
    for (r, out) in out.iter_mut().enumerate().take(ports) {
        for (c, x) in x.iter().enumerate().take(ports) {
            *out = out.plus_product(load(&change[r * ports + c]), *x);
        }
    }
    out
}

/// One choice, for all that come after it.
struct Choose<'a> {
    from: &'a [Cell],
    to: &'a mut [Cell],
    change: &'a [Cell],
    /// Ports of the choices that come after it.
    left: usize,
    ports: usize,
}

impl Kernel for Choose<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(self) {
        let (left, ports) = (self.left, self.ports);
        let columns = 1 + left + ports;
        let rows = OUTPUTS + left;
        let blocks = self.from.chunks_exact((rows + ports) * columns);
        let changes = self.change.chunks_exact((ports * ports).max(1));
        let to = self.to.chunks_exact_mut(rows * (1 + left));
        if ports == 0 {
            self.to.copy_from_slice(self.from);
            return;
        }
        for ((from, to), change) in blocks.zip(to).zip(changes) {
            let m = factors::<V>(from, (left, columns), change, ports);
            for c in 0..=left {
                let of = |r: usize| load(&from[(OUTPUTS + left + r) * columns + c]);
                let drawn = drawn(&m, change, ports, of);
                for r in 0..rows {
                    let mut value: Complex<V> = load(&from[r * columns + c]);
                    for (k, drawn) in drawn.iter().enumerate().take(ports) {
                        value = value - load(&from[r * columns + 1 + left + k]) * *drawn;
                    }
                    to[r * (1 + left) + c] = store(value);
                }
            }
        }
    }
}

/// The last choice: all its alternatives, and how each combination sounds.
struct Leaves<'a> {
    from: &'a [Cell],
    group: &'a Group,
    against: &'a Against,
    sounds: &'a mut Vec<Sound>,
}

impl Kernel for Leaves<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(self) {
        let ports = self.group.ports;
        let columns = 1 + ports;
        let count: f64 = self.against.counts.iter().flat_map(|lanes| lanes.0).sum();
        for alternative in 0..self.group.count {
            let changes = self.group.change(alternative);
            let zero = V::splat(0.0);
            let (mut sum, mut squares, mut admittance) = (zero, zero, zero);
            for block in 0..BLOCKS {
                let from = &self.from[block * (OUTPUTS + ports) * columns..];
                let change = &changes[block * ports * ports..];
                let drawn = if ports == 1 {
                    let delta: Complex<V> = load(&change[0]);
                    let z = load(&from[OUTPUTS * columns + 1]);
                    let whole = Complex::one().plus_product(z, delta).inverse();
                    let mut all = [Complex::zero(); MOST_PORTS];
                    all[0] = delta * load(&from[OUTPUTS * columns]) * whole;
                    all
                } else {
                    let m = factors::<V>(from, (0, columns), change, ports);
                    drawn(&m, change, ports, |r| load(&from[(OUTPUTS + r) * columns]))
                };
                let read = |row: usize| {
                    let mut value: Complex<V> = load(&from[row * columns]);
                    for (k, drawn) in drawn.iter().enumerate().take(ports) {
                        value = value - load(&from[row * columns + 1 + k]) * *drawn;
                    }
                    value.norm_squared()
                };
                let level = read(0).ln() * V::splat(10.0 / LN_10);
                let off = level - V::load(self.against.shape_db[block]);
                let off = off * V::load(self.against.counts[block]);
                sum += off;
                squares += off * off;
                // |1/Z|²
                admittance = admittance.max(read(1) / read(2));
            }
            let total = |lanes: V| lanes.store().0.iter().sum::<f64>();
            let (sum, squares) = (total(sum), total(squares));
            let most = admittance.store().0.iter().copied().fold(0.0, f64::max);
            self.sounds.push(Sound {
                error_db: ((squares - sum * sum / count).max(0.0) / (count - 1.0)).sqrt(),
                impedance: (1.0 / most).sqrt(),
            });
        }
    }
}
