//! The impedance that the levels ask for, and how smooth they let it be.
//!
//! Unknown are ln|Z| at every node and, where levels were not kept, a level of every file. Gauss and
//! Newton's steps make small
//!
//! ```text
//! Σ (level − source − 20 log|Z/(Z + R)| − offset)²/σ² + Σ bend²/τ² + Σ offset²/o²
//! ```
//!
//! with what the source alone would give at each frequency taken out by subtracting the mean of the
//! files there. σ and τ, the noise and how much ln|Z| bends from node to node, are no choice: both
//! follow from the levels themselves by the evidence they give (D. MacKay, Bayesian Interpolation, Neural
//! Computation 4, 1992), τ in every stretch of the band by itself, since an impedance that is flat in
//! the bass has a peak in the treble.

use super::{Run, bode::phase_matrix, cells::Cells};
use crate::noticed::OrNoticed as _;
use crate::physics::level::DB_PER_NEPER;
use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;

/// What is expected of ln|Z| before anything is known: 3 neper about 30 Ω.
const EXPECTED: (f64, f64) = (3.4, 3.0);
/// Bends are alike within about this, octaves.
const ALIKE_OCTAVES: f64 = 0.3;
/// Bends there may be, neper² (before the first look, least, most).
const BENDS: (f64, f64, f64) = (3.0, 1e-5, 1e4);
/// No measurement is better than this, dB.
const LEAST_NOISE_DB: f64 = 1e-3;
/// Noise before the first look, dB.
const FIRST_NOISE_DB: f64 = 0.1;
/// A step that moves nothing by more than this ends the search, neper.
const SMALLEST: f64 = 2e-3;
/// Steps before noise and bends are taken from the levels.
const BLIND_STEPS: usize = 2;

/// A fit on one grid.
#[derive(Debug, Clone)]
pub(super) struct Fit<'a> {
    cells: &'a Cells,
    runs: &'a [Run],
    /// Places of the files that take part.
    used: Vec<usize>,
    /// Standard deviation of the offsets, dB; 0 where levels were kept.
    offset_db: f64,
    phase: DMatrix<f64>,
    /// ln|Z| at every node.
    pub magnitude: DVector<f64>,
    /// Level of every file that takes part against the others, dB.
    pub offsets: Vec<f64>,
    /// Noise, dB².
    noise: f64,
    /// Variance of every bend, one less at either end than nodes.
    bends: Vec<f64>,
    /// Covariance of magnitude and offsets over the noise.
    covariance: DMatrix<f64>,
}

/// The sums of a step: normal matrix, right side, squares.
struct Sums {
    matrix: DMatrix<f64>,
    right: DVector<f64>,
    squares: f64,
}

impl<'a> Fit<'a> {
    /// A fit that begins with the resistance that explains most.
    pub(super) fn new(cells: &'a Cells, runs: &'a [Run], offset_db: f64) -> Self {
        let nodes = cells.nodes.len();
        let first = cells.first;
        let mut fit = Self {
            phase: phase_matrix(&cells.nodes, first..first + cells.count()),
            cells,
            runs,
            used: (0..runs.len()).collect(),
            offset_db,
            magnitude: DVector::zeros(nodes),
            offsets: vec![0.0; runs.len()],
            noise: FIRST_NOISE_DB.powi(2),
            bends: vec![BENDS.0; nodes.saturating_sub(2)],
            covariance: DMatrix::zeros(0, 0),
        };
        // From 1 Ω to 2 kΩ.
        let resistance = (0..60).map(|n| 0.13 * f64::from(n));
        let squares = |fit: &mut Self, ln: f64| {
            fit.magnitude.fill(ln);
            fit.squares()
        };
        let best = resistance
            .map(|ln| (squares(&mut fit, ln), ln))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let (_, best) = best.or_noticed((0.0, EXPECTED.0), "a resistance to begin with");
        fit.magnitude.fill(best);
        fit
    }

