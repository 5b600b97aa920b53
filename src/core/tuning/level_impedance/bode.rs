//! The phase of an impedance from its magnitude.
//!
//! What is passive and has two terminals is of minimum phase, so the logarithm of its magnitude tells
//! its phase (H. Bode, Network Analysis and Feedback Amplifier Design, 1945, chapter XIV):
//!
//! ```text
//! φ(ν) = 1/π ∫ dA/dν' · ln coth(|ν' − ν|/2) dν',   A = ln|Z|,  ν = ln f
//! ```
//!
//! With A straight between nodes the integral is a sum of differences of one function, so the phase is
//! a matrix times the values at the nodes. Beyond the last node each end goes on as it was.

use nalgebra::DMatrix;
use std::f64::consts::PI;

/// The whole of the kernel on one side, ∫₀^∞ ln coth(t/2) dt.
const HALF: f64 = PI * PI / 4.0;
/// Below this the integral is taken from the series about 0, above it from the one about ∞.
const SMALL: f64 = 0.5;

/// ∫₀ˣ ln coth(|t|/2) dt.
fn integral(x: f64) -> f64 {
    let size = x.abs();
    let value = if size == 0.0 {
        0.0
    } else if size < SMALL {
        size * (1.0 - (0.5 * size).ln()) + size.powi(3) / 36.0 - 7.0 * size.powi(5) / 7200.0
            + 31.0 * size.powi(7) / 635_040.0
    } else {
        let mut rest = 0.0;
        let mut odd = 1.0;
        loop {
            let term = (-odd * size).exp() / (odd * odd);
            rest += term;
            if term < 1e-14 {
                break HALF - 2.0 * rest;
            }
            odd += 2.0;
        }
    };
    value.copysign(x)
}

/// Phase, rad, at the nodes `rows` from the natural logarithms of a magnitude at all `nodes` (natural
/// logarithms of frequency, rising, two at least): one row a phase, one column a node.
pub(super) fn phase_matrix(nodes: &[f64], rows: std::ops::Range<usize>) -> DMatrix<f64> {
    let mut matrix = DMatrix::zeros(rows.len(), nodes.len());
    let last = nodes.len().saturating_sub(2);
    for (row, at) in nodes[rows].iter().enumerate() {
        for (k, ends) in nodes.windows(2).enumerate() {
            let from = if k == 0 {
                -HALF
            } else {
                integral(ends[0] - at)
            };
            let to = if k == last {
                HALF
            } else {
                integral(ends[1] - at)
            };
            let share = (to - from) / (PI * (ends[1] - ends[0]));
            matrix[(row, k)] -= share;
            matrix[(row, k + 1)] += share;
        }
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::DVector;
    use num_complex::Complex64;

    #[test]
    fn the_integral_is_the_same_from_both_series() {
        let [below, above] = [SMALL * (1.0 - 1e-9), SMALL * (1.0 + 1e-9)].map(integral);
        assert!((below - above).abs() < 2e-8, "{below} {above}");
        assert!((integral(40.0) - HALF).abs() < 1e-12);
        assert!((integral(-1.3) + integral(1.3)).abs() < 1e-15);
    }

    #[test]
    fn a_slope_and_a_resonance_have_their_phase() {
        let nodes: Vec<f64> = (0..900).map(|n| 0.02 * f64::from(n) - 3.0).collect();
        let matrix = phase_matrix(&nodes, 250..650);
        // An inductance rises by itself and turns by a right angle everywhere.
        let rising = &matrix * DVector::from_column_slice(&nodes);
        assert!(rising.iter().all(|phase| (phase - PI / 2.0).abs() < 1e-12));
        // A resistance with a resonance above it, Q 3.
        let impedance = |ln_f: f64| {
            let f = (ln_f - 6.0).exp();
            8.0 + 20.0 / Complex64::new(1.0, 3.0 * (f - 1.0 / f))
        };
        let values: Vec<f64> = nodes.iter().map(|at| impedance(*at).norm().ln()).collect();
        let phase = matrix * DVector::from_column_slice(&values);
        for (phase, at) in phase.iter().zip(&nodes[250..650]) {
            let wanted = impedance(*at).arg();
            assert!((phase - wanted).abs() < 2e-3, "{phase} {wanted} at {at}");
        }
    }
}
