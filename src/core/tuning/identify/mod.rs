//! A driver from its own measurements.
//!
//! Given responses and impedances, one or many, and the fixture each was taken in, the parameters of an
//! armature or moving-coil model are found by bounded least squares on exact sensitivities, from several
//! starts. Impedances alone, under three or more loads (blocked, open, tubes), tell a receiver too, level
//! and all: its force factor turns the load into the impedance (N. Kim and J. Allen, Two-port network
//! analysis and modeling of a balanced armature receiver, Hearing Research 301, 2013; the Appendix A
//! corrected by a comment of 2016). Driver and fixture are a design like any other, solved and
//! differentiated by the network; so the fixture is taken away, and what comes out is the driver
//! alone, to be loaded by anything else.
//!
//! What the data do not say is said: every parameter comes with the standard deviation that the
//! stated noise leaves it, and the directions in which nothing much changes are named.
//!
//! # Limitations
//! Standard deviations are those of the linearised problem, and of the model being right. Where the
//! residual is larger than the stated noise they are widened by the ratio.

mod causes;
mod data;
mod driver;
mod examine;
mod fixture;
mod measured;
mod model;
mod parameter;
mod problem;
mod rig;
mod search;
mod verdict;

pub use causes::Cause;
pub use data::{Data, Take, Trace};
pub use driver::DriverText;
pub use examine::{Doubt, Finding, examine};
pub use fixture::{End, Fixture, Freed, Piece};
pub use measured::{SOURCE_VOLUME, keep_measured};
pub use model::Model;
pub use parameter::{Parameter, read_known};
pub use verdict::{Blind, Comparison, Fitted, Standing, Taken};

use crate::design::{PartKind, Severity};
use crate::physics::level::DB_PER_NEPER;
use problem::{Extra, Noise, Part, Problem};
use rig::Rig;
use std::ops::ControlFlow;

/// What to fit and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The model.
    pub model: Model,
    /// Standard deviation of the levels, dB. The phase of the response, where there is one, is
    /// taken to be as good: the same fraction, in radians.
    pub noise_db: f64,
    /// Standard deviation of the impedance, as a fraction; of its phase, in radians.
    pub noise_impedance: f64,
    /// The part of the response to fit, Hz.
    pub response_band: (f64, f64),
    /// The part of the impedance to fit, Hz.
    pub impedance_band: (f64, f64),
    /// What is known beforehand and held: symbol and value, SI.
    pub known: Vec<(String, f64)>,
    /// Starts carried to the end.
    pub starts: usize,
    /// Name, case and words for the driver that comes out.
    pub text: DriverText,
}

impl Options {
    /// Defaults for a model: noise of a careful measurement, the coupler's range, three starts.
    pub fn new(model: Model) -> Self {
        Self {
            model,
            noise_db: 0.5,
            noise_impedance: 0.01,
            response_band: (20.0, 10_000.0),
            impedance_band: (20.0, 20_000.0),
            known: Vec::new(),
            starts: 3,
            text: DriverText::default(),
        }
    }

    /// The same with a parameter known beforehand, SI.
    #[must_use]
    pub fn knowing(mut self, symbol: &str, value: f64) -> Self {
        self.known.push((symbol.to_owned(), value));
        self
    }
}

/// How far a fit is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Part of the work done, 0 to 1.
    pub done: f64,
    /// Residual of the best so far over the stated noise, rms.
    pub misfit: f64,
}

/// What a fit found.
#[derive(Debug, Clone, PartialEq)]
pub struct Identified {
    /// Every parameter of the model, with what is known about it.
    pub parameters: Vec<Fitted>,
    /// What the data do not tell apart.
    pub blind: Vec<Blind>,
    /// What became of each measurement.
    pub takes: Vec<Taken>,
    /// Residual over the stated noise, rms: near 1 where the model holds.
    pub misfit: f64,
    /// What that is not stated could explain a residual above the noise, likeliest first.
    pub causes: Vec<Cause>,
    /// Doubts about the data.
    pub findings: Vec<Finding>,
    /// The driver, ready for the library.
    pub driver: PartKind,
}

