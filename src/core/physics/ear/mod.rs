//! Ears and couplers, each as one load at its reference plane.

pub mod concha;
pub mod couplers;
pub mod distributed711;
pub mod hudde_engel;
pub mod lumped711;
pub mod type33;
pub mod type43;

use super::complex::Complex;
use super::number::Real;
use super::two_port::Chain;

/// What an ear is to the network: an admittance to ambient, and a factor to read the drum with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarLoad<R> {
    /// U_in/p_in at the reference plane, m³/(Pa·s).
    pub admittance: Complex<R>,
    /// p_drum/p_in: microphone or drum pressure over the pressure at the reference plane.
    pub drum_ratio: Complex<R>,
}

impl<R: Real> EarLoad<R> {
    /// Transfer impedance p_drum/U_in, Pa·s/m³.
    #[inline(always)]
    pub fn transfer_impedance(&self) -> Complex<R> {
        self.drum_ratio / self.admittance
    }

    /// The ear with a two-port ahead of it, such as a length of canal.
    #[inline(always)]
    pub fn behind(&self, chain: &Chain<R>) -> Self {
        let ratio = chain.pressure_ratio(self.admittance);
        Self {
            admittance: (chain.c + chain.d * self.admittance) * ratio,
            drum_ratio: self.drum_ratio * ratio,
        }
    }

    /// The ear with an admittance to ambient (m³/(Pa·s)) at its plane, such as a leak or a side
    /// volume.
    #[inline(always)]
    pub fn beside(&self, admittance: Complex<R>) -> Self {
        Self {
            admittance: self.admittance + admittance,
            ..*self
        }
    }
}
