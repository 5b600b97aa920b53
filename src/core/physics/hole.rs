//! Holes in a thin wall, alone or in a pattern.
//!
//! The duct of the hole with the end masses of a piston in a baffle (Rayleigh 1896), less what
//! neighbours share of them (Fok 1941, as Melling 1973 uses it), and resistances of its ends after
//! Ingard (1953).

use super::air::AirConstants;
use super::complex::Complex;
use super::duct::Duct;
use super::loss::DuctLoss;
use super::number::{Real, polynomial};
use super::two_port::Chain;
use std::f64::consts::PI;

/// The share of its end correction a hole keeps among neighbours; porosity is open over total area,
/// 0 to 1.
///
/// Ψ = 1 − 1.40925x + 0.33818x³ + 0.06793x⁵ − 0.02287x⁶ + 0.03015x⁷ − 0.01641x⁸, x = √porosity,
/// not below 0: the reciprocal of the function usually tabulated as Fok's.
#[inline(always)]
pub fn fok<R: Real>(porosity: R) -> R {
    let value = polynomial(
        porosity.sqrt(),
        &[
            1.0, -1.40925, 0.0, 0.33818, 0.0, 0.06793, -0.02287, 0.03015, -0.01641,
        ],
    );
    value.below(0.0, R::splat(0.0), value)
}

/// Resistance factor α of a hole's end used unless stated otherwise (0.5 to 1 in the literature).
pub const END_RESISTANCE: f64 = 0.75;

/// Impedance at each face of a hole, Pa·s/m³: mass ρ(8a/3π)Ψ/S and resistance α√(μρω/2)/S; radius
/// in m.
#[inline(always)]
pub fn end<R: Real>(w: R, radius: R, psi: R, alpha: R, air: &AirConstants<R>) -> Complex<R> {
    let area = R::splat(PI) * radius * radius;
    let mass = air.density * R::splat(8.0 / (3.0 * PI)) * radius * psi / area;
    let skin = (air.viscosity * air.density * w * R::splat(0.5)).sqrt();
    Complex::new(alpha * skin / area, w * mass)
}

/// A hole through a wall with both its faces; radius and thickness in m.
#[inline(always)]
pub fn hole<R: DuctLoss>(
    w: R,
    radius: R,
    thickness: R,
    psi: R,
    alpha: R,
    air: &AirConstants<R>,
) -> Chain<R> {
    let face = Chain::series(end(w, radius, psi, alpha, air));
    let duct = Duct::round(w, thickness, radius, air).chain();
    face.then(&duct).then(&face)
}
