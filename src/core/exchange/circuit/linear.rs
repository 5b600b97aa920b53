//! A linear circuit of SPICE elements, solved one frequency at a time.
//!
//! Modified nodal analysis (Ho, Ruehli and Brennan 1975, IEEE Trans. Circuits Syst. 22, 504): the
//! unknowns are the potentials of the nodes and the currents of inductors and voltage sources. A
//! circuit has some tens of nodes, so the matrix is dense.

use super::{
    dense::Matrix,
    error::{CircuitError, MOST},
    netlist::{self, GROUND, has_word, number},
};
use crate::{exchange::Finding, words};
use num_complex::Complex64;
use std::{collections::BTreeMap, f64::consts::TAU};

/// A node; none is the ground, `0` or `gnd`.
pub(super) type Node = Option<usize>;

/// A linear circuit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linear {
    nodes: Vec<String>,
    elements: Vec<Element>,
    /// Pairs of inductors and their mutual inductance, H.
    mutual: Vec<(usize, usize, f64)>,
    /// What was found on the way.
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq)]
struct Element {
    name: String,
    ends: [Node; 2],
    law: Law,
}

impl Element {
    /// Adds what it does to the equations; its current's place where that is an unknown.
    fn stamp(
        &self,
        matrix: &mut Matrix,
        current: Option<usize>,
        currents: &[Option<usize>],
        jw: Complex64,
    ) {
        let real = |x: f64| Complex64::new(x, 0.0);
        let ends = self.ends;
        let of_meter = |at: usize| currents.get(at).copied().flatten();
        if let Some(row) = current {
            // The current leaves the first end and enters the second; its row is the voltage.
            for (end, sign) in ends.into_iter().zip([1.0, -1.0]) {
                if let Some(end) = end {
                    matrix.add(end, Some(row), real(sign));
                    matrix.add(row, Some(end), real(sign));
                }
            }
            match &self.law {
                Law::Inductor(henry, beside) => {
                    matrix.add(row, Some(row), -(jw * *henry + beside.series));
                    matrix.admittance(ends, beside.conductance + jw * beside.capacitance);
                }
                Law::Voltage(control, gain) => {
                    for (node, sign) in control.iter().zip([-1.0, 1.0]) {
                        matrix.add(row, *node, real(sign * gain));
                    }
                }
                Law::VoltageOf(meter, ohm) => matrix.add(row, of_meter(*meter), real(-ohm)),
                _ => {}
            }
            return;
        }
        match &self.law {
            Law::Resistor(ohm) => matrix.admittance(ends, real(1.0 / ohm)),
            Law::Capacitor(farad, beside) => {
                let y = jw * *farad / (jw * *farad * beside.series + 1.0);
                let y = y + beside.conductance + jw * beside.capacitance;
                matrix.admittance(ends, y);
            }
            Law::Current(control, siemens) => {
                for (end, sign) in ends.into_iter().zip([1.0, -1.0]) {
                    for (node, also) in control.iter().zip([1.0, -1.0]) {
                        if let Some(end) = end {
                            matrix.add(end, *node, real(sign * also * siemens));
                        }
                    }
                }
            }
            Law::CurrentOf(meter, gain) => {
                for (end, sign) in ends.into_iter().zip([1.0, -1.0]) {
                    if let Some(end) = end {
                        matrix.add(end, of_meter(*meter), real(sign * gain));
                    }
                }
            }
            _ => debug_assert!(false, "{self:?} has a current"),
        }
    }
}

/// What an element does between its ends. Places are those of other elements.
#[derive(Debug, Clone, PartialEq)]
enum Law {
    /// Ω.
    Resistor(f64),
    /// F, and what lies in series and beside.
    Capacitor(f64, Beside),
    /// H, and what lies in series and beside. Its current is an unknown.
    Inductor(f64, Beside),
    /// V of 0: a wire whose current is an unknown.
    Meter,
    /// E: volts per volt between two nodes.
    Voltage([Node; 2], f64),
    /// G: amperes per volt between two nodes.
    Current([Node; 2], f64),
    /// F: amperes per ampere of a meter.
    CurrentOf(usize, f64),
    /// H: volts per ampere of a meter.
    VoltageOf(usize, f64),
}

