//! What is read at a port: its potential, and the flow through it into its part.
//!
//! Flow counts into the part at that port: the sum of what the part's own elements take from the
//! port's node. A driver's `+` takes its current, the ear takes its volume velocity, and what a
//! driver's spout gives counts negative. The ports of a chamber or junction are one node: there the
//! tubes that end at the port say what flows in through it.

use super::assemble::ONE_NODE;
use super::{
    Assembly, Solver, dense::complex, elements::formula::PRESSURE_UNIT, network::Element,
    network::Node, network::Pins, solution::Solution, solved::Solved,
};
use crate::design::{Design, Domain, LinkEnd, LinkKind, Subject, port::PLUS};
use crate::noticed::OrNoticed as _;
use num_complex::Complex64;
use std::sync::Arc;

/// What was read at a port, one value a frequency.
#[derive(Debug, Clone, PartialEq)]
pub struct PortReading {
    /// The port.
    pub end: LinkEnd,
    /// What it carries.
    pub domain: Domain,
    /// V rms re ground, or Pa rms re ambient.
    pub potential: Vec<Complex64>,
    /// Flow into the part, A rms or m³/s rms; absent where it cannot be told apart from its
    /// neighbours' (a joint of several wires).
    pub flow: Option<Vec<Complex64>>,
}

impl Solver {
    /// Solves, and reads ports; those that take no part in the network are left out.
    pub fn solve_with_readings(
        &mut self,
        design: &Design,
        f: &Arc<[f64]>,
        ports: &[LinkEnd],
    ) -> (Solution, Vec<PortReading>) {
        self.solve_and_read(design, f, |assembly, engine| {
            ports
                .iter()
                .filter_map(|end| reading(design, assembly, engine, end))
                .collect()
        })
    }
}

fn reading(
    design: &Design,
    assembly: &Assembly,
    engine: &Solved,
    end: &LinkEnd,
) -> Option<PortReading> {
    let part = design.part(end.part)?;
    let domain = part.kind.port_domain(&end.port)?;
    let node = node_of(assembly, end)?;
    Some(PortReading {
        end: end.clone(),
        domain,
        potential: potential(engine, node),
        flow: flow(design, assembly, engine, end, domain),
    })
}

/// The node of a port; all ports of a chamber or junction are one.
fn node_of(assembly: &Assembly, end: &LinkEnd) -> Option<Node> {
    let of = |port: &str| assembly.ports.get(&(end.part, port.to_owned())).copied();
    of(&end.port).or_else(|| of(ONE_NODE))
}

fn potential(engine: &Solved, node: Node) -> Vec<Complex64> {
    let count = engine.f().len();
    match node {
        Node::Ground => vec![Complex64::ZERO; count],
        Node::Emf => vec![Complex64::new(engine.network().emf, 0.0); count],
        Node::Unknown(_) => engine.potential(node),
    }
}

fn flow(
    design: &Design,
    assembly: &Assembly,
    engine: &Solved,
    end: &LinkEnd,
    domain: Domain,
) -> Option<Vec<Complex64>> {
    let part = design.part(end.part)?;
    let node = node_of(assembly, end)?;
    let own = |element: &Element| element.owner == Subject::Part(part.id);
    if design.source().is_some_and(|source| source.id == part.id) {
        let plus = LinkEnd {
            port: PLUS.to_owned(),
            ..end.clone()
        };
        let node = node_of(assembly, &plus)?;
        // Without anything ahead of its terminals, what it gives is what all others take.
        let into = into(engine, node, domain, own)
            .or_else(|| negative(into(engine, node, domain, |element| !own(element))));
        return if end.port == PLUS {
            into
        } else {
            negative(into)
        };
    }
    let from_tubes = || {
        let links: Vec<_> = design.links_at(end.part, &end.port).collect();
        let tubes = links
            .iter()
            .all(|link| matches!(link.kind, LinkKind::Tube(_)));
        if !tubes || links.is_empty() {
            return None;
        }
        negative(into(engine, node, domain, |element| {
            links
                .iter()
                .any(|link| element.owner == Subject::Link(link.id))
        }))
    };
    if part.kind.facts().one_node {
        from_tubes().or_else(|| into(engine, node, domain, own))
    } else {
        into(engine, node, domain, own).or_else(from_tubes)
    }
}

