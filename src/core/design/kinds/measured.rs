//! A driver known by its measured curves.

use crate::{
    design::{
        EditError,
        document::CurvePoint,
        kinds::{
            Facts, Kind, Port, Side,
            burden::Burden,
            common::{
                Band, DriverKind, driver_fields,
                numbers::{RATED_VOLTAGE, rated_voltage},
            },
        },
        kinds::{
            common::{Case, Origin},
            ear::Ear,
        },
        link::{Insert, Section},
        parameter::Parameters,
        parameters::{Visit, amount, link::visit_fixture, ohm, volume},
        port::{MINUS, PLUS, Role, SPOUT},
        validate,
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A driver known only by measured curves: electrical impedance, and response in a stated fixture.
/// Ports `+`, `-`, `spout`. Outside the fixture it is a volume-velocity source beside a stated
/// compliance: the model cannot know how the load acts back on its impedance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Where the numbers come from.
    pub origin: Origin,
    /// Response: (Hz, dB SPL, degrees), ascending.
    pub response: Vec<CurvePoint>,
    /// Impedance: (Hz, Ω, degrees), ascending.
    pub impedance: Vec<CurvePoint>,
    /// EMF ahead of the source resistance during the measurement, V rms: the voltage at the
    /// terminals where that is 0.
    #[serde(with = "q::volt")]
    pub voltage: f64,
    /// Resistance of amplifier and cable during the measurement, Ω.
    #[serde(
        default,
        with = "q::ohm",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
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

const FACTS: Facts = Facts {
    word: "measured driver",
    prefix: "M",
    ports: &[
        Port::electrical(PLUS, Role::Plus, Side::West, -0.5),
        Port::electrical(MINUS, Role::Minus, Side::West, 0.5),
        Port::acoustic(SPOUT, Role::Sound, Side::East),
    ],
    tabled: true,
    ..Facts::DRIVER
};

impl Kind for Measured {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn validate(&self, owner: &str) -> Result<(), EditError> {
        validate::curve_points(owner, &self.response)?;
        validate::curve_points(owner, &self.impedance)?;
        validate::count(owner, "sections", self.fixture.len())?;
        validate::inserts(owner, &self.fixture_inserts)
    }

    driver_fields!(case);

    fn lacks(&self) -> Option<&'static str> {
        (self.response.is_empty() || self.impedance.is_empty())
            .then_some(tr!("has no measured response or no impedance: import both"))
    }

    fn burdens(&self) -> Vec<Burden> {
        vec![rated_voltage(self.rated_voltage)]
    }

    fn band(&self) -> Option<Band> {
        Some(Band::Middle)
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(DriverKind::Measured)
    }
}

impl Parameters for Measured {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount("voltage", "U", "Measuring voltage", &Unit::VOLT, 1e3).at_least(1e-6),
            &mut self.voltage,
        );
        visit(
            &ohm(
                "source_resistance",
                "Rs",
                "Source resistance of the measurement",
            ),
            &mut self.source_resistance,
        );
        visit_fixture(&mut self.fixture, &mut self.fixture_inserts, visit);
        self.coupler.visit(visit);
        visit(
            &volume("source_volume", "Vs", "Volume of the driver's compliance"),
            &mut self.source_volume,
        );
        visit(&RATED_VOLTAGE, &mut self.rated_voltage);
        self.case.visit(visit);
    }
}
