//! Bounded nonlinear least squares: projected Levenberg–Marquardt.
//!
//! Minimises ½ Σ rᵢ(x)² within a box. Each step solves (H + μ D²) s = −g with H = JᵀJ, g = Jᵀr and
//! D the largest column norms of J seen so far, which makes the method indifferent to the scale of
//! each variable (Moré 1978). Variables that sit on a bound and are pushed outwards are held; a step
//! that would leave the box is projected onto it (Kanzow, Yamashita and Fukushima 2004). μ follows
//! the ratio of the gained to the promised decrease (Nielsen 1999).
//!
//! # Limitations
//! Working with JᵀJ loses directions whose effect on the residuals is 1e-7 of the strongest one;
//! damping keeps them where they are, which is what one wants of a parameter the data do not tell.
//! It finds the minimum of the valley it starts in: run it from several starts.

use crate::noticed::OrNoticed as _;
use nalgebra::{DMatrix, DVector};
use std::ops::ControlFlow;

/// The sums a step needs, gathered residual by residual.
#[derive(Debug, Clone)]
pub struct Normal {
    /// ½ Σ r².
    pub cost: f64,
    /// Jᵀr.
    pub gradient: DVector<f64>,
    /// JᵀJ.
    pub hessian: DMatrix<f64>,
    /// Number of residuals.
    pub count: usize,
}

impl Normal {
    /// Nothing gathered, for so many variables.
    pub fn new(variables: usize) -> Self {
        Self {
            cost: 0.0,
            gradient: DVector::zeros(variables),
            hessian: DMatrix::zeros(variables, variables),
            count: 0,
        }
    }

    /// Adds one residual and its derivatives against the variables.
    pub fn add(&mut self, residual: f64, slopes: &[f64]) {
        self.cost += 0.5 * residual * residual;
        self.count += 1;
        for (column, &slope) in slopes.iter().take(self.gradient.len()).enumerate() {
            self.gradient[column] += slope * residual;
            // The lower triangle; the rest follows by symmetry in `fill`.
            for (row, other) in slopes.iter().enumerate().skip(column) {
                if row < self.gradient.len() {
                    self.hessian[(row, column)] += slope * other;
                }
            }
        }
    }

    /// Adds residuals, and their derivatives column by column: by every variable.
    pub fn add_columns(&mut self, residuals: &[f64], columns: &[Vec<f64>]) {
        let mut row = vec![0.0; columns.len()];
        for (n, residual) in residuals.iter().enumerate() {
            for (entry, column) in row.iter_mut().zip(columns) {
                *entry = column[n];
            }
            self.add(*residual, &row);
        }
    }

    /// Adds a residual that one variable alone moves.
    pub fn add_own(&mut self, variable: usize, residual: f64, slope: f64) {
        self.cost += 0.5 * residual * residual;
        self.count += 1;
        self.gradient[variable] += slope * residual;
        self.hessian[(variable, variable)] += slope * slope;
    }

    /// Adds what was gathered elsewhere for the same variables.
    pub fn join(&mut self, other: &Self) {
        self.cost += other.cost;
        self.gradient += &other.gradient;
        self.hessian += &other.hessian;
        self.count += other.count;
    }

    /// Completes the symmetric matrix once all residuals are in.
    pub fn fill(&mut self) {
        self.hessian.fill_upper_triangle_with_lower_triangle();
    }

    fn is_finite(&self) -> bool {
        self.cost.is_finite()
            && self.gradient.iter().all(|value| value.is_finite())
            && self.hessian.iter().all(|value| value.is_finite())
    }
}

/// A sum of squares to minimise.
pub trait SumOfSquares {
    /// The sums at x, with derivatives.
    fn normal(&mut self, x: &[f64]) -> Normal;
    /// ½ Σ r² at x.
    fn cost(&mut self, x: &[f64]) -> f64;
}

/// When to stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Most steps tried.
    pub steps: usize,
    /// A step no variable of which moves by more than this ends the search.
    pub smallest_step: f64,
    /// No variable moves by more than this in one step.
    pub largest_step: f64,
    /// A promised decrease below this part of the cost ends the search.
    pub cost_tolerance: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: 100,
            smallest_step: 1e-7,
            largest_step: 1.0,
            cost_tolerance: 1e-9,
        }
    }
}

/// Why a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nothing more to gain.
    Converged,
    /// The steps ran out.
    StepLimit,
    /// The observer asked to stop.
    Cancelled,
    /// The residuals are not finite at the start.
    NotFinite,
}

/// Where a search ended.
#[derive(Debug, Clone)]
pub struct Minimum {
    /// The variables.
    pub x: Vec<f64>,
    /// The sums there.
    pub normal: Normal,
    /// Steps tried.
    pub steps: usize,
    /// Why.
    pub ending: Ending,
}

