//! The network: nodes and elements, without numbers for any frequency.
//!
//! Every element is an admittance between one or two pairs of nodes, so that the unknowns are
//! potentials only: volts on electrical nodes, pascals on acoustic ones. Drivers are two-ports
//! between an electrical and an acoustic pair.

use crate::design::{Domain, PartId, Subject};
use crate::physics::air::AirConstants;
use crate::physics::large_signal::Law;

use super::elements::Kind;

/// A place in the network with one potential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// Potential zero: electrical ground, or ambient pressure.
    Ground,
    /// The drive's EMF, known.
    Emf,
    /// The n-th unknown.
    Unknown(usize),
}

impl Node {
    /// The number of the unknown, where it is one.
    pub fn unknown(self) -> Option<usize> {
        match self {
            Self::Unknown(n) => Some(n),
            Self::Ground | Self::Emf => None,
        }
    }
}

/// The pairs of nodes an element sits between; flow counts into the first of each pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pins {
    /// One admittance between two nodes.
    One([Node; 2]),
    /// A reciprocal two-port: y11, y12 = y21, y22.
    Reciprocal([Node; 2], [Node; 2]),
    /// A two-port without symmetry: y11, y12, y21, y22.
    General([Node; 2], [Node; 2]),
}

impl Pins {
    /// How many values the element has.
    pub fn values(self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Reciprocal(..) => 3,
            Self::General(..) => 4,
        }
    }

    /// The pairs.
    pub fn pairs(self) -> Vec<[Node; 2]> {
        match self {
            Self::One(a) => vec![a],
            Self::Reciprocal(a, b) | Self::General(a, b) => vec![a, b],
        }
    }

    /// Every entry the element adds to the matrix of all nodes: (row, column, value, sign).
    /// Entries that cancel because both nodes of a pair are one are left out.
    pub fn stamps(self) -> Vec<(Node, Node, usize, f64)> {
        let mut all = Vec::with_capacity(16);
        let mut pair = |rows: [Node; 2], columns: [Node; 2], value: usize| {
            if rows[0] == rows[1] || columns[0] == columns[1] {
                return;
            }
            for (row, row_sign) in [(rows[0], 1.0), (rows[1], -1.0)] {
                for (column, column_sign) in [(columns[0], 1.0), (columns[1], -1.0)] {
                    all.push((row, column, value, row_sign * column_sign));
                }
            }
        };
        match self {
            Self::One(a) => pair(a, a, 0),
            Self::Reciprocal(a, b) => {
                pair(a, a, 0);
                pair(a, b, 1);
                pair(b, a, 1);
                pair(b, b, 2);
            }
            Self::General(a, b) => {
                pair(a, a, 0);
                pair(a, b, 1);
                pair(b, a, 2);
                pair(b, b, 3);
            }
        }
        all
    }
}

/// An element: where it sits, and its formula with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is a piece of.
    pub owner: Subject,
    /// Between which nodes.
    pub pins: Pins,
    /// By which formula, of which numbers.
    pub kind: Kind,
}

/// A driver's place in the network.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverSite {
    /// The part.
    pub part: PartId,
    /// Its name.
    pub name: String,
    /// Whether the total leaves it out.
    pub muted: bool,
    /// Its element, with pins `General([+, -], [front, back])`.
    pub element: usize,
    /// Effective area, m², where the model has a diaphragm excursion.
    pub area: Option<f64>,
    /// How it departs from linear, where that is stated.
    pub law: Option<Law>,
}

/// A design as a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The domain of each unknown.
    pub domains: Vec<Domain>,
    /// Every element.
    pub elements: Vec<Element>,
    /// Every driver joined to the source, document order.
    pub drivers: Vec<DriverSite>,
    /// The node of the source part's `+` terminal (`-` is ground), where anything is joined to it.
    pub terminal: Option<Node>,
    /// Elements ahead of the terminals: the input impedance leaves them out.
    pub ahead: Vec<usize>,
    /// The ear's element and node, where it is joined.
    pub ear: Option<(usize, Node)>,
    /// EMF, V rms.
    pub emf: f64,
    /// The air.
    pub air: AirConstants<f64>,
}
