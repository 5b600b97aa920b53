//! A transformer with its resistance, leakage and magnetising inductance: the usual equivalent circuit
//! (MIT Electrical Engineering Staff 1943, Magnetic Circuits and Transformers).

use super::complex::Complex;
use super::number::Real;
use super::transducer::Transducer;

/// A transformer seen from its primary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transformer<R> {
    /// Secondary turns over primary turns.
    pub ratio: R,
    /// Resistance of the windings referred to the primary, Ω.
    pub resistance: R,
    /// Leakage inductance referred to the primary, H.
    pub leakage: R,
    /// Magnetising inductance across the primary, H; absent: ideal.
    pub magnetising: Option<R>,
}

impl<R: Real> Transformer<R> {
    /// Impedance in series with the primary, Ω.
    #[inline(always)]
    pub fn series(&self, w: R) -> Complex<R> {
        Complex::new(self.resistance, w * self.leakage)
    }

    /// Admittance across the primary behind [`Self::series`], S.
    #[inline(always)]
    pub fn across(&self, w: R) -> Complex<R> {
        match self.magnetising {
            Some(inductance) => Complex::imaginary(-(R::splat(1.0) / (w * inductance))),
            None => Complex::zero(),
        }
    }

    /// A driver on its secondary, seen from its primary.
    #[inline(always)]
    pub fn drive(&self, w: R, driver: &Transducer<R>) -> Transducer<R> {
        driver
            .stepped_up(self.ratio)
            .across(self.across(w))
            .behind(self.series(w))
    }
}
