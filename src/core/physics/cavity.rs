//! Volumes of air small against the wavelength.
//!
//! The compliance rises from adiabatic to isothermal where the walls take up the heat of compression
//! (Daniels 1947), here by the thermal function of a slit as thick as twice volume over wall area
//! (Tijdeman 1975), which has both limits.

use super::air::AirConstants;
use super::complex::Complex;
use super::loss::{self, DuctLoss};
use super::number::Real;

/// Admittance jωC of a volume without losses, m³/(Pa·s); volume in m³.
#[inline(always)]
pub fn lossless<R: Real>(w: R, volume: R, air: &AirConstants<R>) -> Complex<R> {
    Complex::imaginary(w * volume / air.bulk_modulus())
}

/// Admittance of a volume that exchanges heat with its walls, m³/(Pa·s); volume in m³, wall area in
/// m² (positive).
///
/// C = V/(ρc²)·[1 + (γ−1) F], F = tanh(z)/z, z = kt V/A: right down to the few mm³ of an armature's
/// front volume, isothermal at low frequency.
#[inline(always)]
pub fn with_walls<R: DuctLoss>(w: R, volume: R, wall_area: R, air: &AirConstants<R>) -> Complex<R> {
    let s = air.thermal_wave_number(w) * volume / wall_area;
    let gain = air.gamma - R::splat(1.0);
    let factor = Complex::one() + loss::slit(s).f.scale(gain);
    factor.scale(w * volume / air.bulk_modulus()).times_j()
}

/// The same for a thermal layer thin against V/A: C = V/(ρc²)·[1 + ε(1 − j)],
/// ε = (γ−1) δt A/(2V).
#[inline(always)]
pub fn with_thin_layer<R: Real>(
    w: R,
    volume: R,
    wall_area: R,
    air: &AirConstants<R>,
) -> Complex<R> {
    let gain = air.gamma - R::splat(1.0);
    let e = gain * air.thermal_layer(w) * wall_area / (R::splat(2.0) * volume);
    let factor = Complex::new(R::splat(1.0) + e, -e);
    factor.scale(w * volume / air.bulk_modulus()).times_j()
}

/// Wall area of a cube of this volume, m²; volume in m³.
pub fn cube_wall_area(volume: f64) -> f64 {
    6.0 * volume.cbrt().powi(2)
}