/// Losses of a capacitor or an inductor: ohms in series, siemens and farads beside it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Beside {
    series: f64,
    conductance: f64,
    capacitance: f64,
}

impl Law {
    /// Whether its current is an unknown.
    fn has_current(&self) -> bool {
        matches!(
            self,
            Self::Inductor(..) | Self::Meter | Self::Voltage(..) | Self::VoltageOf(..)
        )
    }
}

/// Whether a line is one that a block of R, L and C has no place for and a driver has, or a line of
/// transmission, which is told why it cannot be taken.
pub(super) fn is_of_a_driver(content: &str) -> bool {
    let first = content.chars().next().map(|c| c.to_ascii_uppercase());
    matches!(
        first,
        Some('E' | 'F' | 'G' | 'H' | 'K' | 'V' | 'T' | 'O' | 'U')
    )
}

impl Linear {
    /// The circuit of these lines, up to `.end`.
    ///
    /// # Errors
    /// When a line is none of R, L, C, K, E, F, G, H or a V of 0, or not as SPICE writes it.
    pub(super) fn read(lines: &[(usize, String)]) -> Result<Self, CircuitError> {
        let mut reader = Reader::default();
        for (line, content) in lines {
            if has_word(content, ".end") {
                break;
            }
            reader.line(*line, content)?;
        }
        reader.done()
    }

    /// The node of this name, where an element stands at it.
    pub(super) fn node(&self, name: &str) -> Option<Node> {
        let name = netlist::node(name);
        if name == GROUND {
            return Some(None);
        }
        let at = self.nodes.iter().position(|node| *node == name);
        at.map(Some)
    }

    /// Short-circuit admittances at a frequency, Hz: what flows into each of these nodes, row by
    /// row, per volt at the first `driven` of them while the others are held at 0.
    ///
    /// # Errors
    /// With the name of what nothing decides, where there is no solution.
    pub(super) fn admittances(
        &self,
        f: f64,
        ports: &[usize],
        driven: usize,
    ) -> Result<Vec<Vec<Complex64>>, String> {
        let currents: Vec<Option<usize>> = {
            let mut next = self.nodes.len();
            let mut given = |element: &Element| {
                let has = element.law.has_current();
                next += usize::from(has);
                has.then(|| next - 1)
            };
            self.elements.iter().map(&mut given).collect()
        };
        let own = self.nodes.len() + currents.iter().flatten().count();
        let size = own + ports.len();
        let mut matrix = Matrix::new(size, driven);
        let jw = Complex64::new(0.0, TAU * f);
        for (element, current) in self.elements.iter().zip(&currents) {
            element.stamp(&mut matrix, *current, &currents, jw);
        }
        for &(a, b, mutual) in &self.mutual {
            if let (Some(Some(a)), Some(Some(b))) = (currents.get(a), currents.get(b)) {
                matrix.add(*a, Some(*b), -jw * mutual);
                matrix.add(*b, Some(*a), -jw * mutual);
            }
        }
        // A source at every port: its current flows into the node.
        for (n, &node) in ports.iter().enumerate() {
            matrix.add(node, Some(own + n), Complex64::new(-1.0, 0.0));
            matrix.add(own + n, Some(node), Complex64::new(1.0, 0.0));
            if n < driven {
                matrix.drive(own + n, n);
            }
        }
        let solved = matrix
            .solve()
            .map_err(|unknown| self.called(unknown, &currents, ports))?;
        Ok(solved.into_iter().skip(own).collect())
    }

    /// The name of an unknown.
    fn called(&self, unknown: usize, currents: &[Option<usize>], ports: &[usize]) -> String {
        let of_ports = self.nodes.len() + currents.iter().flatten().count();
        let node = |n: usize| self.nodes.get(n).map(|name| tr!("node “{name}”"));
        let port = || node(*ports.get(unknown.checked_sub(of_ports)?)?);
        let element = || {
            let at = currents.iter().position(|place| *place == Some(unknown))?;
            Some(format!("“{}”", self.elements.get(at)?.name))
        };
        node(unknown)
            .or_else(element)
            .or_else(port)
            .unwrap_or_default()
    }
}

