//! The matrix the plan eliminates, as it stands at one frequency: what tests and benchmarks compare
//! the planned elimination with.

use super::elements::formula::{MAX_VALUES, Values};
use super::network::{Element, Node};
use super::solved::Solved;
use crate::physics::complex::Complex;
use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;

pub(super) fn complex(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

impl Solved {
    /// The matrix the plan eliminates at one frequency, and its right side for an EMF of 1 V,
    /// unknowns in the order of the network.
    pub fn dense_system(&self, point: usize) -> (DMatrix<Complex64>, DVector<Complex64>) {
        let network = self.network();
        let w = std::f64::consts::TAU * self.f()[point];
        let values = |e: &Element| -> Values<f64> {
            let values = e.kind.values(&network.air, w);
            let fine = values.iter().all(|v| v.re.is_finite() && v.im.is_finite());
            if fine {
                values
            } else {
                [Complex::zero(); MAX_VALUES]
            }
        };
        let n = network.domains.len();
        let mut a = DMatrix::zeros(n, n);
        let mut b = DVector::zeros(n);
        for e in &network.elements {
            let v = values(e);
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

    /// The matrices the plan eliminates and their right sides, in the order of the frequencies.
    pub fn dense_systems(&self) -> Vec<(DMatrix<Complex64>, DVector<Complex64>)> {
        (0..self.f().len())
            .map(|point| self.dense_system(point))
            .collect()
    }
}