impl Identified {
    /// A parameter by its symbol.
    pub fn parameter(&self, symbol: &str) -> Option<&Fitted> {
        self.parameters
            .iter()
            .find(|fitted| fitted.parameter.symbol == symbol)
    }

    /// The first response beside the fitted one; absent where none was measured, or where it holds
    /// frequencies at which the network has no answer that could be trusted.
    pub fn response(&self) -> Option<&Comparison> {
        self.takes.iter().find_map(|take| take.response.as_ref())
    }

    /// The first impedance beside the fitted one; absent as the response is.
    pub fn impedance(&self) -> Option<&Comparison> {
        self.takes.iter().find_map(|take| take.impedance.as_ref())
    }

    /// Delay found in the phase of the first response that has one, s.
    pub fn delay(&self) -> Option<f64> {
        self.takes.iter().find_map(|take| take.delay)
    }

    /// Whether a response was of the other polarity.
    pub fn inverted(&self) -> bool {
        self.takes.iter().any(|take| take.inverted)
    }

    /// Root mean square of what is left of all responses, dB, and of all impedances, percent.
    pub fn left(&self) -> (Option<f64>, Option<f64>) {
        verdict::left(&self.takes)
    }
}

/// Why there is no driver.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum IdentifyError {
    /// Neither curve, or none in the band.
    #[error("{}", tr!("there is neither a response nor an impedance in the band to fit"))]
    NoData,
    /// The data cannot be what they claim.
    #[error("{0}")]
    BadData(String),
    /// A known parameter the model does not have.
    #[error("{}", tr!("the model has no parameter “{}”", _0))]
    UnknownSymbol(String),
    /// A known value that is not positive.
    #[error("{}", tr!("{symbol} must be positive, is {value}"))]
    NotPositive {
        /// Symbol.
        symbol: String,
        /// The value.
        value: f64,
    },
    /// What a measured driver cannot be kept for.
    #[error("{0}")]
    NotKept(&'static str),
    /// The caller stopped it.
    #[error("{}", tr!("the fit was cancelled"))]
    Cancelled,
    /// No start gives finite numbers.
    #[error("{}", tr!("no start of the fit gives finite curves: check the fixture"))]
    NotFinite,
}

