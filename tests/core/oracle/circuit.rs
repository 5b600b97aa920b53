//! A design as nodes and what lies between them.

use super::air::At;
use super::complex::Complex;
use super::masses;
use super::motors::Motor;
use super::parts;
use super::real::Real;
use super::tubes;
use earwright::design::{
    Design, Link, LinkEnd, LinkKind, Part, PartId, PartKind, drive::Drive, ear::Ear,
};
use std::collections::BTreeMap;

/// A node before joins are carried out; 0 is ambient pressure and electrical ground.
pub(super) type Node = usize;

/// Ambient pressure, electrical ground.
pub(super) const GROUND: Node = 0;

/// A value for every frequency.
pub(super) type Law = Box<dyn Fn(&At) -> Complex + Send + Sync>;

/// Something between nodes.
pub(super) enum Element {
    /// p_a − p_b = Z U, or the same of voltage and current.
    Impedance {
        ends: [Node; 2],
        electrical: bool,
        law: Law,
    },
    /// An admittance to ground.
    Admittance {
        at: Node,
        electrical: bool,
        law: Law,
    },
    /// A duct or a cone; radii at its ends.
    Duct {
        ends: [Node; 2],
        length: Real,
        radii: [Real; 2],
    },
    /// A motor of the driver with this number.
    Motor {
        driver: usize,
        terminals: [Node; 2],
        faces: [Node; 2],
        motor: Box<Motor>,
    },
    /// A transformer: ratio, what lies in series with the primary and across it, secondary Ω.
    Transformer {
        primary: [Node; 2],
        secondary: [Node; 2],
        ratio: Real,
        series: Law,
        across: Law,
        resistance: Real,
    },
}

/// The end of a duct at a node.
#[derive(Clone, Copy)]
pub(super) struct DuctEnd {
    pub(super) node: Node,
    pub(super) bore: f64,
    pub(super) element: usize,
    /// Which of the duct's two ends.
    pub(super) side: usize,
}

/// A driver as the source sees it.
pub(super) struct Driver {
    pub(super) terminals: [Node; 2],
    pub(super) muted: bool,
}

/// The amplifier and its cable.
pub(super) struct Source {
    /// Behind amplifier and cable, ahead of the load.
    pub(super) terminal: Node,
    /// The port the load is wired to.
    pub(super) port: Node,
    /// Amplifier and cable.
    pub(super) impedance: Law,
    /// V rms.
    pub(super) emf: f64,
}

/// Everything of a design that conducts.
pub(super) struct Circuit<'a> {
    pub(super) design: &'a Design,
    parents: Vec<Node>,
    ports: BTreeMap<(PartId, String), Node>,
    pub(super) elements: Vec<Element>,
    pub(super) ends: Vec<DuctEnd>,
    pub(super) drivers: Vec<Driver>,
    pub(super) source: Option<Source>,
    pub(super) ear: Option<(Node, Ear)>,
    /// Nodes with a volume: air that is squeezed has no mass of a junction.
    pub(super) volumes: Vec<Node>,
}

impl<'a> Circuit<'a> {
    pub(super) fn new(design: &'a Design) -> Self {
        let mut circuit = Self {
            design,
            parents: vec![GROUND],
            ports: BTreeMap::new(),
            elements: Vec::new(),
            ends: Vec::new(),
            drivers: Vec::new(),
            source: None,
            ear: None,
            volumes: Vec::new(),
        };
        for part in &design.parts {
            parts::add(&mut circuit, part);
        }
        for link in &design.links {
            circuit.link(link);
        }
        if design.junction_masses {
            masses::add(&mut circuit);
        }
        circuit.ground_islands();
        circuit
    }

    /// Volts rms of the source.
    pub(super) fn emf(&self) -> f64 {
        match self.design.drive {
            Drive::Voltage { emf } => emf,
            Drive::Power { power, resistance } => (power * resistance).sqrt(),
        }
    }

