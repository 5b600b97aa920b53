//! One frequency after the other, by a pivoted dense solve.

use super::element::{self, PRESSURE_UNIT, Values};
use super::network::{Element, Network, Node, Pins};
use crate::physics::complex::Complex;
use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;

pub(super) struct Point {
    pub(super) values: Vec<Values<f64>>,
    pub(super) x: DVector<Complex64>,
    pub(super) residual: f64,
    /// Transposed solve of the acoustic unknowns for the drum pressure.
    pub(super) drum: Option<DVector<Complex64>>,
}

pub(super) fn c(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

pub(super) fn potential(network: &Network, x: &DVector<Complex64>, node: Node) -> Complex64 {
    match node {
        Node::Ground => Complex64::ZERO,
        Node::Emf => Complex64::new(network.emf, 0.0),
        Node::Unknown(n) => x[n],
    }
}

pub(super) fn across(network: &Network, x: &DVector<Complex64>, pair: [Node; 2]) -> Complex64 {
    potential(network, x, pair[0]) - potential(network, x, pair[1])
}

/// Flow into the first node of each pair.
pub(super) fn flows(
    network: &Network,
    x: &DVector<Complex64>,
    element: &Element,
    v: &Values<f64>,
) -> [Complex64; 2] {
    let [v0, v1, v2, v3] = v.map(c);
    match element.pins {
        Pins::One(a) => [v0 * across(network, x, a), Complex64::ZERO],
        Pins::Reciprocal(a, b) => {
            let (a, b) = (across(network, x, a), across(network, x, b));
            [v0 * a + v1 * b, v1 * a + v2 * b]
        }
        Pins::General(a, b) => {
            let (a, b) = (across(network, x, a), across(network, x, b));
            [v0 * a + v1 * b, v2 * a + v3 * b]
        }
    }
}

pub(super) fn solve(network: &Network, f: f64) -> Option<Point> {
    let w = std::f64::consts::TAU * f;
    let n = network.domains.len();
    let mut a = DMatrix::<Complex64>::zeros(n, n);
    let mut b = DVector::<Complex64>::zeros(n);
    let values: Vec<_> = network
        .elements
        .iter()
        .map(|e| element::evaluate(&e.kind, &e.parameters, &network.air, w))
        .collect();
    for (e, v) in network.elements.iter().zip(&values) {
        for (row, column, k, sign) in e.pins.stamps() {
            let Some(row) = row.unknown() else { continue };
            let y = c(v[k]) * sign;
            match column {
                Node::Ground => {}
                Node::Emf => b[row] -= y * network.emf,
                Node::Unknown(column) => a[(row, column)] += y,
            }
        }
    }
    let x = a.clone().full_piv_lu().solve(&b)?;
    let ax = &a * &x;
    let mut residual = 0.0_f64;
    for i in 0..n {
        let size: f64 = (0..n).map(|j| a[(i, j)].norm() * x[j].norm()).sum::<f64>() + b[i].norm();
        if size > 0.0 {
            residual = residual.max((ax[i] - b[i]).norm() / size);
        }
    }
    let drum = network.ear.and_then(|(ear, node)| {
        let mut t = a.transpose();
        for i in 0..n {
            if network.domains[i] == crate::design::Domain::Electrical {
                for j in 0..n {
                    t[(i, j)] = Complex64::ZERO;
                    t[(j, i)] = Complex64::ZERO;
                }
                t[(i, i)] = Complex64::ONE;
            }
        }
        let mut read = DVector::<Complex64>::zeros(n);
        read[node.unknown()?] = c(values[ear][1]) * PRESSURE_UNIT;
        t.full_piv_lu().solve(&read)
    });
    Some(Point {
        values,
        x,
        residual,
        drum,
    })
}
