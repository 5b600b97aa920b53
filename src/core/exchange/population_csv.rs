//! A population of ears as CSV.

use super::curves_csv::number;
use crate::analysis::{EarPopulation, population::SHARES};
use std::fmt::Write as _;

/// Decimals of Hz and dB.
const DECIMALS: usize = 6;

/// A header and one row a frequency: the design as drawn, the levels that shares of the ears stay
/// below, and the standard deviation relative to 1 kHz.
pub fn population_csv(of: &EarPopulation) -> String {
    let mut text = "f_hz,spl_db".to_owned();
    for share in SHARES {
        let _ = write!(text, ",spl_db:{:.0} %", 100.0 * share);
    }
    text.push_str(",deviation_db\n");
    let curves: Vec<&[f64]> = std::iter::once(&of.as_drawn)
        .chain(&of.levels)
        .chain(std::iter::once(&of.deviation))
        .map(Vec::as_slice)
        .collect();
    for (row, f) in of.f.iter().enumerate() {
        text.push_str(&number(*f, DECIMALS));
        for curve in &curves {
            text.push(',');
            if let Some(value) = curve.get(row) {
                text.push_str(&number(*value, DECIMALS));
            }
        }
        text.push('\n');
    }
    text
}
