//! Drivers. All have terminals `+` and `-`.

use super::{
    can::Units,
    ear::Ear,
    link::{Insert, Section},
};
use crate::quantity::unit_serde as q;
use serde::{Deserialize, Serialize};

/// Where a driver's numbers come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Name of the preset it came from.
    pub preset: String,
    /// Data sheet, fit, measurement or archetype, in words.
    pub provenance: String,
    /// How far to trust it.
    pub trust: Trust,
    /// Symbols of the parameters edited since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modified: Vec<String>,
}

/// How far a driver's numbers can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trust {
    /// Seen in two independent places, or measured and consistent.
    A,
    /// One good source.
    B,
    /// A fit or an estimate.
    C,
}

/// A driver's case, drawn from the side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Case {
    /// A box: `length` along the axis to the spout, `width` across, `height` out of the drawing.
    Box {
        /// Length, m.
        #[serde(with = "q::length")]
        length: f64,
        /// Width, m.
        #[serde(with = "q::length")]
        width: f64,
        /// Height, m.
        #[serde(with = "q::length")]
        height: f64,
    },
    /// A round can or capsule seen from the side: `height` along its axis.
    Round {
        /// Diameter, m.
        #[serde(with = "q::length")]
        diameter: f64,
        /// Height along the axis, m.
        #[serde(with = "q::length")]
        height: f64,
    },
}

/// Loss and inductance of a voice coil, besides its resistance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Coil {
    /// A plain inductance Le (0: none).
    Plain {
        /// Inductance, H.
        #[serde(with = "q::henry")]
        inductance: f64,
    },
    /// Le in series with Ks·√(jω).
    SemiInductance {
        /// Inductance, H.
        #[serde(with = "q::henry")]
        inductance: f64,
        /// Semi-inductance Ks, Ω·√s.
        #[serde(with = "q::semi_henry")]
        semi_inductance: f64,
    },
    /// Le in series with R₂ ∥ L₂.
    Lr2 {
        /// Inductance, H.
        #[serde(with = "q::henry")]
        inductance: f64,
        /// Second inductance, H.
        #[serde(with = "q::henry")]
        second_inductance: f64,
        /// Resistance across the second inductance, Ω.
        #[serde(with = "q::ohm")]
        second_resistance: f64,
    },
    /// Leach: K·(jω)ⁿ.
    Leach {
        /// K, Ω·sⁿ.
        factor: f64,
        /// n, 0 to 1.
        exponent: f64,
    },
}

/// A duct that opens a volume to ambient.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseVent {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// Resistance of a cloth over it, Pa·s/m³ (0: none).
    #[serde(
        default,
        with = "q::acoustic_resistance",
        skip_serializing_if = "is_zero"
    )]
    pub resistance: f64,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

/// A moving-coil (dynamic) driver. Ports `+`, `-`, `front`, `rear`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovingCoil {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Voice-coil resistance Re, Ω.
    #[serde(with = "q::ohm")]
    pub re: f64,
    /// Inductance and losses of the coil.
    pub coil: Coil,
    /// Force factor Bl, T·m.
    #[serde(with = "q::force_factor")]
    pub bl: f64,
    /// Moving mass without air load Mms, kg.
    #[serde(with = "q::mass")]
    pub mms: f64,
    /// Suspension compliance Cms, m/N.
    #[serde(with = "q::compliance")]
    pub cms: f64,
    /// Mechanical resistance Rms, N·s/m.
    #[serde(with = "q::mechanical_resistance")]
    pub rms: f64,
    /// Effective area Sd, m².
    #[serde(with = "q::area")]
    pub sd: f64,
    /// Greatest linear peak excursion, m; 0: unknown.
    #[serde(with = "q::length")]
    pub xmax: f64,
    /// Volume in front of the diaphragm that belongs to the driver, m³ (0: none).
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Volume behind the diaphragm that belongs to the driver, m³ (0: none).
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub wall_exchange: bool,
    /// Duct from the front volume to ambient; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub front_vent: Option<CaseVent>,
    /// Duct from the back volume to ambient; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rear_vent: Option<CaseVent>,
    /// Case.
    pub case: Case,
}

