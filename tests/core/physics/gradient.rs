//! A duct's exact derivatives against differences of its values.

use earwright::physics::air::AirConstants;
use earwright::physics::complex::Complex;
use earwright::physics::duct::Duct;
use earwright::physics::duct_gradient::DuctSlopes;
use num_complex::Complex64;
use std::f64::consts::PI;

/// Length, radius, density, speed of sound, viscosity, γ, Prandtl number.
type Parameters = [f64; 7];

fn duct(w: f64, p: &Parameters) -> (Complex64, Complex64) {
    let air = air(p);
    let y = Duct::round(w, p[0], p[1], &air).admittance();
    (
        Complex64::new(y.y11.re, y.y11.im),
        Complex64::new(y.y12.re, y.y12.im),
    )
}

fn air(p: &Parameters) -> AirConstants<f64> {
    AirConstants {
        density: p[2],
        speed_of_sound: p[3],
        viscosity: p[4],
        gamma: p[5],
        prandtl: p[6],
    }
}

/// p ∂/∂p by central differences, extrapolated once.
fn difference(k: usize, p: &Parameters, sum: impl Fn(&Parameters) -> Complex64) -> Complex64 {
    let at = |h: f64| {
        let (mut up, mut down) = (*p, *p);
        up[k] *= 1.0 + h;
        down[k] *= 1.0 - h;
        (sum(&up) - sum(&down)) / (2.0 * h)
    };
    (4.0 * at(1e-4) - at(2e-4)) / 3.0
}

#[test]
fn all_seven_derivatives_agree_with_differences() {
    let weights = [Complex::new(0.3, -1.2), Complex::new(-0.7, 0.4)];
    let constants = AirConstants::from_climate(23.0, 101_325.0);
    for radius in [0.05e-3, 0.4e-3, 1.5e-3] {
        for length in [0.5e-3, 8e-3, 60e-3] {
            for f in [20.0, 300.0, 2_500.0, 12_000.0] {
                let p = [
                    length,
                    radius,
                    constants.density,
                    constants.speed_of_sound,
                    constants.viscosity,
                    constants.gamma,
                    constants.prandtl,
                ];
                let w = 2.0 * PI * f;
                let slopes = DuctSlopes::round(w, length, radius, &air(&p));
                let plain = Duct::round(w, length, radius, &air(&p)).admittance();
                assert_eq!(slopes.admittance, plain);
                let g = slopes.gradient(weights[0], weights[1]);
                let gamma = g.gamma.scale(p[5]);
                let sum = |p: &Parameters| {
                    let (y11, y12) = duct(w, p);
                    Complex64::new(0.3, -1.2) * y11 + Complex64::new(-0.7, 0.4) * y12
                };
                let scale = sum(&p).norm();
                for (k, ours) in [
                    g.length,
                    g.radius,
                    g.density,
                    g.speed_of_sound,
                    g.viscosity,
                    gamma,
                    g.prandtl,
                ]
                .into_iter()
                .enumerate()
                {
                    let ours = Complex64::new(ours.re, ours.im);
                    let error = (ours - difference(k, &p, sum)).norm();
                    // Differences carry the rounding of the values over the step.
                    let bound = 1e-8 * ours.norm() + 1e-10 * scale;
                    assert!(
                        error < bound,
                        "parameter {k}, a {radius} L {length} f {f}: {error:e}"
                    );
                }
            }
        }
    }
}
