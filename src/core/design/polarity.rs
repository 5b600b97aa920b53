//! Which way round a driver is wired: its + towards the source's +, or towards its −.

use super::{
    Design, PartId,
    check::nets::Nets,
    port::{Domain, MINUS, PLUS},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

/// Which way round a driver is wired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Its + towards the source's +.
    Normal,
    /// Its + towards the source's −.
    Reversed,
}

/// What it costs to pass a part of a crossover: fewer are nearer.
const PART: u32 = 1;
/// What it costs to pass a driver: the way past another driver is no way of its own.
const DRIVER: u32 = 1000;

/// The polarity of every driver that is wired to the source; whatever crossover stands between, each
/// terminal belongs to that of the source which fewer parts lie before.
pub fn polarities(design: &Design) -> BTreeMap<PartId, Polarity> {
    let Some(source) = design.source() else {
        return BTreeMap::new();
    };
    let nets = Nets::nodes(design);
    let ways = ways(design, &nets, source.id);
    let [plus, minus] = [PLUS, MINUS].map(|port| distances(&ways, nets.group(source.id, port)));
    let polarity = |driver: PartId| {
        let away = |from: &BTreeMap<usize, u32>, port| {
            let net = nets.group(driver, port)?;
            from.get(&net).copied()
        };
        let straight = away(&plus, PLUS)? + away(&minus, MINUS)?;
        let crossed = away(&plus, MINUS)? + away(&minus, PLUS)?;
        match straight.cmp(&crossed) {
            std::cmp::Ordering::Less => Some(Polarity::Normal),
            std::cmp::Ordering::Greater => Some(Polarity::Reversed),
            std::cmp::Ordering::Equal => None,
        }
    };
    design
        .drivers()
        .filter_map(|part| Some((part.id, polarity(part.id)?)))
        .collect()
}

/// From each net the nets one part away, with what passing it costs.
type Ways = BTreeMap<usize, Vec<(usize, u32)>>;

fn ways(design: &Design, nets: &Nets<'_>, source: PartId) -> Ways {
    let mut ways = Ways::new();
    for part in &design.parts {
        if part.id == source {
            continue;
        }
        let cost = if part.kind.is_driver() { DRIVER } else { PART };
        let facts = part.kind.facts();
        let pairs = facts.through.iter().chain(facts.across.first());
        let electrical = |name: &str| part.kind.port_domain(name) == Some(Domain::Electrical);
        for [a, b] in pairs.filter(|[a, b]| electrical(a) && electrical(b)) {
            if let (Some(a), Some(b)) = (nets.group(part.id, a), nets.group(part.id, b)) {
                ways.entry(a).or_default().push((b, cost));
                ways.entry(b).or_default().push((a, cost));
            }
        }
    }
    ways
}

/// What it costs to come to each net from one.
fn distances(ways: &Ways, from: Option<usize>) -> BTreeMap<usize, u32> {
    let mut found = BTreeMap::new();
    let mut open: BinaryHeap<Reverse<(u32, usize)>> =
        from.into_iter().map(|net| Reverse((0, net))).collect();
    while let Some(Reverse((cost, net))) = open.pop() {
        if found.contains_key(&net) {
            continue;
        }
        found.insert(net, cost);
        for (next, step) in ways.get(&net).into_iter().flatten() {
            open.push(Reverse((cost.saturating_add(*step), *next)));
        }
    }
    found
}
