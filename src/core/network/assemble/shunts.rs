//! Which two-terminal electrical parts lie across the line rather than in it.

use crate::design::{Design, LinkKind, Part, PartId, port::MINUS};
use std::collections::{BTreeMap, BTreeSet};

/// Two-terminal parts with an end on the source's `-`.
pub(super) struct Shunts(BTreeSet<PartId>);

impl Shunts {
    /// Finds them by following wires and electrical junctions from the source's `-`.
    pub(super) fn new(design: &Design) -> Self {
        let mut beside: BTreeMap<(PartId, &str), Vec<(PartId, &str)>> = BTreeMap::new();
        for link in &design.links {
            if matches!(link.kind, LinkKind::Wire) {
                let from = (link.from.part, link.from.port.as_str());
                let to = (link.to.part, link.to.port.as_str());
                beside.entry(from).or_default().push(to);
                beside.entry(to).or_default().push(from);
            }
        }
        let source = design.source().map(|part| (part.id, MINUS));
        let mut open: Vec<(PartId, &str)> = source.into_iter().collect();
        let mut seen: BTreeSet<(PartId, &str)> = open.iter().copied().collect();
        while let Some(at) = open.pop() {
            for &next in beside.get(&at).into_iter().flatten() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        let count = |part: &Part| match part.kind.facts().through {
            [ports] => (ports.iter())
                .filter(|&&port| seen.contains(&(part.id, port)))
                .count(),
            _ => 0,
        };
        Self(
            design
                .parts
                .iter()
                .filter(|part| count(part) == 1)
                .map(|part| part.id)
                .collect(),
        )
    }

    /// Whether this part is one.
    pub(super) fn contains(&self, part: PartId) -> bool {
        self.0.contains(&part)
    }
}
