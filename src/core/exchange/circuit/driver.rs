//! A `.subckt` with controlled sources as a driver: what a maker of receivers gives for SPICE, its
//! electrical side tied to an acoustic one by gyrators or transformers of E, F, G and H.
//!
//! It is solved over frequency as the linear multiport its pins make, and kept as that table.

use super::{
    error::CircuitError,
    judge::{JUDGED_AT, judge},
    linear::{Linear, is_of_a_driver},
    netlist::Block,
    table::{complex, tabled},
};

pub use super::units::AcousticUnits;

use crate::{
    design::{
        driver::{Case, Multiport, Origin, Trust},
        kinds::multiport::Admittances,
    },
    exchange::Finding,
    quantity::text::round_to,
};
use num_complex::Complex64;

/// Digits the table keeps.
const DIGITS: usize = 9;

/// Which pins of the circuit are the driver's ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins {
    /// Terminal +.
    pub plus: String,
    /// Terminal −.
    pub minus: String,
    /// Where its sound comes out.
    pub front: String,
    /// Its rear, where that has a pin.
    pub back: Option<String>,
}

/// A circuit that may be a driver.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverCircuit {
    /// What it is called.
    pub name: String,
    /// Its pins, in small letters.
    pub pins: Vec<String>,
    circuit: Linear,
    findings: Vec<Finding>,
}

/// Usual names of pins, and the roles they have.
const PLUS: &[&str] = &[
    "in+", "inp", "vin+", "in_p", "in_plus", "elec+", "el+", "e+", "plus", "pos", "p", "+", "in1",
    "in", "vin", "t1",
];
const MINUS: &[&str] = &[
    "in-", "inn", "vin-", "in_n", "in_minus", "elec-", "el-", "e-", "minus", "neg", "n", "-",
    "in2", "m", "t2",
];
const FRONT: &[&str] = &[
    "front", "spout", "out", "acout", "ac_out", "aout", "ac", "acoustic", "port", "tube", "tip",
    "sound", "pout", "p_out", "pf", "f", "drum", "ear", "out+", "ac+", "a+",
];
const BACK: &[&str] = &["back", "rear", "vent", "pb", "pr", "b", "r"];
const REFERENCE: &[&str] = &[
    "0", "gnd", "agnd", "acgnd", "ac_gnd", "ground", "ref", "com", "amb", "ambient", "out-", "ac-",
    "a-",
];

impl DriverCircuit {
    /// Whether the first `.subckt` of a netlist holds what a driver has and a crossover has not:
    /// controlled sources, meters or coupled inductors.
    pub fn is(bytes: &[u8]) -> bool {
        let block = Block::first(bytes);
        block.is_some_and(|block| block.body.iter().any(|(_, line)| is_of_a_driver(line)))
    }

    /// The first `.subckt` of a netlist; none where these bytes hold none.
    ///
    /// # Errors
    /// When it holds what no linear driver can, with the line.
    pub fn of(bytes: &[u8]) -> Option<Result<Self, CircuitError>> {
        Some(Self::read(Block::first(bytes)?))
    }

    fn read(block: Block) -> Result<Self, CircuitError> {
        let mut circuit = Linear::read(&block.body)?;
        let mut findings = std::mem::take(&mut circuit.findings);
        findings.extend(block.others());
        Ok(Self {
            name: block.name,
            pins: block.pins,
            circuit,
            findings,
        })
    }

    /// The pins that are most likely its ports, by their usual names or else by their order, and
    /// which way it was.
    ///
    /// # Errors
    /// When there are too few, or too many without a usual name.
    pub fn guessed(&self) -> Result<(Pins, Finding), CircuitError> {
        let of = |names: &[&str]| {
            let found = names
                .iter()
                .find_map(|name| self.pins.iter().find(|pin| pin == name));
            found.cloned()
        };
        if let [Some(plus), Some(front)] = [of(PLUS), of(FRONT)]
            && let Some(minus) = of(MINUS).or_else(|| of(&["0", "gnd", "com"]))
        {
            let back = of(BACK);
            let pins = Pins {
                plus,
                minus,
                front,
                back,
            };
            let said = tr!("{}, by their names", pins.words());
            return Ok((pins, Finding::note(said)));
        }
        let free: Vec<&String> = self
            .pins
            .iter()
            .enumerate()
            .filter(|(n, pin)| *n < 2 || !REFERENCE.contains(&pin.as_str()))
            .map(|(_, pin)| pin)
            .collect();
        let (plus, minus, front, back) = match free[..] {
            [plus, minus, front] => (plus, minus, front, None),
            [plus, minus, front, back] => (plus, minus, front, Some(back)),
            _ => {
                return Err(CircuitError::Pins(tr!(
                    "which of the pins {} are the driver's +, −, front and back cannot be told: a \
                     driver has two terminals and one or two acoustic pins; state them in this order",
                    quoted(&self.pins)
                )));
            }
        };
        let pins = Pins {
            plus: plus.clone(),
            minus: minus.clone(),
            front: front.clone(),
            back: back.cloned(),
        };
        let said = tr!(
            "{}, by their order, since their names do not tell",
            pins.words()
        );
        Ok((pins, Finding::doubt(said)))
    }

