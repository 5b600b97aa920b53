//! Deleting a part that two links run through, and joining what it leaves.

use super::LinkEnd;
use crate::design::{
    Design, Edit, EditError, Insert, Length, Link, LinkId, LinkKind, PartId, Section, Tube,
    seat::Seat,
};

/// Removes parts and links; where a removed part had exactly two links (a resistor in a wire, a
/// junction or chamber in a tube), they become one.
///
/// # Errors
/// When something cannot be removed.
pub fn remove_and_heal(
    design: &Design,
    parts: &[PartId],
    links: &[LinkId],
) -> Result<Edit, EditError> {
    let mut edits = Vec::new();
    let mut now = design.clone();
    if !links.is_empty() {
        let edit = Edit::Remove {
            parts: Vec::new(),
            links: links.to_vec(),
        };
        now = now.apply(&edit)?;
        edits.push(edit);
    }
    // One after the other, so that a chain of removed parts heals as well.
    let mut rest = Vec::new();
    for &part in parts {
        let Some(heir) = healed(&now, part) else {
            rest.push(part);
            continue;
        };
        let edit = Edit::Batch(vec![
            Edit::Remove {
                parts: vec![part],
                links: Vec::new(),
            },
            Edit::AddLink(Box::new(heir)),
        ]);
        // Where both neighbours are joined already, there is nothing to heal.
        match now.apply(&edit) {
            Ok(next) => {
                now = next;
                edits.push(edit);
            }
            Err(_) => rest.push(part),
        }
    }
    if !rest.is_empty() {
        let edit = Edit::Remove {
            parts: rest,
            links: Vec::new(),
        };
        now.apply(&edit)?;
        edits.push(edit);
    }
    Ok(Edit::Batch(edits))
}

/// Whether `remove_and_heal` joined anything.
pub fn heals(edit: &Edit) -> bool {
    match edit {
        Edit::AddLink(_) => true,
        Edit::Batch(edits) => edits.iter().any(heals),
        _ => false,
    }
}

/// The link that takes the place of a part and its two links.
fn healed(design: &Design, id: PartId) -> Option<Link> {
    let part = design.part(id)?;
    if !part.kind.heals() || part.locked {
        return None;
    }
    let mut touching = design
        .links
        .iter()
        .filter(|link| link.from.part == id || link.to.part == id);
    let (a, b) = (touching.next()?, touching.next()?);
    if touching.next().is_some() {
        return None;
    }
    // Keep the direction they run in, where they agree.
    let (a, b) = if a.from.part == id && b.to.part == id {
        (b, a)
    } else {
        (a, b)
    };
    let before = towards(a, id)?;
    let after = towards(b, id)?.reversed();
    let mut way_points_mm = before.way_points_mm;
    way_points_mm.extend(after.way_points_mm);
    Some(Link {
        id: LinkId(design.next_id),
        name: a.name.clone(),
        from: before.from,
        to: after.to,
        way_points_mm,
        kind: one_kind(before.kind, after.kind)?,
    })
}

/// A link turned so that it ends on a part; `None` when both its ends do.
fn towards(link: &Link, part: PartId) -> Option<Link> {
    match (link.from.part == part, link.to.part == part) {
        (false, true) => Some(link.clone()),
        (true, false) => Some(link.clone().reversed()),
        _ => None,
    }
}

impl Link {
    /// The same link told from its other end.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        std::mem::swap(&mut self.from, &mut self.to);
        self.way_points_mm.reverse();
        if let LinkKind::Tube(tube) = &mut self.kind {
            let seats: Vec<Seat> = (tube.inserts.iter().rev())
                .map(|insert| turned(tube, tube.seat(insert.position)))
                .collect();
            std::mem::swap(&mut tube.start, &mut tube.end);
            tube.sections.reverse();
            for Section {
                bore_in, bore_out, ..
            } in &mut tube.sections
            {
                std::mem::swap(bore_in, bore_out);
            }
            tube.inserts.reverse();
            for (n, seat) in seats.into_iter().enumerate() {
                let position = tube.position(seat);
                if let Some(insert) = tube.inserts.get_mut(n) {
                    insert.position = position;
                }
            }
        }
        self
    }

    /// Its ends.
    pub fn ends(&self) -> [&LinkEnd; 2] {
        [&self.from, &self.to]
    }
}

/// A seat as it is told from a tube's other end.
fn turned(tube: &Tube, seat: Seat) -> Seat {
    let count = tube.sections.len();
    match seat {
        Seat::Border(n) => Seat::Border(count - n),
        Seat::Within(n, distance) => {
            let length = tube.sections.get(n).map_or(0.0, |section| section.length);
            Seat::Within(count - 1 - n, length - distance)
        }
    }
}

/// What two links in a row are as one; `None` for kinds that never meet.
fn one_kind(first: LinkKind, second: LinkKind) -> Option<LinkKind> {
    Some(match (first, second) {
        (LinkKind::Wire, LinkKind::Wire) => LinkKind::Wire,
        (LinkKind::Joint, LinkKind::Joint) => LinkKind::Joint,
        (LinkKind::Tube(tube), LinkKind::Joint) | (LinkKind::Joint, LinkKind::Tube(tube)) => {
            LinkKind::Tube(tube)
        }
        (LinkKind::Tube(first), LinkKind::Tube(second)) => LinkKind::Tube(in_a_row(first, second)),
        _ => return None,
    })
}

/// One tube of two. A length that somebody has set is not lost to one that the drawing told.
fn in_a_row(mut first: Tube, second: Tube) -> Tube {
    if second.length == Length::Set {
        first.length = Length::Set;
    }
    let reached = first.total_length();
    first
        .inserts
        .extend(second.inserts.into_iter().map(|insert| Insert {
            position: insert.position + reached,
            ..insert
        }));
    first.sections.extend(second.sections);
    // Halves of a tube that was cut are one section again.
    let mut sections: Vec<Section> = Vec::with_capacity(first.sections.len());
    for section in first.sections {
        match sections.last_mut() {
            Some(last) if continues(last, &section) => {
                last.length += section.length;
                last.bore_out = section.bore_out;
            }
            _ => sections.push(section),
        }
    }
    first.sections = sections;
    first.end = second.end;
    first
}

/// Whether a straight section goes on in the same bore.
fn continues(last: &Section, next: &Section) -> bool {
    last.bore_in == last.bore_out && next.bore_in == next.bore_out && last.bore_out == next.bore_in
}
