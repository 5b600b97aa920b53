//! Gathers raw nodes, the joins between them and the elements on them.

use super::super::elements::{AcousticSeries, Cavity, Cone, Duct, Kind};
use super::super::network::{Node, Pins};
use crate::design::{
    Design, Domain, Part, PartId, Problem, Subject, groups::Groups, kinds::Junction, nothing::Least,
};
use crate::physics::{air::AirConstants, cavity, cone::Cuts, large_signal::Law};
use std::collections::BTreeMap;
use std::f64::consts::PI;

/// A node before joins are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Raw(pub(super) usize);

/// The node at ambient pressure.
pub(super) const AMBIENT: Raw = Raw(0);
/// The node at the drive's EMF.
pub(super) const EMF: Raw = Raw(1);

/// Pins on raw nodes.
#[derive(Debug, Clone, Copy)]
pub(super) enum RawPins {
    One([Raw; 2]),
    Reciprocal([Raw; 2], [Raw; 2]),
    General([Raw; 2], [Raw; 2]),
}

impl RawPins {
    /// The pairs of nodes flow passes between.
    pub(super) fn pairs(self) -> Vec<[Raw; 2]> {
        match self {
            Self::One(a) => vec![a],
            Self::Reciprocal(a, b) | Self::General(a, b) => vec![a, b],
        }
    }

    /// With every node replaced.
    pub(super) fn map(self, mut to: impl FnMut(Raw) -> Node) -> Pins {
        let mut pair = |p: [Raw; 2]| [to(p[0]), to(p[1])];
        match self {
            Self::One(a) => Pins::One(pair(a)),
            Self::Reciprocal(a, b) => Pins::Reciprocal(pair(a), pair(b)),
            Self::General(a, b) => Pins::General(pair(a), pair(b)),
        }
    }

    /// Replaces one node at the place where a tube ends.
    fn replace(&mut self, from: Raw, to: Raw) {
        let swap = |pair: &mut [Raw; 2]| {
            if pair[0] == from {
                pair[0] = to;
            }
        };
        match self {
            Self::One(a) => swap(a),
            Self::Reciprocal(a, b) | Self::General(a, b) => {
                swap(a);
                swap(b);
            }
        }
    }
}

/// An element on raw nodes.
#[derive(Debug, Clone)]
pub(super) struct RawElement {
    pub(super) owner: Subject,
    pub(super) pins: RawPins,
    pub(super) kind: Kind,
}

/// The end of a duct at a node, for the masses of steps and branches.
#[derive(Debug, Clone, Copy)]
pub(super) struct DuctEnd {
    pub(super) node: Raw,
    pub(super) bore: f64,
    pub(super) element: usize,
    pub(super) owner: Subject,
}

/// A driver, before nodes are numbered.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawDriver {
    pub(super) part: PartId,
    pub(super) element: usize,
    pub(super) area: Option<f64>,
    /// How it departs from linear, where that is stated.
    pub(super) law: Option<Law>,
}

/// What assembly has gathered so far.
pub(super) struct Builder<'a> {
    pub(super) design: &'a Design,
    /// Domain of each raw node.
    pub(super) domains: Vec<Domain>,
    groups: Groups,
    ports: BTreeMap<(PartId, &'a str), Raw>,
    pub(super) elements: Vec<RawElement>,
    pub(super) duct_ends: Vec<DuctEnd>,
    pub(super) drivers: Vec<RawDriver>,
    pub(super) ear: Option<(usize, Raw)>,
    pub(super) source: Option<(PartId, Raw, Raw)>,
    pub(super) ahead: Vec<usize>,
    pub(super) problems: Vec<Problem>,
    pub(super) air: AirConstants<f64>,
    /// What is too little to be an element.
    pub(super) least: Least,
}

/// The port that stands for all ports of a part that is one node.
pub(in crate::network) const ONE_NODE: &str = Junction::NODE;

impl<'a> Builder<'a> {
    pub(super) fn new(design: &'a Design, least: Least) -> Self {
        Self {
            design,
            domains: vec![Domain::Acoustic, Domain::Electrical],
            // Ambient and EMF.
            groups: Groups::new(2),
            ports: BTreeMap::new(),
            elements: Vec::new(),
            duct_ends: Vec::new(),
            drivers: Vec::new(),
            ear: None,
            source: None,
            ahead: Vec::new(),
            problems: Vec::new(),
            air: super::air_constants(&design.air),
            least,
        }
    }

    /// A new node.
    pub(super) fn node(&mut self, domain: Domain) -> Raw {
        self.domains.push(domain);
        Raw(self.groups.add())
    }

    /// The node every joined node is represented by.
    pub(super) fn find(&self, raw: Raw) -> Raw {
        Raw(self.groups.find(raw.0))
    }

    /// Makes two nodes one. The smaller number represents them: ambient and EMF stay themselves.
    pub(super) fn join(&mut self, a: Raw, b: Raw) {
        self.groups.join(a.0, b.0);
    }

