//! What a fit says, and what it cannot say.

use super::{
    Cause, Finding, Fixture, Identified, Options, Take,
    driver::{Sources, driver},
    parameter::Parameter,
    problem::{ABOVE, Part, Problem, level_db},
    rig::{Curves, Rig},
    search::go_on,
};
use crate::design::CurvePoint;
use crate::network::log_grid;
use crate::quantity::order::SortByNumber as _;
use crate::quantity::text;
use crate::tuning::least_squares::{Minimum, Normal, SumOfSquares as _, covariance};
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
    /// Its relative standard deviation from the one measurement that tells it best alone; absent where
    /// there is one only.
    pub alone: Option<f64>,
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

impl Fitted {
    /// Whether several measurements tell what none of them does alone.
    pub fn told_together(&self) -> bool {
        let open_alone = self.alone.is_some_and(|alone| alone >= TOLD);
        self.standing == Standing::Determined && open_alone
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

/// What became of a measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// What it is called.
    pub name: String,
    /// The response beside the fitted one.
    pub response: Option<Comparison>,
    /// The impedance beside the fitted one.
    pub impedance: Option<Comparison>,
    /// Delay found in the phase of the response, s, where there was a phase.
    pub delay: Option<f64>,
    /// Whether the response was of the other polarity.
    pub inverted: bool,
    /// How much louder than its drive says it was, dB, where that was open.
    pub offset_db: Option<f64>,
    /// What was freed of its fixture: words, and value with unit.
    pub freed: Vec<(String, String)>,
}

/// What is said beside the fit itself.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub findings: Vec<Finding>,
    pub causes: Vec<Cause>,
    /// Sets that agree each by themselves.
    pub agree: Option<usize>,
}

/// Root mean square of what is left of all responses, dB, and of all impedances, percent.
pub(super) fn left(takes: &[Taken]) -> (Option<f64>, Option<f64>) {
    let rms = |of: fn(&Taken) -> Option<&Comparison>| {
        let each: Vec<f64> = takes.iter().filter_map(of).map(|c| c.rms * c.rms).collect();
        (!each.is_empty()).then(|| (each.iter().sum::<f64>() / each.len() as f64).sqrt())
    };
    (
        rms(|take| take.response.as_ref()),
        rms(|take| take.impedance.as_ref()),
    )
}