    pub(super) fn node(&mut self) -> Node {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    pub(super) fn count(&self) -> usize {
        self.parents.len()
    }

    pub(super) fn find(&self, node: Node) -> Node {
        let mut at = node;
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    pub(super) fn join(&mut self, a: Node, b: Node) {
        let (a, b) = (self.find(a), self.find(b));
        self.parents[a.max(b)] = a.min(b);
    }

    /// The node of a port; all those of a chamber are one.
    pub(super) fn port(&mut self, part: &Part, port: &str) -> Node {
        let name = match part.kind {
            PartKind::Chamber(_) => "node",
            _ => port,
        };
        let key = (part.id, name.to_owned());
        if let Some(&node) = self.ports.get(&key) {
            return node;
        }
        let node = self.node();
        self.ports.insert(key, node);
        node
    }

    pub(super) fn two(&mut self, part: &Part, ports: [&str; 2]) -> [Node; 2] {
        ports.map(|port| self.port(part, port))
    }

    /// An acoustic impedance between two nodes.
    pub(super) fn acoustic(
        &mut self,
        ends: [Node; 2],
        law: impl Fn(&At) -> Complex + Send + Sync + 'static,
    ) {
        self.elements.push(Element::Impedance {
            ends,
            electrical: false,
            law: Box::new(law),
        });
    }

    /// An electrical impedance between two nodes.
    pub(super) fn electrical(
        &mut self,
        ends: [Node; 2],
        law: impl Fn(&At) -> Complex + Send + Sync + 'static,
    ) {
        self.elements.push(Element::Impedance {
            ends,
            electrical: true,
            law: Box::new(law),
        });
    }

    /// A volume at a node, if there is any.
    pub(super) fn volume(&mut self, at: Node, volume: f64, walls: f64) {
        use super::real::real;
        if volume == 0.0 {
            return;
        }
        self.volumes.push(at);
        self.elements.push(Element::Admittance {
            at,
            electrical: false,
            law: Box::new(move |air| air.cavity(real(volume), real(walls))),
        });
    }

    /// A duct or cone between two nodes; without length they are one.
    pub(super) fn duct(&mut self, ends: [Node; 2], length: Real, bores: [f64; 2]) {
        use super::real::real;
        if length.is_zero() {
            self.join(ends[0], ends[1]);
            return;
        }
        let element = self.elements.len();
        self.elements.push(Element::Duct {
            ends,
            length,
            radii: bores.map(|bore| real(bore).scaled(0.5)),
        });
        for side in [0, 1] {
            self.ends.push(DuctEnd {
                node: ends[side],
                bore: bores[side],
                element,
                side,
            });
        }
    }

    /// Puts an impedance between the end of a duct and its node.
    pub(super) fn ahead(
        &mut self,
        end: &DuctEnd,
        law: impl Fn(&At) -> Complex + Send + Sync + 'static,
    ) {
        let inner = self.node();
        if let Some(Element::Duct { ends, .. }) = self.elements.get_mut(end.element) {
            ends[end.side] = inner;
        }
        self.acoustic([end.node, inner], law);
    }

    fn link(&mut self, link: &Link) {
        let [from, to] = [&link.from, &link.to].map(|end| self.end(end));
        match &link.kind {
            LinkKind::Wire | LinkKind::Joint => self.join(from, to),
            LinkKind::Tube(tube) => tubes::add(self, tube, [from, to]),
        }
    }

    fn end(&mut self, end: &LinkEnd) -> Node {
        let part = self.design.part(end.part).expect("a link ends on a part");
        self.port(part, &end.port)
    }

    /// Ties one node of every island without a reference to ground: nothing flows there.
    fn ground_islands(&mut self) {
        let mut islands: Vec<Node> = (0..self.count()).map(|node| self.find(node)).collect();
        let root = |islands: &[Node], node: Node| {
            let mut at = node;
            while islands[at] != at {
                at = islands[at];
            }
            at
        };
        let pairs: Vec<[Node; 2]> = self.elements.iter().flat_map(pairs).collect();
        let source = self.source.iter();
        let source = source.flat_map(|s| [[s.terminal, GROUND], [s.terminal, s.port]]);
        let ear = self.ear.iter().map(|ear| [ear.0, GROUND]);
        for [a, b] in pairs.iter().copied().chain(source).chain(ear) {
            let (a, b) = (root(&islands, a), root(&islands, b));
            islands[a.max(b)] = a.min(b);
        }
        for [_, b] in pairs {
            let island = root(&islands, b);
            if island != root(&islands, GROUND) {
                self.join(b, GROUND);
                islands[island] = GROUND;
            }
        }
    }
}

/// Pairs of nodes whose difference an element knows, or a node and ground.
fn pairs(element: &Element) -> Vec<[Node; 2]> {
    match element {
        Element::Impedance { ends, .. } => vec![*ends],
        Element::Admittance { at, .. } => vec![[*at, GROUND]],
        Element::Duct { ends, .. } => vec![[ends[0], GROUND], [ends[1], GROUND]],
        Element::Motor {
            terminals, faces, ..
        } => vec![*terminals, *faces],
        Element::Transformer {
            primary, secondary, ..
        } => vec![*primary, *secondary],
    }
}