fn negative(flow: Option<Vec<Complex64>>) -> Option<Vec<Complex64>> {
    flow.map(|flow| flow.into_iter().map(|value| -value).collect())
}

/// What the chosen elements together take from a node; `None` where none of them is there.
fn into(
    engine: &Solved,
    node: Node,
    domain: Domain,
    chosen: impl Fn(&Element) -> bool,
) -> Option<Vec<Complex64>> {
    let network = engine.network();
    let mut sum: Option<Sum> = None;
    for (e, element) in network.elements.iter().enumerate() {
        if !chosen(element) || engine.broken().any(|broken| broken == e) {
            continue;
        }
        let pairs = pairs(element);
        for (row, (pair, own)) in pairs.iter().enumerate() {
            let sign = match (pair[0] == node, pair[1] == node) {
                (true, false) => 1.0,
                (false, true) => -1.0,
                _ => continue,
            };
            if *own != domain {
                continue;
            }
            let sum = sum.get_or_insert_with(|| Sum::of(engine.f().len()));
            add(engine, element, &pairs, row, sign, sum);
        }
    }
    sum.map(Sum::flow)
}

/// A flow that is gathered, one value a frequency, and the sum of the sizes of what it is made of.
struct Sum {
    total: Vec<Complex64>,
    size: Vec<f64>,
}

/// What is left of terms that cancel to this share of their sizes is their rounding: through a port to
/// which nothing is joined nothing flows.
const ROUNDING: f64 = 1e-10;

impl Sum {
    fn of(count: usize) -> Self {
        Self {
            total: vec![Complex64::ZERO; count],
            size: vec![0.0; count],
        }
    }

    fn flow(self) -> Vec<Complex64> {
        let both = self.total.into_iter().zip(self.size);
        both.map(|(total, size)| {
            if total.norm() > ROUNDING * size {
                total
            } else {
                // What is no number stays none.
                total * 0.0
            }
        })
        .collect()
    }
}

/// Adds the flow into one pair of an element, at every frequency.
fn add(
    engine: &Solved,
    element: &Element,
    pairs: &[([Node; 2], Domain)],
    row: usize,
    sign: f64,
    sum: &mut Sum,
) {
    let unit = |domain: Domain| match domain {
        Domain::Electrical => 1.0,
        Domain::Acoustic => PRESSURE_UNIT,
    };
    let across: Vec<Vec<Complex64>> = pairs
        .iter()
        .map(|([a, b], domain)| {
            let (a, b) = (potential(engine, *a), potential(engine, *b));
            let unit = unit(*domain);
            a.iter().zip(b).map(|(a, b)| (a - b) / unit).collect()
        })
        .collect();
    let own = pairs.get(row).map(|(_, domain)| unit(*domain));
    let own = own.or_noticed(1.0, "the pair the flow goes into");
    let sums = sum.total.iter_mut().zip(&mut sum.size);
    for (n, ((total, size), f)) in sums.zip(engine.f().iter()).enumerate() {
        let w = std::f64::consts::TAU * f;
        let values = element.kind.values(&engine.network().air, w).map(complex);
        for (column, across) in across.iter().enumerate() {
            let value = value_at(element.pins, row, column);
            let (Some(value), Some(across)) = (values.get(value), across.get(n)) else {
                continue;
            };
            let term = value * across * (sign / own);
            *total += term;
            *size += term.norm();
        }
    }
}

/// Which of an element's values ties the flow into one pair to the difference across another.
fn value_at(pins: Pins, row: usize, column: usize) -> usize {
    match pins {
        Pins::One(_) => 0,
        Pins::Reciprocal(..) => row + column,
        Pins::General(..) => 2 * row + column,
    }
}

/// The pairs of an element and what flows through each.
fn pairs(element: &Element) -> Vec<([Node; 2], Domain)> {
    let domains = element.kind.form().domains();
    let pairs = element.pins.pairs();
    debug_assert_eq!(pairs.len(), domains.len(), "{element:?}");
    pairs.into_iter().zip(domains.iter().copied()).collect()
}
