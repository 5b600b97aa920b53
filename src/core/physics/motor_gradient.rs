//! Exact derivatives of a magnetic driver's four numbers by what they are made of.
//!
//! With open ends a magnetic driver is V = Ze i − τ q, Δp = τ i + Za q (q into its front), so its
//! [`Transducer`] is Y = Z⁻¹ and dY = −Y dZ Y. For a weighted sum Σ Wᵢⱼ Yᵢⱼ, G = YᵀWYᵀ then holds
//! the derivatives by all of Z: −G₀₀ by Ze, −G₁₁ by Za, G₀₁ − G₁₀ by τ (as an adjoint does for a
//! network: Director and Rohrer 1969).

use super::complex::Complex;
use super::number::Real;
use super::transducer::Transducer;

/// What a weighted sum of a driver's four numbers is weighted with: of `i_per_v`, `i_per_p`,
/// `q_per_v`, `q_per_p`.
pub type Weights<R> = [Complex<R>; 4];

/// Derivatives of a weighted sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MotorGradient<R> {
    /// By the electrical impedance Ze in series with the force, 1/Ω.
    pub electrical: Complex<R>,
    /// By the acoustic impedance Za of the diaphragm.
    pub acoustic: Complex<R>,
    /// By the force factor τ, Pa/A.
    pub force: Complex<R>,
}

/// Derivatives of Σ weights · (the driver's numbers) by what its open ends show.
#[inline(always)]
pub fn motor_gradient<R: Real>(y: &Transducer<R>, weights: &Weights<R>) -> MotorGradient<R> {
    let [w00, w01, w10, w11] = *weights;
    let (y00, y01, y10, y11) = (y.i_per_v, y.i_per_p, y.q_per_v, y.q_per_p);
    // W Yᵀ.
    let (t00, t01) = (w00 * y00 + w01 * y01, w00 * y10 + w01 * y11);
    let (t10, t11) = (w10 * y00 + w11 * y01, w10 * y10 + w11 * y11);
    MotorGradient {
        electrical: -(y00 * t00 + y10 * t10),
        acoustic: -(y01 * t01 + y11 * t11),
        force: (y00 * t01 + y10 * t11) - (y01 * t00 + y11 * t10),
    }
}

/// A driver whose terminals have an impedance ahead of them: the derivative by that impedance, and
/// the weights that the same sum has for the driver within.
///
/// `within` is the driver, `outside` what it is behind the impedance.
#[inline(always)]
pub fn weights_within<R: Real>(
    within: &Transducer<R>,
    outside: &Transducer<R>,
    impedance: Complex<R>,
    weights: &Weights<R>,
) -> (Complex<R>, Weights<R>) {
    let [w00, w01, w10, w11] = *weights;
    let (y00, y01, y10) = (outside.i_per_v, outside.i_per_p, outside.q_per_v);
    let by_impedance = -(y00 * (w00 * y00 + w01 * y01) + y10 * (w10 * y00 + w11 * y01));
    // V within is `share` V − impedance · i_per_p Δp.
    let share = (Complex::one() + impedance * within.i_per_v).inverse();
    let (from_p, to_q) = (impedance * y01, impedance * y10);
    let row = [share * w00 - to_q * w10, share * w01 - to_q * w11];
    let inner = [
        row[0] * share - row[1] * from_p,
        row[1],
        w10 * share - w11 * from_p,
        w11,
    ];
    (by_impedance, inner)
}
