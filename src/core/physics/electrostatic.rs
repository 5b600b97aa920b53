//! Drivers moved by charge: electrostatic and piezoelectric.
//!
//! Reciprocal, transformer-type coupling (Hunt 1954, Electroacoustics): with u the voltage at the diaphragm and κ the pressure per
//! volt of the blocked diaphragm (Pa/V), κ u = Za U + (p_front − p_back) and i = Y_c u + κ U, with
//! Y_c the blocked capacitance. Za = Ra + jωMa + 1/(jωCa) includes the softening by the bias.

use super::complex::Complex;
use super::number::Real;
use super::transducer::{Transducer, resonator};

/// The diaphragm of a driver moved by charge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Electrostatic<R> {
    /// Blocked capacitance, F.
    pub capacitance: R,
    /// Dielectric loss factor tan δ.
    pub loss_factor: R,
    /// Pressure per volt of the blocked diaphragm κ, Pa/V.
    pub coupling: R,
    /// Acoustic mass of the diaphragm Ma, kg/m⁴.
    pub mass: R,
    /// Acoustic resistance of the diaphragm Ra, Pa·s/m³.
    pub resistance: R,
    /// Acoustic compliance of the diaphragm Ca, m³/Pa.
    pub compliance: R,
}

impl<R: Real> Electrostatic<R> {
    /// Terminals of the diaphragm and its faces.
    #[inline(always)]
    pub fn transducer(&self, w: R) -> Transducer<R> {
        let acoustic = resonator(w, self.mass, self.resistance, self.compliance).inverse();
        let blocked = w * self.capacitance;
        let coupling = -acoustic.scale(self.coupling);
        Transducer {
            i_per_v: Complex::new(blocked * self.loss_factor, blocked)
                + acoustic.scale(self.coupling * self.coupling),
            i_per_p: coupling,
            q_per_v: coupling,
            q_per_p: acoustic,
        }
    }
}
