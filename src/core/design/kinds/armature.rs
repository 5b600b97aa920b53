//! A balanced armature.

use crate::{
    design::{
        Design, Edit, EditError, PartId,
        air::PLAIN_STIFFNESS,
        choice::{ChoiceInfo, VisitChoices},
        kinds::common::{
            Case, CaseVent, Coils, Magnet, Origin, Units,
            case_vent::vent_numbers,
            large_signal::visit_magnet,
            numbers::{
                ACOUSTIC_COMPLIANCE, ACOUSTIC_MASS, BACK_VOLUME, DIAPHRAGM_RESISTANCE,
                FRONT_VOLUME, RATED_POWER, SPOUT_BORE, SPOUT_LENGTH,
            },
            units::{UNITS, visit_units},
        },
        kinds::{
            Facts, Kind,
            burden::{Bound, Burden, Strain},
            common::{Band, DriverKind, driver_fields},
        },
        parameter::{ParameterInfo, Parameters, Step},
        parameters::{Visit, acoustic_resistance, amount, bore, henry, length, ohm},
        tolerance::ToleranceClass,
        validate,
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};
use std::f64::consts::TAU;

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
    #[serde(default, skip_serializing_if = "crate::design::part::is_false")]
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
    /// Power its coil bears for long, W, as a data sheet rates it; 0: not stated.
    #[serde(
        default,
        with = "q::watt",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub rated_power: f64,
    /// Gap and saturation; absent: not known, and no distortion is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnet: Option<Magnet>,
    /// Several such units in one can; absent: a single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    /// Case.
    pub case: Case,
}

impl Armature {
    /// One of which nothing is known yet: to be filled in, since much of it must not be 0.
    pub fn blank() -> Self {
        Self {
            origin: Origin::blank(),
            re: 0.0,
            inductance: 0.0,
            semi_inductance: None,
            tau: 0.0,
            mass: 0.0,
            resistance: 0.0,
            compliance: 0.0,
            second_mode: None,
            front_volume: 0.0,
            back_volume: 0.0,
            wall_exchange: false,
            relief: None,
            vent: None,
            internal_damper: None,
            spout_length: 0.0,
            spout_bore: 0.0,
            rated_power: 0.0,
            magnet: None,
            units: None,
            case: Case::blank(),
        }
    }
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

impl SecondMode {
    /// One of zeros, to be filled in.
    pub const fn blank() -> Self {
        Self {
            pin_compliance: 0.0,
            mass: 0.0,
            resistance: 0.0,
        }
    }
}

/// Power the coil of one armature customarily bears, W: data sheets rarely say.
const POWER: f64 = 20e-3;
/// An armature that plays up to less than this, Hz, is for the bass.
const WOOFERS_BELOW: f64 = 2500.0;
/// One that plays beyond this, Hz, is for the treble.
const TWEETERS_ABOVE: f64 = 3700.0;

impl Armature {
    /// How high it plays before it falls, Hz: to its resonance, or where it is overdamped to the
    /// corner of stiffness and resistance. The back volume stiffens it unless a vent lets that
    /// volume breathe there.
    fn upper_corner(&self) -> f64 {
        let at = |stiffness: f64| {
            let resonance = (stiffness / self.mass).sqrt();
            resonance.min(stiffness / self.resistance) / TAU
        };
        let own = 1.0 / self.compliance;
        if self.back_volume <= 0.0 {
            return at(own);
        }
        let back = PLAIN_STIFFNESS / self.back_volume;
        let sealed = at(own + back);
        let breathes = (self.vent).is_some_and(|vent| vent.impedance(sealed) < back / TAU / sealed);
        if breathes { at(own) } else { sealed }
    }
}

const FACTS: Facts = Facts {
    word: "balanced armature",
    prefix: "BA",
    ..Facts::SPOUTED
};

const EDDY: ChoiceInfo = ChoiceInfo::switch(
    "semi_inductance",
    "Eddy branch Ks",
    "Eddy currents across the motor.",
);
const SECOND_MODE: ChoiceInfo = ChoiceInfo::switch(
    "second_mode",
    "Second mode",
    "The pin between armature and diaphragm gives: one internal resonance more.",
);
const RELIEVED: ChoiceInfo = ChoiceInfo::switch(
    "relief",
    "Relief vent",
    "A tiny hole between front and back volume: it sets the bass corner.",
);
const VENTED: ChoiceInfo =
    ChoiceInfo::switch("vent", "Vented back", "A duct from the back volume.");
const DAMPED: ChoiceInfo = ChoiceInfo::switch(
    "internal_damper",
    "Internal damper",
    "A damper between front volume and spout, inside the can.",
);

impl Kind for Armature {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn validate(&self, owner: &str) -> Result<(), EditError> {
        self.units.map_or(Ok(()), |units| {
            validate::number(owner, &UNITS, f64::from(units.count))
        })
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        if let Some(on) = EDDY.offer_switch(self.semi_inductance.is_some(), visit) {
            self.semi_inductance = on.then_some(1.0);
        }
        if let Some(on) = SECOND_MODE.offer_switch(self.second_mode.is_some(), visit) {
            self.second_mode = on.then_some(SecondMode {
                pin_compliance: 0.1 * self.compliance,
                mass: 0.3 * self.mass,
                resistance: self.resistance,
            });
        }
        if let Some(on) = RELIEVED.offer_switch(self.relief.is_some(), visit) {
            self.relief = on.then_some(1e10);
        }
        if let Some(on) = VENTED.offer_switch(self.vent.is_some(), visit) {
            self.vent = on.then_some(CaseVent::FIRST);
        }
        if let Some(on) = DAMPED.offer_switch(self.internal_damper.is_some(), visit) {
            self.internal_damper = on.then_some(680e5);
        }
        visit_magnet(&mut self.magnet, visit);
        visit_units(&mut self.units, visit);
    }

