//! The tip and the ear alone, behind what stands for all that drives them.

use super::super::elements::Kind;
use super::Assembly;
use super::builder::{AMBIENT, DuctEnd, EMF, RawPins};
use super::{finish, joined, masses};
use crate::design::{Design, Domain, PartId, Subject, acoustic::Eartip, nothing::LEAST};

/// What meets at a port.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::network) struct Ends {
    /// Bores of the ducts that end there, m.
    pub(in crate::network) bores: Vec<f64>,
    /// Whether there is a volume, which takes the place of added masses.
    pub(in crate::network) volume: bool,
}

/// What meets at a port of a design.
pub(in crate::network) fn ends_at(design: &Design, part: PartId, port: &str) -> Ends {
    let build = joined(design, LEAST);
    let there = build
        .ports()
        .find(|(owner, name, _)| *owner == part && *name == port)
        .map(|(_, _, raw)| build.find(raw));
    let at = |raw| there.is_some_and(|there| build.find(raw) == there);
    let ends = build.duct_ends.iter().filter(|end| at(end.node));
    Ends {
        bores: ends.map(|end| end.bore).collect(),
        volume: build.elements.iter().any(|element| {
            let pairs = element.pins.pairs();
            matches!(element.kind, Kind::Cavity(_)) && pairs.first().is_some_and(|p| at(p[0]))
        }),
    }
}

/// Assembles a design of nothing but a tip, an ear and their joint, behind `source`, a driver's
/// admittances between the EMF and the tip's nozzle. A duct of the bore `facing` (m) ends there, where
/// added masses are to be reckoned with.
pub(in crate::network) fn assemble_ear_side(
    side: &Design,
    tip: PartId,
    source: Kind,
    facing: Option<f64>,
) -> Assembly {
    let mut build = joined(side, LEAST);
    // Nothing is joined to the terminal: the source hangs on the EMF itself.
    let [plus, minus] = [Domain::Electrical; 2].map(|domain| build.node(domain));
    build.source = Some((tip, plus, minus));
    if let Some(node) = side.part(tip).map(|part| build.port(part, Eartip::NOZZLE)) {
        let pins = RawPins::General([EMF, minus], [node, AMBIENT]);
        let element = build.element(Subject::Design, pins, source);
        build.duct_ends.extend(facing.map(|bore| DuctEnd {
            node,
            bore,
            element,
            owner: Subject::Design,
        }));
    }
    if side.junction_masses {
        masses::add(&mut build);
    }
    finish(build)
}
