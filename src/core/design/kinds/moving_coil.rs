//! A moving-coil (dynamic) driver.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        kinds::common::{
            Case, CaseVent, Coil, Origin, Stroke,
            case_vent::vent_numbers,
            large_signal::visit_stroke,
            numbers::{BACK_VOLUME, BL, CMS, FRONT_VOLUME, MMS, RATED_POWER, RMS, SD, XMAX},
        },
        kinds::{
            Facts, Kind,
            common::{Band, DriverKind, driver_fields, numbers::customary_power},
        },
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, acoustic_resistance, bore, length, ohm},
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

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
    /// Power its coil bears for long, W, as a data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::watt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_power: f64,
    /// What changes along the stroke; absent: not known, and no distortion is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Stroke>,
    /// Volume in front of the diaphragm that belongs to the driver, m³ (0: none).
    #[serde(with = "q::volume")]
    pub front_volume: f64,
    /// Volume behind the diaphragm that belongs to the driver, m³ (0: none).
    #[serde(with = "q::volume")]
    pub back_volume: f64,
    /// Whether the air of both volumes exchanges heat with their walls, those of cubes, as that of a
    /// chamber does. Off where the other numbers were fitted to curves without it.
    #[serde(default, skip_serializing_if = "crate::design::part::is_false")]
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

impl MovingCoil {
    /// One of which nothing is known yet: to be filled in, since much of it must not be 0.
    pub fn blank() -> Self {
        Self {
            origin: Origin::blank(),
            re: 0.0,
            coil: Coil::Plain { inductance: 0.0 },
            bl: 0.0,
            mms: 0.0,
            cms: 0.0,
            rms: 0.0,
            sd: 0.0,
            xmax: 0.0,
            rated_power: 0.0,
            stroke: None,
            front_volume: 0.0,
            back_volume: 0.0,
            wall_exchange: false,
            front_vent: None,
            rear_vent: None,
            case: Case::blank(),
        }
    }
}

/// Power a voice coil of up to 20 mm customarily bears, W: data sheets rarely say.
const IN_EAR_POWER: f64 = 30e-3;
/// Power a voice coil in a headphone customarily bears, W.
const HEADPHONE_POWER: f64 = 0.5;

const FACTS: Facts = Facts {
    word: "dynamic driver",
    prefix: "DD",
    ..Facts::CAPSULE
};

const FRONT: ChoiceInfo = ChoiceInfo::switch(
    "front_vent",
    "Front vent",
    "A duct from the front volume to ambient.",
);
const REAR: ChoiceInfo = ChoiceInfo::switch(
    "rear_vent",
    "Rear vent",
    "A duct from the back volume to ambient.",
);

impl Kind for MovingCoil {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        self.coil.visit_choices(visit);
        visit_stroke(&mut self.stroke, self.xmax, visit);
        for (info, vent) in [(FRONT, &mut self.front_vent), (REAR, &mut self.rear_vent)] {
            if let Some(on) = info.offer_switch(vent.is_some(), visit) {
                *vent = on.then_some(CaseVent::FIRST);
            }
        }
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
        self.back_volume > 0.0 || self.rear_vent.is_some()
    }

    fn closed_back(&mut self) -> Option<(f64, &mut f64)> {
        self.rear_vent
            .is_none()
            .then_some((self.sd, &mut self.back_volume))
    }

    fn band(&self) -> Option<Band> {
        Some(Band::Low)
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(match self.case {
            Case::Round { diameter, .. } if diameter > 20e-3 => DriverKind::Headphone,
            Case::Round { .. } | Case::Box { .. } => DriverKind::Dynamic,
        })
    }
}

impl Parameters for MovingCoil {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&RE, &mut self.re);
        self.coil.visit(visit);
        visit(&BL, &mut self.bl);
        visit(&MMS, &mut self.mms);
        visit(&CMS, &mut self.cms);
        visit(&RMS, &mut self.rms);
        visit(&SD, &mut self.sd);
        visit(&XMAX, &mut self.xmax);
        visit(&RATED_POWER, &mut self.rated_power);
        if let Some(stroke) = &mut self.stroke {
            stroke.visit(visit);
        }
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        if let Some(vent) = &mut self.front_vent {
            vent_numbers(&FRONT_VENT, vent, visit);
        }
        if let Some(vent) = &mut self.rear_vent {
            vent_numbers(&REAR_VENT, vent, visit);
        }
        self.case.visit(visit);
    }
}

/// Voice-coil resistance.
pub const RE: ParameterInfo = ohm("re", "Re", "Voice-coil resistance").at_least(1e-3);

const FRONT_VENT: [ParameterInfo; 3] = [
    length("front_vent.length", "lf", "Front vent length"),
    bore("front_vent.bore", "df", "Front vent bore"),
    acoustic_resistance("front_vent.resistance", "Rf", "Front vent cloth"),
];
const REAR_VENT: [ParameterInfo; 3] = [
    length("rear_vent.length", "lr", "Rear vent length"),
    bore("rear_vent.bore", "dr", "Rear vent bore"),
    acoustic_resistance("rear_vent.resistance", "Rr", "Rear vent cloth"),
];
