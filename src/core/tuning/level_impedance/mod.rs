//! The impedance of an earphone from levels alone.
//!
//! Played directly and through added source resistors, an earphone of impedance Z sounds by
//! 20 log|Z/(Z + R)| softer. Levels under a few known R therefore tell Z(f) with its phase, and with
//! it the level behind any source resistance, without an instrument that measures impedance. Source
//! resistance and level are one voltage divider; what is known of the impedance of passive
//! two-terminal networks (its phase follows from its magnitude) and its smoothness take the noise out.
//!
//! # Limitations
//! Where |Z| is flat and levels were not kept from file to file, an offset of a file and the scale of
//! |Z| look the same: the standard deviation says so. Below the lowest and above the highest frequency
//! the magnitude is continued, so the phase is less well known near the ends. The earphone must be
//! seated the same throughout: what moved between files is taken for impedance.

mod bode;
mod cells;
mod fit;
mod told;

pub use told::Told;

use crate::analysis::interpolate;
use crate::design::CurvePoint;
use cells::Cells;
use fit::{Fit, loss_db};
use num_complex::Complex64;
use rayon::prelude::*;

/// Levels taken behind one source resistance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// What the file is called.
    pub name: String,
    /// Resistance between an ideal source and the earphone, Ω: 0 for one played directly.
    pub resistance: f64,
    /// Hz and dB, frequency rising; phases are not needed.
    pub points: Vec<CurvePoint>,
}

/// What is stated about the levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Standard deviation of the level of a file against the others, dB: 0 where levels were kept.
    pub offset_db: f64,
    /// What counts of the band that all files have, Hz.
    pub band: (f64, f64),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            offset_db: 0.0,
            band: (20.0, 20e3),
        }
    }
}

/// How well a file is explained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Left {
    /// Root mean square of the difference, dB.
    pub rms_db: f64,
    /// The largest difference, dB, with its sign: measured less explained.
    pub worst_db: f64,
    /// Where that is, Hz.
    pub worst_hz: f64,
}

/// A file and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Its name.
    pub name: String,
    /// Its source resistance, Ω.
    pub resistance: f64,
    /// Its level against the others, dB, as found: 0 where levels were kept.
    pub offset_db: f64,
    /// What the impedance leaves of it, dB, at every frequency of the impedance.
    pub off_db: Vec<f64>,
    /// The size of that.
    pub residual: Left,
    /// The same against an impedance that was found without this file; absent where what is then left
    /// tells none.
    pub held_out: Option<Left>,
}

/// What the levels tell.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelImpedance {
    /// Hz, rising.
    pub f: Vec<f64>,
    /// The impedance, Ω.
    pub impedance: Vec<Complex64>,
    /// Relative standard deviation of its magnitude.
    pub deviation: Vec<f64>,
    /// The file behind the least resistance: levels behind others are told from it.
    pub nearest: Run,
    /// The files.
    pub files: Vec<Explained>,
    /// Noise of the levels from point to point, dB.
    pub noise_db: f64,
    /// What stands out.
    pub told: Vec<Told>,
}

impl LevelImpedance {
    /// The level behind a source resistance, Ω, in dB: that of the file behind the least, changed by what
    /// the impedance makes of the difference. As fine as that file is, within the band of the impedance.
    pub fn level(&self, resistance: f64) -> Vec<CurvePoint> {
        let (real, imaginary): (Vec<f64>, Vec<f64>) =
            self.impedance.iter().map(|z| (z.re, z.im)).unzip();
        let points = self.nearest.points.iter().filter_map(|point| {
            let re = interpolate::at_log(&self.f, &real, point.f)?;
            let im = interpolate::at_log(&self.f, &imaginary, point.f)?;
            let z = Complex64::new(re, im);
            let change = loss_db(z, resistance) - loss_db(z, self.nearest.resistance);
            Some(CurvePoint {
                f: point.f,
                value: point.value + change,
                phase_deg: None,
            })
        });
        points.collect()
    }

