//! What stands out in what was found: for people to read.

use super::{Options, Run, cells::Cells, fit::Fit};
use crate::design::Severity;
use crate::quantity::{Unit, text::rounded};

/// A |Z| that is known to less than this share is told as weak.
const WEAK: f64 = 0.1;
/// Levels that leave this many times less when they may be off were not kept.
const NOT_KEPT: f64 = 1.5;
/// How far files are let off to see that, dB.
const LET_OFF_DB: f64 = 0.5;
/// An offset below this is no news, dB.
const LEAST_OFFSET_DB: f64 = 0.05;
/// An angle of a passive impedance, with some room for error, rad.
const PASSIVE: f64 = 1.75;

/// Something that stands out.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// How bad it is.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
}

fn warning(message: String) -> Told {
    Told {
        severity: Severity::Warning,
        message,
    }
}

/// What stands out. `first` is the fit of the quick look, `fit` the last one.
pub(super) fn told(runs: &[Run], first: &Fit<'_>, fit: &Fit<'_>, options: &Options) -> Vec<Told> {
    let mut told = Vec::new();
    if runs.len() < 3 {
        told.push(warning(
            tr!("With two files nothing checks the result: a third, through another resistor, would.")
                .to_owned(),
        ));
    }
    if options.offset_db == 0.0 {
        not_kept(runs, first, &mut told);
    }
    weak(fit, options, &mut told);
    if fit.impedance().iter().any(|z| z.arg().abs() > PASSIVE) {
        told.push(warning(
            tr!("The phase passes a right angle, which no passive earphone does: was it seated the same \
             in all files, and are the resistances right?")
                .to_owned(),
        ));
    }
    told
}

/// Whether the levels fit much better once every file may be louder or softer as a whole.
fn not_kept(runs: &[Run], first: &Fit<'_>, told: &mut Vec<Told>) {
    let mut free = first.with_offsets(LET_OFF_DB);
    free.settle(super::STEPS.0, true);
    let better = first.noise_db() / free.noise_db();
    // Offsets are known against each other only.
    let mean = free.offsets.iter().sum::<f64>() / free.offsets.len().max(1) as f64;
    let worst = (runs.iter().zip(&free.offsets))
        .map(|(run, offset)| (run, offset - mean))
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    if let Some((run, offset)) = worst
        && better > NOT_KEPT
        && offset.abs() > LEAST_OFFSET_DB
    {
        let by = format!(
            "{:.2} dB {}",
            offset.abs(),
            if offset > 0.0 {
                tr!("louder")
            } else {
                tr!("softer")
            }
        );
        told.push(warning(tr!(
            "The levels seem not to have been kept from file to file: “{}” would be {by} than the others. \
             State how far levels may be off, or take it again.",
            run.name
        )));
    }
}

/// Where the magnitude is known badly.
fn weak(fit: &Fit<'_>, options: &Options, told: &mut Vec<Told>) {
    let deviation = fit.deviation();
    let f = fit.cells().f();
    let weak: Vec<f64> = (f.iter().zip(&deviation))
        .filter(|(_, deviation)| **deviation > WEAK)
        .map(|(f, _)| *f)
        .collect();
    let (Some(from), Some(to)) = (weak.first(), weak.last()) else {
        return;
    };
    let worst = deviation.iter().fold(0.0, |most, d| f64::max(most, *d));
    let known = if worst < 1.0 {
        tr!("to {:.0} %", 100.0 * worst)
    } else {
        tr!("hardly").to_owned()
    };
    let why = if options.offset_db > 0.0 {
        tr!(
            "its scale is weak where it is flat and levels may be off; keep the level, or add a larger resistor"
        )
    } else {
        tr!("larger resistors would tell it better")
    };
    told.push(warning(tr!(
        "Between {} and {} |Z| is known {known} only: {why}.",
        rounded(*from, &Unit::HERTZ, 3),
        rounded(*to, &Unit::HERTZ, 3)
    )));
}

/// Whether nothing that was measured changes with the resistance by more than its noise.
pub(super) fn is_silent(runs: &[Run], cells: &Cells, fit: &Fit<'_>) -> bool {
    let count = runs.len() as f64;
    let mut squares = 0.0;
    for n in 0..cells.count() {
        let mean = cells.levels.iter().map(|row| row[n]).sum::<f64>() / count;
        squares += (cells.levels.iter())
            .map(|row| (row[n] - mean).powi(2))
            .sum::<f64>();
    }
    let spread = squares / (cells.count() as f64 * (count - 1.0)).max(1.0);
    spread.sqrt() < 1e-3 || fit.deviation().iter().all(|deviation| *deviation > 2.0)
}
