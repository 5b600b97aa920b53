//! Copy, paste and duplicate: a piece of a design as `.ron` text.

use crate::design::{
    Design, Edit, EditError, Format, Link, LinkEnd, LinkId, Part, PartId,
    file::{self, FileError},
    geometry::{self, Point},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A piece of a design: parts with the links between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fragment {
    /// The format of the text.
    pub format: Format,
    /// Parts; never a source or an ear.
    pub parts: Vec<Part>,
    /// Links whose ends are both on these parts.
    pub links: Vec<Link>,
}

/// What pasting does, and what it will have added.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasted {
    /// The edit.
    pub edit: Edit,
    /// The new parts.
    pub parts: BTreeSet<PartId>,
    /// The new links.
    pub links: BTreeSet<LinkId>,
}

impl Pasted {
    /// The new parts as they will stand.
    pub fn added(&self) -> Vec<&Part> {
        let Edit::Batch(edits) = &self.edit else {
            return Vec::new();
        };
        let added = edits.iter().map(|edit| match edit {
            Edit::AddPart(part) => Some(part.as_ref()),
            _ => None,
        });
        added.flatten().collect()
    }
}

/// Parts and the links between them as text; the source and the ear are left out.
pub fn copy(design: &Design, parts: &BTreeSet<PartId>) -> String {
    file::ron_to_text(&fragment(design, parts))
}

/// Puts a copied piece into a design with its middle at a place, or where it was copied.
///
/// # Errors
/// When the text is not a copied piece; the message says where and why.
pub fn paste(design: &Design, text: &str, at_mm: Option<Point>) -> Result<Pasted, FileError> {
    let piece: Fragment = file::ron_from_text(text)?;
    let middle = geometry::bounds(piece.parts.iter().map(|part| part.position_mm))
        .map(|[low, high]| [0, 1].map(|axis| f64::midpoint(at(low, axis), at(high, axis))));
    let by_mm = match (at_mm, middle) {
        (Some(target), Some(middle)) => geometry::subtract(target, middle),
        _ => [0.0, 0.0],
    };
    Ok(add(design, piece, by_mm))
}

/// Adds a copy of parts and the links between them, moved by a distance.
///
/// # Errors
/// When there is nothing that can be there twice.
pub fn duplicate(
    design: &Design,
    parts: &BTreeSet<PartId>,
    by_mm: Point,
) -> Result<Pasted, EditError> {
    let piece = fragment(design, parts);
    if piece.parts.is_empty() {
        return Err(EditError::Other(
            tr!("nothing that can be duplicated is selected").to_owned(),
        ));
    }
    Ok(add(design, piece, by_mm))
}

fn at(point: Point, axis: usize) -> f64 {
    point.get(axis).copied().unwrap_or(0.0)
}

fn fragment(design: &Design, wanted: &BTreeSet<PartId>) -> Fragment {
    let parts: Vec<Part> = design
        .parts
        .iter()
        .filter(|part| wanted.contains(&part.id) && !part.kind.facts().only_one)
        .cloned()
        .collect();
    let inside = |end: &LinkEnd| parts.iter().any(|part| part.id == end.part);
    let links = design
        .links
        .iter()
        .filter(|link| inside(&link.from) && inside(&link.to))
        .cloned()
        .collect();
    Fragment {
        format: Format,
        parts,
        links,
    }
}

/// The edit that adds a piece under new identities and groups.
fn add(design: &Design, piece: Fragment, by_mm: Point) -> Pasted {
    let mut next = design.next_id;
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let used = design.parts.iter().filter_map(|part| part.group).max();
    let first_group = used.map_or(1, |group| group + 1);
    let mut groups = BTreeMap::new();
    let mut ids = BTreeMap::new();
    let mut edits = Vec::new();
    let mut pasted = Pasted {
        edit: Edit::Batch(Vec::new()),
        parts: BTreeSet::new(),
        links: BTreeSet::new(),
    };
    for mut part in piece.parts {
        let id = PartId(fresh());
        ids.insert(part.id, id);
        part.id = id;
        part.position_mm = shifted(part.position_mm, by_mm);
        part.locked = false;
        if let Some(group) = &mut part.group {
            let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            *group = *groups
                .entry(*group)
                .or_insert(first_group.saturating_add(count));
        }
        pasted.parts.insert(id);
        edits.push(Edit::AddPart(Box::new(part)));
    }
    for mut link in piece.links {
        // An end outside the piece stays what it is and is refused when the edit is applied.
        for end in [&mut link.from, &mut link.to] {
            end.part = ids.get(&end.part).copied().unwrap_or(PartId(u32::MAX));
        }
        link.id = LinkId(fresh());
        for point in &mut link.way_points_mm {
            *point = shifted(*point, by_mm);
        }
        pasted.links.insert(link.id);
        edits.push(Edit::AddLink(Box::new(link)));
    }
    pasted.edit = Edit::Batch(edits);
    pasted
}

/// A place moved, on the thousandths of a millimetre that all moves keep to.
fn shifted(point: Point, by_mm: Point) -> Point {
    geometry::add(point, by_mm).map(|at| (at * 1e3).round() / 1e3 + 0.0)
}
