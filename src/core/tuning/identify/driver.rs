//! The driver that comes out of a fit, as the library keeps it.

use super::{
    Model, Options,
    verdict::{Comparison, Fitted, Standing},
};
use crate::design::{
    PartKind,
    driver::{Armature, Case, CaseVent, Coil, MovingCoil, Origin, SecondMode, Trust},
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
    let value = |symbol: &str| {
        fitted
            .iter()
            .find(|f| f.parameter.symbol == symbol)
            .map(|f| round_to(f.value, DIGITS))
    };
    let or_none = |symbol: &str| value(symbol).unwrap_or(0.0);
    let origin = Origin {
        preset: options.text.name.clone(),
        provenance: provenance(options, fitted, response, impedance),
        trust: Trust::C,
        modified: Vec::new(),
    };
    match options.model {
        Model::Armature { .. } => {
            // A branch at its upper bound carries no current: there is none.
            let eddy = fitted
                .iter()
                .find(|f| f.parameter.symbol == "Ks")
                .filter(|f| f.standing != Standing::AtBound)
                .map(|f| round_to(f.value, DIGITS));
            let vent = value("lv").zip(value("dv"));
            let mode = value("Cp").map(|pin_compliance| SecondMode {
                pin_compliance,
                mass: or_none("Md"),
                resistance: or_none("Rd"),
            });
            Armature {
                origin,
                re: or_none("Re"),
                inductance: or_none("L"),
                semi_inductance: eddy,
                tau: or_none("τ"),
                mass: or_none("Ma"),
                resistance: or_none("Ra"),
                compliance: or_none("Ca"),
                second_mode: mode,
                front_volume: or_none("Vf"),
                back_volume: or_none("Vb"),
                wall_exchange: false,
                relief: value("Rv"),
                vent: vent.map(|(length, bore)| CaseVent {
                    length,
                    bore,
                    resistance: 0.0,
                }),
                internal_damper: None,
                spout_length: or_none("ls"),
                spout_bore: or_none("ds"),
                units: None,
                case: options.text.case.unwrap_or(Case::Box {
                    length: 6.3e-3,
                    width: 4.3e-3,
                    height: 3.0e-3,
                }),
            }
            .into()
        }
        Model::MovingCoil { .. } => {
            let inductance = or_none("Le");
            let diameter = 1.2 * (or_none("Sd") / std::f64::consts::PI).sqrt() * 2.0;
            MovingCoil {
                origin,
                re: or_none("Re"),
                coil: match value("Ks") {
                    Some(semi_inductance) => Coil::SemiInductance {
                        inductance,
                        semi_inductance,
                    },
                    None => Coil::Plain { inductance },
                },
                bl: or_none("Bl"),
                mms: or_none("Mms"),
                cms: or_none("Cms"),
                rms: or_none("Rms"),
                sd: or_none("Sd"),
                xmax: 0.0,
                front_volume: or_none("Vf"),
                back_volume: or_none("Vb"),
                wall_exchange: false,
                front_vent: None,
                rear_vent: None,
                case: options.text.case.unwrap_or(Case::Round {
                    diameter: round_to(diameter, 2),
                    height: 4e-3,
                }),
            }
            .into()
        }
    }
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
