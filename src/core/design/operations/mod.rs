//! What the user does in one go: functions from a design to one `Edit`.
//!
//! None of them changes anything; the edit goes through `Design::apply` like any other and is one
//! undo step.

mod along;
mod arrange;
mod clipboard;
mod connect;
mod enliven;
mod facing;
mod filter;
mod heal;
mod insert;
mod joinable;
mod junction;
mod polarity;
mod row;
mod tube;

use super::{Design, Edit, EditError, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind};
pub use along::{MOST_COPIES, duplicate_along, link_along, room_along};
pub use arrange::{Alignment, align, distribute, group, set_locked, set_muted, ungroup};
pub use clipboard::{Fragment, Pasted, copy, duplicate, paste};
pub use connect::connect_driver;
pub use enliven::{enliven, usual_back_volume, with_back_volume};
pub use facing::join_facing;
pub use filter::{Stage, insert_filter};
pub use heal::{heals, remove_and_heal};
pub use insert::{insert_at, move_insert};
pub use joinable::joinable;
pub use junction::reconnect_onto;
pub use polarity::flip_polarity;
pub use tube::{join, sensible_tube};

/// Adds a part of this kind at a place; it is named by its kind.
pub fn place(design: &Design, kind: PartKind, at_mm: [f64; 2]) -> Edit {
    Edit::AddPart(Box::new(Part::new(PartId(design.next_id), kind, at_mm)))
}

/// Makes a part another kind, keeping its place, its name and the links of ports of the same name
/// or role.
///
/// # Errors
/// When there is no such part.
pub fn replace_with(design: &Design, part: PartId, kind: PartKind) -> Result<Edit, EditError> {
    let old = design.part(part).ok_or(EditError::NoPart(part.0))?;
    Ok(Edit::SetPart(Box::new(Part {
        kind,
        ..old.clone()
    })))
}

/// The kind that a part becomes when it is given that of the library: a driver is able to move.
pub fn placed_kind(kind: &PartKind) -> PartKind {
    with_back_volume(kind).unwrap_or_else(|| kind.clone())
}

/// The design with this kind of the library in the place of a part; nothing where there is no such
/// part, or the design refuses it.
pub fn with_new_kind(design: &Design, part: PartId, kind: &PartKind) -> Option<Design> {
    let edit = replace_with(design, part, placed_kind(kind)).ok()?;
    design.apply(&edit).ok()
}

/// A port of a part.
fn end(part: PartId, port: &str) -> LinkEnd {
    LinkEnd {
        part,
        port: port.to_owned(),
    }
}

/// A new link, to be named when it is added.
fn new_link(id: u32, from: LinkEnd, to: LinkEnd, kind: LinkKind) -> Edit {
    Edit::AddLink(Box::new(Link {
        id: LinkId(id),
        name: String::new(),
        from,
        to,
        way_points_mm: Vec::new(),
        kind,
    }))
}

impl Link {
    /// The end that is not on this port; `None` when neither or both are.
    fn other_end(&self, end: &LinkEnd) -> Option<&LinkEnd> {
        match (self.from == *end, self.to == *end) {
            (true, false) => Some(&self.to),
            (false, true) => Some(&self.from),
            _ => None,
        }
    }
}
