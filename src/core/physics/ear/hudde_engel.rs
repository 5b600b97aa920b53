//! The real ear's drum and middle ear after Hudde and Engel (1998), behind a canal.
//!
//! Z_drum = Z_cav + 1/(Y_ac + A²/Z_m): middle-ear cavities, acoustic bypass of the drum, and the
//! ossicles through the complex area A. Magnitude trust A, phase above 1 kHz trust C.

use super::{
    EarLoad,
    type43::{self, Size},
};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::duct::Duct;
use crate::physics::loss::DuctLoss;
use crate::physics::transducer::resonator;
use std::f64::consts::PI;

/// Volumes of tympanic cavity, antrum and mastoid, m³.
const CAVITIES: [f64; 3] = [0.5e-6, 0.8e-6, 8e-6];

/// The drum behind a straight canal at one frequency; canal length and radius in m.
pub fn load<R: DuctLoss>(w: R, length: R, radius: R, air: &AirConstants<R>) -> EarLoad<R> {
    let drum = EarLoad {
        admittance: drum_impedance(w, air).inverse(),
        drum_ratio: Complex::one(),
    };
    drum.behind(&Duct::round(w, length, radius, air).chain())
}

/// The drum in the canal of the Type 4.3 ear, true in shape and of this size, from a plane this far
/// (m) ahead of that ear's reference plane.
pub fn in_true_canal<R: DuctLoss>(
    w: R,
    size: Size<R>,
    ahead: R,
    air: &AirConstants<R>,
) -> EarLoad<R> {
    type43::with_drum(w, size, ahead, drum_impedance(w, air), air)
}

/// Impedance of the drum, Pa·s/m³.
pub fn drum_impedance<R: DuctLoss>(w: R, air: &AirConstants<R>) -> Complex<R> {
    let area = drum_area(w);
    let inner = drum_bypass(w) + area * area / ossicles(w);
    cavities(w, air) + inner.inverse()
}

/// Middle-ear cavities, Pa·s/m³: (2e6 + 1/(jωC_tym)) ∥ [1.7e6 + jω880 + (1/(jωC_ant) ∥ Z_mas)].
fn cavities<R: DuctLoss>(w: R, air: &AirConstants<R>) -> Complex<R> {
    let [tympanic, antrum, mastoid] = CAVITIES;
    let scale = w / air.bulk_modulus();
    let tympanic = scale * R::splat(tympanic);
    let antrum = scale * R::splat(antrum);
    let mastoid = scale * R::splat(mastoid);
    // Z_mas = (1 + s/Q + s²)/(jωC_mas), s = jf/3500, Q 0.4.
    let f = w * R::splat(1.0 / (2.0 * PI * 3500.0));
    let shape = Complex::new(R::splat(1.0) - f * f, f * R::splat(1.0 / 0.4));
    let cells = Complex::imaginary(mastoid) / shape;
    let passage = Complex::new(R::splat(1.7e6), w * R::splat(880.0))
        + (Complex::imaginary(antrum) + cells).inverse();
    let front = Complex::new(R::splat(2e6), -(R::splat(1.0) / tympanic));
    (front.inverse() + passage.inverse()).inverse()
}

/// Y_ac = e^{jφ}/(R + jωL + 1/(jωC)): R 4e7, C 5e-12, L = 2400(1+√(f/1900)),
/// φ = 1.4 ln(1 + f/8000), m³/(Pa·s).
fn drum_bypass<R: DuctLoss>(w: R) -> Complex<R> {
    let f = w * R::splat(1.0 / (2.0 * PI));
    let one = R::splat(1.0);
    let mass = R::splat(2400.0) * (one + (f * R::splat(1.0 / 1900.0)).sqrt());
    let impedance = resonator(w, mass, R::splat(4e7), R::splat(5e-12));
    let phase = R::splat(1.4) * (one + f * R::splat(1.0 / 8000.0)).ln();
    let (sin, cos) = phase.sin_cos();
    Complex::new(cos, sin) / impedance
}

/// Complex area of the drum, m²: A = (A₀+A∞)/(1 + jq/Q_A − q²) − A∞, q = f/2200, Q_A 1.3,
/// A₀ 38e-6, A∞ 2e-6; above 1500 Hz with the phase −1.2 ln(f/1500) − 0.8038 rad.
fn drum_area<R: DuctLoss>(w: R) -> Complex<R> {
    const LIMIT: f64 = 1500.0;
    let f = w * R::splat(1.0 / (2.0 * PI));
    let q = f * R::splat(1.0 / 2200.0);
    let shape = Complex::new(R::splat(1.0) - q * q, q * R::splat(1.0 / 1.3));
    let area = shape.inverse().scale(R::splat(40e-6)) - Complex::real(R::splat(2e-6));
    // The logarithm is only used above the limit; below it is held there to stay finite.
    let above = f.below(LIMIT, R::splat(LIMIT), f) * R::splat(1.0 / LIMIT);
    let phase = R::splat(-1.2) * above.ln() - R::splat(0.8038);
    let (sin, cos) = phase.sin_cos();
    let turned = Complex::new(cos, sin).scale(area.norm());
    Complex::select(f, LIMIT, area, turned)
}

/// Z_m = ⅔Z_d + [Z_mi ∥ (⅓Z_d + Z_st + Z_co)], N·s/m: drum coupling, malleus–incus joint, stapes
/// and cochlea.
fn ossicles<R: DuctLoss>(w: R) -> Complex<R> {
    let coupling = element(w, 0.0, 0.08, 0.5e-3);
    let free = Complex::new(R::splat(0.02), w * R::splat(12e-6));
    let drum = element(w, 7e-6, 0.0, 3e-3) + (coupling.inverse() + free.inverse()).inverse();
    let joint = element(w, 0.0, 1.0, 0.04e-3);
    let stapes = element(w, 3e-6, 0.018, 1.2e-3);
    let cochlea = element(w, 1e-5, 0.07, 11e-3);
    let beyond = drum.scale(R::splat(1.0 / 3.0)) + stapes + cochlea;
    let parallel = (joint.inverse() + beyond.inverse()).inverse();
    drum.scale(R::splat(2.0 / 3.0)) + parallel
}

/// R + jωM + 1/(jωC) of constants, N·s/m.
#[inline(always)]
fn element<R: DuctLoss>(w: R, mass: f64, resistance: f64, compliance: f64) -> Complex<R> {
    resonator(
        w,
        R::splat(mass),
        R::splat(resistance),
        R::splat(compliance),
    )
}
