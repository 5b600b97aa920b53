//! An unwanted opening to ambient, and its shape.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        kinds::common::{Mesh, mesh::visit_mesh},
        kinds::{Facts, Kind, Port, Side, common::mm},
        parameter::Parameters,
        parameters::{Visit, bore, length},
        port::Role,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// An unwanted opening to ambient. Port `in`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leak {
    /// Its shape.
    pub shape: LeakShape,
    /// Mesh or foam over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mesh: Option<Mesh>,
}

/// The shape of a leak.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum LeakShape {
    /// A slit.
    Slit {
        /// Width across the flow, m.
        #[serde(with = "q::length")]
        width: f64,
        /// Length along the flow, m.
        #[serde(with = "q::length")]
        length: f64,
        /// Gap, m.
        #[serde(with = "q::length")]
        gap: f64,
    },
    /// A round hole in a thin wall, both ends flanged.
    Hole {
        /// Diameter, m.
        #[serde(with = "q::length")]
        diameter: f64,
        /// Wall thickness, m.
        #[serde(with = "q::length")]
        thickness: f64,
    },
}

impl Parameters for LeakShape {
    fn visit(&mut self, visit: Visit<'_>) {
        match self {
            Self::Slit { width, length, gap } => {
                visit(&bore("leak.width", "w", "Slit width"), width);
                visit(&bore("leak.length", "l", "Slit length"), length);
                visit(&bore("leak.gap", "h", "Slit gap"), gap);
            }
            Self::Hole {
                diameter,
                thickness,
            } => {
                visit(&bore("leak.diameter", "d", "Hole diameter"), diameter);
                visit(
                    &length("leak.thickness", "t", "Wall thickness at the hole"),
                    thickness,
                );
            }
        }
    }
}

impl Leak {
    /// Its inner end.
    pub const IN: &'static str = "in";
}

const FACTS: Facts = Facts {
    word: "leak",
    prefix: "Leak",
    ports: &[Port::acoustic(Leak::IN, Role::Entry, Side::West)],
    silent: true,
    ..Facts::PART
};

const SHAPE: ChoiceInfo = ChoiceInfo::among("shape", "Shape", &["slit", "round hole"]);

impl LeakShape {
    /// A slit as it starts.
    pub(super) const SLIT: Self = Self::Slit {
        width: 10e-3,
        length: 5e-3,
        gap: 0.1e-3,
    };
    /// A hole as it starts.
    pub(super) const HOLE: Self = Self::Hole {
        diameter: 0.5e-3,
        thickness: 0.5e-3,
    };
}

impl Kind for Leak {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        let hole = matches!(self.shape, LeakShape::Hole { .. });
        match SHAPE.offer(usize::from(hole), visit) {
            Some(0) => self.shape = LeakShape::SLIT,
            Some(_) => self.shape = LeakShape::HOLE,
            None => {}
        }
        visit_mesh(&mut self.mesh, visit);
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Leak",
            Self {
                shape: LeakShape::Slit {
                    width: 10e-3,
                    length: 5e-3,
                    gap: 0.05e-3,
                },
                mesh: None,
            },
        )]
    }

    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        match self.shape {
            LeakShape::Slit { width, length, .. } => [mm(length), mm(width)],
            LeakShape::Hole {
                diameter,
                thickness,
            } => [mm(thickness), mm(diameter)],
        }
    }

    fn height_mm(&self) -> f64 {
        match self.shape {
            LeakShape::Slit { gap, .. } => mm(gap),
            LeakShape::Hole { diameter, .. } => mm(diameter),
        }
    }

    fn value_text(&self) -> Option<String> {
        Some(match self.shape {
            LeakShape::Slit { gap, .. } => tr!("gap {}", text::rounded(gap, &Unit::LENGTH, 3)),
            LeakShape::Hole { diameter, .. } => {
                format!("Ø{}", text::rounded(diameter, &Unit::LENGTH, 3))
            }
        })
    }
}

impl Parameters for Leak {
    fn visit(&mut self, visit: Visit<'_>) {
        self.shape.visit(visit);
        if let Some(mesh) = &mut self.mesh {
            mesh.visit(visit);
        }
    }
}
