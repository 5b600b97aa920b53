//! A piezoelectric driver.

use crate::{
    design::{
        kinds::common::{
            Case, Origin,
            numbers::{
                ACOUSTIC_COMPLIANCE, ACOUSTIC_MASS, BACK_VOLUME, COUPLING, DIAPHRAGM_RESISTANCE,
                FRONT_VOLUME, RATED_VOLTAGE, rated_voltage,
            },
        },
        kinds::{
            Facts, Kind,
            burden::Burden,
            common::{Band, DriverKind, driver_fields},
        },
        parameter::Parameters,
        parameters::{Visit, amount, farad, ohm},
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

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
    /// Greatest voltage at its terminals, V rms of a sine, as a data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::volt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_voltage: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "crate::design::part::is_false")]
    pub wall_exchange: bool,
    /// Case.
    pub case: Case,
}

impl Piezo {
    /// One of which nothing is known yet: to be filled in, since much of it must not be 0.
    pub fn blank() -> Self {
        Self {
            origin: Origin::blank(),
            capacitance: 0.0,
            loss_factor: 0.0,
            series_resistance: 0.0,
            coupling: 0.0,
            mass: 0.0,
            resistance: 0.0,
            compliance: 0.0,
            front_volume: 0.0,
            back_volume: 0.0,
            rated_voltage: 0.0,
            wall_exchange: false,
            case: Case::blank(),
        }
    }
}

const FACTS: Facts = Facts {
    word: "piezo driver",
    prefix: "PZ",
    density: Facts::DRIVER.density,
    ..Facts::CAPSULE
};

impl Kind for Piezo {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    driver_fields!(case, volumes);

    fn moves_closed(&self) -> bool {
        self.back_volume > 0.0
    }

    fn closed_back(&mut self) -> Option<(f64, &mut f64)> {
        Some((self.case.face(), &mut self.back_volume))
    }

    fn burdens(&self) -> Vec<Burden> {
        vec![rated_voltage(self.rated_voltage)]
    }

    fn band(&self) -> Option<Band> {
        Some(Band::High)
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(DriverKind::Piezo)
    }
}

impl Parameters for Piezo {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &farad("capacitance", "C", "Blocked capacitance").at_least(1e-18),
            &mut self.capacitance,
        );
        visit(
            &amount("loss_factor", "tan δ", "Loss factor", &Unit::NUMBER, 10.0),
            &mut self.loss_factor,
        );
        visit(
            &ohm("series_resistance", "Rs", "Series resistance"),
            &mut self.series_resistance,
        );
        visit(&COUPLING, &mut self.coupling);
        visit(&ACOUSTIC_MASS, &mut self.mass);
        visit(&DIAPHRAGM_RESISTANCE, &mut self.resistance);
        visit(&ACOUSTIC_COMPLIANCE, &mut self.compliance);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        visit(&RATED_VOLTAGE, &mut self.rated_voltage);
        self.case.visit(visit);
    }
}
