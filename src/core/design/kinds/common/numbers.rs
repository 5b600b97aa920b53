//! Numbers that several kinds of driver have.

use crate::{
    design::{
        parameter::ParameterInfo,
        parameters::{acoustic_resistance, amount, bore, length, volume},
    },
    quantity::Unit,
};

pub(in crate::design::kinds) const BL: ParameterInfo =
    amount("bl", "Bl", "Force factor", &Unit::FORCE_FACTOR, 1e3).at_least(1e-6);
pub(in crate::design::kinds) const MMS: ParameterInfo =
    amount("mms", "Mms", "Moving mass", &Unit::MASS, 1.0).at_least(1e-12);
pub(in crate::design::kinds) const CMS: ParameterInfo = amount(
    "cms",
    "Cms",
    "Suspension compliance",
    &Unit::COMPLIANCE,
    1e3,
)
.at_least(1e-12);
pub(in crate::design::kinds) const RMS: ParameterInfo = amount(
    "rms",
    "Rms",
    "Mechanical resistance",
    &Unit::MECHANICAL_RESISTANCE,
    1e3,
);
pub(in crate::design::kinds) const SD: ParameterInfo =
    amount("sd", "Sd", "Effective area", &Unit::AREA, 1.0).at_least(1e-10);
pub(in crate::design::kinds) const XMAX: ParameterInfo =
    length("xmax", "Xmax", "Greatest linear excursion, peak");
pub(in crate::design::kinds) const FRONT_VOLUME: ParameterInfo =
    volume("front_volume", "Vf", "Front volume");
pub(in crate::design::kinds) const BACK_VOLUME: ParameterInfo =
    volume("back_volume", "Vb", "Back volume");
pub(in crate::design::kinds) const SPOUT_LENGTH: ParameterInfo =
    length("spout_length", "ls", "Spout length");
pub(in crate::design::kinds) const SPOUT_BORE: ParameterInfo =
    bore("spout_bore", "ds", "Spout bore");
pub(in crate::design::kinds) const ACOUSTIC_MASS: ParameterInfo =
    amount("mass", "Ma", "Acoustic mass", &Unit::ACOUSTIC_MASS, 1e9).at_least(1e-6);
pub(in crate::design::kinds) const ACOUSTIC_COMPLIANCE: ParameterInfo = amount(
    "compliance",
    "Ca",
    "Acoustic compliance",
    &Unit::ACOUSTIC_COMPLIANCE,
    1e-3,
)
.at_least(1e-21);
pub(in crate::design::kinds) const DIAPHRAGM_RESISTANCE: ParameterInfo =
    acoustic_resistance("resistance", "Ra", "Acoustic resistance");
pub(in crate::design::kinds) const COUPLING: ParameterInfo = amount(
    "coupling",
    "φ",
    "Pressure per volt, blocked",
    &Unit::PRESSURE_PER_VOLT,
    1e9,
);

/// Diaphragms up to this area, m², are for the ear.
const IN_EAR_AREA: f64 = 320e-6;

/// The power a coil customarily bears, W, on a diaphragm of the area `sd`, m²: one for the ear, or one
/// for a headphone.
pub(in crate::design::kinds) fn customary_power(sd: f64, in_ear: f64, headphone: f64) -> f64 {
    if sd <= IN_EAR_AREA { in_ear } else { headphone }
}
