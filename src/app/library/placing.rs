//! Placing something of the library: the edit it becomes.

use super::item::{LibraryContent, LibraryItem};
use crate::{
    design::{
        Design, Edit, Insert, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind, geometry,
        kinds::Chamber, operations, path, port::REAR,
    },
    quantity::text,
};

/// A new part from a library entry, at a place in mm.
pub fn new_part(design: &Design, name: &str, kind: &PartKind, at_mm: [f64; 2]) -> Part {
    // A driver is born able to move; what it is built into is drawn later, or never.
    let able = operations::placed_kind(kind);
    let mut part = Part::new(PartId(design.next_id), able, at_mm);
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
        return Err(tr!("“{}” does not go into a tube", item.name));
    };
    let mut copy: Link = design
        .link(link)
        .cloned()
        .ok_or_else(|| tr!("that tube is gone").to_owned())?;
    let LinkKind::Tube(tube) = &mut copy.kind else {
        return Err(tr!("“{}” is not a tube", copy.name));
    };
    let total = tube.total_length();
    let insert = Insert {
        position: position.clamp(0.0, total),
        kind: kind.clone(),
        bypassed: false,
    };
    // The edit puts it in its place along the tube.
    tube.inserts.push(insert);
    Ok(Edit::SetLink(Box::new(copy)))
}

/// Something for a diaphragm's rear to breathe into, where a driver has neither a back volume of its
/// own nor anything joined: a chamber behind it. Without one the diaphragm cannot move.
pub fn rear_chamber(design: &Design, driver: PartId) -> Option<Edit> {
    let part = design.part(driver)?;
    let area = part.kind.diaphragm_area()?;
    if part.kind.moves_closed() || design.links_at(driver, REAR).next().is_some() {
        return None;
    }
    let port = part.placed_port(design, REAR)?;
    let volume = operations::usual_back_volume(area);
    let side = volume.cbrt();
    let chamber = Chamber {
        volume,
        wall_area: text::round_to(6.0 * side * side, 2),
        sides_mm: None,
    };
    let away = 0.5e3 * side + 2.0;
    let at_mm = [
        (port.at_mm[0] + away * port.outward[0]).round(),
        (port.at_mm[1] + away * port.outward[1]).round(),
    ];
    let chamber = Part::new(PartId(design.next_id), chamber, at_mm);
    let facing = chamber
        .placed_ports(design)
        .into_iter()
        .min_by(|a, b| {
            let from = |at: [f64; 2]| geometry::distance(at, port.at_mm);
            from(a.at_mm).total_cmp(&from(b.at_mm))
        })?
        .name;
    let end = |part, port: &str| LinkEnd {
        part,
        port: port.to_owned(),
    };
    let joint = Link {
        id: LinkId(design.next_id + 1),
        name: String::new(),
        from: end(driver, REAR),
        to: end(chamber.id, facing),
        way_points_mm: Vec::new(),
        kind: LinkKind::Joint,
    };
    Some(Edit::Batch(vec![
        Edit::AddPart(Box::new(chamber)),
        Edit::AddLink(Box::new(joint)),
    ]))
}

/// The middle of a tube, m from its start: where what was not put anywhere by hand stands in it.
pub fn middle_of(design: &Design, link: LinkId) -> f64 {
    match design.link(link).map(|link| &link.kind) {
        Some(LinkKind::Tube(tube)) => 0.5 * tube.total_length(),
        _ => 0.0,
    }
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
            let total = tube.total_length();
            let path = path::path(design, link);
            let nearest = path::nearest_on_path(&path, at_mm)?;
            let share = nearest.along_mm / path::polyline_length(&path);
            Some((nearest.distance_mm, link.id, share * total))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id, position)| (id, position))
}
