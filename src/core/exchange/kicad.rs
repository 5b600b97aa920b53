//! The crossover as a netlist of KiCad (its S-expressions, version E): what is soldered, with values,
//! footprints and nets. Drivers and the source are pairs of wires.

use super::{case_size, product::Product, trace};
use crate::{
    design::{Design, Domain, Parameters as _, Part, kinds::bought::Shelf},
    network::{Node, assemble},
    quantity::text::exact,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// A part on the board.
struct Component<'a> {
    part: &'a Part,
    /// Its name, in letters KiCad keeps.
    reference: String,
    /// Its electrical ports, in the order of their pins.
    ports: Vec<&'static str>,
}

/// A net: its name, and references with their pins.
type Net = (String, Vec<(String, usize)>);

/// Pads for two thin wires.
const WIRES: &str = "Connector_Wire:SolderWire-0.1sqmm_1x02_P3.6mm_D0.4mm_OD1mm";
/// Pads for the four of a transformer.
const FOUR_WIRES: &str = "Connector_Wire:SolderWire-0.1sqmm_1x04_P3.6mm_D0.4mm_OD1mm";

/// The netlist; absent where nothing is electrical but the source.
pub(super) fn netlist(design: &Design) -> Option<Product> {
    let mut taken = BTreeSet::new();
    // Where wires meet is a net, and nothing that is soldered.
    let parts = (design.parts.iter()).filter(|part| !part.bypassed && !part.kind.facts().one_node);
    let components: Vec<Component<'_>> = parts
        .filter_map(|part| {
            let ports = part.kind.ports().into_iter();
            let ports = ports.filter(|port| port.domain == Domain::Electrical);
            let ports: Vec<&'static str> = ports.map(|port| port.name).collect();
            (!ports.is_empty()).then(|| Component {
                part,
                reference: reference(&mut taken, &part.name),
                ports,
            })
        })
        .collect();
    if components.len() < 2 {
        return None;
    }
    let mut remarks = Vec::new();
    let mut out = format!(
        "(export (version \"E\")\n  (design\n    (source {})\n    (tool {}))\n  (components\n",
        quoted(&design.name),
        quoted(&trace::line(design)),
    );
    for component in &components {
        let Component {
            part, reference, ..
        } = component;
        let (footprint, is_guessed) = footprint(component);
        if is_guessed {
            remarks.push(format!(
                "“{}”: no series of the catalogue has its value, the footprint {footprint} is a guess",
                part.name
            ));
        }
        let (library, symbol) = symbol(component);
        let _ = writeln!(
            out,
            "    (comp (ref {})\n      (value {})\n      (footprint {})\n      (libsource (lib \"{library}\") (part \"{symbol}\") (description {}))",
            quoted(reference),
            quoted(&value(part)),
            quoted(&footprint),
            quoted(part.kind.word()),
        );
        if design.source().is_some_and(|source| source.id == part.id) {
            out.push_str("      (property (name \"exclude_from_bom\") (value \"\"))\n");
        }
        // By what a part is, not what it is called, KiCad finds it again on a board.
        let _ = writeln!(
            out,
            "      (sheetpath (names \"/\") (tstamps \"/\"))\n      (tstamps \"00000000-0000-0000-0000-{:012x}\"))",
            part.id.0
        );
    }
    out.push_str("  )\n  (nets\n");
    for (n, (name, pins)) in nets(design, &components).into_iter().enumerate() {
        let _ = writeln!(
            out,
            "    (net (code \"{}\") (name {})",
            n + 1,
            quoted(&name)
        );
        for (reference, pin) in pins {
            let _ = writeln!(
                out,
                "      (node (ref {}) (pin \"{pin}\"))",
                quoted(&reference)
            );
        }
        out.push_str("    )\n");
    }
    out.push_str("  ))\n");
    Some(Product {
        remarks,
        ..out.into()
    })
}

