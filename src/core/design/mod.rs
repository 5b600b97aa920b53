//! What the user draws and saves. Knows quantities, nothing of physics, matrices or screens.

pub mod acoustic;
pub mod air;
pub mod alternatives;
pub mod branch;
pub mod budget;
pub mod changes;
pub mod check;
pub mod choice;
pub mod difference;
pub mod drive;
pub mod driver;
pub mod edit;
pub mod electrical;
pub mod file;
pub mod find;
pub mod free;
pub mod geometry;
pub mod goals;
pub mod groups;
pub mod history;
pub mod kinds;
pub mod link;
pub mod nothing;
pub mod nozzle;
pub mod number;
pub mod operations;
pub mod parameter;
pub mod part;
pub mod path;
pub mod polarity;
pub mod port;
pub mod problem;
pub mod seat;
pub mod shared;
pub mod shell;
pub mod snapshot;
pub mod taken;
pub mod target;
pub mod tolerance;

mod apply;
mod detour;
pub mod document;
mod lanes;
mod maze;
mod parameters;
mod places;
mod validate;
mod wire_route;

pub use kinds::{Kind, PartKind, common::units as can, ear};

pub use alternatives::Alternatives;
pub use choice::{ChoiceInfo, Choices};
pub use detour::{Block, Known, KnownWire, Obstacles, Wire, WireBefore};
pub use document::{CurveKind, CurvePoint, Design, Format, LinkId, PartId, StoredCurve};
pub use edit::{Edit, EditError};
pub use free::Free;
pub use geometry::PlacedPort;
pub use goals::Goal;
pub use history::History;
pub use link::{Insert, InsertKind, Length, Link, LinkEnd, LinkKind, Section, Termination, Tube};
pub use number::Number;
pub use parameter::{ParameterInfo, ParameterKey, Parameters, Step};
pub use parameters::{
    drawing::Placement,
    setting::{ALIGN_AT, ALIGN_TO, HOURS},
};
pub use part::Part;
pub use port::{Domain, PortInfo, Role};
pub use problem::{Problem, Severity, Subject};
pub use shared::SharedList;
pub use snapshot::Snapshot;
pub use taken::{Taken, TakenColumn, TakenWindow};