    driver_fields!(case, volumes, spout);

    fn moves_closed(&self) -> bool {
        self.back_volume > 0.0
    }

    fn rated_power(&self) -> Option<f64> {
        (self.rated_power > 0.0).then_some(self.rated_power)
    }

    fn burdens(&self) -> Vec<Burden> {
        // The coils of a can share what its terminals take.
        let n = self.units.map_or(1.0, |units| f64::from(units.count));
        let resistance = match self.units.map(|units| units.coils) {
            None | Some(Coils::Series) => self.re * n,
            Some(Coils::Parallel) => self.re / n,
        };
        let heat = self
            .rated_power()
            .map_or(Bound::Customary(POWER), Bound::Stated);
        let gap = (self.magnet).map_or(Bound::Unknown, |magnet| {
            Bound::stated(magnet.gap * (1.0 - magnet.offset.abs())).times(n)
        });
        vec![
            Burden::new(Strain::Gap, gap),
            Burden::new(Strain::CoilHeat(resistance), heat.times(n)),
        ]
    }

    fn band(&self) -> Option<Band> {
        Some(match self.upper_corner() {
            f if f < WOOFERS_BELOW => Band::Low,
            f if f > TWEETERS_ABOVE => Band::High,
            _ => Band::Middle,
        })
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(DriverKind::Armature)
    }
}

pub(crate) const RE: ParameterInfo = ohm("re", "Re", "Coil resistance").at_least(1e-3);
pub(crate) const L: ParameterInfo = henry("inductance", "L", "Coil inductance").at_least(1e-9);
pub(crate) const KS: ParameterInfo = amount(
    "semi_inductance",
    "Ks",
    "Semi-inductance of the eddy branch",
    &Unit::SEMI_HENRY,
    1e3,
)
.at_least(1e-6);
pub(crate) const FORCE_FACTOR: ParameterInfo = amount(
    "tau",
    "τ",
    "Acoustic force factor",
    &Unit::PRESSURE_PER_AMPERE,
    1e9,
)
.at_least(1e-3)
.made_as(ToleranceClass::Motor);
pub(crate) const PIN_COMPLIANCE: ParameterInfo = amount(
    "second_mode.pin_compliance",
    "Cp",
    "Pin compliance",
    &Unit::ACOUSTIC_COMPLIANCE,
    1e-3,
)
.at_least(1e-21);
pub(crate) const MASS_BEYOND: ParameterInfo = amount(
    "second_mode.mass",
    "Md",
    "Acoustic mass beyond the pin",
    &Unit::ACOUSTIC_MASS,
    1e9,
)
.at_least(1e-6);
pub(crate) const RESISTANCE_BEYOND: ParameterInfo = acoustic_resistance(
    "second_mode.resistance",
    "Rd",
    "Acoustic resistance beyond the pin",
);
pub(crate) const RELIEF: ParameterInfo =
    acoustic_resistance("relief", "Rv", "Relief vent").at_least(1.0);
pub(crate) const VENT_LENGTH: ParameterInfo = length("vent.length", "lv", "Case vent length");
pub(crate) const VENT_BORE: ParameterInfo = bore("vent.bore", "dv", "Case vent bore");
const VENT: [ParameterInfo; 3] = [
    VENT_LENGTH,
    VENT_BORE,
    acoustic_resistance("vent.resistance", "Rc", "Case vent cloth"),
];
const INTERNAL_DAMPER: ParameterInfo = amount(
    "internal_damper",
    "Ri",
    "Internal damper",
    &Unit::DAMPER,
    1e15,
)
.stepped(Step::Damper);

impl Parameters for Armature {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&RE, &mut self.re);
        visit(&L, &mut self.inductance);
        if let Some(semi_inductance) = &mut self.semi_inductance {
            visit(&KS, semi_inductance);
        }
        visit(&FORCE_FACTOR, &mut self.tau);
        visit(&ACOUSTIC_MASS, &mut self.mass);
        visit(&DIAPHRAGM_RESISTANCE, &mut self.resistance);
        visit(&ACOUSTIC_COMPLIANCE, &mut self.compliance);
        if let Some(mode) = &mut self.second_mode {
            visit(&PIN_COMPLIANCE, &mut mode.pin_compliance);
            visit(&MASS_BEYOND, &mut mode.mass);
            visit(&RESISTANCE_BEYOND, &mut mode.resistance);
        }
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        if let Some(relief) = &mut self.relief {
            visit(&RELIEF, relief);
        }
        if let Some(vent) = &mut self.vent {
            vent_numbers(&VENT, vent, visit);
        }
        if let Some(damper) = &mut self.internal_damper {
            visit(&INTERNAL_DAMPER, damper);
        }
        visit(&SPOUT_LENGTH, &mut self.spout_length);
        visit(&SPOUT_BORE, &mut self.spout_bore);
        visit(&RATED_POWER, &mut self.rated_power);
        if let Some(magnet) = &mut self.magnet {
            magnet.visit(visit);
        }
        self.case.visit(visit);
    }
}

/// The design with another saturation current of an armature, A; absent where that is no armature whose
/// gap is stated.
pub fn with_saturation(design: &Design, part: PartId, current: f64) -> Option<Design> {
    let mut part = design.part(part)?.clone();
    let armature = part.kind.downcast_mut::<Armature>()?;
    armature.magnet.as_mut()?.saturation_current = current;
    design.apply(&Edit::SetPart(Box::new(part))).ok()
}

/// The gap of an armature as it is stated, m³.
pub fn gap(design: &Design, part: PartId) -> Option<f64> {
    let armature = design.part(part)?.kind.downcast_ref::<Armature>()?;
    Some(armature.magnet?.gap)
}
