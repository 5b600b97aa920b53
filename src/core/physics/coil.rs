//! What a coil adds to its resistance.
//!
//! Semi-inductance after Vanderkooy (1989), the LR-2 model as Klippel and others use it (Dodd,
//! Klippel, Oclee-Brown 2004), and the power law of Leach (2002).

use super::complex::Complex;
use super::number::Real;
use std::f64::consts::{FRAC_1_SQRT_2, FRAC_PI_2};

/// Inductance and losses of a coil, beside its resistance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Coil<R> {
    /// jωL.
    Plain {
        /// Inductance, H.
        inductance: R,
    },
    /// jωL + Ks√(jω): eddy currents in thick iron.
    SemiInductance {
        /// Inductance, H.
        inductance: R,
        /// Ks, Ω·√s.
        semi_inductance: R,
    },
    /// jωL + R₂ ∥ jωL₂.
    Lr2 {
        /// Inductance, H.
        inductance: R,
        /// Second inductance L₂, H.
        second_inductance: R,
        /// Resistance R₂ across it, Ω.
        second_resistance: R,
    },
    /// K(jω)ⁿ, Leach 2002.
    Leach {
        /// K, Ω·sⁿ.
        factor: R,
        /// n, 0 to 1.
        exponent: R,
    },
}

impl<R: Real> Coil<R> {
    /// Impedance, Ω.
    #[inline(always)]
    pub fn impedance(&self, w: R) -> Complex<R> {
        match *self {
            Self::Plain { inductance } => Complex::imaginary(w * inductance),
            Self::SemiInductance {
                inductance,
                semi_inductance: k,
            } => Complex::imaginary(w * inductance) + semi_inductance(w, k),
            Self::Lr2 {
                inductance,
                second_inductance,
                second_resistance,
            } => {
                // R jωL/(R + jωL), written without 1/L so that L₂ = 0 is a short.
                let x = Complex::imaginary(w * second_inductance);
                let sum = Complex::real(second_resistance) + x;
                Complex::imaginary(w * inductance) + x.scale(second_resistance) / sum
            }
            Self::Leach { factor, exponent } => {
                let (sin, cos) = (exponent * R::splat(FRAC_PI_2)).sin_cos();
                Complex::new(cos, sin).scale(factor * (exponent * w.ln()).exp())
            }
        }
    }
}

/// Ks√(jω), Ω; Ks in Ω·√s.
#[inline(always)]
pub fn semi_inductance<R: Real>(w: R, k: R) -> Complex<R> {
    let part = k * w.sqrt() * R::splat(FRAC_1_SQRT_2);
    Complex::new(part, part)
}
