//! The motor of a balanced armature.
//!
//! A gyrator between coil and diaphragm (Hunt 1954, Electroacoustics) with the semi-inductance of
//! eddy currents (Vanderkooy 1989) across coil and motion together, as in the two-port of Kim and Allen
//! (2013).
//!
//! Re in series with [Ks√(jω) ∥ (jωL + motional)]: the eddy-current branch lies across L **and** the
//! motional part. With τ = T/Sd (Pa/A) and I_L the current of the L branch,
//! τ I_L = Za U + (p_front − p_back), Za = Ra + jωMa + 1/(jωCa), and the motional voltage is τ U.

use super::coil::semi_inductance;
use super::complex::Complex;
use super::number::Real;
use super::transducer::{Transducer, resonator};

/// A second mode of the mechanics: the pin between armature and diaphragm gives.
///
/// The armature (Ma, Ra, Ca of [`Armature`]) and the diaphragm then move apart from some frequency
/// on, and the response has one peak more. All values are referred to the diaphragm's area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SecondMode<R> {
    /// Acoustic compliance of the pin Cp, m³/Pa.
    pub pin_compliance: R,
    /// Acoustic mass of the diaphragm beyond the pin Md, kg/m⁴.
    pub mass: R,
    /// Acoustic resistance of the diaphragm Rd, Pa·s/m³.
    pub resistance: R,
}

/// An armature motor's parameters: terminals, and the faces of its diaphragm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Armature<R> {
    /// Coil resistance Re, Ω.
    pub re: R,
    /// Coil inductance L, H.
    pub inductance: R,
    /// Semi-inductance Ks of the eddy-current branch, Ω·√s; absent where there is no such branch
    /// (0 would short the motor).
    pub semi_inductance: Option<R>,
    /// Acoustic force factor τ = T/Sd, Pa/A.
    pub tau: R,
    /// Acoustic mass of the diaphragm Ma, kg/m⁴.
    pub mass: R,
    /// Acoustic resistance of the diaphragm Ra, Pa·s/m³.
    pub resistance: R,
    /// Acoustic compliance of the diaphragm Ca, m³/Pa.
    pub compliance: R,
}

impl<R: Real> Armature<R> {
    /// Acoustic impedance of the diaphragm with open terminals, Pa·s/m³ (but for eddy currents).
    #[inline(always)]
    pub fn acoustic_impedance(&self, w: R) -> Complex<R> {
        resonator(w, self.mass, self.resistance, self.compliance)
    }

    /// Terminals and faces.
    #[inline(always)]
    pub fn transducer(&self, w: R) -> Transducer<R> {
        self.at_terminals(w, self.within(w))
    }

    /// What lies inside Re and the eddy branch. With D = jωL Za + τ²: I_L = (Za V + τ Δp)/D and
    /// U = (τ V − jωL Δp)/D.
    #[inline(always)]
    pub fn within(&self, w: R) -> Transducer<R> {
        let zl = Complex::imaginary(w * self.inductance);
        let za = self.acoustic_impedance(w);
        let scale = (zl * za + Complex::real(self.tau * self.tau)).inverse();
        let coupling = scale.scale(self.tau);
        Transducer {
            i_per_v: za * scale,
            i_per_p: coupling,
            q_per_v: -coupling,
            q_per_p: zl * scale,
        }
    }

    /// Terminals and faces with a pin that gives.
    #[inline(always)]
    pub fn transducer_with(&self, w: R, mode: &SecondMode<R>) -> Transducer<R> {
        self.at_terminals(w, self.within_with(w, mode))
    }

    /// What lies inside Re and the eddy branch with a pin that gives. With a = 1 + jωCp Za the pin
    /// turns τ into τ/a, Za into Zd + Za/a and jωL into jωL + τ² jωCp/a, Zd = Rd + jωMd; the rest is
    /// as before.
    #[inline(always)]
    pub fn within_with(&self, w: R, mode: &SecondMode<R>) -> Transducer<R> {
        let za = self.acoustic_impedance(w);
        let pin = Complex::imaginary(w * mode.pin_compliance);
        let apart = (Complex::one() + pin * za).inverse();
        let tau = apart.scale(self.tau);
        let zl = Complex::imaginary(w * self.inductance) + (pin * tau).scale(self.tau);
        let za = Complex::new(mode.resistance, w * mode.mass) + za * apart;
        let scale = (zl * za + tau * tau).inverse();
        let coupling = scale * tau;
        Transducer {
            i_per_v: za * scale,
            i_per_p: coupling,
            q_per_v: -coupling,
            q_per_p: zl * scale,
        }
    }

    /// The motor with its eddy branch across it and Re ahead of it.
    #[inline(always)]
    fn at_terminals(&self, w: R, inner: Transducer<R>) -> Transducer<R> {
        self.with_eddies(w, inner).behind(Complex::real(self.re))
    }

    /// The motor with its eddy branch across it.
    #[inline(always)]
    pub fn with_eddies(&self, w: R, inner: Transducer<R>) -> Transducer<R> {
        match self.semi_inductance {
            Some(k) => inner.across(semi_inductance(w, k).inverse()),
            None => inner,
        }
    }
}
