//! A part with one opening turns it towards what it is joined to.

use super::join;
use crate::design::{
    Design, Domain, Edit, EditError, LinkEnd,
    geometry::{Point, rotated, subtract},
};

/// Joins two ports as `join` does. A vent or leak that nobody has turned or joined yet turns its
/// opening towards the other port: its tube would run through it else.
///
/// # Errors
/// As those of `join`.
pub fn join_facing(design: &Design, from: &LinkEnd, to: &LinkEnd) -> Result<Edit, EditError> {
    let turn = turned(design, from, to).or_else(|| turned(design, to, from));
    let Some(turn) = turn else {
        return join(design, from, to);
    };
    let facing = design.apply(&turn)?;
    Ok(Edit::Batch(vec![turn, join(&facing, from, to)?]))
}

/// The quarter turns after which an opening faces a port best; none where it does so already, or the
/// part is to stay as it stands.
fn turned(design: &Design, end: &LinkEnd, towards: &LinkEnd) -> Option<Edit> {
    let part = design.part(end.part)?;
    let facts = part.kind.facts();
    let as_placed = part.rotation_deg == 0.0 && !part.mirrored && !part.locked;
    let is_new = as_placed && design.links_at(end.part, &end.port).next().is_none();
    if !is_new || facts.ports.len() != 1 || facts.only_one || facts.point {
        return None;
    }
    let port = part.placed_port(design, &end.port)?;
    if port.domain != Domain::Acoustic {
        return None;
    }
    let there = design.placed_port(towards)?.at_mm;
    let way = subtract(there, part.position_mm);
    let facing = |by_deg: f64| dot(rotated(port.outward, by_deg), way);
    let best = [90.0, 180.0, 270.0]
        .into_iter()
        .max_by(|a, b| facing(*a).total_cmp(&facing(*b)))?;
    // Whatever does not face it better by more than rounding stays as it stands.
    (facing(best) > facing(0.0) + 1e-6).then(|| Edit::Rotate {
        parts: vec![end.part],
        about_mm: part.position_mm,
        by_deg: best,
    })
}

fn dot(a: Point, b: Point) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}