/// Every net with a pin on it: its name, and references with their pins.
fn nets(design: &Design, components: &[Component<'_>]) -> Vec<Net> {
    let assembly = assemble(design);
    let mut nets: BTreeMap<Option<usize>, Net> = BTreeMap::new();
    let mut loose = Vec::new();
    for component in components {
        for (n, port) in component.ports.iter().enumerate() {
            let reference = &component.reference;
            let pin = (reference.clone(), n + 1);
            let node = assembly
                .ports
                .get(&(component.part.id, (*port).to_owned()))
                .copied();
            let key = match node {
                Some(Node::Ground) => None,
                Some(Node::Unknown(n)) => Some(n),
                // Joined to nothing: a net of its own.
                _ => {
                    loose.push((format!("unconnected-({reference}-Pad{})", n + 1), vec![pin]));
                    continue;
                }
            };
            let name = || match key {
                None => "GND".to_owned(),
                Some(_) => format!("Net-({reference}-Pad{})", n + 1),
            };
            nets.entry(key)
                .or_insert_with(|| (name(), Vec::new()))
                .1
                .push(pin);
        }
    }
    nets.into_values().chain(loose).collect()
}

fn value(part: &Part) -> String {
    let chief = part.chief().filter(|_| part.kind.is_electrical());
    let chief = chief.map(|(info, value)| exact(value, info.unit));
    // A driver is known by its model.
    let bought = part.kind.bought();
    let model = bought.filter(|item| item.shelf == Shelf::Drivers && !item.value.is_empty());
    let model = model.map(|item| item.value);
    let of_itself = model.or_else(|| part.kind.value_text());
    of_itself
        .or(chief)
        .unwrap_or_else(|| part.kind.word().to_owned())
}

/// Library and symbol.
fn symbol(component: &Component<'_>) -> (&'static str, &'static str) {
    match component.part.kind.bought().map(|item| item.shelf) {
        Some(Shelf::Resistors) => ("Device", "R"),
        Some(Shelf::Capacitors) => ("Device", "C"),
        Some(Shelf::Windings) if component.ports.len() == 2 => ("Device", "L"),
        Some(Shelf::Windings) => ("Device", "Transformer_1P_1S"),
        Some(Shelf::Drivers) => ("Device", "Speaker"),
        _ => ("Connector_Generic", "Conn_01x02"),
    }
}

/// The footprint of a case, and whether the case is a guess; of what is no component, pads for its
/// wires.
fn footprint(component: &Component<'_>) -> (String, bool) {
    let part = component.part;
    let Some(item) = part.kind.bought() else {
        return (WIRES.to_owned(), false);
    };
    let (library, letter, usual) = match item.shelf {
        Shelf::Resistors => ("Resistor_SMD", 'R', "0603"),
        Shelf::Capacitors => ("Capacitor_SMD", 'C', "1206"),
        Shelf::Windings if component.ports.len() > 2 => return (FOUR_WIRES.to_owned(), false),
        Shelf::Windings => ("Inductor_SMD", 'L', "1812"),
        _ => return (WIRES.to_owned(), false),
    };
    let known = case_size::of(part, &item);
    let (size, metric) = match known {
        Some("A") => {
            let name = "Capacitor_Tantalum_SMD:CP_EIA-3216-18_Kemet-A";
            return (name.to_owned(), false);
        }
        size => {
            let size = size.unwrap_or(usual);
            let pair = METRIC.into_iter().find(|pair| pair.0 == size);
            pair.unwrap_or((usual, "3216"))
        }
    };
    let name = format!("{library}:{letter}_{size}_{metric}Metric");
    (name, known.is_none())
}

/// Sizes in hundredths of an inch, and what they are called in tenths of a millimetre.
const METRIC: [(&str, &str); 6] = [
    ("0402", "1005"),
    ("0603", "1608"),
    ("0805", "2012"),
    ("1206", "3216"),
    ("1210", "3225"),
    ("1812", "4532"),
];

/// A name nobody has, without blanks. KiCad 6.0.11 takes two that differ in capitals alone for one part
/// when a netlist comes in again.
fn reference(taken: &mut BTreeSet<String>, name: &str) -> String {
    let wish: String = name.split_whitespace().collect::<Vec<_>>().join("_");
    let wish = if wish.is_empty() {
        "X".to_owned()
    } else {
        wish
    };
    let mut name = wish.clone();
    let mut n = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{wish}_{n}");
        n += 1;
    }
    name
}

fn quoted(words: &str) -> String {
    let plain = words.replace(|c: char| c.is_control(), " ");
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
