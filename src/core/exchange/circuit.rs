//! A `.subckt` of a SPICE netlist as parts with wires: a crossover, or a driver's impedance as parts.
//!
//! Resistors, inductors and capacitors are taken. What else a circuit may hold is refused by name: a
//! part of it alone would play otherwise. With controlled sources it may be a driver: [`driver`].

mod dense;
pub mod driver;
mod error;
mod judge;
mod linear;
mod netlist;
mod table;
mod units;

use self::{
    error::MOST,
    netlist::{Block, number},
};

pub use self::{driver::DriverCircuit, error::CircuitError};
use super::Finding;
use crate::design::{
    Format, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind, file,
    kinds::{Capacitor, Dielectric, Inductor, Resistor},
    operations::Fragment,
};
use std::collections::BTreeMap;

/// Parts in a row, and how far they stand apart, mm.
const ROW: usize = 4;
const APART_MM: [f64; 2] = [12.0, 8.0];

/// A block of parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Circuit {
    /// What it is called.
    pub name: String,
    /// Its parts, and the wires between them.
    pub fragment: Fragment,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl Circuit {
    /// The first `.subckt` of a netlist; none where these bytes hold none.
    ///
    /// # Errors
    /// When it holds more than resistors, inductors and capacitors, or nothing.
    pub fn of(bytes: &[u8]) -> Option<Result<Self, CircuitError>> {
        Some(read(&Block::first(bytes)?))
    }

    /// The parts as text that is pasted.
    pub fn text(&self) -> String {
        file::ron_to_text(&self.fragment)
    }
}

fn read(block: &Block) -> Result<Circuit, CircuitError> {
    let mut parts: Vec<Part> = Vec::new();
    let mut nodes: BTreeMap<String, Vec<LinkEnd>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (line, content) in &block.body {
        let element = element(*line, content)?;
        if let Some(rest) = element.left {
            findings.push(Finding::doubt(tr!(
                "line {line}: “{rest}” behind the value was not taken"
            )));
        }
        if element.nodes[0] == element.nodes[1] {
            findings.push(Finding::doubt(tr!(
                "line {line}: “{}” has both ends on one node and was left out",
                element.name
            )));
            continue;
        }
        if parts.len() == MOST {
            return Err(CircuitError::TooLarge);
        }
        let (column, row) = (parts.len() % ROW, parts.len() / ROW);
        let number = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        let at = [column as f64 * APART_MM[0], row as f64 * APART_MM[1]];
        let mut part = Part::new(PartId(number), element.kind, at);
        part.name = element.name;
        for (node, port) in element.nodes.into_iter().zip(["1", "2"]) {
            nodes.entry(node).or_default().push(LinkEnd {
                part: part.id,
                port: port.to_owned(),
            });
        }
        parts.push(part);
    }
    if parts.is_empty() {
        return Err(CircuitError::Empty);
    }
    findings.extend(block.others());
    let called = |end: &LinkEnd| {
        let part = parts.iter().find(|part| part.id == end.part);
        part.map_or_else(String::new, |part| format!("{} {}", part.name, end.port))
    };
    for pin in &block.pins {
        let at = nodes.get(&netlist::node(pin)).and_then(|ends| ends.first());
        findings.push(match at {
            Some(end) => Finding::note(tr!("pin “{pin}” is {}: wire it up", called(end))),
            None => Finding::doubt(tr!("pin “{pin}” leads to no part")),
        });
    }
    let mut links = Vec::new();
    for ends in nodes.values() {
        for pair in ends.windows(2) {
            let [from, to] = pair else { continue };
            let number = u32::try_from(links.len()).unwrap_or(u32::MAX);
            links.push(Link {
                id: LinkId(number),
                name: format!("W{}", number.saturating_add(1)),
                from: from.clone(),
                to: to.clone(),
                way_points_mm: Vec::new(),
                kind: LinkKind::Wire,
            });
        }
    }
    Ok(Circuit {
        name: block.name.clone(),
        fragment: Fragment {
            format: Format,
            parts,
            links,
        },
        findings,
    })
}

/// An element of a netlist.
struct Element {
    name: String,
    nodes: [String; 2],
    kind: PartKind,
    /// What stands behind that was not understood.
    left: Option<String>,
}

fn element(line: usize, content: &str) -> Result<Element, CircuitError> {
    let first = content.chars().next().map(|c| c.to_ascii_uppercase());
    if !matches!(first, Some('R' | 'L' | 'C')) {
        let what = crate::quantity::text::cut(content, 40).into_owned();
        return Err(CircuitError::Other { line, what });
    }
    let wrong = || CircuitError::value(line, content);
    let mut words = content.split_whitespace();
    let name = words.next().unwrap_or("").chars().take(60).collect();
    let nodes = [words.next(), words.next()].map(|node| node.map(netlist::node));
    let [Some(from), Some(to)] = nodes else {
        return Err(wrong());
    };
    let value = words.next().and_then(number).filter(|value| *value > 0.0);
    let value = value.ok_or_else(wrong)?;
    let (mut series, mut left) = (0.0, Vec::new());
    for word in words {
        let resistance = word
            .split_once('=')
            .filter(|(key, _)| key.eq_ignore_ascii_case("rser") && first != Some('R'));
        match resistance.and_then(|(_, typed)| number(typed)) {
            Some(typed) if typed >= 0.0 => series = typed,
            _ => left.push(word),
        }
    }
    let kind = match first {
        Some('L') => Inductor {
            inductance: value,
            dc_resistance: series,
            saturation_current: 0.0,
        }
        .into(),
        Some('C') => Capacitor {
            capacitance: value,
            series_resistance: series,
            dielectric: Dielectric::Film,
            rated_voltage: 0.0,
        }
        .into(),
        _ => Resistor::of(value).into(),
    };
    Ok(Element {
        name,
        nodes: [from, to],
        kind,
        left: (!left.is_empty()).then(|| left.join(" ")),
    })
}
