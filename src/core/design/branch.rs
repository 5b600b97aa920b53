//! A driver's own branch of the circuit: which terminal is fed, by which wires, through which parts.

use super::{
    Design, EditError, LinkEnd, LinkId, Part, PartId, PartKind,
    check::nets::Nets,
    kinds::Junction,
    port::{Domain, MINUS, PLUS},
};
use std::collections::{BTreeMap, BTreeSet};

/// How a driver is fed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The driver.
    pub driver: PartId,
    /// The terminal that leads to the source's +.
    pub hot: &'static str,
    /// The other one.
    pub cold: &'static str,
    /// Wires at the hot terminal that lead to the source or to another driver; the rest hang
    /// across this driver.
    pub feeds: Vec<LinkId>,
    /// Resistors, capacitors, inductors and nodes that only this driver's current runs through.
    pub own: Vec<PartId>,
    /// Where its own parts begin: the source's +, or a port that others hang on as well.
    pub beginning: LinkEnd,
    /// Whether the cold terminal is wired straight to the source's −.
    pub returns_to_source: bool,
}

/// Finds how a driver is fed.
///
/// # Errors
/// When the part is not a driver, or the design has no source.
pub fn branch(design: &Design, driver: PartId) -> Result<Branch, EditError> {
    let part = design.part(driver).ok_or(EditError::NoPart(driver.0))?;
    if !part.kind.is_driver() {
        return Err(EditError::NotADriver(part.name.clone()));
    }
    let source = design.source().ok_or(EditError::NoSource)?;
    let nets = Nets::nodes(design);
    let net = |part, port| nets.group(part, port);
    let plus_is_cold = nets.together((driver, PLUS), (source.id, MINUS))
        || nets.together((driver, MINUS), (source.id, PLUS));
    let (hot, cold) = if plus_is_cold {
        (MINUS, PLUS)
    } else {
        (PLUS, MINUS)
    };
    let feeds = design
        .links_at(driver, hot)
        .filter(|link| {
            [&link.from, &link.to]
                .into_iter()
                .any(|end| end.part != driver && leads_on(design, end, driver, source.id))
        })
        .map(|link| link.id)
        .collect();
    let (own, reached) = own_parts(design, &nets, driver);
    let at_source = LinkEnd {
        part: source.id,
        port: PLUS.to_owned(),
    };
    let beginning = beginning(design, &nets, &reached, net(driver, cold), &at_source);
    Ok(Branch {
        driver,
        hot,
        cold,
        feeds,
        own,
        beginning,
        returns_to_source: nets.together((driver, cold), (source.id, MINUS)),
    })
}

/// The ports of a part in the line, which current only passes between.
fn passes(kind: &PartKind) -> Option<[&'static str; 2]> {
    match kind.facts().through {
        [ports] if kind.is_electrical() => Some(*ports),
        _ => None,
    }
}

/// Whether a wire's far end leads to the source's + or to another driver without passing this one.
fn leads_on(design: &Design, far: &LinkEnd, driver: PartId, source: PartId) -> bool {
    let mut seen: BTreeSet<LinkEnd> = BTreeSet::new();
    let mut open = vec![far.clone()];
    while let Some(end) = open.pop() {
        if end.part == driver || !seen.insert(end.clone()) {
            continue;
        }
        let Some(part) = design.part(end.part) else {
            continue;
        };
        if part.kind.is_driver() || (part.id == source && end.port == PLUS) {
            return true;
        }
        if part.id == source {
            continue;
        }
        if let Some([a, b]) = passes(&part.kind) {
            let port = if end.port == a { b } else { a };
            open.push(LinkEnd {
                part: end.part,
                port: port.to_owned(),
            });
        }
        for link in design.links_at(end.part, &end.port) {
            let other = if link.from == end {
                &link.to
            } else {
                &link.from
            };
            open.push(other.clone());
        }
    }
    false
}

fn is_node(part: &Part) -> bool {
    part.kind.facts().one_node && part.kind.is_electrical()
}

/// The circuit around a driver: nets, the parts that hang on each, and where other things do.
struct Circuit<'a> {
    nets: &'a Nets<'a>,
    /// Parts that pass current, by net.
    at: BTreeMap<usize, Vec<&'a Part>>,
    /// Nets of the source and of transformers: every driver's current may run there.
    ends: BTreeSet<usize>,
    /// Nets of other drivers' terminals.
    others: BTreeSet<usize>,
    /// Nets of the driver's own terminals.
    starts: Vec<usize>,
    /// Net of the source's +.
    fed: Option<usize>,
}

