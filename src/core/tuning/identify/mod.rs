//! A driver from its own measurement.
//!
//! Given a response and an impedance, or one of them, and the fixture they were taken in, the
//! parameters of an armature or moving-coil model are found by bounded least squares on exact
//! sensitivities, from several starts. Driver and fixture are a design like any other, solved and
//! differentiated by the network; so the fixture is taken away, and what comes out is the driver
//! alone, to be loaded by anything else.
//!
//! What the data do not say is said: every parameter comes with the standard deviation that the
//! stated noise leaves it, and the directions in which nothing much changes are named.
//!
//! # Limitations
//! Standard deviations are those of the linearised problem, and of the model being right. Where the
//! residual is larger than the stated noise they are widened by the ratio.

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

pub use data::{Data, Trace};
pub use driver::DriverText;
pub use examine::{Doubt, Finding, examine};
pub use fixture::{Fixture, Piece};
pub use measured::{SOURCE_VOLUME, keep_measured};
pub use model::Model;
pub use parameter::Parameter;
pub use verdict::{Blind, Comparison, Fitted, Standing};

use crate::design::{PartKind, Severity};
use problem::{Noise, Problem};
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
    /// The response beside the fitted one; absent where none was measured, or where it holds
    /// frequencies at which the network has no answer that could be trusted.
    pub response: Option<Comparison>,
    /// The impedance beside the fitted one; absent as the response is.
    pub impedance: Option<Comparison>,
    /// Residual over the stated noise, rms: near 1 where the model holds.
    pub misfit: f64,
    /// Delay found in the phase of the response, s, where there was a phase.
    pub delay: Option<f64>,
    /// Whether the response was of the other polarity.
    pub inverted: bool,
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

/// Finds the parameters of a driver from its curves.
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
    let re = options
        .known
        .iter()
        .find(|(symbol, _)| symbol == "Re")
        .map(|(_, value)| *value);
    let findings = examine(data, fixture, re);
    if let Some(stop) = findings.iter().find(|f| f.severity == Severity::Error) {
        return Err(IdentifyError::BadData(stop.message.clone()));
    }
    let points = data::points(data, options);
    if points.is_empty() {
        return Err(IdentifyError::NoData);
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
        rig: Rig::new(
            options.model,
            fixture,
            (&given, &free),
            &problem::frequencies(&points),
        ),
        points,
        noise: Noise {
            level_db: options.noise_db,
            phase: options.noise_db * std::f64::consts::LN_10 / 20.0,
            impedance: options.noise_impedance,
            impedance_phase: options.noise_impedance,
        },
        given,
        expected: search::expectations(&free, &parameters),
        free,
        with_phase: false,
        inverted: false,
    };
    let best = search::search(&mut problem, &parameters, options.starts, progress)?;
    Ok(verdict::verdict(
        &mut problem,
        &parameters,
        &best,
        data,
        options,
        findings,
    ))
}