    /// The same from where a coarser one ended.
    pub(super) fn finer(cells: &'a Cells, coarse: &Self) -> Self {
        let mut fit = Self::new(cells, coarse.runs, coarse.offset_db);
        let from = &coarse.cells.nodes;
        let inner = from.get(1..from.len() - 1).unwrap_or(&[]);
        let value = |x: &[f64], y: &[f64], at: f64| {
            let after = x.partition_point(|x| *x < at).clamp(1, x.len().max(2) - 1);
            let part = ((at - x[after - 1]) / (x[after] - x[after - 1])).clamp(0.0, 1.0);
            y[after - 1] + part * (y[after] - y[after - 1])
        };
        for (node, to) in cells.nodes.iter().zip(fit.magnitude.iter_mut()) {
            *to = value(from, coarse.magnitude.as_slice(), *node);
        }
        // A bend is measured over a step: smaller steps bend less.
        let step = |cells: &Cells| cells.nodes[cells.first + 1] - cells.nodes[cells.first];
        let smaller = step(cells) / step(coarse.cells);
        for (node, to) in cells.nodes.iter().skip(1).zip(&mut fit.bends) {
            *to = value(inner, &coarse.bends, *node) * smaller;
        }
        fit.noise = coarse.noise;
        fit.offsets.clone_from(&coarse.offsets);
        fit
    }

    /// The same without one file, with noise and bends as they are.
    pub(super) fn without(&self, run: usize) -> Self {
        let mut fit = self.clone();
        let place = self.used.iter().position(|used| *used == run);
        if let Some(place) = place {
            fit.used.remove(place);
            fit.offsets.remove(place);
        }
        fit
    }

    /// The same with levels that were not kept, from where it is.
    pub(super) fn with_offsets(&self, offset_db: f64) -> Self {
        Self {
            offset_db,
            ..self.clone()
        }
    }

