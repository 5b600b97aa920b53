//! Walls that give way: the skirt or the foam of an eartip, an elastic structure well below its
//! resonances (Cremer and Heckl 1988, Structure-Borne Sound).

use super::complex::Complex;
use super::number::Real;

/// Admittance of a wall, m³/(Pa·s): jωC/(1 + jη), with its compliance C in m³/Pa and the loss factor
/// η of what it is made of.
#[inline(always)]
pub fn elastic<R: Real>(w: R, compliance: R, loss: R) -> Complex<R> {
    Complex::imaginary(w * compliance) / Complex::new(R::splat(1.0), loss)
}