/// Finds the parameters of a driver from its curves in one fixture.
///
/// `progress` is told how far it is, and stops the fit by breaking.
///
/// # Errors
/// When the data cannot be fitted, or the caller stops it.
pub fn identify(
    data: &Data,
    fixture: &Fixture,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Identified, IdentifyError> {
    let take = Take::new("", data.clone(), fixture.clone());
    identify_takes(&[take], options, progress)
}

/// Finds the parameters of a driver from several measurements of it at once, each in its own fixture.
///
/// # Errors
/// When the data cannot be fitted, or the caller stops it.
pub fn identify_takes(
    takes: &[Take],
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Identified, IdentifyError> {
    let parameters = options.model.parameters();
    for (symbol, value) in &options.known {
        if !parameters.iter().any(|p| p.symbol == symbol) {
            return Err(IdentifyError::UnknownSymbol(symbol.clone()));
        }
        if !(*value > 0.0 && value.is_finite()) {
            return Err(IdentifyError::NotPositive {
                symbol: symbol.clone(),
                value: *value,
            });
        }
    }
    let findings = examined(takes, options);
    if let Some(stop) = findings.iter().find(|f| f.severity == Severity::Error) {
        return Err(IdentifyError::BadData(stop.message.clone()));
    }
    let known = |symbol: &str| options.known.iter().find(|(name, _)| name == symbol);
    let given: Vec<f64> = parameters
        .iter()
        .map(|p| known(p.symbol).map_or(p.typical(), |(_, value)| *value))
        .collect();
    let free: Vec<usize> = (0..parameters.len())
        .filter(|&k| known(parameters[k].symbol).is_none())
        .collect();
    let mut problem = Problem {
        model: options.model,
        parts: Vec::new(),
        expected: search::expectations(&free, &parameters),
        given,
        free,
        extras: Vec::new(),
        delays: 0,
    };
    for (take, stated) in takes.iter().enumerate() {
        add(&mut problem, take, stated, options)?;
    }
    let best = search::search(&mut problem, &parameters, options.starts, progress)?;
    let causes = causes::causes(&problem, &parameters, &best, (takes, options), progress)?;
    let agree = verdict::sets_agree(&problem, &parameters, &best, takes);
    Ok(verdict::verdict(
        &mut problem,
        &parameters,
        &best,
        (takes, options),
        verdict::Said {
            findings,
            causes,
            agree,
        },
    ))
}

/// What is doubtful about all measurements.
fn examined(takes: &[Take], options: &Options) -> Vec<Finding> {
    let known = options.known.iter().find(|(symbol, _)| symbol == "Re");
    let re = known.map(|(_, value)| *value);
    let mut findings = Vec::new();
    for take in takes {
        for mut finding in examine(&take.data, &take.fixture, re) {
            if takes.len() > 1 {
                finding.message = format!("{}: {}", take.name, finding.message);
            }
            findings.push(finding);
        }
    }
    findings
}

/// Adds a measurement to a problem.
fn add(
    problem: &mut Problem,
    take: usize,
    stated: &Take,
    options: &Options,
) -> Result<(), IdentifyError> {
    if !(stated.weight > 0.0 && stated.weight.is_finite()) {
        return Err(IdentifyError::BadData(format!(
            "{}: the weight must be positive, is {}",
            stated.name, stated.weight
        )));
    }
    if stated.data.response.is_some() && !stated.fixture.is_heard() {
        return Err(IdentifyError::BadData(format!(
            "{}: a response needs a coupler with a microphone; what ends in a wall or in free air tells its impedance only",
            stated.name
        )));
    }
    let points = data::points(&stated.data, options);
    if points.is_empty() {
        return Err(IdentifyError::NoData);
    }
    let first = problem.free.len() + problem.extras.len();
    let mut freed = Vec::new();
    for (number, deviation) in &stated.freed {
        let value = stated.fixture.value(*number).filter(|value| *value > 0.0);
        let Some(value) = value.filter(|_| *deviation > 0.0 && deviation.is_finite()) else {
            continue;
        };
        let deviation = (deviation / value).min(1.0);
        freed.push(*number);
        problem.extras.push(Extra {
            take,
            freed: Some(*number),
            mean: value.ln(),
            deviation,
            bounds: (value.ln() - 4.0 * deviation, value.ln() + 4.0 * deviation),
        });
    }
    let offset = (stated.offset_db > 0.0 && stated.data.response.is_some()).then(|| {
        let deviation = stated.offset_db / DB_PER_NEPER;
        problem.extras.push(Extra {
            take,
            freed: None,
            mean: 0.0,
            deviation,
            bounds: (-5.0 * deviation, 5.0 * deviation),
        });
        first + freed.len()
    });
    let finer = stated.weight.sqrt();
    problem.parts.push(Part {
        rig: Rig::new(
            options.model,
            (&stated.fixture, &freed),
            (&problem.given, &problem.free),
            &problem::frequencies(&points),
        ),
        points,
        noise: Noise {
            level_db: options.noise_db / finer,
            phase: options.noise_db / DB_PER_NEPER / finer,
            impedance: options.noise_impedance / finer,
            impedance_phase: options.noise_impedance / finer,
        },
        weight: stated.weight,
        freed: (first..first + freed.len()).collect(),
        offset,
        delay: None,
        inverted: false,
    });
    Ok(())
}