/// Takes lines, and ties elements that name others to them at the end.
#[derive(Default)]
struct Reader {
    nodes: Vec<String>,
    elements: Vec<Element>,
    /// By their names in small letters.
    places: BTreeMap<String, usize>,
    /// F and H: their element, and the name they follow.
    follow: Vec<(usize, String, usize, String)>,
    coupled: Vec<(usize, String)>,
    findings: Vec<Finding>,
}

const NO_GAIN: &str = "is not two nodes, two controlling nodes and a gain: sources with a formula, \
                       a table, POLY or LAPLACE cannot be taken";
const NO_FOLLOW: &str = "is not two nodes, the name of a V of 0 in this circuit and a gain";

impl Reader {
    fn line(&mut self, line: usize, content: &str) -> Result<(), CircuitError> {
        if self.elements.len() + self.coupled.len() == MOST {
            return Err(CircuitError::TooLarge);
        }
        // LTspice and others put controlling nodes in brackets.
        let spaced = content.replace(['(', ')', ','], " ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let refuse = |why| Err(CircuitError::at(line, content, why));
        let first = content.chars().next().map(|c| c.to_ascii_uppercase());
        let law = match first {
            Some('R' | 'L' | 'C') => self.passive(line, content, &words)?,
            Some('V') => {
                let mut values = words.iter().skip(3).copied();
                let zero = |word: &str| {
                    ["dc", "ac"].contains(&word.to_lowercase().as_str())
                        || number(word) == Some(0.0)
                };
                if words.len() < 3 || !values.all(zero) {
                    return refuse(tr!(
                        "is a source of its own: only a V of 0, which measures a current, can be in a driver"
                    ));
                }
                Law::Meter
            }
            Some(letter @ ('E' | 'G')) => {
                let [_, _, _, plus, minus, gain] = words[..] else {
                    return refuse(words::text(NO_GAIN));
                };
                let Some(gain) = number(gain) else {
                    return refuse(words::text(NO_GAIN));
                };
                let control = [self.node(plus), self.node(minus)];
                if letter == 'E' {
                    Law::Voltage(control, gain)
                } else {
                    Law::Current(control, gain)
                }
            }
            Some(letter @ ('F' | 'H')) => {
                let [_, _, _, meter, gain] = words[..] else {
                    return refuse(words::text(NO_FOLLOW));
                };
                let Some(gain) = number(gain) else {
                    return refuse(words::text(NO_FOLLOW));
                };
                let at = self.elements.len();
                self.follow
                    .push((at, meter.to_lowercase(), line, content.to_owned()));
                if letter == 'F' {
                    Law::CurrentOf(at, gain)
                } else {
                    Law::VoltageOf(at, gain)
                }
            }
            Some('K') => {
                self.coupled.push((line, spaced));
                return Ok(());
            }
            Some('X') => {
                return refuse(tr!(
                    "calls another subcircuit: write its elements in its place"
                ));
            }
            Some('T' | 'O' | 'U') => {
                return refuse(tr!(
                    "is a transmission line: leave it out, and lead the driver's sound through a tube of \
                     the design; or write it as L and C"
                ));
            }
            _ if has_word(content, ".subckt") => {
                return refuse(tr!(
                    "begins a subcircuit within this one: write its elements in its place"
                ));
            }
            _ if has_word(content, ".param") => {
                return refuse(tr!("sets a parameter: write numbers in its place"));
            }
            _ => {
                return refuse(tr!(
                    "is none of R, L, C, K, E, F, G, H and V: only those can be in a driver"
                ));
            }
        };
        let name = words.first().map_or("", |name| *name);
        let ends = [1, 2].map(|n| words.get(n).copied().unwrap_or_default());
        let ends = ends.map(|node| self.node(node));
        if self
            .places
            .insert(name.to_lowercase(), self.elements.len())
            .is_some()
        {
            return refuse(tr!("has a name that another line has"));
        }
        self.elements.push(Element {
            name: name.chars().take(60).collect(),
            ends,
            law,
        });
        Ok(())
    }

    fn passive(&mut self, line: usize, content: &str, words: &[&str]) -> Result<Law, CircuitError> {
        let wrong = || CircuitError::value(line, content);
        let value = words.get(3).and_then(|word| number(word));
        let value = value.filter(|value| *value > 0.0).ok_or_else(wrong)?;
        let is_resistor = content.starts_with(['R', 'r']);
        let (mut beside, mut left) = (Beside::default(), Vec::new());
        for word in words.iter().skip(4) {
            let stated = word.split_once('=').and_then(|(key, typed)| {
                let typed = number(typed).filter(|typed| *typed >= 0.0)?;
                Some((key.to_lowercase(), typed))
            });
            match stated {
                Some((key, ohm)) if key == "rser" && !is_resistor => beside.series = ohm,
                Some((key, ohm)) if key == "rpar" && !is_resistor && ohm > 0.0 => {
                    beside.conductance = 1.0 / ohm;
                }
                Some((key, farad)) if key == "cpar" && !is_resistor => beside.capacitance = farad,
                _ => left.push(*word),
            }
        }
        if !left.is_empty() {
            self.findings.push(Finding::doubt(tr!(
                "line {line}: “{}” behind the value was not taken",
                left.join(" ")
            )));
        }
        Ok(match content.chars().next() {
            Some('L' | 'l') => Law::Inductor(value, beside),
            Some('C' | 'c') => Law::Capacitor(value, beside),
            _ => Law::Resistor(value),
        })
    }

    fn node(&mut self, name: &str) -> Node {
        let name = netlist::node(name);
        if name == GROUND {
            return None;
        }
        let at = self.nodes.iter().position(|node| *node == name);
        Some(at.unwrap_or_else(|| {
            self.nodes.push(name);
            self.nodes.len() - 1
        }))
    }

    fn done(mut self) -> Result<Linear, CircuitError> {
        if self.elements.is_empty() {
            return Err(CircuitError::Empty);
        }
        for (at, meter, line, content) in &self.follow {
            let found = self.places.get(meter).copied();
            let is_meter =
                |at: &usize| matches!(self.elements.get(*at), Some(e) if e.law == Law::Meter);
            let Some(meter) = found.filter(is_meter) else {
                return Err(CircuitError::at(*line, content, words::text(NO_FOLLOW)));
            };
            match self.elements.get_mut(*at).map(|element| &mut element.law) {
                Some(Law::CurrentOf(of, _) | Law::VoltageOf(of, _)) => *of = meter,
                _ => debug_assert!(false, "{content} follows nothing"),
            }
        }
        let mut mutual = Vec::new();
        for (line, content) in &self.coupled {
            let words: Vec<&str> = content.split_whitespace().skip(1).collect();
            let why =
                tr!("is not the names of inductors of this circuit and a coupling of at most 1");
            let wrong = || CircuitError::at(*line, content, why);
            let (k, names) = words.split_last().ok_or_else(wrong)?;
            let k = number(k).filter(|k| k.abs() <= 1.0).ok_or_else(wrong)?;
            let coils: Option<Vec<(usize, f64)>> = names
                .iter()
                .map(|name| {
                    let at = *self.places.get(&name.to_lowercase())?;
                    match self.elements.get(at)?.law {
                        Law::Inductor(henry, _) => Some((at, henry)),
                        _ => None,
                    }
                })
                .collect();
            let coils = coils.filter(|coils| coils.len() > 1).ok_or_else(wrong)?;
            for (n, a) in coils.iter().enumerate() {
                for b in coils.iter().skip(n + 1).filter(|b| b.0 != a.0) {
                    mutual.push((a.0, b.0, k * (a.1 * b.1).sqrt()));
                }
            }
        }
        Ok(Linear {
            nodes: self.nodes,
            elements: self.elements,
            mutual,
            findings: self.findings,
        })
    }
}
