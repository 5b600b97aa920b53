//! Predicted preference (Olive, Welti, Khonsaripour): a number from 0 to 100 from the error curve.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of points, rounded"
)]

use super::{error, interpolate};

/// The published formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// Over-ear 2018: 114.49 − 12.62 SD − 15.52 AS, 50 Hz–10 kHz.
    OverEar2018,
    /// In-ear as published and used by open tools: 100.08 − 8.5 SD − 6.796 AS − 3.475 ME.
    InEarPublished,
    /// In-ear, the form of the patent: 68.685 − 3.238 SD − 4.473 AS − 2.658 ME.
    InEarPatent,
}

impl Formula {
    /// Its name: the two in-ear forms differ by up to 31 points, so it is shown with the score.
    pub fn name(self) -> &'static str {
        match self {
            Self::OverEar2018 => "over-ear 2018",
            Self::InEarPublished => "in-ear, published form",
            Self::InEarPatent => "in-ear, patent form",
        }
    }
}

/// What the formulas are made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Sample standard deviation of the error, dB.
    pub deviation: f64,
    /// |slope| of the error against ln f, dB.
    pub slope: f64,
    /// Mean |error|, dB.
    pub mean: f64,
}

/// Frequency at which response and target are both 0 dB, Hz.
const REFERENCE: f64 = 500.0;

/// Points an octave.
const DENSITY: f64 = 12.0;

/// The figures of a formula; `None` where the curves do not cover its band.
pub fn figures(
    formula: Formula,
    f: &[f64],
    response_db: &[f64],
    target_db: &[f64],
) -> Option<Figures> {
    let (wide, narrow) = match formula {
        Formula::OverEar2018 => ([50.0, 10e3], [50.0, 10e3]),
        Formula::InEarPublished | Formula::InEarPatent => ([20.0, 10e3], [40.0, 10e3]),
    };
    let at_reference = interpolate::at_log(f, response_db, REFERENCE)?
        - interpolate::at_log(f, target_db, REFERENCE)?;
    let error = |band| -> Option<(Vec<f64>, Vec<f64>)> {
        let points = octave_points(band);
        let values: Vec<f64> = error::difference_db(f, response_db, target_db, &points)
            .into_iter()
            .map(|e| e - at_reference)
            .collect();
        (values.len() == points.len()).then_some((points, values))
    };
    let (points, values) = error(wide)?;
    let (_, near) = error(narrow)?;
    Some(Figures {
        deviation: error::standard_deviation(&values)?,
        slope: slope(&points, &values).abs(),
        mean: near.iter().map(|e| e.abs()).sum::<f64>() / near.len() as f64,
    })
}

/// The score of the figures, 0 to 100.
pub fn score(formula: Formula, figures: &Figures) -> f64 {
    let Figures {
        deviation,
        slope,
        mean,
    } = *figures;
    let raw = match formula {
        Formula::OverEar2018 => 114.490_443 - 12.62 * deviation - 15.516_386 * slope,
        Formula::InEarPublished => 100.0795 - 8.5 * deviation - 6.796 * slope - 3.475 * mean,
        Formula::InEarPatent => 68.685 - 3.238 * deviation - 4.473 * slope - 2.658 * mean,
    };
    raw.clamp(0.0, 100.0)
}

fn octave_points([from, to]: [f64; 2]) -> Vec<f64> {
    let count = ((to / from).log2() * DENSITY).round() as usize + 1;
    error::log_points([from, to], count)
}

/// Slope of the least-squares line of `y` against ln x.
fn slope(x: &[f64], y: &[f64]) -> f64 {
    let count = x.len() as f64;
    let mean_x = x.iter().map(|x| x.ln()).sum::<f64>() / count;
    let mean_y = y.iter().sum::<f64>() / count;
    let (mut above, mut below) = (0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        above += (x.ln() - mean_x) * (y - mean_y);
        below += (x.ln() - mean_x).powi(2);
    }
    above / below
}
