//! A volume of air.

use crate::{
    design::{
        EditError,
        choice::{ChoiceInfo, VisitChoices},
        kinds::{Facts, Kind, Port, Side},
        parameter::Parameters,
        parameters::drawing::CHAMBER_SIDE,
        parameters::{Visit, amount, volume},
        port::Role,
        validate,
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A volume of air. Ports `west`, `east`, `north`, `south`, all of them the same node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chamber {
    /// Volume, m³.
    #[serde(with = "q::volume")]
    pub volume: f64,
    /// Area of its walls for heat exchange, m²; 0: lossless.
    #[serde(with = "q::area")]
    pub wall_area: f64,
    /// Drawn sides, length and width in mm; absent: a cube of the volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides_mm: Option<[f64; 2]>,
}

impl Chamber {
    /// Drawn length and width, mm: its sides, or a cube of its volume.
    pub fn sides_mm(&self) -> [f64; 2] {
        let edge = (self.volume.max(0.0) * 1e9).cbrt();
        self.sides_mm.unwrap_or([edge, edge])
    }
}

const FACTS: Facts = Facts {
    word: "chamber",
    prefix: "V",
    ports: &[
        Port::acoustic("west", Role::Entry, Side::West).optional(),
        Port::acoustic("east", Role::Exit, Side::East).optional(),
        Port::acoustic("north", Role::Other, Side::North).optional(),
        Port::acoustic("south", Role::Other, Side::South).optional(),
    ],
    one_node: true,
    solid: true,
    drawn_below: true,
    ..Facts::PART
};

const OWN_SIDES: ChoiceInfo = ChoiceInfo::switch(
    "sides_mm",
    "Own sides",
    "Drawn with sides of its own instead of as a cube of its volume.",
);

impl Kind for Chamber {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn validate(&self, owner: &str) -> Result<(), EditError> {
        self.sides_mm.map_or(Ok(()), |sides| {
            validate::millimetres(owner, &CHAMBER_SIDE, &sides)
        })
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        if let Some(on) = OWN_SIDES.offer_switch(self.sides_mm.is_some(), visit) {
            let side = self.volume.cbrt() * 1e3;
            self.sides_mm = on.then_some([side, side]);
        }
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Chamber",
            Self {
                volume: 50e-9,
                wall_area: 80e-6,
                sides_mm: None,
            },
        )]
    }

    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        self.sides_mm()
    }

    fn height_mm(&self) -> f64 {
        let [length, width] = self.sides_mm();
        let area = length * width;
        if area > 0.0 {
            self.volume * 1e9 / area
        } else {
            0.0
        }
    }

    fn chamber_volume(&self) -> f64 {
        self.volume
    }
}

impl Parameters for Chamber {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&volume("volume", "V", "Volume").chief(), &mut self.volume);
        visit(
            &amount("wall_area", "A", "Wall area", &Unit::AREA, 10.0),
            &mut self.wall_area,
        );
    }
}
