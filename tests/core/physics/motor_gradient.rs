//! A magnetic driver's exact derivatives against differences of its values.

use earwright::physics::coil::Coil;
use earwright::physics::complex::Complex;
use earwright::physics::motor_gradient::{Weights, motor_gradient, weights_within};
use earwright::physics::moving_coil::MovingCoil;
use earwright::physics::transducer::Transducer;
use num_complex::Complex64;
use std::f64::consts::PI;

const WEIGHTS: Weights<f64> = [
    Complex { re: 0.3, im: -1.2 },
    Complex { re: 40.0, im: 15.0 },
    Complex { re: -2e3, im: 3e3 },
    Complex { re: 7e6, im: -4e6 },
];

/// With these a driver's Ze, Za and τ are numbers of their own: an area of 1 m².
fn driver(re: f64, rms: f64, bl: f64) -> MovingCoil<f64> {
    MovingCoil {
        re,
        coil: Coil::Plain { inductance: 4e-5 },
        bl,
        mms: 3e-5,
        cms: 2e-3,
        rms,
        sd: 1.0,
    }
}

fn sum(y: &Transducer<f64>) -> Complex64 {
    let numbers = [y.i_per_v, y.i_per_p, y.q_per_v, y.q_per_p];
    numbers
        .iter()
        .zip(WEIGHTS)
        .map(|(y, weight)| c(*y) * c(weight))
        .sum()
}

fn c(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

/// A central difference, extrapolated once.
fn difference(value: f64, of: impl Fn(f64) -> Complex64) -> Complex64 {
    let at = |h: f64| (of(value * (1.0 + h)) - of(value * (1.0 - h))) / (2.0 * h * value);
    (4.0 * at(1e-4) - at(2e-4)) / 3.0
}

fn close(exact: Complex<f64>, by_difference: Complex64, what: &str) {
    let off = (c(exact) - by_difference).norm() / by_difference.norm();
    assert!(off < 1e-8, "{what}: {exact:?} for {by_difference}");
}

#[test]
fn all_three_derivatives_agree_with_differences() {
    let (re, rms, bl) = (17.0, 0.03, 0.6);
    for f in [20.0, 400.0, 3e3, 15e3] {
        let w = 2.0 * PI * f;
        let y = driver(re, rms, bl).transducer(w);
        let by = motor_gradient(&y, &WEIGHTS);
        let at = |re, rms, bl| sum(&driver(re, rms, bl).transducer(w));
        close(by.electrical, difference(re, |re| at(re, rms, bl)), "Ze");
        close(by.acoustic, difference(rms, |rms| at(re, rms, bl)), "Za");
        close(by.force, difference(bl, |bl| at(re, rms, bl)), "τ");
    }
}

#[test]
fn a_driver_behind_an_impedance_is_differentiated_within_it() {
    let (re, rms, bl) = (17.0, 0.03, 0.6);
    for f in [20.0, 400.0, 3e3, 15e3] {
        let w = 2.0 * PI * f;
        let ahead = |r: f64| Complex::new(r, w * 1e-3);
        let within = driver(re, rms, bl).transducer(w);
        let outside = within.behind(ahead(33.0));
        let (by_impedance, inner) = weights_within(&within, &outside, ahead(33.0), &WEIGHTS);
        let with = |r: f64| sum(&within.behind(ahead(r)));
        close(by_impedance, difference(33.0, with), "the impedance");
        let by = motor_gradient(&within, &inner);
        let force = |bl: f64| sum(&driver(re, rms, bl).transducer(w).behind(ahead(33.0)));
        close(by.force, difference(bl, force), "τ within");
    }
}
