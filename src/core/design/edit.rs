//! Edits: the one door through which a design changes.

use super::{
    Alternatives, Free, Link, LinkEnd, LinkId, LinkKind, Part, PartId, air::Air,
    document::StoredCurve, drive::Drive, goals::Goal, parameter::ParameterKey, shell::Shell,
    snapshot::Snapshot, target::TargetSetting, tolerance::Tolerances,
};
use thiserror::Error;

/// A change to a design, as data.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Adds a part; its `id` must be free (`Design::next_id`), its name is made unique.
    AddPart(Box<Part>),
    /// Adds a link; its `id` must be free, its name is made unique.
    AddLink(Box<Link>),
    /// Removes parts with every link that ends on them, and links. Locked parts stay.
    Remove {
        /// Parts to remove; the source and the ear stay.
        parts: Vec<PartId>,
        /// Links to remove.
        links: Vec<LinkId>,
    },
    /// Moves parts that are not locked, with the way-points of links that lie wholly between them.
    Move {
        /// Parts to move.
        parts: Vec<PartId>,
        /// By how much, mm.
        by_mm: [f64; 2],
    },
    /// Rotates parts about a point, clockwise as seen.
    Rotate {
        /// Parts to rotate.
        parts: Vec<PartId>,
        /// About this point, mm.
        about_mm: [f64; 2],
        /// By how much, degrees.
        by_deg: f64,
    },
    /// Mirrors parts left to right about a vertical line.
    Mirror {
        /// Parts to mirror.
        parts: Vec<PartId>,
        /// Place of the line, mm.
        about_x_mm: f64,
    },
    /// Replaces a part by one with the same `id` (values, name, flags, another kind). Links of
    /// ports that no longer exist go to the port of the same role (spout and front), or are lost.
    /// A driver's origin notes which of its numbers changed.
    SetPart(Box<Part>),
    /// Replaces a link by one with the same `id`. A tube of drawn length whose sections come with
    /// another total becomes one of set length.
    SetLink(Box<Link>),
    /// Moves one end of a link to another port.
    Reconnect {
        /// The link.
        link: LinkId,
        /// `true`: its `from`; `false`: its `to`.
        from: bool,
        /// The new end.
        end: LinkEnd,
    },
    /// Ends a link on another link: a junction appears there. It takes the next identity, the
    /// second half of the link the one after, the new link the third.
    JoinOnLink {
        /// Where the new link begins.
        from: LinkEnd,
        /// The link it ends on.
        onto: LinkId,
        /// Where on it, mm.
        at_mm: [f64; 2],
        /// What the new link is.
        kind: LinkKind,
    },
    /// Puts a part with two ports of the link's domain into the link. The half that keeps the
    /// link's start keeps its identity; the other half takes the next one.
    InsertOnLink {
        /// The part, already in the design and not linked at these ports.
        part: PartId,
        /// The link.
        link: LinkId,
    },
    /// Name of the design.
    SetName(String),
    /// Notes of the design.
    SetNotes(String),
    /// Air.
    SetAir(Air),
    /// Drive.
    SetDrive(Drive),
    /// Whether masses at steps and branches are computed.
    SetJunctionMasses(bool),
    /// Size of electrical symbols, mm.
    SetSymbolSize([f64; 2]),
    /// Shell.
    SetShell(Shell),
    /// Target.
    SetTarget(Box<TargetSetting>),
    /// Goals, all of them.
    SetGoals(Vec<Goal>),
    /// How production spreads numbers. Rows of numbers that are gone are left out.
    SetTolerances(Box<Tolerances>),
    /// Hours one unit takes to build.
    SetHours(Option<f64>),
    /// Kept curves.
    SetSnapshots(Vec<StoredCurve>),
    /// Snapshots, all of them.
    SetKept(Vec<Snapshot>),
    /// Makes the design what it was in a snapshot: parts, links, air and drive. What is said of numbers
    /// that are gone is forgotten.
    Restore(Box<Snapshot>),
    /// Measurements.
    SetMeasurements(Vec<StoredCurve>),
    /// Which numbers a search may change.
    SetFree(Vec<Free>),
    /// What else its drivers may be.
    SetAlternatives(Vec<Alternatives>),
    /// Several edits as one: all or none.
    Batch(Vec<Self>),
}

/// A value that is out of bounds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", tr!("“{owner}”: {label} must be {bound}, is {value}"))]
pub struct OutOfBounds {
    /// Part or link name.
    pub owner: String,
    /// The parameter or field.
    pub key: ParameterKey,
    /// The parameter in words.
    pub label: String,
    /// What it must be.
    pub bound: String,
    /// What it is.
    pub value: String,
}

/// Why an edit was refused. The design is as it was.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum EditError {
    /// There is no such part.
    #[error("{}", tr!("there is no part with number {}", _0))]
    NoPart(u32),
    /// There is no such link.
    #[error("{}", tr!("there is no link with number {}", _0))]
    NoLink(u32),
    /// The part has no such port.
    #[error("{}", tr!("“{part}” has no port “{port}”"))]
    NoPort {
        /// Part name.
        part: String,
        /// Port name.
        port: String,
    },
    /// The ports do not go together.
    #[error("{}", tr!("{from} and {to} cannot be joined: {reason}"))]
    Domains {
        /// One end.
        from: String,
        /// Other end.
        to: String,
        /// Why.
        reason: String,
    },
    /// A design has one source and one ear.
    #[error("{}", tr!("a design has exactly one {what}: it cannot be {action}"))]
    OnlyOne {
        /// Source or ear.
        what: &'static str,
        /// Added or deleted.
        action: &'static str,
    },
    /// A value is out of bounds.
    #[error(transparent)]
    Value(Box<OutOfBounds>),
    /// The part is locked.
    #[error("{}", tr!("“{}” is locked; unlock it first", _0))]
    Locked(String),
    /// The part is not a driver.
    #[error("{}", tr!("“{}” is not a driver", _0))]
    NotADriver(String),
    /// The link is not a tube.
    #[error("{}", tr!("“{}” is not a tube", _0))]
    NotATube(String),
    /// The driver has all its wires and tubes.
    #[error("{}", tr!("“{}” is connected already", _0))]
    Connected(String),
    /// The design has no source.
    #[error("{}", tr!("the design has no source"))]
    NoSource,
    /// Something else, in a sentence.
    #[error("{0}")]
    Other(String),
}
