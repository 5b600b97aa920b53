//! An eartip on the nozzle.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        kinds::leak::LeakShape,
        kinds::{
            Facts, Kind, Port, Side,
            bought::{Bought, Shelf, size},
            common::mm,
        },
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, amount, bore, length},
        port::Role,
        tolerance::ToleranceClass,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// An eartip on the nozzle: its bore, the canal beyond it, the seal and the front that gives way.
/// Ports `nozzle`, `canal`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eartip {
    /// Length of the tip's bore, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// Length of canal between the tip and the ear's reference plane, m (0: at the plane).
    #[serde(with = "q::length")]
    pub canal_length: f64,
    /// Diameter of that canal, m.
    #[serde(with = "q::length")]
    pub canal_diameter: f64,
    /// Leak past the seal, in front of the tip; absent: sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leak: Option<LeakShape>,
    /// How its front gives way to the pressure in the canal; absent: rigid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall: Option<TipWall>,
}

/// The front of an eartip, which the pressure in the canal presses on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TipWall {
    /// Volume it gives way by, per pressure, m³/Pa.
    #[serde(with = "q::acoustic_compliance")]
    pub compliance: f64,
    /// Loss factor of its material.
    pub loss_factor: f64,
}

impl TipWall {
    /// A silicone skirt. Own estimate (trust C): a flat ring 0.5 mm thick, clamped at a stem of Ø5 mm
    /// and at a canal of Ø9 mm, p g⁴/(720 D) deep on the mean with its free width g and bending
    /// stiffness D; Young's modulus 1.2 MPa and loss factor 0.12 as for the silicone earplugs of
    /// Viallet et al. (2014), J. Acoust. Soc. Am. 136. It acts like 8 mm³ of air.
    pub const SILICONE: Self = Self {
        compliance: 0.06e-12,
        loss_factor: 0.12,
    };
    /// A foam tip. Own estimate (trust C): foam of 0.1 MPa, 8 mm long, sheared between a stem of
    /// Ø5 mm and a canal of Ø7.5 mm, gives 0.1 µm·mm²/Pa, and its open front as much again; slowly
    /// recovering foam has a loss factor of some 0.4. It acts like 28 mm³ of air.
    pub const FOAM: Self = Self {
        compliance: 0.2e-12,
        loss_factor: 0.4,
    };
}

impl Parameters for TipWall {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&WALL_COMPLIANCE, &mut self.compliance);
        visit(&WALL_LOSS, &mut self.loss_factor);
    }
}

const WALL_COMPLIANCE: ParameterInfo = amount(
    "wall.compliance",
    "Ct",
    "Compliance of the tip's front",
    &Unit::ACOUSTIC_COMPLIANCE,
    1e-9,
)
.made_as(ToleranceClass::Suspension);
const WALL_LOSS: ParameterInfo = amount(
    "wall.loss_factor",
    "η",
    "Loss factor of the tip's front",
    &Unit::NUMBER,
    10.0,
)
.made_as(ToleranceClass::Losses);

impl Eartip {
    /// Its end on the nozzle.
    pub const NOZZLE: &'static str = "nozzle";
    /// Its end in the canal.
    pub const CANAL: &'static str = "canal";
}

const FACTS: Facts = Facts {
    word: "eartip",
    prefix: "Tip",
    ports: &[
        Port::acoustic(Eartip::NOZZLE, Role::Entry, Side::West),
        Port::acoustic(Eartip::CANAL, Role::Exit, Side::East),
    ],
    through: &[[Eartip::NOZZLE, Eartip::CANAL]],
    outside_shell: true,
    drawn_below: true,
    ..Facts::PART
};

const SEAL: ChoiceInfo = ChoiceInfo::among(
    "leak",
    "Seal",
    &["sealed", "leaks at a slit", "leaks at a hole"],
);
const FRONT: ChoiceInfo = ChoiceInfo::among(
    "wall",
    "Front of the tip",
    &["rigid", "silicone skirt", "foam"],
);
const FRONTS: [Option<TipWall>; 3] = [None, Some(TipWall::SILICONE), Some(TipWall::FOAM)];

impl Kind for Eartip {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        let seal = match self.leak {
            None => 0,
            Some(LeakShape::Slit { .. }) => 1,
            Some(LeakShape::Hole { .. }) => 2,
        };
        match SEAL.offer(seal, visit) {
            Some(0) => self.leak = None,
            Some(1) => self.leak = Some(LeakShape::SLIT),
            Some(_) => self.leak = Some(LeakShape::HOLE),
            None => {}
        }
        FRONT.offer_one_of(&FRONTS, &mut self.wall, visit);
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Eartip",
            Self {
                length: 6e-3,
                bore: 4e-3,
                canal_length: 0.0,
                canal_diameter: 7.5e-3,
                leak: None,
                wall: None,
            },
        )]
    }

    /// The tip with the canal ahead of the reference plane.
    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        [
            mm(self.length + self.canal_length),
            mm(self.bore.max(self.canal_diameter)),
        ]
    }

    fn port_bore(&self, port: &str) -> Option<f64> {
        Some(if port == Self::NOZZLE {
            self.bore
        } else {
            self.canal_diameter
        })
    }

    fn value_text(&self) -> Option<String> {
        Some(format!("Ø{} mm", text::bare_mm(self.bore)))
    }

    fn bought(&self) -> Option<Bought> {
        let value = size(self.length, self.bore);
        Some(Bought::new(Shelf::Eartips, "Eartip", value))
    }
}

impl Parameters for Eartip {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Tip length"), &mut self.length);
        visit(&bore("bore", "d", "Tip bore"), &mut self.bore);
        visit(
            &length("canal_length", "lc", "Insertion: canal beyond the tip"),
            &mut self.canal_length,
        );
        visit(
            &bore("canal_diameter", "dc", "Canal diameter"),
            &mut self.canal_diameter,
        );
        if let Some(leak) = &mut self.leak {
            leak.visit(visit);
        }
        if let Some(wall) = &mut self.wall {
            wall.visit(visit);
        }
    }
}
