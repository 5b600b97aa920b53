//! Round ducts with viscous and thermal losses.

use super::{Case, Checks};
use crate::physics::{air::AirConstants, duct::Duct};
use num_complex::Complex64;
use std::f64::consts::TAU;

/// openwind 0.12.4 (INRIA), `loss_type=bessel`, 23 °C: length and radius, mm, frequency, Hz, then A, B and
/// C of the transfer matrix, real and imaginary. D is A.
const MATRICES: &str = include_str!("ducts.csv");

/// The air of that table.
fn air() -> AirConstants<f64> {
    AirConstants {
        density: 1.186_063_4,
        speed_of_sound: 345.869_95,
        viscosity: 1.834_948_6e-5,
        gamma: 1.400_76,
        prandtl: 1.834_948_6e-5 * 1_013.642_7 / 0.025_784_092,
    }
}

pub(super) fn matrices() -> Case {
    let mut checks = Checks::default();
    for row in MATRICES.lines() {
        let values: Vec<f64> = row
            .split(',')
            .map(|value| value.parse().unwrap_or(f64::NAN))
            .collect();
        let [length, radius, f, published @ ..] = &values[..] else {
            continue;
        };
        let duct = Duct::round(TAU * f, length * 1e-3, radius * 1e-3, &air()).chain();
        let pairs = [duct.a, duct.b, duct.c]
            .into_iter()
            .zip(published.chunks(2));
        let worst = pairs.fold(0.0, |worst, (ours, published)| {
            let published = Complex64::new(published[0], published[1]);
            let off = (Complex64::new(ours.re, ours.im) - published).norm() / published.norm();
            f64::max(worst, off)
        });
        let what = format!(
            "{length} × Ø {} mm at {f:.0} Hz, A, B, C at worst",
            2.0 * radius
        );
        checks.add(&what, "%", 100.0 * worst, 0.0, 1e-3);
    }
    checks.case(
        "Round ducts",
        "openwind 0.12.4 (INRIA), Zwikker–Kosten with Bessel functions, computed for this comparison",
    )
}