/// A second mode of an armature's mechanics: the pin between armature and diaphragm gives, so that
/// the response has one internal resonance more. Values referred to the diaphragm's area.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondMode {
    /// Acoustic compliance of the pin Cp, m³/Pa.
    #[serde(with = "q::acoustic_compliance")]
    pub pin_compliance: f64,
    /// Acoustic mass of the diaphragm beyond the pin Md, kg/m⁴.
    #[serde(with = "q::acoustic_mass")]
    pub mass: f64,
    /// Acoustic resistance of the diaphragm beyond the pin Rd, Pa·s/m³.
    #[serde(with = "q::acoustic_resistance")]
    pub resistance: f64,
}

/// A balanced armature. Ports `+`, `-`, `spout`, `rear` (on the back volume).
///
/// `Re` in series with `Ks√(jω) ∥ (jωL + motional)`; `τ I_L = Za U + (p_front − p_back)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Armature {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Coil resistance Re, Ω.
    #[serde(with = "q::ohm")]
    pub re: f64,
    /// Coil inductance L, H.
    #[serde(with = "q::henry")]
    pub inductance: f64,
    /// Semi-inductance Ks of the eddy-current branch, Ω·√s; absent: no such branch.
    #[serde(
        default,
        with = "q::optional_semi_henry",
        skip_serializing_if = "Option::is_none"
    )]
    pub semi_inductance: Option<f64>,
    /// Acoustic force factor τ = T/Sd, Pa/A.
    #[serde(with = "q::pressure_per_ampere")]
    pub tau: f64,
    /// Acoustic mass of the diaphragm Ma, kg/m⁴.
    #[serde(with = "q::acoustic_mass")]
    pub mass: f64,
    /// Acoustic resistance of the diaphragm Ra, Pa·s/m³.
    #[serde(with = "q::acoustic_resistance")]
    pub resistance: f64,
    /// Acoustic compliance of the diaphragm Ca, m³/Pa.
    #[serde(with = "q::acoustic_compliance")]
    pub compliance: f64,
    /// Second mode of the mechanics; absent: the armature and the diaphragm move as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_mode: Option<SecondMode>,
    /// Front volume Vf at the spout, m³.
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Back volume Vb, m³.
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub wall_exchange: bool,
    /// Resistance of the relief vent between front and back volume, Pa·s/m³; absent: none.
    #[serde(
        default,
        with = "q::optional_acoustic_resistance",
        skip_serializing_if = "Option::is_none"
    )]
    pub relief: Option<f64>,
    /// Duct from the back volume to ambient (vented types); absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vent: Option<CaseVent>,
    /// Resistance of a damper between front volume and spout, Pa·s/m³; absent: none.
    #[serde(
        default,
        with = "q::optional_damper",
        skip_serializing_if = "Option::is_none"
    )]
    pub internal_damper: Option<f64>,
    /// Length of the spout's bore, m.
    #[serde(with = "q::length")]
    pub spout_length: f64,
    /// Bore (diameter) of the spout, m.
    #[serde(with = "q::length")]
    pub spout_bore: f64,
    /// Several such units in one can; absent: a single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    /// Case.
    pub case: Case,
}

/// A planar-magnetic driver: the moving-coil equations, a resistive coil, a distributed force.
/// Ports `+`, `-`, `front`, `rear`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planar {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Trace resistance Re, Ω.
    #[serde(with = "q::ohm")]
    pub re: f64,
    /// Force factor Bl, T·m.
    #[serde(with = "q::force_factor")]
    pub bl: f64,
    /// Moving mass Mms, kg.
    #[serde(with = "q::mass")]
    pub mms: f64,
    /// Compliance Cms, m/N.
    #[serde(with = "q::compliance")]
    pub cms: f64,
    /// Mechanical resistance Rms, N·s/m.
    #[serde(with = "q::mechanical_resistance")]
    pub rms: f64,
    /// Effective area Sd, m².
    #[serde(with = "q::area")]
    pub sd: f64,
    /// Greatest linear peak excursion, m; 0: unknown.
    #[serde(with = "q::length")]
    pub xmax: f64,
    /// Front volume, m³ (0: none).
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Back volume, m³ (0: none).
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub wall_exchange: bool,
    /// Case.
    pub case: Case,
}

