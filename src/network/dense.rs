//! The pivoted dense solve: what takes over where the planned elimination loses accuracy, and what
//! it is compared with.

use super::block::{WIDTH, set};
use super::element::{self, PRESSURE_UNIT, Values};
use super::engine::Engine;
use super::kernel::ROUNDING;
use super::network::{Element, Network, Node, Pins};
use crate::design::Domain;
use crate::physics::complex::Complex;
use crate::physics::lanes::LANES;
use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;

/// Above this residual the pivoted solve takes over.
pub(super) const RESIDUAL_LIMIT: f64 = 1e-12;

pub(super) fn complex(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

/// A network's values at one frequency.
pub(super) struct Point<'a> {
    network: &'a Network,
    values: Vec<Values<f64>>,
}

impl<'a> Point<'a> {
    pub(super) fn new(network: &'a Network, f: f64) -> Self {
        let w = std::f64::consts::TAU * f;
        let one = |e: &Element| {
            let values = element::scalar(e, &network.air, w);
            let fine = values.iter().all(|v| v.re.is_finite() && v.im.is_finite());
            if fine {
                values
            } else {
                [Complex::zero(); element::MAX_VALUES]
            }
        };
        Self {
            network,
            values: network.elements.iter().map(one).collect(),
        }
    }

    /// A value of an element.
    pub(super) fn value(&self, element: usize, value: usize) -> Complex<f64> {
        self.values[element][value]
    }

    /// A and b for an EMF of 1 V, unknowns in the network's order.
    pub(super) fn system(&self) -> (DMatrix<Complex64>, DVector<Complex64>) {
        let n = self.network.domains.len();
        let mut a = DMatrix::zeros(n, n);
        let mut b = DVector::zeros(n);
        for (e, v) in self.network.elements.iter().zip(&self.values) {
            for (row, column, value, sign) in e.pins.stamps() {
                let Some(row) = row.unknown() else { continue };
                let y = complex(v[value]) * sign;
                match column {
                    Node::Ground => {}
                    Node::Emf => b[row] -= y,
                    Node::Unknown(column) => a[(row, column)] += y,
                }
            }
        }
        (a, b)
    }

    /// Pressure at the drum per unit of each acoustic unknown's equation.
    fn sensitivity(&self, a: &DMatrix<Complex64>) -> Option<DVector<Complex64>> {
        let (ear, node) = self.network.ear?;
        let node = node.unknown()?;
        let n = self.network.domains.len();
        let mut t = a.transpose();
        // Voltages are given: their rows and columns are taken out.
        for (k, domain) in self.network.domains.iter().enumerate() {
            if *domain == Domain::Electrical {
                t.row_mut(k).fill(Complex64::ZERO);
                t.column_mut(k).fill(Complex64::ZERO);
                t[(k, k)] = Complex64::ONE;
            }
        }
        let mut read = DVector::zeros(n);
        read[node] = complex(self.values[ear][1]) * PRESSURE_UNIT;
        t.lu().solve(&read)
    }
}

fn potential(x: &DVector<Complex64>, node: Node) -> Complex64 {
    match node {
        Node::Ground => Complex64::ZERO,
        Node::Emf => Complex64::ONE,
        Node::Unknown(n) => x[n],
    }
}

fn across(x: &DVector<Complex64>, pair: [Node; 2]) -> Complex64 {
    potential(x, pair[0]) - potential(x, pair[1])
}

/// |Ax−b|ᵢ/(|A||x|+|b|)ᵢ, the largest; equations of nothing but rounding are compared with the
/// largest potential of each domain (see `kernel::ROUNDING`).
fn residual(
    (a, b, domains): (&DMatrix<Complex64>, &DVector<Complex64>, &[Domain]),
    x: &DVector<Complex64>,
) -> f64 {
    let off = a * x - b;
    let a = a.map(Complex64::norm);
    let b = b.map(Complex64::norm);
    let x = x.map(Complex64::norm);
    let largest = |domain: Domain| {
        let of_domain = x.iter().zip(domains).filter(|(_, own)| **own == domain);
        of_domain.fold(0.0, |most: f64, (x, _)| most.max(*x))
    };
    let acoustic = largest(Domain::Acoustic);
    let electrical = largest(Domain::Electrical);
    let most = DVector::from_fn(x.len(), |n, _| match domains[n] {
        Domain::Acoustic => acoustic,
        Domain::Electrical => electrical,
    });
    let size = &a * x + &b;
    let full = a * most + b;
    let ratios = off
        .iter()
        .zip(size.iter().zip(full.iter()))
        .map(|(off, (&size, &full))| {
            let size = if size < ROUNDING * full { full } else { size };
            if size == 0.0 { 0.0 } else { off.norm() / size }
        });
    // `f64::max` would pass over a NaN.
    ratios.fold(0.0, |most, ratio| if ratio <= most { most } else { ratio })
}

