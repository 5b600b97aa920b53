//! A driver as one element between its terminals and its two faces: the canonical equations of
//! Hunt (1954, Electroacoustics), solved for the flows.

use super::complex::Complex;
use super::number::Real;

/// The linear relations of a driver at one frequency, with V the voltage across its terminals and
/// Δp = p_front − p_back:
/// i = `i_per_v` V + `i_per_p` Δp is the current into `+`, and
/// q = `q_per_v` V + `q_per_p` Δp the volume velocity **into its front** (−q into its back), so a
/// diaphragm moving forward has q < 0.
///
/// A magnetic driver (gyrator) has `q_per_v` = −`i_per_p`, an electrostatic one (transformer)
/// `q_per_v` = `i_per_p`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transducer<R> {
    /// Electrical admittance with Δp = 0, S.
    pub i_per_v: Complex<R>,
    /// A/Pa.
    pub i_per_p: Complex<R>,
    /// m³/(s·V).
    pub q_per_v: Complex<R>,
    /// Acoustic admittance with shorted terminals, m³/(Pa·s).
    pub q_per_p: Complex<R>,
}

impl<R: Real> Transducer<R> {
    /// The same driver behind an impedance (Ω) in series with its terminals.
    #[inline(always)]
    pub fn behind(&self, impedance: Complex<R>) -> Self {
        let scale = (Complex::one() + impedance * self.i_per_v).inverse();
        let i_per_p = self.i_per_p * scale;
        Self {
            i_per_v: self.i_per_v * scale,
            i_per_p,
            q_per_v: self.q_per_v * scale,
            q_per_p: self.q_per_p - self.q_per_v * impedance * i_per_p,
        }
    }

    /// The same driver with an admittance (S) across its terminals.
    #[inline(always)]
    pub fn across(&self, admittance: Complex<R>) -> Self {
        Self {
            i_per_v: self.i_per_v + admittance,
            ..*self
        }
    }

    /// The same driver on the secondary of an ideal transformer of this ratio (secondary turns over
    /// primary turns).
    #[inline(always)]
    pub fn stepped_up(&self, ratio: R) -> Self {
        Self {
            i_per_v: self.i_per_v.scale(ratio * ratio),
            i_per_p: self.i_per_p.scale(ratio),
            q_per_v: self.q_per_v.scale(ratio),
            q_per_p: self.q_per_p,
        }
    }

    /// Several equal drivers with their terminals in parallel and their faces side by side.
    #[inline(always)]
    pub fn times(&self, count: R) -> Self {
        Self {
            i_per_v: self.i_per_v.scale(count),
            i_per_p: self.i_per_p.scale(count),
            q_per_v: self.q_per_v.scale(count),
            q_per_p: self.q_per_p.scale(count),
        }
    }
}

/// R + jωM + 1/(jωC): a resonator's impedance in any domain.
#[inline(always)]
pub fn resonator<R: Real>(w: R, mass: R, resistance: R, compliance: R) -> Complex<R> {
    Complex::new(resistance, w * mass - R::splat(1.0) / (w * compliance))
}
