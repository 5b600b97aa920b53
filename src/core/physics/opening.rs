//! Where a bore ends in the open.
//!
//! End corrections of Levine and Schwinger (1948), unflanged, and Norris and Sheng (1989), flanged;
//! radiation for all ka by the fits of Silva et al. (2009).

use super::air::AirConstants;
use super::complex::Complex;
use super::number::Real;
use std::f64::consts::PI;

/// What surrounds the end of a bore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flange {
    /// A thin-walled end.
    Unflanged,
    /// An end in a wall, large against the bore.
    Flanged,
}

impl Flange {
    /// End correction over radius at low frequencies.
    pub const fn end_correction(self) -> f64 {
        match self {
            Self::Unflanged => 0.6133,
            Self::Flanged => 0.8216,
        }
    }

    /// (n₁, d₁, d₂) of Silva et al. 2009, table 1: causal fits to the exact radiation impedance.
    const fn silva(self) -> (f64, f64, f64) {
        match self {
            Self::Unflanged => (0.167, 1.393, 0.457),
            Self::Flanged => (0.182, 1.825, 0.649),
        }
    }
}

/// Acoustic mass of the air moved beyond the end of a round bore, kg/m⁴; radius in m.
#[inline(always)]
pub fn end_mass<R: Real>(radius: R, flange: Flange, air: &AirConstants<R>) -> R {
    air.density * R::splat(flange.end_correction() / PI) / radius
}

/// Impedance of that mass alone, Pa·s/m³, for an end inside a device, which does not radiate.
#[inline(always)]
pub fn end_impedance<R: Real>(
    w: R,
    radius: R,
    flange: Flange,
    air: &AirConstants<R>,
) -> Complex<R> {
    Complex::imaginary(w * end_mass(radius, flange, air))
}

/// Radiation impedance of a round bore into free air for all ka, Pa·s/m³; radius in m.
///
/// Z = (ρc/S)·[(d₁−n₁) jka + d₂ (jka)²]/[2 + (d₁+n₁) jka + d₂ (jka)²] (Silva et al. 2009). Below
/// ka = 0.1 it is the end correction and the resistance ρc(ka)²/(4S), flanged ρc(ka)²/(2S).
#[inline(always)]
pub fn radiation<R: Real>(w: R, radius: R, flange: Flange, air: &AirConstants<R>) -> Complex<R> {
    let (n1, d1, d2) = flange.silva();
    let ka = w * radius / air.speed_of_sound;
    let square = -(ka * ka * R::splat(d2));
    let top = Complex::new(square, ka * R::splat(d1 - n1));
    let bottom = Complex::new(square + R::splat(2.0), ka * R::splat(d1 + n1));
    let area = R::splat(PI) * radius * radius;
    (top / bottom).scale(air.density * air.speed_of_sound / area)
}