    /// Pins as they are stated: `+,−,front` or `+,−,front,back`, each by its name in the circuit.
    ///
    /// # Errors
    /// When there are not three or four, or one is no pin of the circuit.
    pub fn stated(&self, names: &str) -> Result<Pins, CircuitError> {
        let names: Vec<String> = names
            .split(',')
            .map(|name| name.trim().to_lowercase())
            .collect();
        let known = |name: &&String| self.pins.contains(name) || *name == "0";
        if let Some(other) = names.iter().find(|name| !known(name)) {
            return Err(CircuitError::Pins(tr!(
                "“{other}” is no pin of this circuit; it has {}",
                quoted(&self.pins)
            )));
        }
        let (plus, minus, front, back) = match &names[..] {
            [plus, minus, front] => (plus, minus, front, None),
            [plus, minus, front, back] => (plus, minus, front, Some(back.clone())),
            _ => {
                return Err(CircuitError::Pins(tr!(
                    "a driver has three or four pins, +, −, front and back, and {} are stated",
                    names.len()
                )));
            }
        };
        Ok(Pins {
            plus: plus.clone(),
            minus: minus.clone(),
            front: front.clone(),
            back,
        })
    }

    /// The driver between these pins, and all that is worth knowing of it.
    ///
    /// # Errors
    /// When a pin leads nowhere, or the circuit has no solution or none that a driver could have.
    pub fn driver(
        &self,
        pins: &Pins,
        units: AcousticUnits,
    ) -> Result<(Multiport, Vec<Finding>), CircuitError> {
        let mut findings = self.findings.clone();
        let port = Ports::of(&self.circuit, pins, &self.pins, &mut findings)?;
        let at = |f: f64| port.row(&self.circuit, f, units);
        let table = tabled(&at, &mut findings)?;
        let judged = at(JUDGED_AT)?;
        if port.leaks(&self.circuit) {
            findings.push(Finding::doubt(
                tr!("current that enters at + does not all leave at −: it runs to node 0, where − is held \
                 too")
                .to_owned(),
            ));
        }
        judge(&judged, &table, units, &mut findings);
        let driver = Multiport {
            origin: Origin {
                preset: self.name.clone(),
                provenance: tr!(
                    "Circuit “{}” (SPICE), solved from 5 Hz to 50 kHz; {}",
                    self.name,
                    pins.words()
                ),
                trust: Trust::B,
                modified: Vec::new(),
            },
            table,
            case: Case::SMALL_BOX,
        };
        Ok((driver, findings))
    }
}

impl Pins {
    /// Which pin is what.
    fn words(&self) -> String {
        let back = self
            .back
            .as_ref()
            .map_or_else(String::new, |back| tr!(", back is “{back}”"));
        tr!(
            "+ is pin “{}”, − is “{}”, front is “{}”{back}",
            self.plus,
            self.minus,
            self.front
        )
    }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}

/// The nodes a driver is reached by.
struct Ports {
    /// Terminal + and the acoustic ports, each against 0, then the nodes held at 0.
    nodes: Vec<usize>,
    /// How many of them are ports.
    count: usize,
    /// Whether terminal − is a node of its own, the first of those held at 0.
    own_minus: bool,
}

