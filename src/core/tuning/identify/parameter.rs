//! What can be fitted, where to look for it, and how far typical parts lie apart.

use crate::quantity::Unit;

/// A parameter of a driver model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
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

const fn parameter(
    symbol: &'static str,
    name: &'static str,
    unit: &'static Unit,
    bounds: (f64, f64),
    starts: (f64, f64),
) -> Parameter {
    Parameter {
        symbol,
        name,
        unit,
        bounds,
        starts,
    }
}

const RE: Parameter = parameter("Re", "Coil resistance", &Unit::OHM, (0.5, 5e3), (8.0, 80.0));

/// The armature's, in the order of the model. Starts span the parts whose fits are known.
pub(super) const ARMATURE: &[Parameter] = &[
    RE,
    parameter(
        "L",
        "Coil inductance",
        &Unit::HENRY,
        (1e-6, 2.0),
        (3e-4, 8e-3),
    ),
    parameter(
        "Ks",
        "Semi-inductance",
        &Unit::SEMI_HENRY,
        (5e-3, 200.0),
        (0.15, 4.0),
    ),
    parameter(
        "τ",
        "Force factor",
        &Unit::PRESSURE_PER_AMPERE,
        (1e3, 1e7),
        (3e4, 3e5),
    ),
    parameter(
        "Ma",
        "Diaphragm mass",
        &Unit::ACOUSTIC_MASS,
        (5e2, 2e6),
        (1e4, 8e4),
    ),
    parameter(
        "Ra",
        "Diaphragm resistance",
        &Unit::ACOUSTIC_RESISTANCE,
        (1e5, 1e10),
        (3e6, 2e8),
    ),
    parameter(
        "Ca",
        "Diaphragm compliance",
        &Unit::ACOUSTIC_COMPLIANCE,
        (1e-15, 3e-11),
        (1e-13, 2e-12),
    ),
    parameter(
        "Vf",
        "Front volume",
        &Unit::VOLUME,
        (0.2e-9, 100e-9),
        (2e-9, 12e-9),
    ),
    parameter(
        "Vb",
        "Back volume",
        &Unit::VOLUME,
        (2e-9, 1e-6),
        (10e-9, 120e-9),
    ),
    parameter(
        "Rv",
        "Relief vent",
        &Unit::ACOUSTIC_RESISTANCE,
        (1e7, 1e13),
        (2e9, 1e11),
    ),
    parameter(
        "ls",
        "Spout length",
        &Unit::LENGTH,
        (0.3e-3, 20e-3),
        (1.2e-3, 6e-3),
    ),
    parameter(
        "ds",
        "Spout bore",
        &Unit::LENGTH,
        (0.3e-3, 2.5e-3),
        (0.9e-3, 1.7e-3),
    ),
    parameter(
        "la",
        "Adapter length",
        &Unit::LENGTH,
        (1e-3, 30e-3),
        (4e-3, 15e-3),
    ),
    parameter(
        "da",
        "Adapter bore",
        &Unit::LENGTH,
        (0.5e-3, 3e-3),
        (1e-3, 1.8e-3),
    ),
    parameter(
        "lv",
        "Vent length",
        &Unit::LENGTH,
        (0.1e-3, 5e-3),
        (0.3e-3, 1.5e-3),
    ),
    parameter(
        "dv",
        "Vent bore",
        &Unit::LENGTH,
        (0.05e-3, 2e-3),
        (0.2e-3, 1e-3),
    ),
    parameter(
        "Cp",
        "Pin compliance",
        &Unit::ACOUSTIC_COMPLIANCE,
        (1e-17, 1e-11),
        (1e-15, 1e-13),
    ),
    parameter(
        "Md",
        "Diaphragm mass beyond the pin",
        &Unit::ACOUSTIC_MASS,
        (1e2, 1e6),
        (2e3, 4e4),
    ),
    parameter(
        "Rd",
        "Diaphragm resistance beyond the pin",
        &Unit::ACOUSTIC_RESISTANCE,
        (1e5, 1e10),
        (3e6, 2e8),
    ),
];

/// The moving coil's, in the order of the model: from 6 mm capsules to 50 mm headphone drivers.
pub(super) const MOVING_COIL: &[Parameter] = &[
    RE,
    parameter(
        "Le",
        "Coil inductance",
        &Unit::HENRY,
        (1e-7, 1e-2),
        (1e-5, 2e-4),
    ),
    parameter(
        "Bl",
        "Force factor",
        &Unit::FORCE_FACTOR,
        (1e-2, 30.0),
        (0.2, 2.0),
    ),
    parameter(
        "Mms",
        "Moving mass",
        &Unit::MASS,
        (5e-7, 1e-2),
        (1e-5, 1.5e-4),
    ),
    parameter(
        "Cms",
        "Suspension compliance",
        &Unit::COMPLIANCE,
        (1e-5, 0.2),
        (4e-4, 2e-2),
    ),
    parameter(
        "Rms",
        "Mechanical resistance",
        &Unit::MECHANICAL_RESISTANCE,
        (1e-5, 5.0),
        (2e-3, 8e-2),
    ),
    parameter(
        "Sd",
        "Effective area",
        &Unit::AREA,
        (2e-6, 5e-2),
        (2e-5, 1.2e-3),
    ),
    parameter(
        "Vf",
        "Front volume",
        &Unit::VOLUME,
        (1e-9, 2e-4),
        (2e-8, 5e-6),
    ),
    parameter(
        "Ks",
        "Semi-inductance",
        &Unit::SEMI_HENRY,
        (1e-4, 10.0),
        (1e-2, 0.3),
    ),
    parameter(
        "Vb",
        "Rear volume",
        &Unit::VOLUME,
        (1e-8, 1e-3),
        (2e-7, 3e-5),
    ),
];
