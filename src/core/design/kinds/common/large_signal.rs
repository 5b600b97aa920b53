//! What a motor does at large amplitudes, as people state it.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, amount, length, volume},
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// How force factor, stiffness and inductance of a moving coil change along its stroke: their values
/// at one displacement outward and inward, over those at rest, and parabolas between (the curves of a
/// large-signal analysis, IEC 62458).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stroke {
    /// Displacement the values are stated at, m peak.
    #[serde(with = "q::length")]
    pub at: f64,
    /// Bl there outward, over its value at rest.
    #[serde(with = "q::percent")]
    pub bl_out: f64,
    /// Bl there inward.
    #[serde(with = "q::percent")]
    pub bl_in: f64,
    /// Kms there outward, over its value at rest.
    #[serde(with = "q::percent")]
    pub kms_out: f64,
    /// Kms there inward.
    #[serde(with = "q::percent")]
    pub kms_in: f64,
    /// Le there outward, over its value at rest.
    #[serde(with = "q::percent")]
    pub le_out: f64,
    /// Le there inward.
    #[serde(with = "q::percent")]
    pub le_in: f64,
    /// Change of Le with the current, 1/A, over its value.
    #[serde(default, skip_serializing_if = "crate::design::part::is_zero")]
    pub le_per_ampere: f64,
}

impl Stroke {
    /// One that changes nothing within this displacement, m: to be filled in.
    pub const fn flat(at: f64) -> Self {
        Self {
            at,
            bl_out: 1.0,
            bl_in: 1.0,
            kms_out: 1.0,
            kms_in: 1.0,
            le_out: 1.0,
            le_in: 1.0,
            le_per_ampere: 0.0,
        }
    }
}

const fn share(key: &'static str, symbol: &'static str, label: &'static str) -> ParameterInfo {
    amount(key, symbol, label, &Unit::PERCENT, 10.0)
}

const AT: ParameterInfo = length("stroke.at", "Xs", "Displacement of the values").at_least(1e-9);
const SHARES: [ParameterInfo; 6] = [
    share("stroke.bl_out", "Bl+", "Bl there outward, of rest"),
    share("stroke.bl_in", "Bl−", "Bl there inward, of rest"),
    share("stroke.kms_out", "Kms+", "Kms there outward, of rest"),
    share("stroke.kms_in", "Kms−", "Kms there inward, of rest"),
    share("stroke.le_out", "Le+", "Le there outward, of rest"),
    share("stroke.le_in", "Le−", "Le there inward, of rest"),
];
const PER_AMPERE: ParameterInfo = amount(
    "stroke.le_per_ampere",
    "Le(i)",
    "Change of Le per ampere",
    &Unit::NUMBER,
    1e3,
)
.at_least(-1e3);

impl Parameters for Stroke {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&AT, &mut self.at);
        let shares = [
            &mut self.bl_out,
            &mut self.bl_in,
            &mut self.kms_out,
            &mut self.kms_in,
            &mut self.le_out,
            &mut self.le_in,
        ];
        for (info, value) in SHARES.iter().zip(shares) {
            visit(info, value);
        }
        visit(&PER_AMPERE, &mut self.le_per_ampere);
    }
}

/// The magnets and the iron of an armature, in figures that do not ask for its geometry.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Magnet {
    /// Volume the diaphragm displaces when the armature goes from the middle to a magnet, m³: the gap
    /// times the diaphragm's area, as the lever of the pin makes it.
    #[serde(with = "q::volume")]
    pub gap: f64,
    /// Share of the gaps in the reluctance the coil sees; the rest is the iron's.
    #[serde(with = "q::percent")]
    pub gap_share: f64,
    /// Coil current at which the armature, held in the middle, would be saturated if its iron stayed
    /// linear, A; 0: it does not saturate.
    #[serde(
        default,
        with = "q::ampere",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub saturation_current: f64,
    /// How far from the middle the armature rests, over the gap; outward counts positive.
    #[serde(
        default,
        with = "q::percent",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub offset: f64,
}

impl Magnet {
    /// One as it starts: a gap of this volume, m³, and iron that does not saturate.
    pub const fn of(gap: f64) -> Self {
        Self {
            gap,
            gap_share: 0.8,
            saturation_current: 0.0,
            offset: 0.0,
        }
    }
}

const GAP: ParameterInfo =
    volume("magnet.gap", "Vg", "Volume displaced to a magnet").at_least(1e-15);
const GAP_SHARE: ParameterInfo = amount(
    "magnet.gap_share",
    "ag",
    "Share of the gaps in the reluctance",
    &Unit::PERCENT,
    1.0,
)
.at_least(0.05);
const SATURATION: ParameterInfo = amount(
    "magnet.saturation_current",
    "Isat",
    "Saturation current",
    &Unit::AMPERE,
    1e3,
);
const OFFSET: ParameterInfo = amount(
    "magnet.offset",
    "y0",
    "Rest off the middle, of the gap",
    &Unit::PERCENT,
    0.8,
)
.at_least(-0.8);

impl Parameters for Magnet {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&GAP, &mut self.gap);
        visit(&GAP_SHARE, &mut self.gap_share);
        visit(&SATURATION, &mut self.saturation_current);
        visit(&OFFSET, &mut self.offset);
    }
}

const STROKE: ChoiceInfo = ChoiceInfo::switch(
    "stroke",
    "Large-signal curves",
    "How Bl, Kms and Le change along the stroke: what distorts.",
);
const MAGNET: ChoiceInfo = ChoiceInfo::switch(
    "magnet",
    "Gap and saturation",
    "Gaps that close and iron that saturates: what distorts.",
);

/// Visits whether the curves along the stroke are stated; new ones reach to this displacement, m.
pub(in crate::design::kinds) fn visit_stroke(
    stroke: &mut Option<Stroke>,
    at: f64,
    visit: VisitChoices<'_>,
) {
    if let Some(on) = STROKE.offer_switch(stroke.is_some(), visit) {
        *stroke = on.then_some(Stroke::flat(if at > 0.0 { at } else { 0.2e-3 }));
    }
}

/// Visits whether gap and saturation are stated.
pub(in crate::design::kinds) fn visit_magnet(magnet: &mut Option<Magnet>, visit: VisitChoices<'_>) {
    if let Some(on) = MAGNET.offer_switch(magnet.is_some(), visit) {
        *magnet = on.then_some(Magnet::of(0.5e-9));
    }
}