    /// The node of a part's port.
    pub(super) fn port(&mut self, part: &'a Part, port: &'a str) -> Raw {
        let key = if part.kind.facts().one_node {
            ONE_NODE
        } else {
            port
        };
        if let Some(&raw) = self.ports.get(&(part.id, key)) {
            return raw;
        }
        // A part that is one node is of one domain.
        let domain = part.kind.port_domain(port);
        let first = || Some(part.kind.domain(part.kind.facts().ports.first()?));
        let raw = self.node(domain.or_else(first).unwrap_or(Domain::Acoustic));
        self.ports.insert((part.id, key), raw);
        raw
    }

    /// Every port met so far.
    pub(super) fn ports(&self) -> impl Iterator<Item = (PartId, &'a str, Raw)> + '_ {
        self.ports
            .iter()
            .map(|(&(part, port), &raw)| (part, port, raw))
    }

    /// Adds an element and returns its number.
    pub(super) fn element(&mut self, owner: Subject, pins: RawPins, kind: Kind) -> usize {
        debug_assert_eq!(
            pins.pairs().len(),
            kind.form().domains().len(),
            "{kind:?} sits between other pairs of nodes"
        );
        self.elements.push(RawElement { owner, pins, kind });
        self.elements.len() - 1
    }

    /// Adds an admittance to ambient or ground.
    pub(super) fn shunt(&mut self, owner: Subject, at: Raw, kind: Kind) {
        self.element(owner, RawPins::One([at, AMBIENT]), kind);
    }

    /// Adds an acoustic volume, if there is any.
    pub(super) fn volume(&mut self, owner: Subject, at: Raw, volume: f64, wall_area: f64) {
        if volume != 0.0 {
            self.shunt(owner, at, Kind::Cavity(Cavity { volume, wall_area }));
        }
    }

    /// Adds an acoustic resistance and mass between two nodes, or joins them when both are nothing.
    pub(super) fn series(&mut self, owner: Subject, a: Raw, b: Raw, resistance: f64, mass: f64) {
        if self.least.is_open(resistance, mass) {
            self.join(a, b);
        } else {
            let series = AcousticSeries { resistance, mass };
            self.element(owner, RawPins::One([a, b]), Kind::AcousticSeries(series));
        }
    }

    /// Adds a duct between two nodes, or joins them when it has no length.
    pub(super) fn duct(&mut self, owner: Subject, a: Raw, b: Raw, length: f64, bores: [f64; 2]) {
        if self.least.is_none(length) {
            self.join(a, b);
            return;
        }
        let pins = RawPins::Reciprocal([a, AMBIENT], [b, AMBIENT]);
        let [bore_in, bore_out] = bores;
        let kind = if bore_in == bore_out {
            let bore = bore_in;
            Kind::Duct(Duct { length, bore })
        } else {
            Kind::Cone(Cone {
                length,
                bore_in,
                bore_out,
                cuts: Cuts::of(bore_in, bore_out),
            })
        };
        let element = self.element(owner, pins, kind);
        for (node, bore) in [(a, bores[0]), (b, bores[1])] {
            self.duct_ends.push(DuctEnd {
                node,
                bore,
                element,
                owner,
            });
        }
    }

    /// Whether an acoustic mass (kg/m⁴) stands for a length of bore (m) that is nothing.
    pub(super) fn is_no_mass(&self, mass: f64, bore: f64) -> bool {
        let radius = 0.5 * bore;
        self.least
            .is_none(mass.abs() * PI * radius * radius / self.air.density)
    }

    /// Puts a new node between a duct's end and the node it sat on, and returns it.
    pub(super) fn detach(&mut self, end: DuctEnd) -> Raw {
        let inner = self.node(Domain::Acoustic);
        self.elements[end.element].pins.replace(end.node, inner);
        inner
    }

    /// Records that something is doubtful.
    pub(super) fn warn(&mut self, subject: Subject, message: String) {
        self.problems.push(Problem::warning(subject, message));
    }

    /// Records that something is wrong.
    pub(super) fn fail(&mut self, subject: Subject, message: String) {
        self.problems.push(Problem::error(subject, message));
    }

    /// Two ports of a part.
    pub(super) fn two(&mut self, part: &'a Part, ports: [&'static str; 2]) -> [Raw; 2] {
        ports.map(|port| self.port(part, port))
    }

    /// Adds a motor between two terminals and the nodes of its two faces.
    pub(super) fn motor(
        &mut self,
        part: PartId,
        kind: Kind,
        (terminals, faces): ([Raw; 2], [Raw; 2]),
        area: Option<f64>,
        law: Option<Law>,
    ) {
        let pins = RawPins::General(terminals, faces);
        let element = self.element(Subject::Part(part), pins, kind);
        self.drivers.push(RawDriver {
            part,
            element,
            area,
            law,
        });
    }
}

/// Wall area of a volume (m³) inside a driver, m²: 0 where it exchanges no heat.
pub(super) fn wall_area(volume: f64, wall_exchange: bool) -> f64 {
    if wall_exchange {
        cavity::cube_wall_area(volume)
    } else {
        0.0
    }
}
