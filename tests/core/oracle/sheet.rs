//! The equations of a circuit at one frequency: a balance of flows at every node, and what every
//! element says of its own.

use super::air::At;
use super::circuit::{Circuit, Element, GROUND, Node};
use super::complex::{Complex, plain};
use super::cone::{Cone, cone};
use super::duct::Duct;
use super::real::{ONE, Real, real};
use super::sparse::{Equations, Pivots};

/// A potential that is an unknown of a node, or known.
#[derive(Clone, Copy)]
pub(super) enum Potential {
    Of(Node),
    Known(Complex),
}

/// Equations under construction.
pub(super) struct Sheet {
    equations: Equations,
    /// The unknown of every node.
    places: Vec<Option<usize>>,
    /// Whether everything in it converged.
    is_exact: bool,
}

impl Sheet {
    fn new(circuit: &Circuit<'_>, used: &[Node]) -> Self {
        let mut places = vec![None; circuit.count()];
        let mut count = 0;
        for &node in used {
            let root = circuit.find(node);
            if root != circuit.find(GROUND) && places[root].is_none() {
                places[root] = Some(count);
                count += 1;
            }
        }
        let all = (0..circuit.count()).map(|node| places[circuit.find(node)]);
        let places = all.collect();
        Self {
            equations: Equations::new(count),
            places,
            is_exact: true,
        }
    }

    /// A new unknown, and the equation of its number.
    pub(super) fn unknown(&mut self) -> usize {
        self.equations.grow()
    }

    /// Adds to an entry.
    pub(super) fn put(&mut self, row: usize, unknown: usize, value: Complex) {
        self.equations.add(row, unknown, value);
    }

    /// Adds (p_a − p_b)·value to an equation.
    pub(super) fn pressure(&mut self, row: usize, pair: [Node; 2], value: Complex) {
        for (node, value) in pair.into_iter().zip([value, -value]) {
            if let Some(place) = self.places[node] {
                self.equations.add(row, place, value);
            }
        }
    }

    /// The same of potentials that may be known.
    pub(super) fn voltage(&mut self, row: usize, pair: [Potential; 2], value: Complex) {
        for (end, value) in pair.into_iter().zip([value, -value]) {
            match end {
                Potential::Of(node) => {
                    if let Some(place) = self.places[node] {
                        self.equations.add(row, place, value);
                    }
                }
                Potential::Known(known) => self.equations.add_right(row, -(known * value)),
            }
        }
    }

    /// What flows out of the first node and into the second is this unknown.
    pub(super) fn flow(&mut self, unknown: usize, pair: [Node; 2]) {
        self.flow_times(unknown, ONE, pair);
    }

    /// … is this unknown times a factor.
    pub(super) fn flow_times(&mut self, unknown: usize, factor: Real, pair: [Node; 2]) {
        for (node, factor) in pair.into_iter().zip([factor, -factor]) {
            if let Some(row) = self.places[node] {
                self.equations.add(row, unknown, plain(factor));
            }
        }
    }

    /// The same of a current; nothing is balanced where a potential is known.
    pub(super) fn current(&mut self, unknown: usize, pair: [Potential; 2]) {
        let nodes = pair.map(|end| match end {
            Potential::Of(node) => node,
            Potential::Known(_) => GROUND,
        });
        self.flow(unknown, nodes);
    }

    fn admittance(&mut self, at: Node, value: Complex) {
        if let Some(place) = self.places[at] {
            self.equations.add(place, place, value);
        }
    }

    fn impedance(&mut self, ends: [Node; 2], value: Complex) {
        let u = self.unknown();
        self.pressure(u, ends, Complex::ONE);
        self.put(u, u, -value);
        self.flow(u, ends);
    }

    fn duct(&mut self, at: &At, [near, far]: [Node; 2], length: Real, radii: [Real; 2]) {
        let (first, second) = (self.unknown(), self.unknown());
        self.flow(first, [near, GROUND]);
        self.flow(second, [GROUND, far]);
        let one = Complex::ONE;
        if radii[0] != radii[1] {
            let (cone, converged) = cone(at, length, radii[0], radii[1]);
            self.is_exact &= converged;
            match cone {
                Cone::Chain(chain) => self.chain([first, second], [near, far], chain),
                Cone::Admittance([y1, y, y2]) => {
                    self.pressure(first, [near, GROUND], -y1);
                    self.pressure(first, [far, GROUND], y);
                    self.put(first, first, one);
                    self.pressure(second, [near, GROUND], -y);
                    self.pressure(second, [far, GROUND], y2);
                    self.put(second, second, one);
                }
            }
            return;
        }
        let duct = Duct::round(at, length, radii[0]);
        if duct.is_short() {
            self.chain([first, second], [near, far], duct.chain());
            return;
        }
        // Waves: what leaves arrives e^{-u} smaller.
        let (e, zc) = ((-duct.propagation()).exp(), duct.characteristic());
        self.pressure(first, [far, GROUND], one);
        self.put(first, second, zc);
        self.pressure(first, [near, GROUND], -e);
        self.put(first, first, -(e * zc));
        self.pressure(second, [near, GROUND], one);
        self.put(second, first, -zc);
        self.pressure(second, [far, GROUND], -e);
        self.put(second, second, e * zc);
    }

