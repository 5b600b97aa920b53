//! Joining two ports: a wire, or a tube with a sensible bore.

use super::new_link;
use crate::design::{
    Design, Edit, EditError, LinkEnd, LinkKind, Tube, geometry::distance, port::Domain, validate,
};

/// Bore of a tube when neither port says anything, m.
const ORDINARY_BORE: f64 = 1.5e-3;
/// Bores tubing is sold in and shells are drilled with, m.
const BORES: [f64; 2] = [0.8e-3, 4e-3];

/// Joins two ports: electrical ones by a wire, acoustic ones by a tube.
///
/// # Errors
/// When a part or port does not exist. Ports that do not go together are refused when the edit is
/// applied.
pub fn join(design: &Design, from: &LinkEnd, to: &LinkEnd) -> Result<Edit, EditError> {
    let kind = match validate::end_domain(design, from)? {
        Domain::Electrical => LinkKind::Wire,
        Domain::Acoustic => LinkKind::Tube(sensible_tube(design, from, to)),
    };
    validate::end_domain(design, to)?;
    Ok(new_link(design.next_id, from.clone(), to.clone(), kind))
}

/// A tube between two ports, of drawn length, its bore taken from what it joins: the opening it
/// begins at, else the one it ends at, else a tube that is already there.
pub fn sensible_tube(design: &Design, from: &LinkEnd, to: &LinkEnd) -> Tube {
    let bore = [from, to]
        .into_iter()
        .find_map(|end| opening(design, end))
        .or_else(|| {
            [to, from]
                .into_iter()
                .find_map(|end| neighbour(design, end))
        })
        .unwrap_or(ORDINARY_BORE);
    let [least, greatest] = BORES;
    let bore = (bore * 1e4).round() / 1e4;
    let place = |end| {
        design
            .placed_port(end)
            .map_or([0.0, 0.0], |port| port.at_mm)
    };
    // The drawing decides as soon as the tube is in the design.
    let length = (distance(place(from), place(to)) * 1e2).round().max(1.0) / 1e5;
    Tube::straight(length, bore.clamp(least, greatest))
}

/// Bore of the part's own opening at a port, m.
fn opening(design: &Design, end: &LinkEnd) -> Option<f64> {
    design.part(end.part)?.kind.port_bore(&end.port)
}

/// Bore of a tube that ends at a port already, m.
fn neighbour(design: &Design, end: &LinkEnd) -> Option<f64> {
    design
        .links_at(end.part, &end.port)
        .find_map(|link| match &link.kind {
            LinkKind::Tube(tube) if link.from == *end => tube.sections.first().map(|s| s.bore_in),
            LinkKind::Tube(tube) => tube.sections.last().map(|s| s.bore_out),
            _ => None,
        })
}
