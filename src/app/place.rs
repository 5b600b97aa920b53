//! Placing something of the library: the edit it becomes.

use super::library_item::{LibraryContent, LibraryItem};
use crate::design::{Design, Edit, Insert, Link, LinkId, LinkKind, Part, PartId, PartKind, path};

/// A new part from a library entry, at a place in mm.
pub fn new_part(design: &Design, name: &str, kind: &PartKind, at_mm: [f64; 2]) -> Part {
    let mut part = Part::new(PartId(design.next_id), kind.clone(), at_mm);
    if kind.is_driver() {
        // Drivers are known by their preset's name; everything else is numbered.
        name.clone_into(&mut part.name);
    }
    part
}

/// The edit that puts an insert into a tube.
///
/// # Errors
/// When there is no such tube or the entry does not go into one.
pub fn insert_in_tube(
    design: &Design,
    item: &LibraryItem,
    link: LinkId,
    position: f64,
) -> Result<Edit, String> {
    let LibraryContent::Insert(kind) = &item.content else {
        return Err(format!("“{}” does not go into a tube", item.name));
    };
    let mut copy: Link = design
        .link(link)
        .cloned()
        .ok_or_else(|| "that tube is gone".to_owned())?;
    let LinkKind::Tube(tube) = &mut copy.kind else {
        return Err(format!("“{}” is not a tube", copy.name));
    };
    let total: f64 = tube.sections.iter().map(|section| section.length).sum();
    let insert = Insert {
        position: position.clamp(0.0, total),
        kind: kind.clone(),
        bypassed: false,
    };
    let at = tube
        .inserts
        .iter()
        .position(|known| known.position > insert.position)
        .unwrap_or(tube.inserts.len());
    tube.inserts.insert(at, insert);
    Ok(Edit::SetLink(Box::new(copy)))
}

/// The tube nearest to a place, and how far along it, m.
pub fn nearest_tube(design: &Design, at_mm: [f64; 2]) -> Option<(LinkId, f64)> {
    design
        .links
        .iter()
        .filter_map(|link| {
            let LinkKind::Tube(tube) = &link.kind else {
                return None;
            };
            let total: f64 = tube.sections.iter().map(|section| section.length).sum();
            let path = path::path(design, link);
            let nearest = path::nearest_on_path(&path, at_mm)?;
            let share = nearest.along_mm / path::polyline_length(&path);
            Some((nearest.distance_mm, link.id, share * total))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id, position)| (id, position))
}
