//! What can be fitted, where to look for it, and how far typical parts lie apart.

use super::model::Model;
use crate::{
    design::{
        ParameterInfo,
        kinds::{
            armature,
            common::{coil, numbers},
            moving_coil,
        },
    },
    quantity::{self, Unit, text},
};

/// A parameter of a driver model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Its key in a driver.
    pub key: &'static str,
    /// Its symbol, as the inspector shows it.
    pub symbol: &'static str,
    /// What it is.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static Unit,
    /// No real part lies outside these, SI.
    pub bounds: (f64, f64),
    /// Starts are drawn from between these, SI.
    pub starts: (f64, f64),
}

impl Parameter {
    /// The middle of the starts, SI: what a part is like before anything is known.
    pub fn typical(&self) -> f64 {
        (self.starts.0 * self.starts.1).sqrt()
    }
}

/// A parameter known beforehand, as it is typed: its symbol (`tau` stands for τ) and value, SI.
///
/// # Errors
/// When the model has no such parameter, or no real part has such a value.
pub fn read_known(model: Model, symbol: &str, typed: &str) -> Result<(String, f64), String> {
    let symbol = if symbol == "tau" { "τ" } else { symbol };
    let all = model.parameters();
    let parameter = all.iter().find(|parameter| parameter.symbol == symbol);
    let parameter = parameter.ok_or_else(|| format!("the model has no parameter “{symbol}”"))?;
    let value =
        quantity::parse(typed, parameter.unit).map_err(|error| format!("{symbol}: {error}"))?;
    let (least, most) = parameter.bounds;
    if !(least..=most).contains(&value) {
        let shown = |bound| text::exact(bound, parameter.unit);
        return Err(format!(
            "{symbol} must lie between {} and {}",
            shown(least),
            shown(most)
        ));
    }
    Ok((symbol.to_owned(), value))
}

/// A number of a driver, with where to look for it.
const fn fitted(number: ParameterInfo, bounds: (f64, f64), starts: (f64, f64)) -> Parameter {
    Parameter {
        key: number.key,
        symbol: number.symbol,
        name: number.label,
        unit: number.unit,
        bounds,
        starts,
    }
}

/// A length of a tube between the spout and the fixture, which is no part of the driver.
const fn of_adapter(symbol: &'static str, name: &'static str) -> ParameterInfo {
    ParameterInfo {
        key: "adapter",
        symbol,
        label: name,
        ..numbers::SPOUT_LENGTH
    }
}

pub(super) const ADAPTER_LENGTH: Parameter = fitted(
    of_adapter("la", "Adapter length"),
    (1e-3, 30e-3),
    (4e-3, 15e-3),
);
pub(super) const ADAPTER_BORE: Parameter = fitted(
    of_adapter("da", "Adapter bore"),
    (0.5e-3, 3e-3),
    (1e-3, 1.8e-3),
);

/// The armature's, in the order of the model. Starts span the parts whose fits are known.
pub(super) const ARMATURE: &[Parameter] = &[
    fitted(armature::RE, (0.5, 5e3), (8.0, 80.0)),
    fitted(armature::L, (1e-6, 2.0), (3e-4, 8e-3)),
    fitted(armature::KS, (5e-3, 200.0), (0.15, 4.0)),
    fitted(armature::FORCE_FACTOR, (1e3, 1e7), (3e4, 3e5)),
    fitted(numbers::ACOUSTIC_MASS, (5e2, 2e6), (1e4, 8e4)),
    fitted(numbers::DIAPHRAGM_RESISTANCE, (1e5, 1e10), (3e6, 2e8)),
    fitted(numbers::ACOUSTIC_COMPLIANCE, (1e-15, 3e-11), (1e-13, 2e-12)),
    fitted(numbers::FRONT_VOLUME, (0.2e-9, 100e-9), (2e-9, 12e-9)),
    fitted(numbers::BACK_VOLUME, (2e-9, 1e-6), (10e-9, 120e-9)),
    fitted(armature::RELIEF, (1e7, 1e13), (2e9, 1e11)),
    fitted(numbers::SPOUT_LENGTH, (0.3e-3, 20e-3), (1.2e-3, 6e-3)),
    fitted(numbers::SPOUT_BORE, (0.3e-3, 2.5e-3), (0.9e-3, 1.7e-3)),
    ADAPTER_LENGTH,
    ADAPTER_BORE,
    fitted(armature::VENT_LENGTH, (0.1e-3, 5e-3), (0.3e-3, 1.5e-3)),
    fitted(armature::VENT_BORE, (0.05e-3, 2e-3), (0.2e-3, 1e-3)),
    fitted(armature::PIN_COMPLIANCE, (1e-17, 1e-11), (1e-15, 1e-13)),
    fitted(armature::MASS_BEYOND, (1e2, 1e6), (2e3, 4e4)),
    fitted(armature::RESISTANCE_BEYOND, (1e5, 1e10), (3e6, 2e8)),
];

/// The moving coil's, in the order of the model: from 6 mm capsules to 50 mm headphone drivers.
pub(super) const MOVING_COIL: &[Parameter] = &[
    fitted(moving_coil::RE, (0.5, 5e3), (8.0, 80.0)),
    fitted(coil::LE, (1e-7, 1e-2), (1e-5, 2e-4)),
    fitted(numbers::BL, (1e-2, 30.0), (0.2, 2.0)),
    fitted(numbers::MMS, (5e-7, 1e-2), (1e-5, 1.5e-4)),
    fitted(numbers::CMS, (1e-5, 0.2), (4e-4, 2e-2)),
    fitted(numbers::RMS, (1e-5, 5.0), (2e-3, 8e-2)),
    fitted(numbers::SD, (2e-6, 5e-2), (2e-5, 1.2e-3)),
    fitted(numbers::FRONT_VOLUME, (1e-9, 2e-4), (2e-8, 5e-6)),
    fitted(coil::KS, (1e-4, 10.0), (1e-2, 0.3)),
    fitted(numbers::BACK_VOLUME, (1e-8, 1e-3), (2e-7, 3e-5)),
];
