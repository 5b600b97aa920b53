//! A sudden change of bore (Kergomard and Garcia 1987).

use super::air::AirConstants;
use super::number::Real;

/// Added acoustic mass in series at a step between two round bores, kg/m⁴; radii in m, either
/// order.
///
/// (ρ/r_min)(0.09616α⁶ − 0.12386α⁵ + 0.03816α⁴ + 0.0809α³ − 0.353α + 0.26164), α = r_min/r_max
/// (Kergomard and Garcia 1987): 0 without a step.
#[inline(always)]
pub fn mass<R: Real>(first: R, second: R, air: &AirConstants<R>) -> R {
    let ratio = first / second;
    let narrow = ratio.below(1.0, first, second);
    let wide = ratio.below(1.0, second, first);
    let alpha = narrow / wide;
    let shape = super::number::polynomial(
        alpha,
        &[0.26164, -0.353, 0.0, 0.0809, 0.03816, -0.12386, 0.09616],
    );
    air.density * shape / narrow
}
