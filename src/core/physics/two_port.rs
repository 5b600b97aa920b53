//! Two-ports between pressures and volume velocities (Strecker and Feldtkeller 1929).

use super::complex::Complex;
use super::number::Real;

/// Chain matrix: [p₁; U₁] = [a b; c d] [p₂; U₂], U₁ into the first port, U₂ out of the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chain<R> {
    /// p₁/p₂ with the second port closed.
    pub a: Complex<R>,
    /// p₁/U₂ with the second port open to ambient, Pa·s/m³.
    pub b: Complex<R>,
    /// U₁/p₂ with the second port closed, m³/(Pa·s).
    pub c: Complex<R>,
    /// U₁/U₂ with the second port open to ambient.
    pub d: Complex<R>,
}

impl<R: Real> Chain<R> {
    /// Nothing between the ports.
    #[inline(always)]
    pub fn identity() -> Self {
        Self {
            a: Complex::one(),
            b: Complex::zero(),
            c: Complex::zero(),
            d: Complex::one(),
        }
    }
    /// An impedance in the way, Pa·s/m³.
    #[inline(always)]
    pub fn series(impedance: Complex<R>) -> Self {
        Self {
            b: impedance,
            ..Self::identity()
        }
    }
    /// An admittance to ambient, m³/(Pa·s).
    #[inline(always)]
    pub fn shunt(admittance: Complex<R>) -> Self {
        Self {
            c: admittance,
            ..Self::identity()
        }
    }
    /// This one, then `next`.
    #[inline(always)]
    pub fn then(&self, next: &Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
        }
    }
    /// Seen from the other side (of a reciprocal two-port, determinant 1).
    #[inline(always)]
    pub fn reversed(&self) -> Self {
        Self {
            a: self.d,
            b: self.b,
            c: self.c,
            d: self.a,
        }
    }
    /// ad − bc: 1 for anything reciprocal.
    #[inline(always)]
    pub fn determinant(&self) -> Complex<R> {
        self.a * self.d - self.b * self.c
    }
    /// Admittance at the first port when `load` (m³/(Pa·s)) ends the second.
    #[inline(always)]
    pub fn input_admittance(&self, load: Complex<R>) -> Complex<R> {
        (self.c + self.d * load) / (self.a + self.b * load)
    }
    /// p₂/p₁ when `load` (m³/(Pa·s)) ends the second port.
    #[inline(always)]
    pub fn pressure_ratio(&self, load: Complex<R>) -> Complex<R> {
        (self.a + self.b * load).inverse()
    }
    /// The same as admittances (of a reciprocal two-port whose b is not 0).
    #[inline(always)]
    pub fn admittance(&self) -> Admittance<R> {
        let through = self.b.inverse();
        Admittance {
            y11: self.d * through,
            y12: -through,
            y22: self.a * through,
        }
    }
}

/// Admittance matrix of a reciprocal two-port: both flows **into** the ports,
/// [U₁; U₂] = [y11 y12; y12 y22] [p₁; p₂].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Admittance<R> {
    /// m³/(Pa·s).
    pub y11: Complex<R>,
    /// m³/(Pa·s).
    pub y12: Complex<R>,
    /// m³/(Pa·s).
    pub y22: Complex<R>,
}
