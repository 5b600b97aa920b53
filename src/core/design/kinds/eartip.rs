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
        parameter::Parameters,
        parameters::{Visit, bore, length},
        port::Role,
    },
    quantity::{text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// An eartip on the nozzle: its bore, the canal up to the reference plane, the seal. Ports
/// `nozzle`, `canal`.
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
}

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
    }
}
