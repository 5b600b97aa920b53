//! The driver that comes out of a fit, as the library keeps it.

use super::{
    Model, Options,
    model::{self, set},
    verdict::{Comparison, Fitted, Standing, Taken, left},
};
use crate::design::{
    PartKind,
    driver::{Armature, Case, MovingCoil, Origin, Trust},
    kinds::{armature, common::numbers},
};
use crate::quantity::text::round_to;
use std::fmt::Write as _;

/// What the driver is called and looks like: the curves do not tell.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverText {
    /// Its name.
    pub name: String,
    /// What was measured, by whom: the beginning of the provenance.
    pub source: String,
    /// What else is to be said of it: the end of the provenance.
    pub remarks: String,
    /// Its case.
    pub case: Option<Case>,
}

impl Default for DriverText {
    fn default() -> Self {
        Self {
            name: "Fitted driver".to_owned(),
            source: "a measurement of one's own".to_owned(),
            remarks: String::new(),
            case: None,
        }
    }
}

/// Digits of a fitted value kept.
const DIGITS: usize = 4;

/// What a driver is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sources {
    /// How many measurements.
    pub takes: usize,
    /// How many independent sets of them lead to the same driver, where they do.
    pub agree: Option<usize>,
    /// Whether more is left than the stated noise.
    pub above: bool,
}

impl Sources {
    /// A fit of one measurement is an estimate; several loads that one driver explains are a good
    /// source; independent sets that agree are two places.
    fn trust(self) -> Trust {
        match (self.agree, self.takes) {
            _ if self.above => Trust::C,
            (Some(_), _) => Trust::A,
            (None, 0 | 1) => Trust::C,
            (None, _) => Trust::B,
        }
    }
}

/// The driver with the fitted values, and with what is to be known about them in its provenance.
pub(super) fn driver(
    options: &Options,
    fitted: &[Fitted],
    takes: &[Taken],
    sources: &Sources,
) -> PartKind {
    let origin = Origin {
        preset: options.text.name.clone(),
        provenance: provenance(options, fitted, takes, sources),
        trust: sources.trust(),
        modified: Vec::new(),
    };
    let mut driver = match options.model {
        Model::Armature {
            vented,
            second_mode,
            ..
        } => {
            // A branch at its upper bound carries no current: there is none.
            let is_eddy = |f: &&Fitted| f.parameter.key == armature::KS.key;
            let eddy = fitted.iter().find(is_eddy);
            let eddy = eddy.is_some_and(|f| f.standing != Standing::AtBound);
            PartKind::from(Armature {
                origin,
                semi_inductance: eddy.then_some(0.0),
                case: options.text.case.unwrap_or(Case::Box {
                    length: 6.3e-3,
                    width: 4.3e-3,
                    height: 3.0e-3,
                }),
                ..model::armature(vented, second_mode)
            })
        }
        Model::MovingCoil {
            semi_inductance, ..
        } => {
            let area = fitted.iter().find(|f| f.parameter.key == numbers::SD.key);
            let area = area.map_or(0.0, |f| round_to(f.value, DIGITS));
            let diameter = 1.2 * (area / std::f64::consts::PI).sqrt() * 2.0;
            PartKind::from(MovingCoil {
                origin,
                case: options.text.case.unwrap_or(Case::Round {
                    diameter: round_to(diameter, 2),
                    height: 4e-3,
                }),
                ..model::moving_coil(semi_inductance)
            })
        }
    };
    let values = fitted.iter();
    let values = values.map(|found| (&found.parameter, round_to(found.value, DIGITS)));
    set(&mut driver, values);
    driver
}

/// Source, errors of the fit, and what it does not tell, in words.
fn provenance(options: &Options, fitted: &[Fitted], takes: &[Taken], sources: &Sources) -> String {
    let mut words = format!("Fitted to {}", options.text.source);
    let mut errors = Vec::new();
    let (response, impedance) = left(takes);
    let responses = || takes.iter().filter_map(|take| take.response.as_ref());
    if let Some(rms) = response {
        let (low, high) = options.response_band;
        let ends = |pick: fn(&Comparison) -> Option<f64>| responses().filter_map(pick);
        let first = ends(|c| Some(c.measured.first()?.f)).fold(f64::INFINITY, f64::min);
        let last = ends(|c| Some(c.measured.last()?.f)).fold(0.0, f64::max);
        let worst = responses().fold(0.0, |most, c| f64::max(most, c.worst.abs()));
        errors.push(format!(
            "response {rms:.2} dB rms, {worst:.1} dB at worst, {:.0} Hz to {:.0} Hz",
            first.max(low),
            last.min(high)
        ));
    }
    if let Some(rms) = impedance {
        errors.push(format!("impedance {rms:.1} % rms"));
    }
    if takes.len() > 1 {
        errors.push(format!("{} measurements at once", takes.len()));
    }
    if let Some(sets) = sources.agree {
        errors.push(format!("{sets} sets agree, each by itself"));
    }
    let _ = write!(words, " ({})", errors.join("; "));
    let list = |standing: Standing| {
        fitted
            .iter()
            .filter(|f| f.standing == standing)
            .map(|f| f.parameter.symbol)
            .collect::<Vec<_>>()
            .join(", ")
    };
    for (standing, what) in [
        (Standing::Given, "Known beforehand"),
        (Standing::Undetermined, "Hardly told by the data"),
        (Standing::AtBound, "Stopped at a bound"),
    ] {
        let symbols = list(standing);
        if !symbols.is_empty() {
            let _ = write!(words, ". {what}: {symbols}");
        }
    }
    if !options.text.remarks.is_empty() {
        let _ = write!(words, ". {}", options.text.remarks);
    }
    words
}