/// A solve by these factors and one step of refinement (Skeel 1980).
fn refined(
    a: &DMatrix<Complex64>,
    b: &DVector<Complex64>,
    solve: impl Fn(&DVector<Complex64>) -> Option<DVector<Complex64>>,
) -> Option<DVector<Complex64>> {
    let x = solve(b)?;
    let more = solve(&(b - a * &x))?;
    Some(x + more)
}

impl Engine {
    /// Solves the frequencies again, by a pivoted solve, whose residual is too large.
    pub(super) fn repair(&mut self, contributions: bool) {
        for block in 0..self.output.residual.len() {
            for lane in 0..WIDTH {
                let found = self.output.residual[block][lane / LANES].0[lane % LANES];
                self.output.repaired[block][lane] = !(found <= RESIDUAL_LIMIT);
                if self.output.repaired[block][lane] {
                    let n = (block * WIDTH + lane).min(self.f.len() - 1);
                    self.repair_one(n, block, lane, contributions);
                }
            }
        }
    }

    fn repair_one(&mut self, n: usize, block: usize, lane: usize, contributions: bool) {
        let point = Point::new(&self.network, self.f[n]);
        let (a, b) = point.system();
        // Pivoting by rows does nearly always; the full search is many times slower.
        let off = |x: &DVector<Complex64>| residual((&a, &b, &self.network.domains), x);
        let rows = a.clone().lu();
        let by_rows = refined(&a, &b, |b| rows.solve(b)).filter(|x| off(x) <= RESIDUAL_LIMIT);
        let x = by_rows.or_else(|| {
            let full = a.clone().full_piv_lu();
            refined(&a, &b, |b| full.solve(b))
        });
        let Some(x) = x else {
            self.output.residual[block][lane / LANES].0[lane % LANES] = f64::INFINITY;
            return;
        };
        self.output.residual[block][lane / LANES].0[lane % LANES] = off(&x);
        let potentials = &mut self.store.potentials[block * (self.plan.unknowns + 1)..];
        for (value, &pivot) in x.iter().zip(&self.plan.pivot_of) {
            set(&mut potentials[pivot], lane, *value);
        }
        if let Some((ear, node)) = self.network.ear {
            let drum = complex(point.values[ear][1]) * potential(&x, node) * PRESSURE_UNIT;
            set(&mut self.output.drum[block], lane, drum);
        }
        if let Some(terminal) = self.network.terminal {
            let mut current = Complex64::ZERO;
            for (e, element) in self.network.elements.iter().enumerate() {
                if self.network.ahead.contains(&e) {
                    continue;
                }
                for (row, column, value, sign) in element.pins.stamps() {
                    if row == terminal {
                        current += complex(point.values[e][value]) * sign * potential(&x, column);
                    }
                }
            }
            let impedance = potential(&x, terminal) / current;
            set(&mut self.output.impedance[block], lane, impedance);
        }
        if !contributions {
            return;
        }
        let sensitivity = point.sensitivity(&a);
        let read = |node: Node| match (&sensitivity, node) {
            (Some(all), Node::Unknown(n)) => all[n],
            _ => Complex64::ZERO,
        };
        for (driver, out) in self.network.drivers.iter().zip(&mut self.output.drivers) {
            let Pins::General(terminals, faces) = self.network.elements[driver.element].pins else {
                continue;
            };
            let [_, _, q_per_v, q_per_p] = point.values[driver.element].map(complex);
            let voltage = across(&x, terminals);
            let share = (read(faces[1]) - read(faces[0])) * q_per_v * voltage;
            let flow = -(q_per_v * voltage + q_per_p * across(&x, faces)) / PRESSURE_UNIT;
            set(&mut out[block].pressure, lane, share);
            set(&mut out[block].voltage, lane, voltage);
            set(&mut out[block].flow, lane, flow);
        }
    }

    /// The matrix the plan eliminates at one frequency, and its right side for an EMF of 1 V,
    /// unknowns in the order of the network.
    pub fn dense_system(&self, point: usize) -> (DMatrix<Complex64>, DVector<Complex64>) {
        Point::new(&self.network, self.f[point]).system()
    }

    /// The matrices the plan eliminates and their right sides, in the order of the frequencies.
    pub fn dense_systems(&self) -> Vec<(DMatrix<Complex64>, DVector<Complex64>)> {
        let frequencies = self.f.iter();
        frequencies
            .map(|&f| Point::new(&self.network, f).system())
            .collect()
    }
}
