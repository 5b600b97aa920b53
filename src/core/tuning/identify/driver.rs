//! The driver that comes out of a fit, as the library keeps it.

use super::{
    Model, Options,
    model::{self, set},
    verdict::{Comparison, Fitted, Standing},
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
    /// Its case.
    pub case: Option<Case>,
}

impl Default for DriverText {
    fn default() -> Self {
        Self {
            name: "Fitted driver".to_owned(),
            source: "a measurement of one's own".to_owned(),
            case: None,
        }
    }
}

/// Digits of a fitted value kept.
const DIGITS: usize = 4;

/// The driver with the fitted values, and with what is to be known about them in its provenance.
pub(super) fn driver(
    options: &Options,
    fitted: &[Fitted],
    response: Option<&Comparison>,
    impedance: Option<&Comparison>,
) -> PartKind {
    let origin = Origin {
        preset: options.text.name.clone(),
        provenance: provenance(options, fitted, response, impedance),
        trust: Trust::C,
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
fn provenance(
    options: &Options,
    fitted: &[Fitted],
    response: Option<&Comparison>,
    impedance: Option<&Comparison>,
) -> String {
    let mut words = format!("Fitted to {}", options.text.source);
    let mut errors = Vec::new();
    if let Some(response) = response {
        let (low, high) = options.response_band;
        let first = response.measured.first().map_or(low, |p| p.f.max(low));
        let last = response.measured.last().map_or(high, |p| p.f.min(high));
        errors.push(format!(
            "response {:.2} dB rms, {:.1} dB at worst, {first:.0} Hz to {last:.0} Hz",
            response.rms,
            response.worst.abs()
        ));
    }
    if let Some(impedance) = impedance {
        errors.push(format!("impedance {:.1} % rms", impedance.rms));
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
    words
}
