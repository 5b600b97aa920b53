//! Links: wires, tubes and joints between ports.

use super::{
    LinkId, PartId,
    acoustic::Mesh,
    choice::{ChoiceInfo, Choices, VisitChoices},
};
use crate::quantity::unit_serde as q;
use serde::{Deserialize, Serialize};

/// A connection between two ports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// Unique name: W1, T2, J1.
    pub name: String,
    /// Where it begins.
    pub from: LinkEnd,
    /// Where it ends.
    pub to: LinkEnd,
    /// Points it is drawn through between the ports, mm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub way_points_mm: Vec<[f64; 2]>,
    /// What it is.
    pub kind: LinkKind,
}

/// One end of a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkEnd {
    /// The part.
    pub part: PartId,
    /// The port's name within the part.
    pub port: String,
}

/// What a link is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum LinkKind {
    /// Electrical, without impedance.
    Wire,
    /// Acoustic, a duct.
    Tube(Tube),
    /// Acoustic, of zero length: both ports are one.
    Joint,
}

/// A tube: sections in a row, from the link's `from` to its `to`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tube {
    /// Its sections; their lengths are the true ones even when the length is drawn.
    pub sections: Vec<Section>,
    /// Whether its whole length follows the drawn path.
    pub length: Length,
    /// What its start opens into.
    #[serde(default)]
    pub start: Termination,
    /// What its end opens into.
    #[serde(default)]
    pub end: Termination,
    /// Dampers and meshes sitting in it, in the order of their positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inserts: Vec<Insert>,
}

/// A stretch of tube, straight or conical.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter) where it begins, m.
    #[serde(with = "q::length")]
    pub bore_in: f64,
    /// Bore (diameter) where it ends, m.
    #[serde(with = "q::length")]
    pub bore_out: f64,
}

/// What decides a tube's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Length {
    /// The drawn path; the sections are scaled to it at every edit.
    Drawn,
    /// The sections; the drawing only shows it.
    Set,
}

/// The end correction of an open end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Termination {
    /// None.
    #[default]
    None,
    /// Unflanged.
    Unflanged,
    /// In an infinite flange.
    Flanged,
}

impl Termination {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Unflanged, Self::Flanged];
    /// What they are called, in this order.
    pub const WORDS: [&str; 3] = ["no correction", "open, unflanged", "open, flanged"];
}

/// Something that sits in a tube.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insert {
    /// Distance from the tube's start, m.
    #[serde(with = "q::length")]
    pub position: f64,
    /// What it is.
    pub kind: InsertKind,
    /// Whether it is taken out for comparison.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub bypassed: bool,
}

/// What sits in a tube.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum InsertKind {
    /// A pressed-in damper.
    Damper {
        /// Catalogue name, e.g. `brown`, empty for a free value.
        name: String,
        /// Acoustic resistance, Pa·s/m³.
        #[serde(with = "q::damper")]
        resistance: f64,
        /// Acoustic mass, kg/m⁴.
        #[serde(with = "q::acoustic_mass")]
        mass: f64,
    },
    /// A mesh over the bore.
    Mesh(Mesh),
}

impl Tube {
    /// A straight tube of one bore, tied to its drawing.
    pub fn straight(length: f64, bore: f64) -> Self {
        Self {
            sections: vec![Section {
                length,
                bore_in: bore,
                bore_out: bore,
            }],
            length: Length::Drawn,
            start: Termination::None,
            end: Termination::None,
            inserts: Vec::new(),
        }
    }

    /// Length of all sections, m.
    pub fn total_length(&self) -> f64 {
        self.sections.iter().map(|section| section.length).sum()
    }

    /// Greatest bore, m.
    pub fn widest_bore(&self) -> f64 {
        self.sections
            .iter()
            .map(|section| section.bore_in.max(section.bore_out))
            .fold(0.0, f64::max)
    }
}

const LENGTH: ChoiceInfo = ChoiceInfo::among("length", "Length", &["as drawn", "as set"]);
const START: ChoiceInfo = ChoiceInfo::among("start", "Start opens", &Termination::WORDS);
const END: ChoiceInfo = ChoiceInfo::among("end", "End opens", &Termination::WORDS);

impl Choices for Tube {
    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        LENGTH.offer_one_of(&[Length::Drawn, Length::Set], &mut self.length, visit);
        START.offer_one_of(&Termination::ALL, &mut self.start, visit);
        END.offer_one_of(&Termination::ALL, &mut self.end, visit);
    }
}
