//! Copies of a part in a row along a link.

use super::Pasted;
use crate::design::{Design, Edit, EditError, Link, LinkId, LinkKind, Part, PartId, path};
use std::collections::BTreeSet;

/// Most copies at once.
pub const MOST_COPIES: usize = 50;

/// The link a part would be duplicated along: the one named, else the one that leaves it, for a part
/// that goes into a link of that domain.
pub fn link_along(design: &Design, part: PartId, named: Option<LinkId>) -> Option<&Link> {
    let part = design.part(part)?;
    let domain = part.kind.goes_into()?;
    let fits = |link: &&Link| part_domain(design, link) == Some(domain);
    match named {
        Some(id) => design.link(id).filter(fits),
        None => part.kind.facts().ports.iter().rev().find_map(|port| {
            let mut there = design.links_at(part.id, port.name);
            there.next().filter(|_| there.next().is_none())
        }),
    }
    // A joint has no length to stand along.
    .filter(|link| link.kind != LinkKind::Joint)
}

fn part_domain(design: &Design, link: &Link) -> Option<crate::design::Domain> {
    design
        .part(link.from.part)?
        .kind
        .port_domain(&link.from.port)
}

/// How many copies of a part have room side by side along a link.
pub fn room_along(design: &Design, part: &Part, link: &Link) -> usize {
    let whole = path::polyline_length(&path::path(design, link));
    let [length, _] = part.kind.size_mm(design.symbol_size_mm);
    (1..=MOST_COPIES)
        .take_while(|&copies| whole / (copies + 1) as f64 >= length)
        .last()
        .unwrap_or(0)
}

/// Places copies of a part evenly along a link, turned along it, and puts each into it: a chain from
/// the link's start to its end.
///
/// # Errors
/// When part or link do not go together, or there is no room for so many.
pub fn duplicate_along(
    design: &Design,
    part: PartId,
    link: LinkId,
    copies: usize,
) -> Result<Pasted, EditError> {
    let model = design.part(part).ok_or(EditError::NoPart(part.0))?;
    let along = link_along(design, part, Some(link)).ok_or_else(|| {
        EditError::Other(tr!(
            "“{}” does not go into that link: it needs two ports of its kind",
            model.name
        ))
    })?;
    let room = room_along(design, model, along);
    if copies == 0 || copies > room {
        return Err(EditError::Other(tr!(
            "“{}” has room for {room} of “{}”, not for {copies}",
            along.name,
            model.name
        )));
    }
    let points = path::path(design, along);
    let whole = path::polyline_length(&points);
    let mut now = design.clone();
    let mut edits = Vec::with_capacity(copies);
    let mut pasted = Pasted {
        edit: Edit::Batch(Vec::new()),
        parts: BTreeSet::new(),
        links: BTreeSet::new(),
    };
    // What is left of the link: each copy cuts off the piece before it.
    let mut rest = link;
    for number in 1..=copies {
        let share = number as f64 / (copies + 1) as f64;
        let Some(spot) = path::at_length(&points, share * whole) else {
            break;
        };
        let [x, y] = spot.direction;
        let id = PartId(now.next_id);
        let copy = Part {
            id,
            position_mm: spot.at_mm.map(|mm| (mm * 1e3).round() / 1e3 + 0.0),
            rotation_deg: y.atan2(x).to_degrees().round(),
            mirrored: false,
            group: None,
            locked: false,
            ..model.clone()
        };
        let edit = Edit::Batch(vec![
            Edit::AddPart(Box::new(copy)),
            Edit::InsertOnLink {
                part: id,
                link: rest,
            },
        ]);
        now = now.apply(&edit)?;
        edits.push(edit);
        pasted.parts.insert(id);
        rest = LinkId(id.0 + 1);
    }
    pasted.edit = Edit::Batch(edits);
    Ok(pasted)
}
