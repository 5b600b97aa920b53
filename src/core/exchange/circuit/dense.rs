//! A dense system of complex equations.

use num_complex::Complex64;

/// A pivot this small beside what stood in its row is rounding: nothing decides that unknown.
const NO_PIVOT: f64 = 1e-14;

/// A dense system with several right sides.
pub(super) struct Matrix {
    size: usize,
    /// Row by row, the right sides behind.
    rows: Vec<Vec<Complex64>>,
}

impl Matrix {
    /// Of this many unknowns and right sides, all 0.
    pub(super) fn new(size: usize, sides: usize) -> Self {
        let rows = vec![vec![Complex64::ZERO; size + sides]; size];
        Self { size, rows }
    }

    /// Adds to an entry; the column of the ground is left out.
    pub(super) fn add(&mut self, row: usize, column: Option<usize>, value: Complex64) {
        let entry = self.rows.get_mut(row).zip(column);
        if let Some(entry) = entry.and_then(|(row, column)| row.get_mut(column)) {
            *entry += value;
        }
    }

    /// Adds an admittance between two nodes.
    pub(super) fn admittance(&mut self, ends: [Option<usize>; 2], y: Complex64) {
        for (row, sign) in ends.into_iter().zip([1.0, -1.0]) {
            for (column, also) in ends.into_iter().zip([1.0, -1.0]) {
                if let Some(row) = row {
                    self.add(row, column, y * (sign * also));
                }
            }
        }
    }

    /// One on a right side.
    pub(super) fn drive(&mut self, row: usize, side: usize) {
        self.add(row, Some(self.size + side), Complex64::new(1.0, 0.0));
    }

    /// The unknowns, each for every right side, by elimination with the largest pivot of a column.
    /// Rows and columns are brought to one size first: acoustic and electrical entries are far apart.
    ///
    /// # Errors
    /// With the unknown that nothing decides.
    pub(super) fn solve(mut self) -> Result<Vec<Vec<Complex64>>, usize> {
        let size = self.size;
        let mut scales = vec![1.0; size];
        for _ in 0..3 {
            for row in &mut self.rows {
                let own = row.iter().take(size);
                let largest = own.fold(0.0, |most: f64, entry| most.max(entry.norm()));
                if largest > 0.0 {
                    for entry in row.iter_mut() {
                        *entry /= largest;
                    }
                }
            }
            for (column, scale) in scales.iter_mut().enumerate() {
                let own = self.rows.iter().map(|row| row[column].norm());
                let largest = own.fold(0.0, f64::max);
                if largest > 0.0 {
                    for row in &mut self.rows {
                        row[column] /= largest;
                    }
                    *scale /= largest;
                }
            }
        }
        for at in 0..size {
            let best = (at..size)
                .max_by(|a, b| {
                    self.rows[*a][at]
                        .norm()
                        .total_cmp(&self.rows[*b][at].norm())
                })
                .unwrap_or(at);
            self.rows.swap(at, best);
            let (above, below) = self.rows.split_at_mut(at + 1);
            let pivot_row = &above[at];
            let pivot = pivot_row[at];
            // Not “smaller”: what is no number is no pivot either.
            if !(pivot.norm() > NO_PIVOT) {
                return Err(at);
            }
            for row in below {
                let factor = row[at] / pivot;
                if factor != Complex64::ZERO {
                    for (entry, over) in row.iter_mut().zip(pivot_row).skip(at) {
                        *entry -= factor * over;
                    }
                }
            }
        }
        let mut solved: Vec<Vec<Complex64>> = vec![Vec::new(); size];
        for at in (0..size).rev() {
            let row = &self.rows[at];
            let mut values = row[size..].to_vec();
            for (entry, known) in row[..size].iter().zip(&solved).skip(at + 1) {
                for (value, known) in values.iter_mut().zip(known) {
                    *value -= entry * known;
                }
            }
            for value in &mut values {
                *value /= row[at];
            }
            solved[at] = values;
        }
        for (values, scale) in solved.iter_mut().zip(scales) {
            for value in values {
                *value *= scale;
            }
        }
        Ok(solved)
    }
}
