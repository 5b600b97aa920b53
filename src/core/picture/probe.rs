//! Probes: ports whose potential and flow are drawn as extra curves. They belong to the session,
//! not to the design.

use crate::{
    design::{Design, LinkEnd, PartId, kinds::Ear, port::PLUS},
    words,
};

/// A probe at a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Its name, in legends and on the canvas.
    pub name: String,
    /// The port.
    pub end: LinkEnd,
    /// Which of the probes' colours it has.
    pub number: usize,
}

impl Probe {
    /// A probe at a port, named after it, with the first colour that is free.
    pub fn new(design: &Design, end: LinkEnd, others: &[Self]) -> Self {
        let name = port_name(design, &end);
        let number = (0..=others.len())
            .find(|n| others.iter().all(|other| other.number != *n))
            .unwrap_or(0);
        Self { name, end, number }
    }
}

/// “Woofer front”: a part's name and its port's.
pub fn port_name(design: &Design, end: &LinkEnd) -> String {
    let part = design.part(end.part).map_or("", |part| part.name.as_str());
    format!("{part} {}", words::port(&end.port))
}

/// The terminals of all drivers.
pub(super) fn of_drivers(design: &Design) -> Vec<LinkEnd> {
    design.drivers().map(|part| end(part.id, PLUS)).collect()
}

/// Where sound enters the ear.
pub(super) fn of_ear(design: &Design) -> Vec<LinkEnd> {
    let ear = design.ear().into_iter();
    ear.map(|part| end(part.id, Ear::CANAL)).collect()
}

fn end(part: PartId, port: &str) -> LinkEnd {
    LinkEnd {
        part,
        port: port.to_owned(),
    }
}
