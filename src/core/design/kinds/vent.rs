//! A duct to ambient.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        kinds::common::{Mesh, mesh::visit_mesh},
        kinds::{
            Facts, Kind, Port, Side,
            bought::{Bought, Shelf, size},
            common::mm,
        },
        link::Termination,
        parameter::{Parameters, Step},
        parameters::{Visit, acoustic_resistance, amount, bore, length},
        port::Role,
        tolerance::ToleranceClass,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A duct to ambient, with a mesh or a damper at its inner end. Port `in`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vent {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// How many of them side by side.
    pub count: u32,
    /// End correction at the inner end.
    #[serde(default)]
    pub inner: Termination,
    /// Radiation at the outer end.
    #[serde(default)]
    pub outer: Termination,
    /// Mesh over the bore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mesh: Option<Mesh>,
    /// Acoustic resistance in series besides the mesh, for all of them together, Pa·s/m³.
    #[serde(with = "q::acoustic_resistance")]
    pub resistance: f64,
}

impl Vent {
    /// Its inner end.
    pub const IN: &'static str = "in";
}

const FACTS: Facts = Facts {
    word: "vent",
    prefix: "Vent",
    ports: &[Port::acoustic(Vent::IN, Role::Entry, Side::West)],
    silent: true,
    ..Facts::PART
};

const INNER: ChoiceInfo = ChoiceInfo::among("inner", "Inner end", &Termination::WORDS);
const OUTER: ChoiceInfo = ChoiceInfo::among("outer", "Outer end", &Termination::WORDS);

impl Kind for Vent {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        INNER.offer_one_of(&Termination::ALL, &mut self.inner, visit);
        OUTER.offer_one_of(&Termination::ALL, &mut self.outer, visit);
        visit_mesh(&mut self.mesh, visit);
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Vent",
            Self {
                length: 1e-3,
                bore: 0.4e-3,
                count: 1,
                inner: Termination::Flanged,
                outer: Termination::Flanged,
                mesh: None,
                resistance: 0.0,
            },
        )]
    }

    /// The bores side by side, one wall of half a bore between them.
    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        let count = f64::from(self.count.max(1));
        [mm(self.length), mm(self.bore) * (1.5 * count - 0.5)]
    }

    fn height_mm(&self) -> f64 {
        mm(self.bore)
    }

    fn port_bore(&self, _port: &str) -> Option<f64> {
        Some(self.bore)
    }

    fn value_text(&self) -> Option<String> {
        let many = if self.count > 1 {
            format!("{} × ", self.count)
        } else {
            String::new()
        };
        Some(format!(
            "{many}{} × Ø{} mm",
            text::bare_mm(self.length),
            text::bare_mm(self.bore)
        ))
    }

    fn bought(&self) -> Option<Bought> {
        let value = format!("{} × {}", self.count, size(self.length, self.bore));
        Some(Bought::new(Shelf::Holes, "Vent, drilled", value))
    }
}

impl Parameters for Vent {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Length"), &mut self.length);
        visit(
            &bore("bore", "d", "Bore").made_as(ToleranceClass::Drilled),
            &mut self.bore,
        );
        let mut count = f64::from(self.count);
        visit(
            &amount("count", "N", "Number of bores", &Unit::NUMBER, 1000.0)
                .at_least(1.0)
                .stepped(Step::Whole),
            &mut count,
        );
        // Saturates, so that a wild number is still seen to be out of bounds.
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float cast saturates"
        )]
        {
            self.count = count.round() as u32;
        }
        if let Some(mesh) = &mut self.mesh {
            mesh.visit(visit);
        }
        visit(
            &acoustic_resistance("resistance", "R", "Acoustic resistance in series"),
            &mut self.resistance,
        );
    }
}
