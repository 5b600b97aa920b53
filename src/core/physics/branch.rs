//! A side branch on a main tube.
//!
//! Series corrections of a T of round bores (Dubos et al. 1999, Nederveen): branch radius b on a
//! main tube of radius a, d = b/a ≤ 1.

use super::air::AirConstants;
use super::number::{Real, polynomial};
use std::f64::consts::PI;

/// Acoustic mass in series with the branch, kg/m⁴: ρ tᵢ/(πb²),
/// tᵢ = b(0.82 − 0.193d − 1.09d² + 1.27d³ − 0.71d⁴); radii in m.
#[inline(always)]
pub fn branch_mass<R: Real>(main: R, branch: R, air: &AirConstants<R>) -> R {
    let d = ratio(main, branch);
    let length = polynomial(d, &[0.82, -0.193, -1.09, 1.27, -0.71]);
    air.density * length / (R::splat(PI) * branch)
}

/// Acoustic mass in series with the main tube, kg/m⁴, half of it on each side of the junction:
/// ρ tₐ/(πa²), tₐ = b(−0.37 + 0.087d)d². Negative: the branch widens the tube. Radii in m.
#[inline(always)]
pub fn main_mass<R: Real>(main: R, branch: R, air: &AirConstants<R>) -> R {
    let d = ratio(main, branch);
    let length = branch * polynomial(d, &[0.0, 0.0, -0.37, 0.087]);
    air.density * length / (R::splat(PI) * main * main)
}

/// b/a, held at 1 where the branch is the wider bore: the fits end there.
#[inline(always)]
fn ratio<R: Real>(main: R, branch: R) -> R {
    let d = branch / main;
    d.below(1.0, d, R::splat(1.0))
}