    /// The impedance as a curve.
    pub fn curve(&self) -> Vec<CurvePoint> {
        let both = self.f.iter().zip(&self.impedance);
        both.map(|(f, z)| CurvePoint {
            f: *f,
            value: z.norm(),
            phase_deg: Some(z.arg().to_degrees()),
        })
        .collect()
    }
}

/// Why no impedance comes out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LevelImpedanceError {
    /// Too few files.
    #[error(
        "two files at least are needed, one directly and one through a resistor: with two resistors one can check the other"
    )]
    TooFew,
    /// All resistances are the same.
    #[error("all files were taken behind the same resistance: state one for each")]
    SameResistance,
    /// A resistance that is none.
    #[error("“{0}”: a source resistance must be zero or positive, and below 1 MΩ")]
    Resistance(String),
    /// A file without a curve.
    #[error("“{0}” holds no levels at rising frequencies")]
    NoCurve(String),
    /// The files do not overlap.
    #[error(
        "the files have less than an octave in common within the band: choose others, or widen it"
    )]
    NoBand,
    /// Nothing changes with the resistance.
    #[error(
        "the levels do not change with the resistance: the resistors are too small for this earphone, or the files are the same"
    )]
    NoDifference,
}

/// Largest resistance that can be stated, Ω.
const MOST_OHM: f64 = 1e6;
/// Cells an octave, at most: what is wider than this tells of no impedance.
const FINEST: f64 = 24.0;
/// Cells an octave of the first, quick look.
const COARSE: f64 = 8.0;
/// Steps of the first look, of the last, and of one without a file.
const STEPS: (usize, usize, usize) = (40, 10, 4);

/// Finds the impedance behind levels.
///
/// # Errors
/// When the files cannot tell one.
pub fn level_impedance(
    runs: &[Run],
    options: &Options,
) -> Result<LevelImpedance, LevelImpedanceError> {
    let band = checked(runs, options)?;
    let octaves = (band.1 / band.0).log2();
    let density = |run: &Run| {
        let inside = run.points.iter();
        let inside = inside.filter(|point| point.f >= band.0 && point.f <= band.1);
        inside.count() as f64 / octaves
    };
    let finest = runs.iter().map(density).fold(FINEST, f64::min).max(3.0);
    let coarse = Cells::of(runs, band, finest.min(COARSE));
    let mut first = Fit::new(&coarse, runs, options.offset_db);
    first.settle(STEPS.0, true);
    let cells = Cells::of(runs, band, finest);
    let mut fit = Fit::finer(&cells, &first);
    fit.settle(STEPS.1, true);
    let f = cells.f();
    let impedance = fit.impedance();
    let told = told::told(runs, &first, &fit, options);
    if impedance.iter().any(|z| !z.is_finite()) || told::is_silent(runs, &cells, &fit) {
        return Err(LevelImpedanceError::NoDifference);
    }
    let residuals = fit.residuals();
    let held_out: Vec<Option<Left>> = (0..runs.len())
        .into_par_iter()
        .map(|run| held_out(run, &cells, &fit, options))
        .collect();
    let files = (runs.iter().zip(residuals.iter().zip(held_out)).enumerate())
        .map(|(n, (run, (residual, held_out)))| Explained {
            name: run.name.clone(),
            resistance: run.resistance,
            offset_db: fit.offsets[n],
            residual: left(&f, residual),
            off_db: residual.clone(),
            held_out,
        })
        .collect();
    let nearest = runs
        .iter()
        .min_by(|a, b| a.resistance.total_cmp(&b.resistance));
    Ok(LevelImpedance {
        deviation: fit.deviation(),
        nearest: nearest.cloned().unwrap_or_default(),
        noise_db: fit.noise_db(),
        f,
        impedance,
        files,
        told,
    })
}

