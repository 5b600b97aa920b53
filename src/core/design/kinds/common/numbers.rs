//! Numbers that several kinds of driver have.

use crate::{
    design::{
        kinds::burden::{Bound, Burden, Strain},
        parameter::ParameterInfo,
        parameters::{acoustic_resistance, amount, bore, length, volume},
        tolerance::ToleranceClass,
    },
    quantity::Unit,
};

/// Force factor.
pub const BL: ParameterInfo = amount("bl", "Bl", "Force factor", &Unit::FORCE_FACTOR, 1e3)
    .at_least(1e-6)
    .made_as(ToleranceClass::Motor);
/// Moving mass.
pub const MMS: ParameterInfo = amount("mms", "Mms", "Moving mass", &Unit::MASS, 1.0)
    .at_least(1e-12)
    .made_as(ToleranceClass::MovingMass);
/// Suspension compliance.
pub const CMS: ParameterInfo = amount(
    "cms",
    "Cms",
    "Suspension compliance",
    &Unit::COMPLIANCE,
    1e3,
)
.at_least(1e-12)
.made_as(ToleranceClass::Suspension);
/// Mechanical resistance.
pub const RMS: ParameterInfo = amount(
    "rms",
    "Rms",
    "Mechanical resistance",
    &Unit::MECHANICAL_RESISTANCE,
    1e3,
)
.made_as(ToleranceClass::Losses);
/// Effective area.
pub const SD: ParameterInfo =
    amount("sd", "Sd", "Effective area", &Unit::AREA, 1.0).at_least(1e-10);
/// Greatest linear excursion, peak.
pub const XMAX: ParameterInfo =
    length("xmax", "Xmax", "Greatest linear excursion, peak").or_unstated();
/// Rated power of a coil.
pub const RATED_POWER: ParameterInfo = amount(
    "rated_power",
    "Pmax",
    "Rated power of the coil",
    &Unit::WATT,
    1e3,
)
.or_unstated();
/// Rated voltage of a driver.
pub const RATED_VOLTAGE: ParameterInfo =
    amount("rated_voltage", "Umax", "Rated voltage", &Unit::VOLT, 1e4).or_unstated();
/// Front volume.
pub const FRONT_VOLUME: ParameterInfo = volume("front_volume", "Vf", "Front volume");
/// Back volume.
pub const BACK_VOLUME: ParameterInfo = volume("back_volume", "Vb", "Back volume");
/// Spout length.
pub const SPOUT_LENGTH: ParameterInfo = length("spout_length", "ls", "Spout length");
/// Spout bore.
pub const SPOUT_BORE: ParameterInfo = bore("spout_bore", "ds", "Spout bore");
/// Acoustic mass.
pub const ACOUSTIC_MASS: ParameterInfo =
    amount("mass", "Ma", "Acoustic mass", &Unit::ACOUSTIC_MASS, 1e9)
        .at_least(1e-6)
        .made_as(ToleranceClass::MovingMass);
/// Acoustic compliance.
pub const ACOUSTIC_COMPLIANCE: ParameterInfo = amount(
    "compliance",
    "Ca",
    "Acoustic compliance",
    &Unit::ACOUSTIC_COMPLIANCE,
    1e-3,
)
.at_least(1e-21)
.made_as(ToleranceClass::Suspension);
/// Acoustic resistance.
pub const DIAPHRAGM_RESISTANCE: ParameterInfo =
    acoustic_resistance("resistance", "Ra", "Acoustic resistance").made_as(ToleranceClass::Losses);
/// Pressure per volt, blocked.
pub const COUPLING: ParameterInfo = amount(
    "coupling",
    "φ",
    "Pressure per volt, blocked",
    &Unit::PRESSURE_PER_VOLT,
    1e9,
)
.made_as(ToleranceClass::Motor);

/// Diaphragms up to this area, m², are for the ear.
pub(crate) const IN_EAR_AREA: f64 = 320e-6;

/// The power a coil customarily bears, W, on a diaphragm of the area `sd`, m²: one for the ear, or one
/// for a headphone.
pub(in crate::design::kinds) fn customary_power(sd: f64, in_ear: f64, headphone: f64) -> f64 {
    if sd <= IN_EAR_AREA { in_ear } else { headphone }
}

/// What a rated voltage, V rms of a sine, says of the voltage a driver bears.
pub(in crate::design::kinds) fn rated_voltage(rated: f64) -> Burden {
    let bound = Bound::stated(rated).times(std::f64::consts::SQRT_2);
    Burden::new(Strain::Voltage, bound)
}
