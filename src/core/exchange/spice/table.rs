//! Values over frequency as a list of points between which straight lines are true enough.

use crate::analysis::error::log_points;
use num_complex::Complex64;
use std::{f64::consts::TAU, fmt::Write as _};

/// Points an octave that are always there.
const PER_OCTAVE: usize = 6;
/// How far a straight line may miss a value, as a share of it.
const MISS: f64 = 2e-4;
/// How often an interval is halved at most.
const HALVINGS: usize = 8;
/// Numbers in a line: some programs cut long ones.
const PER_LINE: usize = 8;

/// Which part of a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// Its real part.
    Real,
    /// Its imaginary part over the angular frequency, rad/s.
    OverW,
}

/// Values at ascending frequencies, Hz.
#[derive(Debug, Clone)]
pub(super) struct Table {
    rows: Vec<(f64, Vec<Complex64>)>,
}

impl Table {
    /// As many points as straight lines need.
    pub(super) fn of([from, to]: [f64; 2], values: impl Fn(f64) -> Vec<Complex64>) -> Self {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some ten octaves"
        )]
        let count = ((to / from).log2() * PER_OCTAVE as f64).ceil().max(1.0) as usize;
        let mut rows: Vec<Row> = Vec::new();
        for f in log_points([from, to], count + 1) {
            let last = (f, values(f));
            if let Some(first) = rows.last().cloned() {
                halve(&mut rows, &first, &last, &values, HALVINGS);
            }
            rows.push(last);
        }
        Self { rows }
    }

    /// The function of one value, on lines of their own.
    pub(super) fn pwl(&self, value: usize, part: Part) -> String {
        let mut out = "pwl(hertz".to_owned();
        for (n, (f, values)) in self.rows.iter().enumerate() {
            let y = values.get(value).copied().unwrap_or_default();
            let y = match part {
                Part::Real => y.re,
                Part::OverW => y.im / (TAU * f),
            };
            out.push_str(if n % PER_LINE == 0 { ",\n+ " } else { ", " });
            let _ = write!(out, "{f:.7e}, {y:.7e}");
        }
        out.push(')');
        out
    }
}

type Row = (f64, Vec<Complex64>);

/// Puts points between two where a line from one to the other misses the middle.
fn halve(
    rows: &mut Vec<Row>,
    first: &Row,
    last: &Row,
    values: &impl Fn(f64) -> Vec<Complex64>,
    left: usize,
) {
    let f = 0.5 * (first.0 + last.0);
    let middle = (f, values(f));
    let straight = (first.1.iter().zip(&last.1).zip(&middle.1)).all(|((a, b), y)| {
        // The imaginary part over the frequency is what is drawn as lines.
        let [of_a, of_b, of_y] = [(a, first.0), (b, last.0), (y, f)]
            .map(|(y, f)| Complex64::new(y.re, y.im * middle.0 / f));
        ((of_a + of_b) * 0.5 - of_y).norm() <= MISS * of_y.norm()
    });
    if straight || left == 0 {
        return;
    }
    halve(rows, first, &middle, values, left - 1);
    rows.push(middle.clone());
    halve(rows, &middle, last, values, left - 1);
}
