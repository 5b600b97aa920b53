//! What a fit says, and what it cannot say.

use super::{
    Data, Finding, Identified, Options,
    driver::driver,
    parameter::Parameter,
    problem::{Problem, level_db},
    rig::Curves,
};
use crate::design::CurvePoint;
use crate::quantity::text;
use crate::tuning::least_squares::{Minimum, SumOfSquares as _, covariance};
use nalgebra::DMatrix;
use num_complex::Complex64;

/// A parameter whose relative standard deviation is below this is told by the data.
pub(super) const TOLD: f64 = 0.1;
/// Share of a direction below which a parameter has no part in it.
const PART: f64 = 0.2;

/// What is known about a parameter after the fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was known beforehand.
    Given,
    /// The data tell it.
    Determined,
    /// The data leave it open by more than a tenth.
    Undetermined,
    /// It stopped at the end of what a real part can have.
    AtBound,
}

impl Standing {
    /// The same in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Given => tr!("given"),
            Self::Determined => tr!("determined by the data"),
            Self::Undetermined => tr!("not determined by the data"),
            Self::AtBound => tr!("at the bound of what is real"),
        }
    }
}

/// A parameter after the fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Which.
    pub parameter: Parameter,
    /// Its value, SI.
    pub value: f64,
    /// Relative standard deviation (of its logarithm): 0 for what was given.
    pub deviation: f64,
    /// What is known about it.
    pub standing: Standing,
}

impl Fitted {
    /// Value with unit and, where it was fitted, its standard deviation.
    pub fn text(&self) -> String {
        let value = text::rounded(self.value, self.parameter.unit, 4);
        match self.standing {
            Standing::Given => tr!("{value} (given)"),
            Standing::AtBound => tr!("{value} (at its bound)"),
            Standing::Determined | Standing::Undetermined => {
                format!("{value} ± {:.2} %", 100.0 * self.deviation)
            }
        }
    }
}

/// A direction in which the curves hardly change.
#[derive(Debug, Clone, PartialEq)]
pub struct Blind {
    /// Symbols and exponents: each parameter may go with a common factor to this power.
    pub parts: Vec<(&'static str, f64)>,
    /// ln of the factor that costs one standard deviation.
    pub deviation: f64,
    /// A sentence.
    pub message: String,
}

/// A measured curve beside the fitted one.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Measured points, as given.
    pub measured: Vec<CurvePoint>,
    /// The model at the same frequencies, with phase; delay and polarity of the measurement applied.
    pub fitted: Vec<CurvePoint>,
    /// Measured less fitted: dB, or percent of the impedance.
    pub residual: Vec<f64>,
    /// Rms of the residual within the fitted band: dB, or percent.
    pub rms: f64,
    /// Largest residual within the fitted band.
    pub worst: f64,
}

pub(super) fn verdict(
    problem: &mut Problem,
    parameters: &[&Parameter],
    best: &Minimum,
    data: &Data,
    options: &Options,
    findings: Vec<Finding>,
) -> Identified {
    let values = problem.values(&best.x);
    let normal = problem.normal(&best.x);
    // What is expected beforehand is no datum: it steadies the search and does not count here.
    let expected = problem.expected_squares(&best.x);
    let data_count = normal.count.saturating_sub(problem.expected.len());
    let freedom = data_count.saturating_sub(problem.variables()).max(1);
    let misfit = ((2.0 * normal.cost - expected).max(0.0) / freedom as f64).sqrt();
    // A residual above the stated noise widens what is claimed; one below does not narrow it.
    let widening = misfit.max(1.0);
    let bound = |k: usize| {
        let Some(parameter) = problem.free.get(k).and_then(|&place| parameters.get(place)) else {
            return false;
        };
        let (low, high) = parameter.bounds;
        best.x
            .get(k)
            .is_some_and(|x| *x <= low.ln() + 1e-6 || *x >= high.ln() - 1e-6)
    };
    let inner: Vec<usize> = (0..problem.variables()).filter(|&k| !bound(k)).collect();
    let spread = covariance(&normal.hessian, &inner).map(|matrix| matrix * widening.powi(2));
    let deviation = |k: usize| {
        let row = inner.iter().position(|&inner| inner == k)?;
        Some(spread.as_ref()?[(row, row)].sqrt())
    };
    let fitted = parameters
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(place, (parameter, &value))| {
            let variable = problem.free.iter().position(|&free| free == place);
            let (deviation, standing) = match variable {
                None => (0.0, Standing::Given),
                Some(k) if bound(k) => (f64::INFINITY, Standing::AtBound),
                Some(k) => {
                    let deviation = deviation(k).unwrap_or(f64::INFINITY);
                    let told = deviation < TOLD;
                    let standing = if told {
                        Standing::Determined
                    } else {
                        Standing::Undetermined
                    };
                    (deviation, standing)
                }
            };
            Fitted {
                parameter: **parameter,
                value,
                deviation,
                standing,
            }
        })
        .collect::<Vec<_>>();
    let inner_symbols: Vec<&'static str> = inner
        .iter()
        .filter_map(|&k| problem.free.get(k))
        .filter_map(|&place| parameters.get(place))
        .map(|parameter| parameter.symbol)
        .collect();
    let blind = spread.map_or_else(Vec::new, |matrix| directions(&matrix, &inner_symbols));
    let response = data.response.as_ref().and_then(|trace| {
        let delay = problem.delay(&best.x);
        let turn = if problem.inverted { 180.0 } else { 0.0 };
        let fitted = fitted_curve(problem, best, &trace.points, |curves| curves.pressure)?;
        Some(compare(
            &fitted,
            &trace.points,
            options.response_band,
            |pressure, measured| {
                let level = level_db(pressure);
                let phase = pressure.arg().to_degrees() + turn - 360.0 * measured.f * delay;
                (level, phase, measured.value - level)
            },
        ))
    });
    let impedance = data.impedance.as_ref().and_then(|trace| {
        let fitted = fitted_curve(problem, best, &trace.points, |curves| curves.impedance)?;
        Some(compare(
            &fitted,
            &trace.points,
            options.impedance_band,
            |impedance, measured| {
                let size = impedance.norm();
                let error = 100.0 * (measured.value / size - 1.0);
                (size, impedance.arg().to_degrees(), error)
            },
        ))
    });
    let driver = driver(options, &fitted, response.as_ref(), impedance.as_ref());
    Identified {
        delay: problem.with_phase.then(|| problem.delay(&best.x)),
        inverted: problem.inverted,
        parameters: fitted,
        blind,
        response,
        impedance,
        misfit,
        findings,
        driver,
    }
}