    /// p₁ = A p₂ + B U₂, U₁ = C p₂ + D U₂.
    fn chain(
        &mut self,
        [first, second]: [usize; 2],
        [near, far]: [Node; 2],
        [a, b, c, d]: [Complex; 4],
    ) {
        self.pressure(first, [near, GROUND], Complex::ONE);
        self.pressure(first, [far, GROUND], -a);
        self.put(first, second, -b);
        self.put(second, first, Complex::ONE);
        self.pressure(second, [far, GROUND], -c);
        self.put(second, second, -d);
    }
}

/// What is known after a solve.
pub(super) struct Solved {
    x: Vec<Complex>,
    places: Vec<Option<usize>>,
    /// Out of the source into the load, A.
    pub(super) current: Complex,
}

impl Solved {
    /// The potential of a node.
    pub(super) fn potential(&self, node: Node) -> Complex {
        self.places[node].map_or(Complex::ZERO, |place| self.x[place])
    }
}

/// Solves a circuit driven by its source, or its drivers driven by known voltages.
pub(super) fn solve(
    pivots: Pivots,
    circuit: &Circuit<'_>,
    at: &At,
    imposed: Option<&[Complex]>,
) -> Option<Solved> {
    let source = circuit.source.as_ref()?;
    let wired = imposed.is_none();
    let takes_part = |electrical: bool| wired || !electrical;
    let mut used = Vec::new();
    for element in &circuit.elements {
        match element {
            Element::Impedance {
                ends, electrical, ..
            } if takes_part(*electrical) => used.extend(ends),
            Element::Admittance { at, electrical, .. } if takes_part(*electrical) => used.push(*at),
            Element::Duct { ends, .. } => used.extend(ends),
            Element::Motor {
                driver,
                terminals,
                faces,
                ..
            } => {
                used.extend(faces);
                let outer = circuit.drivers[*driver].terminals;
                used.extend(terminals.iter().filter(|t| wired || !outer.contains(t)));
            }
            Element::Transformer {
                primary, secondary, ..
            } if wired => {
                used.extend(primary);
                used.extend(secondary);
            }
            _ => {}
        }
    }
    used.extend(circuit.ear.iter().map(|ear| ear.0));
    if wired {
        used.extend([source.terminal, source.port]);
    }
    let mut sheet = Sheet::new(circuit, &used);
    for element in &circuit.elements {
        write(&mut sheet, circuit, element, at, imposed);
    }
    if let Some((plane, ear)) = &circuit.ear {
        sheet.admittance(*plane, super::ears::ear(at, ear).admittance);
    }
    let mut meter = None;
    if wired {
        // The EMF behind its impedance, then a meter without any.
        let supply = sheet.unknown();
        sheet.pressure(supply, [source.terminal, GROUND], Complex::ONE);
        sheet.put(supply, supply, (source.impedance)(at));
        sheet.equations.add_right(supply, plain(real(source.emf)));
        sheet.flow(supply, [GROUND, source.terminal]);
        let load = sheet.unknown();
        sheet.pressure(load, [source.terminal, source.port], Complex::ONE);
        sheet.flow(load, [source.terminal, source.port]);
        meter = Some(load);
    }
    if !sheet.is_exact {
        return None;
    }
    let x = sheet.equations.solve(pivots)?;
    Some(Solved {
        current: meter.map_or(Complex::ZERO, |load| x[load]),
        x,
        places: sheet.places,
    })
}

fn write(
    sheet: &mut Sheet,
    circuit: &Circuit<'_>,
    element: &Element,
    at: &At,
    imposed: Option<&[Complex]>,
) {
    let wired = imposed.is_none();
    match element {
        Element::Impedance {
            ends,
            electrical,
            law,
        } => {
            if wired || !electrical {
                sheet.impedance(*ends, law(at));
            }
        }
        Element::Admittance {
            at: node,
            electrical,
            law,
        } => {
            if wired || !electrical {
                sheet.admittance(*node, law(at));
            }
        }
        Element::Duct {
            ends,
            length,
            radii,
        } => sheet.duct(at, *ends, *length, *radii),
        Element::Motor {
            driver,
            terminals,
            faces,
            motor,
        } => {
            let outer = circuit.drivers[*driver].terminals;
            let ends = terminals.map(|terminal| match imposed {
                Some(voltages) if terminal == outer[0] => Potential::Known(voltages[*driver]),
                Some(_) if terminal == outer[1] => Potential::Known(Complex::ZERO),
                _ => Potential::Of(terminal),
            });
            motor.write(sheet, at, ends, *faces);
        }
        Element::Transformer {
            primary,
            secondary,
            ratio,
            series,
            across,
            resistance,
        } => {
            if wired {
                let (i1, e, i2) = (sheet.unknown(), sheet.unknown(), sheet.unknown());
                sheet.pressure(i1, *primary, Complex::ONE);
                sheet.put(i1, i1, -series(at));
                sheet.put(i1, e, -Complex::ONE);
                sheet.put(e, i1, Complex::ONE);
                sheet.put(e, e, -across(at));
                sheet.put(e, i2, plain(-*ratio));
                sheet.put(i2, e, plain(*ratio));
                sheet.put(i2, i2, plain(-*resistance));
                sheet.pressure(i2, *secondary, -Complex::ONE);
                sheet.flow(i1, *primary);
                sheet.flow(i2, [secondary[1], secondary[0]]);
            }
        }
    }
}
