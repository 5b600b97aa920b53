//! Moving-coil (dynamic) and planar-magnetic drivers, as linear circuits (Thiele 1971; Small 1972).
//!
//! V = (Re + Z_coil) i + Bl v; Bl i = Zm v + Sd (p_front − p_back), Zm = Rms + jωMms + 1/(jωCms);
//! U = Sd v out of the front, into the back. A planar driver obeys the same equations with a force
//! spread over the diaphragm and next to no inductance.

use super::air::AirConstants;
use super::coil::Coil;
use super::complex::Complex;
use super::number::Real;
use super::transducer::{Transducer, resonator};

/// A moving-coil driver's parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MovingCoil<R> {
    /// Voice-coil resistance Re, Ω.
    pub re: R,
    /// Inductance and losses of the coil.
    pub coil: Coil<R>,
    /// Force factor Bl, T·m.
    pub bl: R,
    /// Moving mass without air load Mms, kg.
    pub mms: R,
    /// Suspension compliance Cms, m/N.
    pub cms: R,
    /// Mechanical resistance Rms, N·s/m.
    pub rms: R,
    /// Effective area Sd, m².
    pub sd: R,
}

impl<R: Real> MovingCoil<R> {
    /// Impedance with the coil held, Ω.
    #[inline(always)]
    pub fn blocked_impedance(&self, w: R) -> Complex<R> {
        Complex::real(self.re) + self.coil.impedance(w)
    }

    /// Mechanical impedance with open terminals in vacuum, N·s/m.
    #[inline(always)]
    pub fn mechanical_impedance(&self, w: R) -> Complex<R> {
        resonator(w, self.mms, self.rms, self.cms)
    }

    /// Terminals and faces: with D = Ze Zm + Bl², i = (Zm V + Bl Sd Δp)/D and
    /// v = (Bl V − Sd Ze Δp)/D.
    #[inline(always)]
    pub fn transducer(&self, w: R) -> Transducer<R> {
        let ze = self.blocked_impedance(w);
        let zm = self.mechanical_impedance(w);
        let scale = (ze * zm + Complex::real(self.bl * self.bl)).inverse();
        let coupling = scale.scale(self.bl * self.sd);
        Transducer {
            i_per_v: zm * scale,
            i_per_p: coupling,
            q_per_v: -coupling,
            q_per_p: (ze * scale).scale(self.sd * self.sd),
        }
    }
}

/// Rms displacement of a diaphragm, m, from the volume velocity out of its front, m³/s, and its
/// area, m².
#[inline(always)]
pub fn excursion<R: Real>(w: R, volume_velocity: Complex<R>, sd: R) -> Complex<R> {
    -volume_velocity.scale(R::splat(1.0) / (w * sd)).times_j()
}

/// Low-frequency pressure in a sealed front volume, Pa rms: (Bl V/Re)/Sd · k_air/(k_air + k_s), for
/// calibrating a driver to a stated sensitivity.
///
/// `voltage` in V rms; `front` the whole volume the driver plays into, m³ (front volume, tubes and
/// 1250 mm³ for a 711); `rear` its sealed rear volume, m³, where it has one. Re of `driver` includes
/// any series resistance.
pub fn sealed_pressure(
    driver: &MovingCoil<f64>,
    voltage: f64,
    front: f64,
    rear: Option<f64>,
    air: &AirConstants<f64>,
) -> f64 {
    let stiffness = |volume: f64| air.bulk_modulus() * driver.sd * driver.sd / volume;
    let own = 1.0 / driver.cms + rear.map_or(0.0, stiffness);
    let load = stiffness(front);
    driver.bl * voltage / driver.re / driver.sd * load / (load + own)
}
