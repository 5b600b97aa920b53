//! A planar-magnetic driver.

use crate::{
    design::{
        kinds::common::{
            Case, Origin,
            numbers::{BACK_VOLUME, BL, CMS, FRONT_VOLUME, MMS, RATED_POWER, RMS, SD, XMAX},
        },
        kinds::{
            Facts, Kind,
            common::{Band, DriverKind, driver_fields, numbers::customary_power},
        },
        parameter::Parameters,
        parameters::{Visit, ohm},
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

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
    /// Power its traces bear for long, W, as a data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::watt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_power: f64,
    /// Front volume, m³ (0: none).
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Back volume, m³ (0: none).
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "crate::design::part::is_false")]
    pub wall_exchange: bool,
    /// Case.
    pub case: Case,
}

impl Planar {
    /// One of which nothing is known yet: to be filled in, since much of it must not be 0.
    pub fn blank() -> Self {
        Self {
            origin: Origin::blank(),
            re: 0.0,
            bl: 0.0,
            mms: 0.0,
            cms: 0.0,
            rms: 0.0,
            sd: 0.0,
            xmax: 0.0,
            rated_power: 0.0,
            front_volume: 0.0,
            back_volume: 0.0,
            wall_exchange: false,
            case: Case::blank(),
        }
    }
}

/// Power traces on the diaphragm of an in-ear customarily bear, W: data sheets rarely say.
const IN_EAR_POWER: f64 = 0.1;
/// Power traces on the diaphragm of a headphone customarily bear, W.
const HEADPHONE_POWER: f64 = 2.0;

const FACTS: Facts = Facts {
    word: "planar driver",
    prefix: "PL",
    ..Facts::CAPSULE
};

impl Kind for Planar {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    driver_fields!(case, volumes);

    fn diaphragm_area(&self) -> Option<f64> {
        Some(self.sd)
    }

    fn excursion_limit(&self) -> Option<f64> {
        Some(self.xmax)
    }

    fn rated_power(&self) -> Option<f64> {
        (self.rated_power > 0.0).then_some(self.rated_power)
    }

    fn coil(&self) -> Option<(f64, f64)> {
        let power = customary_power(self.sd, IN_EAR_POWER, HEADPHONE_POWER);
        Some((self.re, power))
    }

    fn moves_closed(&self) -> bool {
        self.back_volume > 0.0
    }

    fn closed_back(&mut self) -> Option<(f64, &mut f64)> {
        Some((self.sd, &mut self.back_volume))
    }

    fn band(&self) -> Option<Band> {
        Some(Band::Low)
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(DriverKind::Planar)
    }
}

impl Parameters for Planar {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &ohm("re", "Re", "Trace resistance").at_least(1e-3),
            &mut self.re,
        );
        visit(&BL, &mut self.bl);
        visit(&MMS, &mut self.mms);
        visit(&CMS, &mut self.cms);
        visit(&RMS, &mut self.rms);
        visit(&SD, &mut self.sd);
        visit(&XMAX, &mut self.xmax);
        visit(&RATED_POWER, &mut self.rated_power);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        self.case.visit(visit);
    }
}