/// The band all files have in common, Hz.
fn checked(runs: &[Run], options: &Options) -> Result<(f64, f64), LevelImpedanceError> {
    if runs.len() < 2 {
        return Err(LevelImpedanceError::TooFew);
    }
    let mut band = options.band;
    for run in runs {
        if !(0.0..=MOST_OHM).contains(&run.resistance) {
            return Err(LevelImpedanceError::Resistance(run.name.clone()));
        }
        let points = &run.points;
        let sound = |point: &CurvePoint| point.f > 0.0 && (point.f * point.value).is_finite();
        let rising = points.windows(2).all(|pair| pair[0].f < pair[1].f);
        let ends = points.first().zip(points.last());
        match ends.filter(|_| points.iter().all(sound) && rising) {
            Some((first, last)) => band = (band.0.max(first.f), band.1.min(last.f)),
            None => return Err(LevelImpedanceError::NoCurve(run.name.clone())),
        }
    }
    if !(band.0 > 0.0 && band.1 >= 2.0 * band.0) {
        return Err(LevelImpedanceError::NoBand);
    }
    if !differ(runs.iter()) {
        return Err(LevelImpedanceError::SameResistance);
    }
    Ok(band)
}

/// Whether there are two resistances at least.
fn differ<'a>(mut runs: impl Iterator<Item = &'a Run>) -> bool {
    let first = runs.next().map(|run| run.resistance);
    runs.any(|run| Some(run.resistance) != first)
}

/// A file against an impedance that knows nothing of it.
fn held_out(run: usize, cells: &Cells, fit: &Fit<'_>, options: &Options) -> Option<Left> {
    let runs = fit.runs();
    let others = runs.iter().enumerate().filter(|(n, _)| *n != run);
    if runs.len() < 3 || !differ(others.map(|(_, run)| run)) {
        return None;
    }
    let mut without = fit.without(run);
    without.settle(STEPS.2, false);
    let resistance = runs.get(run)?.resistance;
    let predicted = without.direct_db().into_iter().zip(without.impedance());
    let mut off: Vec<f64> = (cells.levels.get(run)?.iter().zip(predicted))
        .map(|(level, (direct, z))| level - direct - loss_db(z, resistance))
        .collect();
    if options.offset_db > 0.0 {
        // Its own level was not kept either.
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        for off in &mut off {
            *off -= mean;
        }
    }
    Some(left(&cells.f(), &off))
}

/// The size of differences.
fn left(f: &[f64], off: &[f64]) -> Left {
    let squares: f64 = off.iter().map(|off| off * off).sum();
    let worst = f.iter().zip(off);
    let worst = worst.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    Left {
        rms_db: (squares / off.len().max(1) as f64).sqrt(),
        worst_db: worst.map_or(0.0, |(_, off)| *off),
        worst_hz: worst.map_or(0.0, |(f, _)| *f),
    }
}

/// The resistance a file's name tells, Ω, as in “Zero Red 47 ohm.txt” or “20R.frd”: the number before
/// the unit. “Direct” is none at all.
pub fn resistance_of_name(name: &str) -> Option<f64> {
    let lower = name.to_lowercase().replace(['ω', 'Ω'], "ohm");
    let stem = lower
        .rsplit_once('.')
        .map_or(lower.as_str(), |(stem, _)| stem);
    for (at, _) in stem.char_indices() {
        let rest = &stem[at..];
        let unit = ["ohms", "ohm", "r"]
            .into_iter()
            .find(|unit| rest.starts_with(unit));
        let Some(unit) = unit else { continue };
        let behind = rest[unit.len()..].chars().next();
        if behind.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let before = stem[..at].trim_end_matches([' ', '_', '-']);
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = before[digits.len()..].trim_start_matches('.');
        if let Ok(value) = number.parse() {
            return Some(value);
        }
    }
    let direct = ["direct", "no resistor", "without"];
    direct.iter().any(|word| stem.contains(word)).then_some(0.0)
}