    /// The grid.
    pub(super) fn cells(&self) -> &'a Cells {
        self.cells
    }

    /// The files, all of them.
    pub(super) fn runs(&self) -> &'a [Run] {
        self.runs
    }

    /// The impedance where there are data, Ω.
    pub(super) fn impedance(&self) -> Vec<Complex64> {
        let phase = &self.phase * &self.magnitude;
        let inner = self.magnitude.iter().skip(self.cells.first);
        let both = inner.zip(phase.iter());
        both.map(|(ln, phase)| Complex64::from_polar(ln.exp(), *phase))
            .collect()
    }

    /// Relative standard deviation of |Z| where there are data.
    pub(super) fn deviation(&self) -> Vec<f64> {
        let places = self.cells.first..self.cells.first + self.cells.count();
        let of = |k: usize| (self.covariance[(k, k)] * self.noise).max(0.0).sqrt();
        places.map(of).collect()
    }

    /// Noise of the levels, dB.
    pub(super) fn noise_db(&self) -> f64 {
        self.noise.sqrt()
    }

    /// What the source alone gives (at 0 Ω), dB: the mean over the files that take part.
    pub(super) fn direct_db(&self) -> Vec<f64> {
        let impedance = self.impedance();
        let count = self.used.len() as f64;
        let files = self.used.iter().zip(&self.offsets);
        let mut sum = vec![0.0; impedance.len()];
        for (&run, offset) in files {
            let resistance = self.runs[run].resistance;
            let levels = self.cells.levels[run].iter().zip(&impedance);
            for (sum, (level, z)) in sum.iter_mut().zip(levels) {
                *sum += (level - offset - loss_db(*z, resistance)) / count;
            }
        }
        sum
    }

    /// Steps to the end, `most` of them; noise and bends follow the levels where `learning`.
    pub(super) fn settle(&mut self, most: usize, learning: bool) {
        let nodes = self.magnitude.len();
        for step in 0..most {
            let sums = self.sums();
            let (prior, pull) = self.prior();
            let mut matrix = sums.matrix;
            matrix += &prior;
            let Some(factor) = matrix.cholesky() else {
                return;
            };
            let wished = factor.solve(&(sums.right - pull));
            let longest = wished.rows(0, nodes).amax();
            let before = sums.squares + self.prior_squares();
            let (magnitude, offsets) = (self.magnitude.clone(), self.offsets.clone());
            let mut share = (1.0 / longest).min(1.0);
            for _ in 0..6 {
                self.magnitude = &magnitude + wished.rows(0, nodes) * share;
                if self.offset_db > 0.0 {
                    let moved = offsets.iter().zip(wished.iter().skip(nodes));
                    self.offsets = moved.map(|(was, by)| was + by * share).collect();
                }
                if self.squares() + self.prior_squares() <= before {
                    break;
                }
                share *= 0.5;
            }
            let settled = longest < SMALLEST || step + 1 == most;
            if learning || settled {
                self.covariance = factor.inverse();
            }
            if learning && step >= BLIND_STEPS {
                self.learn(&prior);
            }
            if settled {
                return;
            }
        }
    }

    /// Noise and bends as the levels now have them.
    fn learn(&mut self, prior: &DMatrix<f64>) {
        let nodes = &self.cells.nodes;
        let freedom = self.covariance.nrows() as f64 - self.covariance.component_mul(prior).sum();
        let count = (self.cells.count() * (self.used.len() - 1)) as f64;
        let noise = self.squares() / (count - freedom).max(1.0);
        let bends: Vec<(f64, f64)> = (bend_rows(nodes).zip(&self.bends).enumerate())
            .map(|(k, (row, variance))| {
                let places = [k, k + 1, k + 2];
                let bend: f64 = (row.iter().zip(places))
                    .map(|(share, place)| share * self.magnitude[place])
                    .sum();
                let mut open = 0.0;
                for (a, &i) in row.iter().zip(&places) {
                    for (b, &j) in row.iter().zip(&places) {
                        open += a * b * self.covariance[(i, j)];
                    }
                }
                let open = open * self.noise;
                (bend * bend, (1.0 - open / variance).clamp(0.0, 1.0))
            })
            .collect();
        self.noise = noise.max(LEAST_NOISE_DB.powi(2));
        let wide = ALIKE_OCTAVES * std::f64::consts::LN_2;
        let inner: Vec<f64> = nodes.iter().skip(1).take(bends.len()).copied().collect();
        let learned = inner.iter().map(|at| {
            let (mut squares, mut told, mut open, mut weights) = (0.0, 0.0, 0.0, 0.0);
            for (other, ((bend, share), variance)) in
                inner.iter().zip(bends.iter().zip(&self.bends))
            {
                let distance = (other - at) / wide;
                if distance.abs() > 4.0 {
                    continue;
                }
                let weight = (-0.5 * distance * distance).exp();
                weights += weight;
                squares += weight * bend;
                told += weight * share;
                open += weight * (1.0 - share) * variance;
            }
            // Between MacKay's step, which is quick, and that of expectation and maximum, which is steady.
            let quick = squares / told.max(0.01 * weights);
            let steady = (squares + open) / weights;
            (0.5 * (quick + steady)).clamp(BENDS.1, BENDS.2)
        });
        self.bends = learned.collect();
    }

    /// Differences of the levels to the model, dB, file by file, the mean at every frequency taken out.
    pub(super) fn residuals(&self) -> Vec<Vec<f64>> {
        let impedance = self.impedance();
        let mut rows: Vec<Vec<f64>> = (self.used.iter().zip(&self.offsets))
            .map(|(&run, offset)| {
                let resistance = self.runs[run].resistance;
                let levels = self.cells.levels[run].iter().zip(&impedance);
                levels
                    .map(|(level, z)| level - offset - loss_db(*z, resistance))
                    .collect()
            })
            .collect();
        let count = rows.len() as f64;
        for n in 0..impedance.len() {
            let mean = rows.iter().map(|row| row[n]).sum::<f64>() / count;
            for row in &mut rows {
                row[n] -= mean;
            }
        }
        rows
    }

    fn squares(&self) -> f64 {
        let rows = self.residuals();
        rows.iter()
            .flatten()
            .map(|residual| residual * residual)
            .sum()
    }

    /// What is expected, as squares over the noise.
    fn prior_squares(&self) -> f64 {
        let bends = bend_rows(&self.cells.nodes).zip(&self.bends).enumerate();
        let bent: f64 = bends
            .map(|(k, (row, variance))| {
                let places = row.iter().zip(self.magnitude.iter().skip(k));
                let bend: f64 = places.map(|(share, ln)| share * ln).sum();
                bend * bend / variance
            })
            .sum();
        let far = self.magnitude.iter().map(|ln| (ln - EXPECTED.0).powi(2));
        let far = far.sum::<f64>() / (EXPECTED.1.powi(2) * self.magnitude.len() as f64);
        let offsets: f64 = self.offsets.iter().map(|offset| offset * offset).sum();
        let offsets = if self.offset_db > 0.0 {
            offsets / self.offset_db.powi(2)
        } else {
            0.0
        };
        self.noise * (bent + far + offsets)
    }

    /// Its matrix, over the noise, and its gradient.
    fn prior(&self) -> (DMatrix<f64>, DVector<f64>) {
        let nodes = self.magnitude.len();
        let size = self.variables();
        let mut matrix = DMatrix::zeros(size, size);
        for (k, (row, variance)) in bend_rows(&self.cells.nodes).zip(&self.bends).enumerate() {
            let weight = self.noise / variance;
            for (i, a) in row.iter().enumerate() {
                for (j, b) in row.iter().enumerate() {
                    matrix[(k + i, k + j)] += weight * a * b;
                }
            }
        }
        let weight = self.noise / (EXPECTED.1.powi(2) * nodes as f64);
        for k in 0..nodes {
            matrix[(k, k)] += weight;
        }
        for k in nodes..size {
            matrix[(k, k)] += self.noise / self.offset_db.powi(2);
        }
        let mut at = DVector::zeros(size);
        at.rows_mut(0, nodes).copy_from(&self.magnitude);
        for (k, offset) in self.offsets.iter().enumerate().take(size - nodes) {
            at[nodes + k] = *offset;
        }
        let mut pull: DVector<f64> = &matrix * at;
        for k in 0..nodes {
            pull[k] -= weight * EXPECTED.0;
        }
        (matrix, pull)
    }

    fn variables(&self) -> usize {
        let offsets = if self.offset_db > 0.0 {
            self.used.len()
        } else {
            0
        };
        self.magnitude.len() + offsets
    }

    /// The normal equations of the levels.
    fn sums(&self) -> Sums {
        let (nodes, first, count) = (self.magnitude.len(), self.cells.first, self.cells.count());
        let size = self.variables();
        let files = self.used.len();
        let impedance = self.impedance();
        let residuals = self.residuals();
        // Weights of (∂ ln|Z|, ∂ phase) at each frequency, and what they pull.
        let mut weights = vec![[0.0; 3]; count];
        let mut pulls = vec![[0.0; 2]; count];
        let mut slopes = vec![vec![Complex64::ZERO; count]; files];
        for (n, z) in impedance.iter().enumerate() {
            let slope = |run: &usize| {
                let over = self.runs[*run].resistance / z;
                DB_PER_NEPER * over / (1.0 + over)
            };
            let all: Vec<Complex64> = self.used.iter().map(slope).collect();
            let mean = all.iter().sum::<Complex64>() / files as f64;
            for (file, slope) in all.iter().enumerate() {
                let own = slope - mean;
                slopes[file][n] = own;
                weights[n][0] += own.re * own.re;
                weights[n][1] -= own.re * own.im;
                weights[n][2] += own.im * own.im;
                pulls[n][0] += own.re * residuals[file][n];
                pulls[n][1] -= own.im * residuals[file][n];
            }
        }
        let mut weighted = self.phase.clone();
        for (n, mut row) in weighted.row_iter_mut().enumerate() {
            row *= weights[n][2];
        }
        let mut matrix = DMatrix::zeros(size, size);
        let turned = self.phase.transpose() * weighted;
        matrix.view_mut((0, 0), (nodes, nodes)).copy_from(&turned);
        let mut right = DVector::zeros(size);
        for n in 0..count {
            let own = first + n;
            matrix[(own, own)] += weights[n][0];
            right[own] += pulls[n][0];
            for k in 0..nodes {
                let both = weights[n][1] * self.phase[(n, k)];
                matrix[(own, k)] += both;
                matrix[(k, own)] += both;
                right[k] += pulls[n][1] * self.phase[(n, k)];
            }
        }
        for (file, place) in (nodes..size).enumerate() {
            right[place] = residuals[file].iter().sum();
            for (other, column) in (nodes..size).enumerate() {
                let own = if file == other { 1.0 } else { 0.0 };
                matrix[(place, column)] = count as f64 * (own - 1.0 / files as f64);
            }
            for (n, slope) in slopes[file].iter().enumerate() {
                let own = first + n;
                matrix[(place, own)] += slope.re;
                matrix[(own, place)] += slope.re;
                for k in 0..nodes {
                    let turned = -slope.im * self.phase[(n, k)];
                    matrix[(place, k)] += turned;
                    matrix[(k, place)] += turned;
                }
            }
        }
        let squares = residuals.iter().flatten().map(|r| r * r).sum();
        Sums {
            matrix,
            right,
            squares,
        }
    }
}

/// What a source resistance takes off the level, dB.
pub(super) fn loss_db(impedance: Complex64, resistance: f64) -> f64 {
    -DB_PER_NEPER * (1.0 + resistance / impedance).norm().ln()
}

/// The bends: three neighbours each, the second derivative times the root of the step.
fn bend_rows(nodes: &[f64]) -> impl Iterator<Item = [f64; 3]> {
    nodes.windows(3).map(|three| {
        let (before, after) = (three[1] - three[0], three[2] - three[1]);
        let both = before + after;
        let root = (0.5 * both).sqrt();
        let (first, last) = (2.0 * root / (before * both), 2.0 * root / (after * both));
        [first, -first - last, last]
    })
}