/// The eigenvectors of the covariance whose deviation is above what counts as told.
fn directions(covariance: &DMatrix<f64>, symbols: &[&'static str]) -> Vec<Blind> {
    let n = symbols.len();
    if n == 0 {
        return Vec::new();
    }
    let eigen = covariance
        .view((0, 0), (n, n))
        .clone_owned()
        .symmetric_eigen();
    let mut found: Vec<Blind> = Vec::new();
    for (k, value) in eigen.eigenvalues.iter().enumerate() {
        let deviation = value.max(0.0).sqrt();
        if deviation < TOLD {
            continue;
        }
        let column = eigen.eigenvectors.column(k);
        let most = column
            .iter()
            .fold(0.0_f64, |a, b| if b.abs() > a.abs() { *b } else { a });
        let mut parts: Vec<(&'static str, f64)> = symbols
            .iter()
            .zip(column.iter())
            .map(|(symbol, share)| (*symbol, share / most))
            .filter(|(_, share)| share.abs() >= PART)
            .collect();
        parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        found.push(Blind {
            message: sentence(&parts, deviation * most.abs()),
            parts,
            deviation,
        });
    }
    found.sort_by(|a, b| b.deviation.total_cmp(&a.deviation));
    found
}

fn sentence(parts: &[(&'static str, f64)], deviation: f64) -> String {
    let factor = deviation.min(5.0).exp();
    match parts {
        [(symbol, _)] => tr!(
            "The data leave {symbol} open: a factor of {factor:.2} either way changes the curves by no more than their noise."
        ),
        _ => {
            let list: Vec<String> = parts
                .iter()
                .map(|(symbol, share)| {
                    let factor = (deviation * share).clamp(-5.0, 5.0).exp();
                    if factor >= 1.0 {
                        format!("{symbol} × {factor:.2}")
                    } else {
                        format!("{symbol} ÷ {:.2}", 1.0 / factor)
                    }
                })
                .collect();
            tr!(
                "The data do not tell these apart: {} together change the curves by no more than their noise.",
                list.join(", ")
            )
        }
    }
}

/// A fitted curve at the frequencies of a measured one; absent where the network has no answer that
/// could be trusted at all of them.
fn fitted_curve(
    problem: &Problem,
    best: &Minimum,
    measured: &[CurvePoint],
    of: impl FnOnce(Curves) -> Vec<Complex64>,
) -> Option<Vec<Complex64>> {
    let f = measured.iter().map(|point| point.f).collect();
    problem.rig.at(&f).curves(&best.x).map(of)
}

/// `read` gives value, phase in degrees, and what the measured point is more than that.
fn compare(
    fitted_values: &[Complex64],
    measured: &[CurvePoint],
    band: (f64, f64),
    read: impl Fn(Complex64, &CurvePoint) -> (f64, f64, f64),
) -> Comparison {
    let mut fitted = Vec::with_capacity(measured.len());
    let mut residual = Vec::with_capacity(measured.len());
    let (mut sum, mut count, mut worst) = (0.0, 0.0, 0.0_f64);
    for (point, &value) in measured.iter().zip(fitted_values) {
        let (value, phase, error) = read(value, point);
        if point.f >= band.0 && point.f <= band.1 {
            sum += error * error;
            count += 1.0;
            worst = if error.abs() > worst.abs() {
                error
            } else {
                worst
            };
        }
        let phase = phase - 360.0 * (phase / 360.0).round();
        fitted.push(CurvePoint {
            f: point.f,
            value,
            phase_deg: Some(phase),
        });
        residual.push(error);
    }
    Comparison {
        measured: measured.to_vec(),
        fitted,
        residual,
        rms: if count > 0.0 {
            f64::sqrt(sum / count)
        } else {
            0.0
        },
        worst,
    }
}