/// An electrostatic driver with its step-up transformer. Ports `+`, `-`, `spout`, `rear`.
///
/// At the diaphragm's terminals, voltage `u` and coupling φ: `i = jωC u + φ U` and
/// `p_front − p_back = φ u − Za U`, a reciprocal coupling of transformer type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Electrostatic {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Secondary turns over primary turns of the step-up transformer (1: none).
    pub ratio: f64,
    /// Primary resistance, Ω.
    #[serde(with = "q::ohm")]
    pub primary_resistance: f64,
    /// Leakage inductance referred to the primary, H.
    #[serde(with = "q::henry")]
    pub leakage_inductance: f64,
    /// Magnetising inductance at the primary, H.
    #[serde(with = "q::henry")]
    pub magnetising_inductance: f64,
    /// Blocked capacitance at the diaphragm's terminals, F.
    #[serde(with = "q::farad")]
    pub capacitance: f64,
    /// Pressure per volt of the blocked diaphragm, Pa/V.
    #[serde(with = "q::pressure_per_volt")]
    pub coupling: f64,
    /// Acoustic mass of the diaphragm, kg/m⁴.
    #[serde(with = "q::acoustic_mass")]
    pub mass: f64,
    /// Acoustic resistance of the diaphragm, Pa·s/m³.
    #[serde(with = "q::acoustic_resistance")]
    pub resistance: f64,
    /// Acoustic compliance of the diaphragm, m³/Pa.
    #[serde(with = "q::acoustic_compliance")]
    pub compliance: f64,
    /// Front volume at the spout, m³.
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Back volume, m³.
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub wall_exchange: bool,
    /// Length of the spout's bore, m (0: none).
    #[serde(with = "q::length")]
    pub spout_length: f64,
    /// Bore (diameter) of the spout, m.
    #[serde(with = "q::length")]
    pub spout_bore: f64,
    /// Case.
    pub case: Case,
}

/// A piezoelectric driver: capacitive at its terminals, reciprocal coupling like the electrostatic.
/// Ports `+`, `-`, `front`, `rear`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piezo {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Blocked capacitance, F.
    #[serde(with = "q::farad")]
    pub capacitance: f64,
    /// Dielectric loss factor tan δ.
    pub loss_factor: f64,
    /// Resistance in series, Ω.
    #[serde(with = "q::ohm")]
    pub series_resistance: f64,
    /// Pressure per volt of the blocked diaphragm, Pa/V.
    #[serde(with = "q::pressure_per_volt")]
    pub coupling: f64,
    /// Acoustic mass, kg/m⁴.
    #[serde(with = "q::acoustic_mass")]
    pub mass: f64,
    /// Acoustic resistance, Pa·s/m³.
    #[serde(with = "q::acoustic_resistance")]
    pub resistance: f64,
    /// Acoustic compliance, m³/Pa.
    #[serde(with = "q::acoustic_compliance")]
    pub compliance: f64,
    /// Front volume, m³ (0: none).
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Back volume, m³ (0: none).
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub wall_exchange: bool,
    /// Case.
    pub case: Case,
}

/// A driver known only by measured curves: electrical impedance, and response in a stated fixture.
/// Ports `+`, `-`, `spout`. Outside the fixture it is a volume-velocity source beside a stated
/// compliance: the model cannot know how the load acts back on its impedance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Response: (Hz, dB SPL, degrees), ascending.
    pub response: Vec<super::document::CurvePoint>,
    /// Impedance: (Hz, Ω, degrees), ascending.
    pub impedance: Vec<super::document::CurvePoint>,
    /// EMF ahead of the source resistance during the measurement, V rms: the voltage at the
    /// terminals where that is 0.
    #[serde(with = "q::volt")]
    pub voltage: f64,
    /// Resistance of amplifier and cable during the measurement, Ω.
    #[serde(default, with = "q::ohm", skip_serializing_if = "is_zero")]
    pub source_resistance: f64,
    /// Tubes between the spout and the coupler during the measurement.
    pub fixture: Vec<Section>,
    /// Dampers and meshes in those tubes, at their distance from the spout.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixture_inserts: Vec<Insert>,
    /// The coupler of the measurement.
    pub coupler: Ear,
    /// Volume standing for the driver's own acoustic compliance, m³.
    #[serde(with = "q::volume")]
    pub source_volume: f64,
    /// Case.
    pub case: Case,
}
