//! Openings, steps, branches, holes, cones, leaks: published limits and oracles.

use earwright::physics::air::AirConstants;
use earwright::physics::complex::Complex;
use earwright::physics::cone::Cuts;
use earwright::physics::duct::Duct;
use earwright::physics::opening::{Flange, end_impedance, end_mass, radiation};
use earwright::physics::{branch, cavity, cone, hole, step};
use num_complex::Complex64;
use std::f64::consts::PI;

fn out(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

fn climate(celsius: f64) -> AirConstants<f64> {
    AirConstants::from_climate(celsius, 101_325.0)
}

fn omega(f: f64) -> f64 {
    2.0 * PI * f
}

#[test]
fn radiation_has_its_low_frequency_limits() {
    let air = climate(23.0);
    let radius = 2e-3;
    let area = PI * radius * radius;
    let w = omega(100.0);
    let ka = w * radius / air.speed_of_sound;
    let unit = air.density * air.speed_of_sound / area;
    for (flange, correction, resistance) in [
        (Flange::Unflanged, 0.6133, 0.25),
        (Flange::Flanged, 0.8216, 0.5),
    ] {
        let z = radiation(w, radius, flange, &air);
        assert!((z.im / (unit * ka) - correction).abs() < 5e-4, "{flange:?}");
        assert!(
            (z.re / (unit * ka * ka) / resistance - 1.0).abs() < 0.01,
            "{flange:?}"
        );
        let mass = correction * radius * air.density / area;
        assert!((end_mass(radius, flange, &air) / mass - 1.0).abs() < 1e-12);
        assert!((end_impedance(w, radius, flange, &air).im / (w * mass) - 1.0).abs() < 1e-12);
    }
}

#[test]
fn radiation_is_passive_and_ends_at_the_free_impedance() {
    let air = climate(23.0);
    let radius = 2e-3;
    let unit = air.density * air.speed_of_sound / (PI * radius * radius);
    for flange in [Flange::Unflanged, Flange::Flanged] {
        for k in 0..200 {
            let ka = 0.01 * 1.05_f64.powi(k);
            let w = ka * air.speed_of_sound / radius;
            assert!(radiation(w, radius, flange, &air).re > 0.0, "ka {ka}");
        }
        let w = 1e4 * air.speed_of_sound / radius;
        let z = out(radiation(w, radius, flange, &air)) / unit;
        assert!((z - 1.0).norm() < 1e-3, "{z}");
    }
}

#[test]
fn a_step_has_a_mass_that_vanishes_without_a_step() {
    let air = climate(23.0);
    assert!(step::mass(1e-3, 1e-3, &air).abs() < 1e-12 * air.density / 1e-3);
    let narrow_first = step::mass(0.5e-3, 2e-3, &air);
    assert_eq!(narrow_first, step::mass(2e-3, 0.5e-3, &air));
    // A tiny bore in a wide one: a flanged end, 0.8216 a (0.26164·π).
    let tiny = step::mass(1e-6, 1.0, &air);
    assert!((tiny / end_mass(1e-6, Flange::Flanged, &air) - 1.0).abs() < 1e-3);
    // Falls steadily as the bores approach each other.
    let mut before = f64::INFINITY;
    for k in 1..=20 {
        let mass = step::mass(1e-3, 1e-3 * 20.0 / f64::from(k), &air);
        assert!(mass < before && mass > -1e-9);
        before = mass;
    }
}

#[test]
fn branch_masses_have_the_published_values() {
    let air = climate(23.0);
    let (main, side) = (2e-3, 1e-3);
    // d = 0.5: tᵢ = b·0.565875, tₐ = b·(−0.081625).
    let inner = 0.82 - 0.193 * 0.5 - 1.09 * 0.25 + 1.27 * 0.125 - 0.71 * 0.0625;
    let expected = air.density * side * inner / (PI * side * side);
    assert!((branch::branch_mass(main, side, &air) / expected - 1.0).abs() < 1e-12);
    let along = (-0.37 + 0.087 * 0.5) * 0.25;
    let expected = air.density * side * along / (PI * main * main);
    assert!((branch::main_mass(main, side, &air) / expected - 1.0).abs() < 1e-12);
    assert!(branch::main_mass(main, side, &air) < 0.0);
    // A branch far smaller than the main tube ends in a flat wall: 0.82 b.
    let tiny = branch::branch_mass(main, 1e-7, &air);
    assert!((tiny / end_mass(1e-7, Flange::Flanged, &air) - 1.0).abs() < 3e-3);
}

#[test]
fn fok_goes_from_one_to_nothing() {
    assert_eq!(hole::fok(0.0), 1.0);
    assert!((hole::fok(0.01) - (1.0 - 0.140_925 + 0.000_338_18)).abs() < 1e-5);
    assert_eq!(hole::fok(1.0), 0.0);
    let mut before = 1.0;
    for k in 1..=100 {
        let psi = hole::fok(f64::from(k) / 100.0);
        assert!(psi <= before && psi >= 0.0);
        before = psi;
    }
}

/// Level in dB of a lossless cavity with an opening, driven by a constant volume displacement, re
/// the sealed level.
fn leak_level(volume: f64, opening: Complex64, w: f64, air: &AirConstants<f64>) -> f64 {
    let closed = out(cavity::lossless(w, volume, air));
    20.0 * (closed / (closed + opening)).norm().log10()
}

fn slit_level(f: f64, gap: f64) -> f64 {
    let air = climate(20.0);
    let chain = Duct::slit(omega(f), 10e-3, 30e-3, gap, &air).chain();
    leak_level(30e-6, out(chain.d) / out(chain.b), omega(f), &air)
}

#[test]
fn slit_leaks_have_the_published_corner_and_peak() {
    assert!(
        (slit_level(73.0, 0.2e-3) + 3.0).abs() < 0.1,
        "{}",
        slit_level(73.0, 0.2e-3)
    );
    let corner = (40..120)
        .map(f64::from)
        .min_by(|a, b| {
            let off = |f: f64| (slit_level(f, 0.2e-3) + 3.0103).abs();
            off(*a).total_cmp(&off(*b))
        })
        .unwrap();
    assert!((corner / 73.0 - 1.0).abs() < 0.03, "{corner}");
    let (at, top) = peak(|f| slit_level(f, 0.2e-3), 100..1_000);
    assert!((top - 0.8).abs() < 0.1, "{top} dB");
    assert!((at / 350.0 - 1.0).abs() < 0.1, "{at}");
    let (at, _) = peak(|f| slit_level(f, 1e-3), 200..1_500);
    assert!((at / 522.0 - 1.0).abs() < 0.03, "{at}");
}

fn peak(level: impl Fn(f64) -> f64, range: std::ops::Range<u32>) -> (f64, f64) {
    range
        .map(|f| (f64::from(f), level(f64::from(f))))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap()
}

#[test]
fn a_hole_in_a_thin_wall_resonates_as_published() {
    let air = climate(20.0);
    for (alpha, quality) in [(0.5, 9.5), (0.75, 8.6), (1.0, 7.85)] {
        // Resonance: where the impedance of hole and cavity in series is least; Q = X/R there.
        let total = |f: f64| {
            let w = omega(f);
            let chain = hole::hole(w, 1e-3, 1.5e-3, 1.0, alpha, &air);
            let mass = out(chain.b) / out(chain.d);
            (mass, mass + 1.0 / out(cavity::lossless(w, 60e-6, &air)))
        };
        let resonance = (1_500..3_000)
            .map(|f| f64::from(f) / 10.0)
            .min_by(|a, b| total(*a).1.im.abs().total_cmp(&total(*b).1.im.abs()))
            .unwrap();
        if alpha == 0.75 {
            assert!((resonance / 213.5 - 1.0).abs() < 0.01, "{resonance}");
        }
        let (mass, whole) = total(resonance);
        let q = mass.im / whole.re;
        assert!((q / quality - 1.0).abs() < 0.03, "α {alpha}: Q {q}");
    }
}

#[test]
fn a_cone_without_taper_is_a_cylinder() {
    let air = climate(23.0);
    for f in [20.0, 2_000.0, 18_000.0] {
        let straight = Duct::round(omega(f), 12e-3, 1e-3, &air).chain();
        let cone = cone::piece(omega(f), 12e-3, 1e-3, 1e-3, &air);
        for (x, y) in [
            (straight.a, cone.a),
            (straight.b, cone.b),
            (straight.c, cone.c),
            (straight.d, cone.d),
        ] {
            assert!((x - y).norm() < 1e-12 * x.norm());
        }
    }
}

#[test]
fn cones_are_reciprocal_passive_and_reversible() {
    let air = climate(23.0);
    for (first, second) in [(0.5e-3, 2e-3), (2e-3, 0.5e-3), (1.5e-3, 1.6e-3)] {
        for length in [0.2e-3, 5e-3, 40e-3] {
            for k in 0..=30 {
                let w = omega(20.0 * 10_f64.powf(f64::from(k) / 10.0));
                let cone = cone::piece(w, length, first, second, &air);
                assert!((out(cone.determinant()) - 1.0).norm() < 1e-11);
                let back = cone::piece(w, length, second, first, &air);
                assert!((cone.a - back.d).norm() < 1e-11 * cone.a.norm().max(1.0));
                assert!((cone.c - back.c).norm() < 1e-11 * cone.c.norm());
                let y = cone.admittance();
                let (one, two, cross) = (y.y11.re, y.y22.re, y.y12.re);
                assert!(one > 0.0 && two > 0.0);
                assert!(one * two - cross * cross > -1e-9 * one * two);
            }
        }
    }
}

#[test]
fn cones_are_cut_finely_enough_for_a_thousandth_of_a_decibel() {
    // Into the volume of a coupler, from a stiff source and from one as soft as a spout.
    let air = climate(23.0);
    let mut worst = 0.0_f64;
    for narrow in [0.3e-3, 0.5e-3, 1e-3, 2e-3] {
        for ratio in [1.03, 1.0442, 1.07, 1.3, 2.5, 6.0] {
            for length in [2e-3, 10e-3, 25e-3] {
                for [first, second] in [[narrow, narrow * ratio], [narrow * ratio, narrow]] {
                    let levels = |cuts: Cuts| {
                        let mut all = Vec::new();
                        for n in 0..=12 {
                            let w = omega(20.0 * 1000_f64.powf(f64::from(n) / 12.0));
                            let chain = cone::cut(w, length, first, second, cuts, &air);
                            let load = cavity::lossless(w, 1.25e-6, &air).inverse();
                            let pressure = chain.a * load + chain.b;
                            let flow = chain.c * load + chain.d;
                            let soft = pressure + flow.scale(3e7);
                            all.extend([pressure, flow, soft].map(|z| 20.0 * z.norm().log10()));
                        }
                        all
                    };
                    let found = levels(Cuts::of(first, second));
                    let exact = levels(Cuts::fine(first, second, 300, 2000));
                    for (found, exact) in found.iter().zip(exact) {
                        worst = worst.max((found - exact).abs());
                    }
                }
            }
        }
    }
    assert!(worst < 1.5e-3, "{worst} dB");
}

#[test]
fn a_lossless_cone_has_its_closed_form_and_pieces_converge() {
    // A wide cone: nearly lossless, so many pieces give what one gives.
    let air = climate(23.0);
    let w = omega(800.0);
    let one = cone::piece(w, 0.1, 0.05, 0.1, &air);
    let ten = cone::cut(w, 0.1, 0.05, 0.1, Cuts::of(0.05, 0.1), &air);
    assert!((one.b - ten.b).norm() < 1e-3 * one.b.norm());
    assert!((one.c - ten.c).norm() < 1e-3 * one.c.norm());
    // Closed form of the lossless cone: D = (r₁/r₂)[cos kL + (r₂/r₁ − 1) sin kL/kL], widely used.
    let kl = w * 0.1 / air.speed_of_sound;
    let expected = 0.5 * kl.cos() + 0.5 * kl.sin() / kl;
    assert!(
        (one.d.re / expected - 1.0).abs() < 5e-3,
        "{} {expected}",
        one.d.re
    );
    // A fine one: the error of the losses falls at least as 1/N².
    let radii = [0.2e-3, 0.8e-3];
    let cut = |[first, second]: [f64; 2], cuts| cone::cut(w, 10e-3, first, second, cuts, &air).b;
    let fine = |n| Cuts::fine(radii[0], radii[1], n, 1000);
    let exact = cut(radii, fine(200));
    let error = |cuts| (cut(radii, cuts) - exact).norm() / exact.norm();
    let ratio = error(fine(8)) / error(fine(16));
    assert!(ratio > 3.4, "{ratio}");
    assert!(error(Cuts::of(radii[0], radii[1])) < 2e-4);
    // Where a piece is added nothing jumps, and back to front it is the same.
    for octaves in [0.1, 1.0, 2.3] {
        let at = |by: f64| {
            let radii = [0.2e-3, 0.2e-3 * (octaves + by).exp2()];
            cut(radii, Cuts::of(radii[0], radii[1]))
        };
        let [one, two, three] = [at(-1e-6), at(1e-6), at(3e-6)];
        assert!(
            (two - one).norm() <= 1.1 * (three - two).norm(),
            "{octaves}"
        );
    }
    let back = [radii[1], radii[0]];
    let off = cut(back, Cuts::of(back[0], back[1])) - cut(radii, Cuts::of(radii[0], radii[1]));
    assert!(off.norm() < 1e-12 * exact.norm());
}
