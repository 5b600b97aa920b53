//! Predicted preference (Olive, Welti, Khonsaripour 2017–2018): a number from 0 to 100 from the error
//! curve, read at the frequencies that the formulas were fitted to, as `AutoEq` 4.1.2 does.

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
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OverEar2018, Self::InEarPublished, Self::InEarPatent];

    /// Its name: the two in-ear forms differ by up to 31 points, so it is shown with the score.
    pub fn name(self) -> &'static str {
        match self {
            Self::OverEar2018 => tr!("over-ear 2018"),
            Self::InEarPublished => tr!("in-ear, published form"),
            Self::InEarPatent => tr!("in-ear, patent form"),
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

/// Frequency at which response and target are both 0 dB for the mean, Hz.
const REFERENCE: f64 = 500.0;

/// The preferred frequencies (ISO 3, R40) up to 10 kHz that errors are read at, Hz. Exact twelfths of
/// an octave meet a sharp peak elsewhere: scores are up to 0.4 points off.
const POINTS: [f64; 109] = [
    20.0, 21.2, 22.4, 23.6, 25.0, 26.5, 28.0, 30.0, 31.5, 33.5, 35.5, 37.5, 40.0, 42.5, 45.0, 47.5,
    50.0, 53.0, 56.0, 60.0, 63.0, 67.0, 71.0, 75.0, 80.0, 85.0, 90.0, 95.0, 100.0, 106.0, 112.0,
    118.0, 125.0, 132.0, 140.0, 150.0, 160.0, 170.0, 180.0, 190.0, 200.0, 212.0, 224.0, 236.0,
    250.0, 265.0, 280.0, 300.0, 315.0, 335.0, 355.0, 375.0, 400.0, 425.0, 450.0, 475.0, 500.0,
    530.0, 560.0, 600.0, 630.0, 670.0, 710.0, 750.0, 800.0, 850.0, 900.0, 950.0, 1000.0, 1060.0,
    1120.0, 1180.0, 1250.0, 1320.0, 1400.0, 1500.0, 1600.0, 1700.0, 1800.0, 1900.0, 2000.0, 2120.0,
    2240.0, 2360.0, 2500.0, 2650.0, 2800.0, 3000.0, 3150.0, 3350.0, 3550.0, 3750.0, 4000.0, 4250.0,
    4500.0, 4750.0, 5000.0, 5300.0, 5600.0, 6000.0, 6300.0, 6700.0, 7100.0, 7500.0, 8000.0, 8500.0,
    9000.0, 9500.0, 10_000.0,
];

/// The steps in ratio, from 20 Hz, that `AutoEq` puts every curve on first: what a curve has between
/// them is not seen. On a rough curve that makes a tenth of a point.
const STEP: f64 = 1.01;
const FIRST: f64 = 20.0;

/// How far beyond its ends a curve is carried on by its last slope: files begin at 20.3 Hz too.
const BEYOND: f64 = 1.06;

/// Levels over frequency.
#[derive(Debug, Clone, Copy)]
pub struct Levels<'a> {
    /// Frequencies, Hz, ascending.
    pub f: &'a [f64],
    /// Levels, dB; a gap is NaN.
    pub db: &'a [f64],
}

impl Levels<'_> {
    /// The level at a frequency, at an end carried on for a twelfth of an octave.
    fn at(self, at: f64) -> Option<f64> {
        interpolate::at_log(self.f, self.db, at).or_else(|| self.beyond(at))
    }

    fn beyond(self, at: f64) -> Option<f64> {
        let ends = |a: (&f64, &f64), b: (&f64, &f64)| ((*a.0, *a.1), (*b.0, *b.1));
        let mut there = (self.f.iter().zip(self.db)).filter(|(_, db)| db.is_finite());
        let (first, second) = ends(there.next()?, there.next()?);
        let mut there = (self.f.iter().zip(self.db).rev()).filter(|(_, db)| db.is_finite());
        let (last, before) = ends(there.next()?, there.next()?);
        let (end, inner) = if at < first.0 && at >= first.0 / BEYOND {
            (first, second)
        } else if at > last.0 && at <= last.0 * BEYOND {
            (last, before)
        } else {
            return None;
        };
        let slope = (end.1 - inner.1) / (end.0 / inner.0).ln();
        Some(end.1 + slope * (at / end.0).ln())
    }
}

/// The figures of a formula; `None` where the curves do not cover its band.
pub fn figures(formula: Formula, response: Levels<'_>, target: Levels<'_>) -> Option<Figures> {
    let (wide, narrow) = match formula {
        Formula::OverEar2018 => (50.0, 50.0),
        Formula::InEarPublished | Formula::InEarPatent => (20.0, 40.0),
    };
    let at_step = |n: f64| {
        let f = FIRST * STEP.powf(n);
        Some(response.at(f)? - target.at(f)?)
    };
    let error = |at: f64| {
        // A hair more, so that the first step is not missed by rounding.
        let place = (at / FIRST).ln() / STEP.ln() + 1e-9;
        let (before, after) = (at_step(place.floor())?, at_step(place.floor() + 1.0)?);
        Some(before + place.fract() * (after - before))
    };
    let at_reference = error(REFERENCE)?;
    let points: Vec<f64> = POINTS.into_iter().filter(|at| *at >= wide).collect();
    let values: Vec<f64> = points.iter().map(|at| error(*at)).collect::<Option<_>>()?;
    let near: Vec<f64> = (points.iter().zip(&values))
        .filter(|(at, _)| **at >= narrow)
        .map(|(_, error)| (error - at_reference).abs())
        .collect();
    Some(Figures {
        deviation: error::standard_deviation(&values)?,
        slope: slope(&points, &values).abs(),
        mean: near.iter().sum::<f64>() / near.len() as f64,
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
