//! An electrostatic driver with its transformer.

use crate::{
    design::{
        kinds::common::{
            Case, Origin,
            numbers::{
                ACOUSTIC_COMPLIANCE, ACOUSTIC_MASS, BACK_VOLUME, COUPLING, DIAPHRAGM_RESISTANCE,
                FRONT_VOLUME, RATED_VOLTAGE, SPOUT_BORE, SPOUT_LENGTH, rated_voltage,
            },
        },
        kinds::{
            Facts, Kind,
            burden::Burden,
            common::{Band, DriverKind, driver_fields},
        },
        parameter::Parameters,
        parameters::{Visit, amount, farad, henry, ohm},
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

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
    #[serde(default, skip_serializing_if = "crate::design::part::is_false")]
    pub wall_exchange: bool,
    /// Length of the spout's bore, m (0: none).
    #[serde(with = "q::length")]
    pub spout_length: f64,
    /// Bore (diameter) of the spout, m.
    #[serde(with = "q::length")]
    pub spout_bore: f64,
    /// Greatest voltage at its terminals, V rms of a sine, as a data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::volt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_voltage: f64,
    /// Case.
    pub case: Case,
}

impl Electrostatic {
    /// One of which nothing is known yet: to be filled in, since much of it must not be 0.
    pub fn blank() -> Self {
        Self {
            origin: Origin::blank(),
            ratio: 0.0,
            primary_resistance: 0.0,
            leakage_inductance: 0.0,
            magnetising_inductance: 0.0,
            capacitance: 0.0,
            coupling: 0.0,
            mass: 0.0,
            resistance: 0.0,
            compliance: 0.0,
            front_volume: 0.0,
            back_volume: 0.0,
            wall_exchange: false,
            spout_length: 0.0,
            spout_bore: 0.0,
            rated_voltage: 0.0,
            case: Case::blank(),
        }
    }
}

const FACTS: Facts = Facts {
    word: "electrostatic driver",
    prefix: "EST",
    ..Facts::SPOUTED
};

impl Kind for Electrostatic {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    driver_fields!(case, volumes, spout);

    fn moves_closed(&self) -> bool {
        self.back_volume > 0.0
    }

    fn burdens(&self) -> Vec<Burden> {
        vec![rated_voltage(self.rated_voltage)]
    }

    fn band(&self) -> Option<Band> {
        Some(Band::High)
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(DriverKind::Electrostatic)
    }
}

impl Parameters for Electrostatic {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount("ratio", "n", "Transformer ratio", &Unit::NUMBER, 1e4).at_least(1e-4),
            &mut self.ratio,
        );
        visit(
            &ohm("primary_resistance", "Rp", "Primary resistance"),
            &mut self.primary_resistance,
        );
        visit(
            &henry("leakage_inductance", "Ll", "Leakage inductance"),
            &mut self.leakage_inductance,
        );
        visit(
            &henry("magnetising_inductance", "Lm", "Magnetising inductance").at_least(1e-9),
            &mut self.magnetising_inductance,
        );
        visit(
            &farad("capacitance", "C", "Blocked capacitance").at_least(1e-18),
            &mut self.capacitance,
        );
        visit(&COUPLING, &mut self.coupling);
        visit(&ACOUSTIC_MASS, &mut self.mass);
        visit(&DIAPHRAGM_RESISTANCE, &mut self.resistance);
        visit(&ACOUSTIC_COMPLIANCE, &mut self.compliance);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        visit(&SPOUT_LENGTH, &mut self.spout_length);
        visit(&SPOUT_BORE, &mut self.spout_bore);
        visit(&RATED_VOLTAGE, &mut self.rated_voltage);
        self.case.visit(visit);
    }
}
