//! Reading the reference tables of `tests/reference`.

use num_complex::Complex64;
use std::path::PathBuf;

/// A CSV table with a header; lines that begin with `#` are comments.
pub(crate) struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads `tests/reference/NAME`.
    pub(crate) fn read(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/reference")
            .join(name);
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_path(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let header = reader.headers().unwrap().iter().map(str::to_owned);
        let header = header.collect();
        let rows = reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        Self { header, rows }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The text of a cell.
    pub(crate) fn text(&self, row: usize, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        &self.rows[row][at.unwrap_or_else(|| panic!("no column {column}"))]
    }

    /// The number in a cell, `None` where it is empty.
    pub(crate) fn optional(&self, row: usize, column: &str) -> Option<f64> {
        let text = self.text(row, column);
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    /// The number in a cell.
    pub(crate) fn number(&self, row: usize, column: &str) -> f64 {
        self.optional(row, column)
            .unwrap_or_else(|| panic!("row {row}, {column} is empty"))
    }

    /// The complex number in two cells.
    pub(crate) fn complex(&self, row: usize, re: &str, im: &str) -> Complex64 {
        Complex64::new(self.number(row, re), self.number(row, im))
    }
}

/// Level in dB of |z|/reference.
pub(crate) fn level(z: Complex64, reference: f64) -> f64 {
    20.0 * (z.norm() / reference).log10()
}

/// Difference of two angles in degrees, in (−180, 180].
pub(crate) fn angle_difference(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    if turn > 180.0 { turn - 360.0 } else { turn }
}
