//! Which ports hang together.

use crate::design::{Design, LinkEnd, LinkKind, PartId, groups::Groups, port::Domain};
use rustc_hash::FxHashMap;

/// Ports gathered into groups.
pub(in crate::design) struct Nets<'a> {
    index: FxHashMap<(PartId, &'a str), usize>,
    groups: Groups,
}

impl<'a> Nets<'a> {
    /// Ports that are one node: joined by wires, joints and the parts that are only nodes.
    pub(in crate::design) fn nodes(design: &'a Design) -> Self {
        let mut nets = Self::ports(design);
        for link in &design.links {
            if !matches!(link.kind, LinkKind::Tube(_)) {
                nets.unite_ends(&link.from, &link.to);
            }
        }
        nets
    }

    /// Ports that current or sound can pass between, through links and parts; a driver passes
    /// current from + to −, and no sound.
    pub(in crate::design) fn reach(design: &'a Design) -> Self {
        let mut nets = Self::ports(design);
        for link in &design.links {
            nets.unite_ends(&link.from, &link.to);
        }
        for part in &design.parts {
            let ports = part.kind.ports();
            let passes = |domain| domain == Domain::Electrical || !part.kind.is_driver();
            for (a, b) in ports.iter().zip(ports.iter().skip(1)) {
                if a.domain == b.domain && passes(a.domain) {
                    nets.unite((part.id, a.name), (part.id, b.name));
                }
            }
        }
        nets
    }

    fn ports(design: &'a Design) -> Self {
        let mut nets = Self {
            index: FxHashMap::default(),
            groups: Groups::default(),
        };
        for part in &design.parts {
            for port in part.kind.ports() {
                nets.index.insert((part.id, port.name), nets.groups.add());
            }
            let facts = part.kind.facts();
            if let (true, [first, others @ ..]) = (facts.one_node, facts.ports) {
                for other in others {
                    nets.unite((part.id, first.name), (part.id, other.name));
                }
            }
        }
        nets
    }

    /// The group a port is in.
    pub(in crate::design) fn group(&self, part: PartId, port: &str) -> Option<usize> {
        let index = self.index.get(&(part, port))?;
        Some(self.groups.find(*index))
    }

    /// Whether two ports are in one group.
    pub(in crate::design) fn together(&self, a: (PartId, &str), b: (PartId, &str)) -> bool {
        let group = self.group(a.0, a.1);
        group.is_some() && group == self.group(b.0, b.1)
    }

    fn unite_ends(&mut self, a: &LinkEnd, b: &LinkEnd) {
        self.unite((a.part, &a.port), (b.part, &b.port));
    }

    fn unite(&mut self, a: (PartId, &str), b: (PartId, &str)) {
        if let (Some(a), Some(b)) = (self.group(a.0, a.1), self.group(b.0, b.1)) {
            self.groups.join(a, b);
        }
    }
}
