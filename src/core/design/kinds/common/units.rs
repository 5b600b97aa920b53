//! Several equal units in one can: dual and quad armatures.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        parameter::{ParameterInfo, Step},
        parameters::amount,
    },
    quantity::Unit,
};
use serde::{Deserialize, Serialize};

/// Most units a can holds.
pub const MOST_UNITS: u32 = 8;

/// How many there are, 2 and more.
pub(in crate::design) const UNITS: ParameterInfo = amount(
    "units",
    "",
    "Units in the can",
    &Unit::NUMBER,
    MOST_UNITS as f64,
)
.at_least(2.0)
.stepped(Step::Whole);

/// How many units a can holds, and how they are joined. Without it there is one.
///
/// The armature's motor and back volume are those of one unit. With a shared spout its front volume
/// and spout are the can's; with separate spouts every unit has its own, side by side at the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// How many, 2 to [`MOST_UNITS`].
    pub count: u32,
    /// How their coils are wired.
    pub coils: Coils,
    /// Whether they share a spout.
    pub spouts: Spouts,
}

/// How the coils of a can are wired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coils {
    /// Side by side: the impedance falls.
    Parallel,
    /// One after the other: the impedance grows.
    Series,
}

/// How the units of a can reach the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spouts {
    /// All play into one front volume with one spout.
    Shared,
    /// Each has a front volume and a spout of its own.
    Separate,
}

impl Units {
    /// Two units with coils in parallel and one spout.
    pub const DUAL: Self = Self {
        count: 2,
        coils: Coils::Parallel,
        spouts: Spouts::Shared,
    };
}

const COUNT: ChoiceInfo = ChoiceInfo::among(
    "units",
    "Units in the can",
    &["single", "dual", "triple", "quad"],
);
const COILS: ChoiceInfo = ChoiceInfo::among("units.coils", "Coils", &["in parallel", "in series"]);
const SPOUTS: ChoiceInfo =
    ChoiceInfo::among("units.spouts", "Spouts", &["one, shared", "one a unit"]);

/// Visits how many units a can holds, and how they are joined where there are several.
pub(in crate::design::kinds) fn visit_units(units: &mut Option<Units>, visit: VisitChoices<'_>) {
    let count = units.map_or(1, |units| units.count);
    if let Some(place) = COUNT.offer(count.saturating_sub(1) as usize, visit) {
        let count = u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
        let like = units.unwrap_or(Units::DUAL);
        *units = (count > 1).then_some(Units { count, ..like });
    }
    if let Some(units) = units {
        let coils = [Coils::Parallel, Coils::Series];
        COILS.offer_one_of(&coils, &mut units.coils, visit);
        let spouts = [Spouts::Shared, Spouts::Separate];
        SPOUTS.offer_one_of(&spouts, &mut units.spouts, visit);
    }
}
