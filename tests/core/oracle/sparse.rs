//! Linear equations with few entries each, by elimination in the order Markowitz gives, with
//! pivoting on the values themselves.

use super::complex::Complex;
use super::real::real;

/// Which entries may be pivots.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pivots {
    /// What keeps the rows short.
    Short,
    /// What is large beside the rest of its row: another order, so that two answers that have lost
    /// their digits differ.
    Large,
}

impl Pivots {
    /// A pivot is at least so large a part of the greatest entry of its row.
    fn threshold(self) -> f64 {
        match self {
            Self::Short => 0.05,
            Self::Large => 0.9,
        }
    }
}

/// How many of the shortest rows are looked at for a pivot.
const CANDIDATES: usize = 6;

/// Equations A x = b.
pub(super) struct Equations {
    rows: Vec<Vec<(usize, Complex)>>,
    right: Vec<Complex>,
}

/// A row that an unknown was eliminated with.
struct Step {
    unknown: usize,
    pivot: Complex,
    row: Vec<(usize, Complex)>,
    right: Complex,
}

impl Equations {
    /// So many, all of them 0 = 0.
    pub(super) fn new(count: usize) -> Self {
        Self {
            rows: vec![Vec::new(); count],
            right: vec![Complex::ZERO; count],
        }
    }

    /// Adds to an entry.
    pub(super) fn add(&mut self, row: usize, column: usize, value: Complex) {
        let row = &mut self.rows[row];
        match row.binary_search_by_key(&column, |entry| entry.0) {
            Ok(at) => row[at].1 = row[at].1 + value,
            Err(at) => row.insert(at, (column, value)),
        }
    }

    /// Adds to a right-hand side.
    pub(super) fn add_right(&mut self, row: usize, value: Complex) {
        self.right[row] = self.right[row] + value;
    }

    /// One more equation and one more unknown; gives their number.
    pub(super) fn grow(&mut self) -> usize {
        self.rows.push(Vec::new());
        self.right.push(Complex::ZERO);
        self.rows.len() - 1
    }

    /// Brings rows and columns to one size by powers of two; gives what each unknown was divided by.
    fn balance(&mut self) -> Vec<f64> {
        let count = self.rows.len();
        let mut columns = vec![1.0_f64; count];
        for _ in 0..3 {
            for (row, right) in self.rows.iter_mut().zip(&mut self.right) {
                let size = row.iter().fold(0.0_f64, |m, e| m.max(e.1.size()));
                let scale = real(near_power(size));
                for entry in row.iter_mut() {
                    entry.1 = entry.1.times(scale);
                }
                *right = right.times(scale);
            }
            let mut sizes = vec![0.0_f64; count];
            for (column, value) in self.rows.iter().flatten() {
                sizes[*column] = sizes[*column].max(value.size());
            }
            for (column, value) in self.rows.iter_mut().flatten() {
                *value = value.times(real(near_power(sizes[*column])));
            }
            for (all, size) in columns.iter_mut().zip(sizes) {
                *all *= near_power(size);
            }
        }
        columns
    }

    /// x, or none where the equations have no unique solution.
    pub(super) fn solve(mut self, pivots: Pivots) -> Option<Vec<Complex>> {
        let scales = self.balance();
        let count = self.rows.len();
        let mut open: Vec<bool> = vec![true; count];
        let mut counts = vec![0_usize; count];
        for (column, _) in self.rows.iter().flatten() {
            counts[*column] += 1;
        }
        let mut steps: Vec<Step> = Vec::with_capacity(count);
        for _ in 0..count {
            let (row, unknown) = self.pivot(&open, &counts, pivots)?;
            open[row] = false;
            let taken = std::mem::take(&mut self.rows[row]);
            for (column, _) in &taken {
                counts[*column] -= 1;
            }
            let at = taken.iter().position(|entry| entry.0 == unknown)?;
            let step = Step {
                unknown,
                pivot: taken[at].1,
                right: self.right[row],
                row: taken.into_iter().filter(|e| e.0 != unknown).collect(),
            };
            for other in (0..count).filter(|&other| open[other]) {
                self.eliminate(other, &step, &mut counts);
            }
            steps.push(step);
        }
        let mut x = vec![Complex::ZERO; count];
        for step in steps.iter().rev() {
            let known = step.row.iter();
            let sum = known.fold(step.right, |sum, (c, v)| sum - *v * x[*c]);
            x[step.unknown] = sum / step.pivot;
        }
        let scaled = x.iter().zip(scales);
        Some(scaled.map(|(x, scale)| x.times(real(scale))).collect())
    }

    /// The entry that fills in least among those large enough.
    fn pivot(&self, open: &[bool], counts: &[usize], pivots: Pivots) -> Option<(usize, usize)> {
        let mut shortest: Vec<(usize, usize)> = (0..self.rows.len())
            .filter(|&row| open[row])
            .map(|row| (self.rows[row].len(), row))
            .collect();
        if shortest.len() > CANDIDATES {
            shortest.select_nth_unstable(CANDIDATES - 1);
            shortest.truncate(CANDIDATES);
        }
        let mut best: Option<(usize, usize, usize)> = None;
        for (length, row) in shortest {
            let entries = &self.rows[row];
            let greatest = entries.iter().fold(0.0_f64, |m, e| m.max(e.1.size()));
            if !(greatest > 0.0) {
                return None;
            }
            for (column, value) in entries {
                if value.size() >= pivots.threshold() * greatest {
                    let cost = (length - 1) * (counts[*column] - 1);
                    if best.is_none_or(|found| cost < found.0) {
                        best = Some((cost, row, *column));
                    }
                }
            }
        }
        best.map(|(_, row, column)| (row, column))
    }

    /// Takes an unknown out of a row.
    fn eliminate(&mut self, other: usize, step: &Step, counts: &mut [usize]) {
        let row = &self.rows[other];
        let Ok(at) = row.binary_search_by_key(&step.unknown, |entry| entry.0) else {
            return;
        };
        let factor = row[at].1 / step.pivot;
        let mut merged = Vec::with_capacity(row.len() + step.row.len());
        let mut theirs = step.row.iter().peekable();
        for &(column, value) in row {
            while let Some(&&(next, add)) = theirs.peek()
                && next < column
            {
                merged.push((next, -(factor * add)));
                counts[next] += 1;
                theirs.next();
            }
            let add = theirs.next_if(|entry| entry.0 == column);
            if column != step.unknown {
                let value = add.map_or(value, |add| value - factor * add.1);
                merged.push((column, value));
            }
        }
        for &(column, add) in theirs {
            merged.push((column, -(factor * add)));
            counts[column] += 1;
        }
        counts[step.unknown] -= 1;
        self.rows[other] = merged;
        self.right[other] = self.right[other] - factor * step.right;
    }
}

/// The power of two that brings a size near one.
fn near_power(size: f64) -> f64 {
    if size > 0.0 && size.is_finite() {
        (-size.log2().round()).clamp(-500.0, 500.0).exp2()
    } else {
        1.0
    }
}
