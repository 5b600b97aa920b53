//! A conical duct.

use crate::{
    design::{
        kinds::{
            Facts, Kind, Port, Side,
            bought::{Bought, Shelf, size},
            common::mm,
        },
        parameter::Parameters,
        parameters::{Visit, bore, length},
        port::Role,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A conical duct. Ports `throat`, `mouth`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Horn {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Diameter at the throat, m.
    #[serde(with = "q::length")]
    pub throat: f64,
    /// Diameter at the mouth, m.
    #[serde(with = "q::length")]
    pub mouth: f64,
}

impl Horn {
    /// Its first end, the narrow one of most.
    pub const THROAT: &'static str = "throat";
    /// Its other end.
    pub const MOUTH: &'static str = "mouth";
}

const FACTS: Facts = Facts {
    word: "horn",
    prefix: "H",
    ports: &[
        Port::acoustic(Horn::THROAT, Role::Entry, Side::West),
        Port::acoustic(Horn::MOUTH, Role::Exit, Side::East),
    ],
    through: &[[Horn::THROAT, Horn::MOUTH]],
    solid: true,
    ..Facts::PART
};

impl Kind for Horn {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Horn",
            Self {
                length: 6e-3,
                throat: 1.5e-3,
                mouth: 3e-3,
            },
        )]
    }

    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        [mm(self.length), mm(self.throat.max(self.mouth))]
    }

    fn height_mm(&self) -> f64 {
        mm(self.throat.max(self.mouth))
    }

    fn port_bore(&self, port: &str) -> Option<f64> {
        match port {
            Self::THROAT => Some(self.throat),
            Self::MOUTH => Some(self.mouth),
            _ => None,
        }
    }

    fn value_text(&self) -> Option<String> {
        Some(format!(
            "Ø{} – Ø{} mm",
            text::bare_mm(self.throat),
            text::bare_mm(self.mouth)
        ))
    }

    fn bought(&self) -> Option<Bought> {
        let value = format!(
            "{} to Ø{}",
            size(self.length, self.throat),
            text::exact(self.mouth, &Unit::LENGTH)
        );
        Some(Bought::new(Shelf::Tubes, "Horn", value))
    }
}

impl Parameters for Horn {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Length"), &mut self.length);
        visit(&bore("throat", "d1", "Throat diameter"), &mut self.throat);
        visit(&bore("mouth", "d2", "Mouth diameter"), &mut self.mouth);
    }
}