impl Ports {
    fn of(
        circuit: &Linear,
        pins: &Pins,
        all: &[String],
        findings: &mut Vec<Finding>,
    ) -> Result<Self, CircuitError> {
        let unjoined = |name: &str| {
            CircuitError::Pins(tr!("pin “{name}” leads to no part: a driver needs it"))
        };
        let port = |name: &String| match circuit.node(name) {
            Some(Some(node)) => Ok(node),
            Some(None) => Err(CircuitError::Pins(tr!(
                "pin “{name}” is the ground of the circuit: only − can be"
            ))),
            None => Err(unjoined(name)),
        };
        let mut nodes = vec![port(&pins.plus)?, port(&pins.front)?];
        if let Some(back) = &pins.back {
            nodes.push(port(back)?);
        }
        let count = nodes.len();
        let minus = circuit
            .node(&pins.minus)
            .ok_or_else(|| unjoined(&pins.minus))?;
        nodes.extend(minus);
        for pin in all {
            let is_port = [
                Some(&pins.plus),
                Some(&pins.minus),
                Some(&pins.front),
                pins.back.as_ref(),
            ]
            .contains(&Some(pin));
            let node = circuit.node(pin);
            if is_port || node == Some(None) {
                continue;
            }
            match node.flatten() {
                Some(node) if REFERENCE.contains(&pin.as_str()) => {
                    nodes.push(node);
                    let said = tr!("pin “{pin}” is taken for what the others are held against, 0");
                    findings.push(Finding::note(said));
                }
                Some(_) => findings.push(Finding::doubt(tr!(
                    "pin “{pin}” is none of the driver's ports and stays open"
                ))),
                None => findings.push(Finding::doubt(tr!("pin “{pin}” leads to no part"))),
            }
        }
        let twice = nodes
            .iter()
            .enumerate()
            .any(|(n, node)| nodes.iter().skip(n + 1).any(|b| b == node));
        if twice {
            let said = tr!("two ports of the driver are one pin: {}", pins.words());
            return Err(CircuitError::Pins(said));
        }
        Ok(Self {
            nodes,
            count,
            own_minus: minus.is_some(),
        })
    }

    fn solve(&self, circuit: &Linear, f: f64) -> Result<Vec<Vec<Complex64>>, CircuitError> {
        circuit
            .admittances(f, &self.nodes, self.count)
            .map_err(|what| {
                CircuitError::Unsolved(tr!(
                    "nothing in this circuit decides {what} at {f:.0} Hz: a node without a way to 0, \
                     a loop of voltage sources, or a pin that is an ideal source; give it the \
                     impedance it has"
                ))
            })
    }

    /// The admittances at a frequency, Hz, SI.
    fn row(
        &self,
        circuit: &Linear,
        f: f64,
        units: AcousticUnits,
    ) -> Result<Admittances, CircuitError> {
        let solved = self.solve(circuit, f)?;
        let [pascals, flow] = units.scales();
        let mut y = Vec::with_capacity(self.count * self.count);
        for (to, row) in solved.iter().enumerate().take(self.count) {
            for (from, value) in row.iter().enumerate() {
                let up = if to == 0 { 1.0 } else { flow };
                let value = value * (up / if from == 0 { 1.0 } else { pascals });
                y.push([value.re, value.im].map(|part| round_to(part, DIGITS)));
            }
        }
        if !y.iter().flatten().all(|part| part.is_finite()) {
            return Err(CircuitError::Unsolved(tr!(
                "this circuit's values are so large or small that it has no solution at {f:.0} Hz"
            )));
        }
        if self.count == 3 {
            let [a, b] = [5, 7].map(|n| complex(&y, n));
            let own = (complex(&y, 4) * complex(&y, 8)).norm().sqrt();
            if (a - b).norm() > 1e-6 * a.norm().max(b.norm()).max(1e-3 * own) {
                return Err(CircuitError::Unsolved(tr!(
                    "front and back of this circuit do not act alike on each other at {f:.0} Hz: a \
                     source between them works in one direction only, and no air does"
                )));
            }
        }
        Ok(Admittances { f, y })
    }

    /// Whether current of the terminals runs to node 0.
    fn leaks(&self, circuit: &Linear) -> bool {
        let Ok(solved) = self.solve(circuit, JUDGED_AT) else {
            return false;
        };
        let of = |n: usize| solved.get(n).and_then(|row| row.first());
        match (self.own_minus, of(0), of(self.count)) {
            (true, Some(plus), Some(minus)) => (plus + minus).norm() > 1e-6 * plus.norm(),
            _ => false,
        }
    }
}
