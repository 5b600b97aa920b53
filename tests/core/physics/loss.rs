//! The loss functions against an independent Bessel library, and their limits.

use earwright::physics::complex::Complex;
use earwright::physics::loss::{self, Loss};
use num_complex::Complex64;
use std::f64::consts::FRAC_PI_4;

fn out(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

/// From 1e-3 to 1e4, dense enough to meet every seam, and the seams themselves.
fn wave_numbers() -> Vec<f64> {
    let mut all: Vec<f64> = (0..=1400)
        .map(|k| 10_f64.powf(f64::from(k) / 200.0 - 3.0))
        .collect();
    for seam in [1.5, 4.0, 10.0, 22.0] {
        all.extend([seam * (1.0 - 1e-12), seam, seam * (1.0 + 1e-12)]);
    }
    all
}

fn bessel(order: f64, z: Complex64) -> Complex64 {
    complex_bessel::besseli_scaled(order, z).unwrap()
}

#[test]
fn circle_agrees_with_a_bessel_library_to_1e_12() {
    for s in wave_numbers() {
        let z = Complex64::from_polar(s, FRAC_PI_4);
        let f = 2.0 * bessel(1.0, z) / (z * bessel(0.0, z));
        let rest = bessel(2.0, z) / bessel(0.0, z);
        let ours = loss::circle(s);
        let error_f = (out(ours.f) - f).norm() / f.norm();
        let error_rest = (out(ours.one_minus_f) - rest).norm() / rest.norm();
        assert!(error_f < 1e-12, "F at s = {s}: {error_f:e}");
        assert!(error_rest < 1e-12, "1 − F at s = {s}: {error_rest:e}");
    }
}

/// 1 − tanh z/z at small |z| as its continued fraction z²/(3 + z²/(5 + …)) over 1 + ….
fn slit_reference(z: Complex64) -> (Complex64, Complex64) {
    // tanh z / z = 1/(1 + z²/(3 + z²/(5 + …))): converges everywhere, faster the smaller |z|.
    let square = z * z;
    let mut tail = Complex64::new(0.0, 0.0);
    for k in (1..=400).rev() {
        tail = square / (f64::from(2 * k + 1) + tail);
    }
    let f = 1.0 / (1.0 + tail);
    (f, tail * f)
}

#[test]
fn slit_agrees_with_its_continued_fraction_to_1e_12() {
    for s in wave_numbers().into_iter().filter(|s| *s < 200.0) {
        let (f, rest) = slit_reference(Complex64::from_polar(s, FRAC_PI_4));
        let ours = loss::slit(s);
        let error_f = (out(ours.f) - f).norm() / f.norm();
        let error_rest = (out(ours.one_minus_f) - rest).norm() / rest.norm();
        assert!(error_f < 1e-12, "F at s = {s}: {error_f:e}");
        assert!(error_rest < 1e-12, "1 − F at s = {s}: {error_rest:e}");
    }
    // Wide slits: tanh is 1 to the last digit.
    for s in [200.0, 1e3, 1e4] {
        let expected = 1.0 / Complex64::from_polar(s, FRAC_PI_4);
        assert!((out(loss::slit(s).f) - expected).norm() < 1e-13 * expected.norm());
    }
}

#[test]
fn narrow_and_wide_limits() {
    // 1 − F → j s²/8 (circle), j s²/3 (slit); F → 2/z, 1/z.
    let narrow = 1e-3;
    let circle = out(loss::circle(narrow).one_minus_f) / Complex64::new(0.0, narrow * narrow);
    assert!((circle - 1.0 / 8.0).norm() < 1e-6);
    let slit = out(loss::slit(narrow).one_minus_f) / Complex64::new(0.0, narrow * narrow);
    assert!((slit - 1.0 / 3.0).norm() < 1e-6);
    let wide = 1e4;
    let z = Complex64::from_polar(wide, FRAC_PI_4);
    assert!((out(loss::circle(wide).f) * z - 2.0).norm() < 2e-4);
    assert!((out(loss::slit(wide).f) * z - 1.0).norm() < 1e-12);
}

#[test]
fn losses_never_give_power_back_and_fade_with_width() {
    for shape in [loss::circle::<f64>, loss::slit::<f64>] {
        let mut before = f64::INFINITY;
        for s in wave_numbers().into_iter().take(1401) {
            let at = shape(s);
            let resistance = (out(at.one_minus_f).inv() * Complex64::i()).re;
            let heat = (out(at.f) * Complex64::i()).re;
            assert!(resistance > 0.0, "negative resistance at s = {s}");
            assert!(heat > 0.0, "negative heat loss at s = {s}");
            assert!(at.f.norm() < before, "|F| grows at s = {s}");
            before = at.f.norm();
        }
    }
}

/// Central difference, extrapolated once.
fn difference(shape: fn(f64) -> Loss<f64>, s: f64) -> Complex64 {
    let slope = |h: f64| (out(shape(s + h).f) - out(shape(s - h).f)) / (2.0 * h);
    let h = 1e-3 * s;
    (4.0 * slope(h) - slope(2.0 * h)) / 3.0
}

#[test]
fn slopes_keep_their_accuracy_in_wide_ducts() {
    // F ~ (2/z)(1 − 1/(2z) − …): s² F' → −2e^{−jπ/4} with the relative correction −1/z − 3/(8z²).
    for s in [200.0, 1e3, 1e4] {
        let z = Complex64::from_polar(s, FRAC_PI_4);
        let expected = -2.0 / (z * s) * (1.0 - 1.0 / z - 0.375 / (z * z) - 0.5 / (z * z * z));
        let circle = out(loss::circle_slope(s, &loss::circle(s)));
        let error = (circle - expected).norm() / expected.norm();
        assert!(error < 1e-12 + 2.0 / s.powi(4), "circle {s}: {error:e}");
        let slit = out(loss::slit_slope(s, &loss::slit(s)));
        let error = (slit + 1.0 / (z * s)).norm() * s * s;
        assert!(error < 1e-13, "slit {s}: {error:e}");
    }
}

#[test]
fn slopes_agree_with_differences() {
    for k in 0..=60 {
        let s = 10_f64.powf(f64::from(k) / 15.0 - 1.0);
        let circle = out(loss::circle_slope(s, &loss::circle(s)));
        let expected = difference(loss::circle, s);
        assert!(
            (circle - expected).norm() < 1e-8 * expected.norm(),
            "circle {s}"
        );
        let slit = out(loss::slit_slope(s, &loss::slit(s)));
        let expected = difference(loss::slit, s);
        assert!(
            (slit - expected).norm() < 1e-8 * expected.norm(),
            "slit {s}"
        );
    }
}