/// Minimises within `bounds` (low, high per variable) from `start`, telling `observe` the cost
/// after every step.
pub fn minimise(
    problem: &mut impl SumOfSquares,
    start: &[f64],
    bounds: &[(f64, f64)],
    limits: &Limits,
    observe: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Minimum {
    let mut x: Vec<f64> = project(start, bounds);
    let mut normal = problem.normal(&x);
    if !normal.is_finite() {
        return Minimum {
            x,
            normal,
            steps: 0,
            ending: Ending::NotFinite,
        };
    }
    let mut scale: Vec<f64> = vec![0.0; x.len()];
    let mut damping = 1e-3;
    let mut growth = 2.0;
    let mut ending = Ending::StepLimit;
    let mut steps = 0;
    while steps < limits.steps {
        steps += 1;
        for (k, scale) in scale.iter_mut().enumerate() {
            *scale = scale.max(normal.hessian[(k, k)]).max(1e-30);
        }
        let free = free_variables(&x, bounds, &normal.gradient);
        if free.is_empty() {
            ending = Ending::Converged;
            break;
        }
        let Some(step) = damped_step(&normal, &scale, &free, damping) else {
            damping *= growth;
            growth *= 2.0;
            continue;
        };
        let longest = step.iter().fold(0.0_f64, |most, s| most.max(s.abs()));
        let shorten = (limits.largest_step / longest).min(1.0);
        let wished: Vec<f64> = x.iter().zip(&step).map(|(x, s)| x + s * shorten).collect();
        let next = project(&wished, bounds);
        let moved = DVector::from_iterator(x.len(), next.iter().zip(&x).map(|(n, x)| n - x));
        let promised =
            -(normal.gradient.dot(&moved) + 0.5 * (&normal.hessian * &moved).dot(&moved));
        if moved.amax() < limits.smallest_step
            || promised.abs() < limits.cost_tolerance * normal.cost
        {
            ending = Ending::Converged;
            break;
        }
        let cost = problem.cost(&next);
        let ratio = (normal.cost - cost) / promised;
        if cost.is_finite() && promised > 0.0 && ratio > 1e-4 {
            let candidate = problem.normal(&next);
            if candidate.is_finite() {
                x = next;
                normal = candidate;
                damping *= (1.0 - (2.0 * ratio - 1.0).powi(3)).max(1.0 / 3.0);
                damping = damping.max(1e-12);
                growth = 2.0;
                if observe(normal.cost).is_break() {
                    ending = Ending::Cancelled;
                    break;
                }
                continue;
            }
        }
        damping *= growth;
        growth *= 2.0;
        if damping > 1e12 {
            // Not even the steepest descent gains anything: rounding rules.
            ending = Ending::Converged;
            break;
        }
        if observe(normal.cost).is_break() {
            ending = Ending::Cancelled;
            break;
        }
    }
    Minimum {
        x,
        normal,
        steps,
        ending,
    }
}

/// Every variable moved into its bounds.
fn project(x: &[f64], bounds: &[(f64, f64)]) -> Vec<f64> {
    x.iter()
        .zip(bounds)
        .map(|(x, (low, high))| x.max(*low).min(*high))
        .collect()
}

/// Those that are not held at a bound by a gradient pointing outwards.
fn free_variables(x: &[f64], bounds: &[(f64, f64)], gradient: &DVector<f64>) -> Vec<usize> {
    x.iter()
        .zip(bounds)
        .zip(gradient.iter())
        .enumerate()
        .filter(|(_, ((x, (low, high)), slope))| {
            !(*x <= low && **slope > 0.0 || *x >= high && **slope < 0.0)
        })
        .map(|(k, _)| k)
        .collect()
}

/// The step of the free variables, 0 for the others; absent when the system is singular.
fn damped_step(normal: &Normal, scale: &[f64], free: &[usize], damping: f64) -> Option<Vec<f64>> {
    // Rows and columns are divided by the scale, so that the factorisation sees a unit diagonal.
    let root: Vec<f64> = free
        .iter()
        .map(|&k| {
            scale
                .get(k)
                .copied()
                .or_noticed(1.0, "a scale of every variable")
                .sqrt()
        })
        .collect();
    let n = free.len();
    let matrix = DMatrix::from_fn(n, n, |r, c| {
        let own = if r == c { damping } else { 0.0 };
        normal.hessian[(free[r], free[c])] / (root[r] * root[c]) + own
    });
    let right = DVector::from_fn(n, |r, _| -normal.gradient[free[r]] / root[r]);
    let solved = matrix.cholesky()?.solve(&right);
    let mut step = vec![0.0; scale.len()];
    for ((&k, value), root) in free.iter().zip(solved.iter()).zip(&root) {
        if let Some(place) = step.get_mut(k) {
            *place = value / root;
        }
    }
    step.iter().all(|s| s.is_finite()).then_some(step)
}

/// Covariance of the variables `free` for residuals of unit variance, (JᵀJ)⁻¹, from `hessian` with
/// 1/σ² of what is known beforehand already added to its diagonal; absent when it is singular.
pub fn covariance(hessian: &DMatrix<f64>, free: &[usize]) -> Option<DMatrix<f64>> {
    let n = free.len();
    let root: Vec<f64> = free
        .iter()
        .map(|&k| hessian[(k, k)].max(1e-30).sqrt())
        .collect();
    let matrix = DMatrix::from_fn(n, n, |r, c| {
        hessian[(free[r], free[c])] / (root[r] * root[c])
    });
    let inverse = matrix.cholesky()?.inverse();
    Some(DMatrix::from_fn(n, n, |r, c| {
        inverse[(r, c)] / (root[r] * root[c])
    }))
}