/// How many sets of measurements lead, each by itself, to the same driver within what each knows;
/// absent where there is one set, or they do not agree.
pub(super) fn sets_agree(
    problem: &Problem,
    parameters: &[&Parameter],
    best: &Minimum,
    takes: &[Take],
) -> Option<usize> {
    let mut names: Vec<&str> = takes.iter().map(|take| take.set.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 {
        return None;
    }
    let all = response_in_711(problem, best)?;
    for set in &names {
        let mut alone = problem.clone();
        let mut of_set = takes.iter().map(|take| take.set == *set);
        alone.parts.retain(|_| of_set.next().unwrap_or(false));
        let found = go_on(&mut alone, parameters, &best.x, AGREE_STEPS);
        if alone.misfit(&found) > ABOVE {
            return None;
        }
        let own = response_in_711(problem, &found)?;
        let squares: f64 = all.iter().zip(&own).map(|(a, b)| (a - b).powi(2)).sum();
        if (squares / all.len() as f64).sqrt() > AGREE_DB {
            return None;
        }
    }
    Some(names.len())
}

/// Steps of a set by itself.
const AGREE_STEPS: usize = 60;
/// Sets whose drivers differ by less than this in a 711, dB rms, agree.
const AGREE_DB: f64 = 0.5;

/// The level of the driver at a minimum on a bare 711, dB.
fn response_in_711(problem: &Problem, at: &Minimum) -> Option<Vec<f64>> {
    let fixture = Fixture::coupler_711(0.1);
    let f = log_grid(61, 100.0, 10_000.0);
    let values = problem.values(&at.x);
    let mut rig = Rig::new(problem.model, (&fixture, &[]), (&values, &[]), &f);
    let curves = rig.curves(&[])?;
    Some(curves.pressure.into_iter().map(level_db).collect())
}

pub(super) fn verdict(
    problem: &mut Problem,
    parameters: &[&Parameter],
    best: &Minimum,
    (takes, options): (&[Take], &Options),
    said: Said,
) -> Identified {
    let values = problem.values(&best.x);
    let misfit = problem.misfit(best);
    let normal = problem.normal(&best.x);
    let several = if takes.len() > 1 { takes.len() } else { 0 };
    let each_alone: Vec<Normal> = (0..several)
        .filter_map(|take| problem.alone(take, &best.x))
        .collect();
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
    let deviation_in = |spread: &Option<DMatrix<f64>>, k: usize| {
        let row = inner.iter().position(|&inner| inner == k)?;
        Some(spread.as_ref()?[(row, row)].sqrt())
    };
    let deviation = |k: usize| deviation_in(&spread, k);
    let singles: Vec<Option<DMatrix<f64>>> = (each_alone.into_iter())
        .map(|normal| covariance(&steadied(normal.hessian), &inner))
        .map(|matrix| matrix.map(|matrix| matrix * widening.powi(2)))
        .collect();
    let alone = |k: usize| {
        let each = singles.iter().filter_map(|single| deviation_in(single, k));
        each.min_by(f64::total_cmp)
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
                alone: variable.and_then(alone),
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
    let taken: Vec<Taken> = (takes.iter().enumerate())
        .map(|(n, take)| taken(problem, n, take, best, options))
        .collect();
    let sources = Sources {
        takes: takes.len(),
        agree: said.agree,
        above: misfit > ABOVE,
    };
    let driver = driver(options, &fitted, &taken, &sources);
    Identified {
        parameters: fitted,
        blind,
        takes: taken,
        misfit,
        findings: said.findings,
        causes: said.causes,
        driver,
    }
}

/// A matrix with a little on the diagonal where nothing tells a variable.
fn steadied(mut hessian: DMatrix<f64>) -> DMatrix<f64> {
    for k in 0..hessian.nrows() {
        hessian[(k, k)] += 1e-9;
    }
    hessian
}

/// What became of a measurement.
fn taken(problem: &Problem, n: usize, take: &Take, best: &Minimum, options: &Options) -> Taken {
    let part = problem.parts.get(n);
    let (delay, offset_db, inverted) = part.map_or((0.0, 0.0, false), |part| {
        (part.delay(&best.x), part.offset_db(&best.x), part.inverted)
    });
    let response = take.data.response.as_ref().and_then(|trace| {
        let turn = if inverted { 180.0 } else { 0.0 };
        let fitted = fitted_curve(part?, problem, best, &trace.points, |curves| {
            curves.pressure
        })?;
        Some(compare(
            &fitted,
            &trace.points,
            options.response_band,
            |pressure, measured| {
                let level = level_db(pressure) + offset_db;
                let phase = pressure.arg().to_degrees() + turn - 360.0 * measured.f * delay;
                (level, phase, measured.value - level)
            },
        ))
    });
    let impedance = take.data.impedance.as_ref().and_then(|trace| {
        let fitted = fitted_curve(part?, problem, best, &trace.points, |curves| {
            curves.impedance
        })?;
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
    let freed = problem
        .extras
        .iter()
        .zip(best.x.iter().skip(problem.free.len()));
    let freed = freed.filter_map(|(extra, ln)| {
        let freed = extra.freed.filter(|_| extra.take == n)?;
        let value = text::rounded(ln.exp(), freed.unit(), 3);
        Some((freed.words(&take.fixture), value))
    });
    Taken {
        name: take.name.clone(),
        delay: part.and_then(|part| part.delay).map(|_| delay),
        inverted,
        offset_db: part.and_then(|part| part.offset).map(|_| offset_db),
        freed: freed.collect(),
        response,
        impedance,
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
        parts.sort_by_number(|a| -a.1.abs());
        found.push(Blind {
            message: sentence(&parts, deviation * most.abs()),
            parts,
            deviation,
        });
    }
    found.sort_by_number(|a| -a.deviation);
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
    part: &Part,
    problem: &Problem,
    best: &Minimum,
    measured: &[CurvePoint],
    of: impl FnOnce(Curves) -> Vec<Complex64>,
) -> Option<Vec<Complex64>> {
    let f = measured.iter().map(|point| point.f).collect();
    let own = part.own(&best.x, problem.free.len());
    part.rig.at(&f).curves(&own).map(of)
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
