//! Connecting a driver: its terminals to the source, its sound to the ear.

use super::{end, new_link, tube::sensible_tube};
use crate::design::{
    Design, Edit, EditError, Length, Link, LinkEnd, LinkId, LinkKind, Part, PartId, Tube,
    geometry::{Point, distance},
    kinds::Ear,
    path,
    port::{MINUS, PLUS},
};

/// Wires a driver's + and − to the source and joins its sound port by a tube to what feeds the ear:
/// the ear itself, a junction or chamber in front of it, or a new junction on the tube that is
/// there. What is linked already stays as it is.
///
/// # Errors
/// When the part is not a driver, or is connected already.
pub fn connect_driver(design: &Design, driver: PartId) -> Result<Edit, EditError> {
    let part = design.part(driver).ok_or(EditError::NoPart(driver.0))?;
    let sound = part
        .kind
        .sound_port()
        .ok_or_else(|| EditError::NotADriver(part.name.clone()))?;
    let (Some(source), Some(ear)) = (design.source(), design.ear()) else {
        return Err(EditError::Other(
            tr!("the design has no source or no ear").to_owned(),
        ));
    };
    let is_free = |port: &str| design.links_at(driver, port).next().is_none();
    let mut edits = Vec::new();
    let mut id = design.next_id;
    for terminal in [PLUS, MINUS] {
        if is_free(terminal) {
            edits.push(new_link(
                id,
                end(driver, terminal),
                end(source.id, terminal),
                LinkKind::Wire,
            ));
            id += 1;
        }
    }
    if is_free(sound) {
        let from = end(driver, sound);
        edits.push(match merge(design, ear, part) {
            Merge::Port(to) => {
                let tube = sensible_tube(design, &from, &to);
                let there = design.placed_port(&to).map(|port| port.at_mm);
                let tube = of_an_iem(design, part, tube, &from, there);
                new_link(id, from, to, LinkKind::Tube(tube))
            }
            Merge::Onto(onto, at_mm) => {
                let tube = sensible_tube(design, &from, &from);
                let tube = of_an_iem(design, part, tube, &from, Some(at_mm));
                Edit::JoinOnLink {
                    from,
                    onto,
                    at_mm,
                    kind: LinkKind::Tube(tube),
                }
            }
        });
    }
    if edits.is_empty() {
        return Err(EditError::Connected(part.name.clone()));
    }
    Ok(Edit::Batch(edits))
}

/// Longest tube there is in an in-ear monitor, mm.
const LONGEST_MM: f64 = 30.0;
/// How long a tube from a driver to the ear usually is there, m.
const USUAL: f64 = 15e-3;
/// Diaphragms larger than this, m², are a headphone's.
const IN_EAR_AREA: f64 = 300e-6;

/// A tube that would lead across the canvas gets the length it has in an in-ear monitor; the drawing
/// says so until the driver has found its place.
fn of_an_iem(
    design: &Design,
    driver: &Part,
    mut tube: Tube,
    from: &LinkEnd,
    to_mm: Option<Point>,
) -> Tube {
    let area = driver.kind.diaphragm_area();
    let large = area.is_some_and(|area| area > IN_EAR_AREA);
    let ends = design.placed_port(from).map(|port| port.at_mm).zip(to_mm);
    if !large && ends.is_some_and(|(a, b)| distance(a, b) > LONGEST_MM) {
        let bore = tube.sections.first().map_or(0.0, |section| section.bore_in);
        tube = Tube::straight(USUAL, bore);
        tube.length = Length::Set;
    }
    tube
}

/// Where another driver's sound joins.
enum Merge {
    Port(LinkEnd),
    Onto(LinkId, [f64; 2]),
}

/// Walks from the ear towards the drivers up to the first place where several can meet.
fn merge(design: &Design, ear: &Part, driver: &Part) -> Merge {
    let mut target = end(ear.id, Ear::CANAL);
    let mut seen = vec![ear.id];
    loop {
        let Some((link, feeder, port)) = feeder(design, &target) else {
            return Merge::Port(target);
        };
        if feeder.kind.facts().one_node {
            let side = side(design, feeder, driver);
            return side.map_or_else(|| onto(design, link), Merge::Port);
        }
        match feeder.kind.beyond(&port.port) {
            Some(next) if !seen.contains(&feeder.id) => {
                seen.push(feeder.id);
                target = end(feeder.id, next);
            }
            _ => return onto(design, link),
        }
    }
}

/// The link that brings sound to a port, and the part and port it comes from; vents and leaks do
/// not.
fn feeder<'a>(design: &'a Design, at: &LinkEnd) -> Option<(&'a Link, &'a Part, &'a LinkEnd)> {
    design.links.iter().find_map(|link| {
        let other = link.other_end(at)?;
        let part = design.part(other.part)?;
        (!part.kind.facts().silent).then_some((link, part, other))
    })
}

/// The middle of a link.
fn onto(design: &Design, link: &Link) -> Merge {
    let points = path::path(design, link);
    let middle = path::at_length(&points, path::polyline_length(&points) / 2.0);
    Merge::Onto(link.id, middle.map_or([0.0, 0.0], |found| found.at_mm))
}

/// The port of a part that is one node to join: the free one nearest to the driver, else the nearest.
fn side(design: &Design, node: &Part, driver: &Part) -> Option<LinkEnd> {
    let nearest = node.placed_ports(design).into_iter().min_by(|a, b| {
        let rank = |name| design.links_at(node.id, name).next().is_some();
        let away = |at| distance(at, driver.position_mm);
        rank(a.name)
            .cmp(&rank(b.name))
            .then(away(a.at_mm).total_cmp(&away(b.at_mm)))
    });
    nearest.map(|port| end(node.id, port.name))
}