/// What is reached from a driver without passing certain nets.
struct Reached {
    nets: BTreeSet<usize>,
    /// The nets it stopped at.
    stops: BTreeSet<usize>,
    parts: BTreeSet<PartId>,
}

impl<'a> Circuit<'a> {
    fn new(design: &'a Design, nets: &'a Nets<'a>, driver: PartId) -> Self {
        let mut circuit = Self {
            nets,
            at: BTreeMap::new(),
            ends: BTreeSet::new(),
            others: BTreeSet::new(),
            starts: Vec::new(),
            fed: design
                .source()
                .and_then(|source| nets.group(source.id, PLUS)),
        };
        for part in &design.parts {
            let electrical = part.kind.ports().into_iter();
            let electrical = electrical.filter(|port| port.domain == Domain::Electrical);
            for net in electrical.filter_map(|port| nets.group(part.id, port.name)) {
                if part.id == driver {
                    circuit.starts.push(net);
                } else if part.kind.is_driver() {
                    circuit.others.insert(net);
                } else if passes(&part.kind).is_some() {
                    circuit.at.entry(net).or_default().push(part);
                } else if !is_node(part) {
                    circuit.ends.insert(net);
                }
            }
        }
        circuit
    }

    fn reach(&self, stop: Option<usize>) -> Reached {
        let mut reached = Reached {
            nets: BTreeSet::new(),
            stops: BTreeSet::new(),
            parts: BTreeSet::new(),
        };
        let mut open = self.starts.clone();
        while let Some(net) = open.pop() {
            if self.ends.contains(&net) || stop == Some(net) {
                reached.stops.insert(net);
                continue;
            }
            if !reached.nets.insert(net) {
                continue;
            }
            for part in self.at.get(&net).into_iter().flatten() {
                reached.parts.insert(part.id);
                let ports = passes(&part.kind).into_iter().flatten();
                open.extend(ports.filter_map(|port| self.nets.group(part.id, port)));
            }
        }
        reached
    }

    /// The largest part of the circuit that holds this driver and no other, and is fed through one
    /// net.
    fn own(&self) -> Reached {
        let alone = |reached: &Reached| reached.nets.is_disjoint(&self.others);
        let whole = self.reach(None);
        if alone(&whole) {
            return whole;
        }
        let cuts = whole.nets.iter().map(|net| self.reach(Some(*net)));
        let is_fed = |reached: &Reached| self.fed.is_some_and(|fed| reached.stops.contains(&fed));
        cuts.filter(|reached| alone(reached) && !is_fed(reached))
            .max_by_key(|reached| reached.parts.len())
            .unwrap_or(Reached {
                nets: BTreeSet::new(),
                stops: BTreeSet::new(),
                parts: BTreeSet::new(),
            })
    }
}

/// The parts of a driver's own circuit, in document order, and the nets at which it ends.
fn own_parts(design: &Design, nets: &Nets<'_>, driver: PartId) -> (Vec<PartId>, BTreeSet<usize>) {
    let own = Circuit::new(design, nets, driver).own();
    let holds = |part: &&Part| {
        let node = nets
            .group(part.id, Junction::NODE)
            .filter(|_| is_node(part));
        own.parts.contains(&part.id) || node.is_some_and(|net| own.nets.contains(&net))
    };
    let parts = design.parts.iter().filter(holds).map(|part| part.id);
    (parts.collect(), own.stops)
}

/// The port at which the own parts begin.
fn beginning(
    design: &Design,
    nets: &Nets<'_>,
    reached: &BTreeSet<usize>,
    cold: Option<usize>,
    at_source: &LinkEnd,
) -> LinkEnd {
    let source_net = nets.group(at_source.part, &at_source.port);
    if reached.is_empty() || source_net.is_some_and(|net| reached.contains(&net)) {
        return at_source.clone();
    }
    // Shared with another driver: a part's own port there, else the driver's.
    let minus = nets.group(at_source.part, MINUS);
    let ports = design.parts.iter().flat_map(|part| {
        let ports = part.kind.ports().into_iter();
        ports.map(move |port| (part, port.name))
    });
    ports
        .filter(|(part, port)| {
            let net = nets.group(part.id, port);
            net != cold && net != minus && net.is_some_and(|net| reached.contains(&net))
        })
        .min_by_key(|(part, _)| part.kind.is_driver())
        .map_or_else(
            || at_source.clone(),
            |(part, port)| LinkEnd {
                part: part.id,
                port: port.to_owned(),
            },
        )
}
