//! Ducts and cavities: reference matrices, limits, passivity.

use crate::support::reference_table::Table;
use earwright::physics::air::AirConstants;
use earwright::physics::complex::Complex;
use earwright::physics::duct::{Duct, Medium, first_transverse_mode};
use earwright::physics::{cavity, damper};
use num_complex::Complex64;
use std::f64::consts::PI;

fn out(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

fn near(actual: Complex<f64>, expected: Complex64, tolerance: f64, what: &str) {
    let error = (out(actual) - expected).norm() / expected.norm();
    assert!(error < tolerance, "{what}: off by {error:e}");
}

fn climate() -> AirConstants<f64> {
    AirConstants::from_climate(23.0, 101_325.0)
}

fn omega(f: f64) -> f64 {
    2.0 * PI * f
}

#[test]
fn round_tubes_match_the_reference_matrices() {
    let table = Table::read("tube_transfer_matrices.csv");
    let air = AirConstants {
        density: 1.186_063_4,
        speed_of_sound: 345.869_95,
        viscosity: 1.834_948_6e-5,
        gamma: 1.400_76,
        prandtl: 1.834_948_6e-5 * 1_013.642_7 / 0.025_784_092,
    };
    assert!(table.len() > 100);
    for row in 0..table.len() {
        let w = omega(table.number(row, "f_hz"));
        let length = table.number(row, "length_mm") * 1e-3;
        let radius = table.number(row, "radius_mm") * 1e-3;
        let chain = Duct::round(w, length, radius, &air).chain();
        for (value, name) in [
            (chain.a, "A"),
            (chain.b, "B"),
            (chain.c, "C"),
            (chain.d, "D"),
        ] {
            let expected = table.complex(row, &format!("{name}_re"), &format!("{name}_im"));
            near(value, expected, 1e-5, &format!("row {row}, {name}"));
        }
        let closed = chain.input_admittance(Complex::zero()).inverse();
        let expected = table.complex(row, "Zin_closed_re", "Zin_closed_im");
        near(closed, expected, 1e-5, &format!("row {row}, Zin"));
    }
}

#[test]
fn narrow_ducts_have_poiseuilles_resistance_and_mass() {
    let air = climate();
    let (length, radius) = (5e-3, 0.1e-3);
    let w = omega(1.0);
    let area = PI * radius * radius;
    let series = Duct::round(w, length, radius, &air).series;
    let resistance = 8.0 * air.viscosity * length / (PI * radius.powi(4));
    let mass = 4.0 * air.density * length / (3.0 * area);
    assert!((series.re / resistance - 1.0).abs() < 1e-6);
    assert!((series.im / (w * mass) - 1.0).abs() < 1e-6);
    let (width, gap) = (3e-3, 0.1e-3);
    let series = Duct::slit(w, length, width, gap, &air).series;
    let resistance = 12.0 * air.viscosity * length / (width * gap.powi(3));
    let mass = 6.0 * air.density * length / (5.0 * width * gap);
    assert!((series.re / resistance - 1.0).abs() < 1e-6);
    assert!((series.im / (w * mass) - 1.0).abs() < 1e-6);
}

#[test]
fn narrow_ducts_are_isothermal_and_wide_ones_lossless() {
    let air = climate();
    let w = omega(0.1);
    let (length, radius) = (5e-3, 0.2e-3);
    let area = PI * radius * radius;
    let isothermal = w * air.gamma * area * length / air.bulk_modulus();
    let shunt = Duct::round(w, length, radius, &air).shunt;
    assert!((shunt.im / isothermal - 1.0).abs() < 1e-5);
    let shunt = Duct::slit(w, length, 3e-3, 0.2e-3, &air).shunt;
    let area = 3e-3 * 0.2e-3;
    let isothermal = w * air.gamma * area * length / air.bulk_modulus();
    assert!((shunt.im / isothermal - 1.0).abs() < 1e-5);
    // A bore of 2 m at 20 kHz: the lossless line.
    let w = omega(20_000.0);
    for medium in [Medium::round(w, 1.0, &air), Medium::slit(w, 2.0, &air)] {
        let expected = Medium::lossless(w, &air);
        near(medium.propagation(), out(expected.propagation()), 5e-4, "Γ");
        near(
            medium.characteristic(),
            out(expected.characteristic()),
            5e-4,
            "Zc",
        );
    }
}

#[test]
fn matrices_agree_with_their_textbook_forms_from_short_to_long() {
    let air = climate();
    for radius in [0.05e-3, 0.5e-3, 3.0e-3] {
        for length in [1e-5, 1e-3, 1e-2, 0.1, 0.4] {
            for f in [20.0, 500.0, 3_000.0, 20_000.0] {
                let duct = Duct::round(omega(f), length, radius, &air);
                let (u, zc) = (out(duct.propagation()), out(duct.characteristic()));
                let what = format!("a {radius} L {length} f {f}");
                let y = duct.admittance();
                if u.re < 300.0 {
                    let chain = duct.chain();
                    near(chain.a, u.cosh(), 1e-11, &what);
                    near(chain.b, zc * u.sinh(), 1e-11, &what);
                    near(chain.c, u.sinh() / zc, 1e-11, &what);
                    near(y.y11, u.cosh() / u.sinh() / zc, 1e-11, &what);
                    near(y.y12, -1.0 / (zc * u.sinh()), 1e-11, &what);
                    let unity = out(chain.determinant()) - 1.0;
                    assert!(
                        unity.norm() < 1e-12 * u.cosh().norm_sqr().max(1.0),
                        "{what}"
                    );
                }
            }
        }
    }
}

#[test]
fn an_endless_fine_duct_does_not_overflow() {
    let air = climate();
    let duct = Duct::round(omega(20_000.0), 50.0, 0.02e-3, &air);
    let y = duct.admittance();
    near(y.y11, 1.0 / out(duct.characteristic()), 1e-12, "coth");
    assert!(out(y.y12).norm() < 1e-300);
}

#[test]
fn every_duct_is_passive() {
    let air = climate();
    for radius in [0.02e-3, 0.1e-3, 0.5e-3, 2e-3, 4e-3] {
        for length in [1e-4, 3e-3, 3e-2, 0.2] {
            for k in 0..=30 {
                let w = omega(20.0 * 10_f64.powf(f64::from(k) / 10.0));
                for duct in [
                    Duct::round(w, length, radius, &air),
                    Duct::slit(w, length, 3e-3, radius, &air),
                ] {
                    let y = duct.admittance();
                    // Re Y positive definite: dissipates whatever the two pressures are.
                    let (same, cross) = (y.y11.re, y.y12.re);
                    assert!(same > 0.0, "a {radius} L {length} w {w}");
                    assert!(same * same - cross * cross > -1e-13 * same * same);
                }
            }
        }
    }
}

#[test]
fn two_halves_make_a_whole() {
    let air = climate();
    let w = omega(6_000.0);
    let whole = Duct::round(w, 20e-3, 0.6e-3, &air).chain();
    let first = Duct::round(w, 7e-3, 0.6e-3, &air).chain();
    let halves = first.then(&Duct::round(w, 13e-3, 0.6e-3, &air).chain());
    near(halves.a, out(whole.a), 1e-12, "a");
    near(halves.b, out(whole.b), 1e-12, "b");
    near(halves.c, out(whole.c), 1e-12, "c");
    near(halves.d, out(whole.d), 1e-12, "d");
    let y = whole.admittance();
    let direct = Duct::round(w, 20e-3, 0.6e-3, &air).admittance();
    near(y.y11, out(direct.y11), 1e-12, "y11");
    near(y.y12, out(direct.y12), 1e-12, "y12");
}

#[test]
fn transverse_mode_of_a_two_millimetre_bore() {
    // 1.8412 c/(2π a)
    let f = first_transverse_mode(1e-3, 345.0);
    assert!((f - 101_100.0).abs() < 20.0, "{f}");
}

#[test]
fn cavities_go_from_isothermal_to_thin_layer() {
    let air = climate();
    let volume = 1e-6;
    let area = cavity::cube_wall_area(volume);
    assert!((area - 6e-4).abs() < 1e-15);
    let slow = cavity::with_walls(omega(1e-3), volume, area, &air);
    let isothermal = air.gamma * cavity::lossless(omega(1e-3), volume, &air).im;
    assert!((slow.im / isothermal - 1.0).abs() < 1e-3);
    let w = omega(10_000.0);
    let exact = cavity::with_walls(w, volume, area, &air);
    near(
        cavity::with_thin_layer(w, volume, area, &air),
        out(exact),
        1e-12,
        "thin layer",
    );
    assert!(exact.re > 0.0);
    near(
        exact,
        out(cavity::lossless(w, volume, &air)),
        1e-2,
        "adiabatic",
    );
}

#[test]
fn a_lumped_cavity_is_wrong_by_the_known_amounts() {
    // A closed length L lumped as its volume, against the line: 3, 8.5, 36 % at kL 0.3, 0.5, 1.
    let air = climate();
    for (kl, error) in [(0.3, 0.03), (0.5, 0.085), (1.0, 0.36)] {
        let w = omega(1_000.0);
        let length = kl * air.speed_of_sound / w;
        let line = Duct::new(&Medium::lossless(w, &air), length, 1e-4).chain();
        let exact = out(line.input_admittance(Complex::zero()));
        let lumped = out(cavity::lossless(w, 1e-4 * length, &air));
        let off = 1.0 - (lumped / exact).norm();
        assert!((off - error).abs() < 0.005, "{kl}: {off}");
    }
}

#[test]
fn a_mesh_is_its_rayl_over_its_area() {
    // 65 mks rayl over four Ø4 mm holes: 1.29 MPa s/m³.
    let area = 4.0 * PI * 2e-3 * 2e-3;
    let z = damper::mesh(omega(100.0), 65.0, 0.0, area);
    assert!((z.re / 1.29e6 - 1.0).abs() < 5e-3, "{}", z.re);
    assert_eq!(1500.0 * damper::ACOUSTIC_OHM_CGS, 1.5e8);
    assert_eq!(6.5 * damper::RAYL_CGS, 65.0);
}
