//! That the oracle is to be believed: its functions against each other, its ducts, ears and whole
//! systems against the tables of other programs.

use super::air::{Air, At};
use super::complex::{Complex, complex, plain, root_of_j};
use super::cone::{Cone, cone, piece};
use super::duct::{Duct, Load, then};
use super::ears::ear;
use super::functions::{exp, ln, power, sin_cos};
use super::losses;
use super::real::{LN_2, ONE, PI, Real, real};
use super::sparse::{Equations, Pivots};
use crate::support::reference_table::{Table, angle_difference, level};
use crate::support::systems as support;
use earwright::design::{air::Air as Stated, ear::EarModel};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Relative distance of two numbers.
fn apart(a: Real, b: Real) -> f64 {
    ((a - b) / b).hi.abs()
}

fn apart_complex(a: Complex, b: Complex) -> f64 {
    ((a - b) / b).norm().hi
}

/// 23 °C, 101 325 Pa.
fn air() -> Air {
    Air::new(&Stated::default())
}

#[test]
fn its_numbers_have_some_thirty_digits() {
    // e to 32 digits.
    let e = Real {
        hi: std::f64::consts::E,
        lo: 1.445_646_891_729_250_2e-16,
    };
    assert!(apart(exp(ONE), e) < 1e-31);
    assert!(apart(ln(real(2.0)), LN_2) < 1e-31);
    let mut r = ChaCha8Rng::seed_from_u64(1);
    for _ in 0..200 {
        let x = real(r.random_range(-6.0..6.0));
        let y = real(r.random_range(-40.0..40.0)) / real(3.0);
        assert!(apart(exp(y) * exp(-y), ONE) < 1e-29);
        assert!((ln(exp(y)) - y).hi.abs() < 1e-29);
        let big = exp(x);
        assert!(apart(big.sqrt().square(), big) < 1e-30);
        assert!(apart(power(big, real(1.5)), big * big.sqrt()) < 1e-29);
        let (sin, cos) = sin_cos(y);
        let (double, _) = sin_cos(y.scaled(2.0));
        assert!((sin.square() + cos.square() - ONE).hi.abs() < 1e-30);
        assert!((double - (sin * cos).scaled(2.0)).hi.abs() < 1e-29);
        let z = complex(x, y);
        assert!(apart_complex(z.sqrt() * z.sqrt(), z) < 1e-29);
        assert!(apart_complex(z / big_complex(x) * big_complex(x), z) < 1e-29);
    }
    let third = sin_cos(PI / real(6.0)).0;
    assert!(apart(third, real(0.5)) < 1e-30);
}

fn big_complex(x: Real) -> Complex {
    complex(x + real(7.0), x.scaled(1e6))
}

/// Both forms of every loss where one hands over to the other, and their small arguments.
#[test]
fn its_losses_join_and_begin_as_they_should() {
    // Just below and above the change from series to asymptotics: as smooth as the step.
    for (of, border) in [
        (losses::round as fn(Real) -> losses::Loss, 50.0),
        (losses::slit, 8.0),
    ] {
        let values: Vec<Complex> = [-2.0, -1.0, 0.0, 1.0]
            .map(|n| of(real(border) + real(n) * real(1e-8)).one_minus_f)
            .into();
        // The third difference of a smooth function: 1e-24 of it and no more.
        let three = real(3.0);
        let third = values[3] - values[2].times(three) + values[1].times(three) - values[0];
        assert!(third.norm().hi < 1e-23, "{:e} at {border}", third.norm().hi);
    }
    // The quick form.
    for s in [0.5, 1.5, 20.0, 39.9, 40.1, 300.0] {
        let (quick, whole) = (losses::round_quickly(real(s)), losses::round(real(s)));
        assert!(
            apart_complex(quick.one_minus_f, whole.one_minus_f) < 1e-14,
            "{s}"
        );
    }
    // 1 − F → j s²/8 and j s²/3.
    let s = real(1e-9);
    for (loss, over) in [(losses::round(s), 8.0), (losses::slit(s), 3.0)] {
        let expected = complex(real(0.0), s.square() / real(over));
        assert!(apart_complex(loss.one_minus_f, expected) < 1e-17);
        assert!(apart_complex(loss.f + loss.one_minus_f, Complex::ONE) < 1e-31);
    }
    // tanh z/z by its definition.
    let z = root_of_j().times(real(2.5));
    let (grow, decay) = (z.exp(), (-z).exp());
    let f = (grow - decay) / (grow + decay) / z;
    assert!(apart_complex(losses::slit(real(2.5)).f, f) < 1e-29);
}

#[test]
fn its_equations_are_solved_to_all_digits() {
    let mut r = ChaCha8Rng::seed_from_u64(2);
    for count in [1, 5, 40] {
        let mut equations = Equations::new(count);
        let x: Vec<Complex> = (0..count)
            .map(|_| {
                complex(
                    real(r.random_range(-1.0..1.0)),
                    real(r.random_range(-1.0..1.0)),
                )
            })
            .collect();
        for row in 0..count {
            for _ in 0..4 {
                let column = r.random_range(0..count);
                let size = 10_f64.powf(r.random_range(-8.0..8.0));
                let value = complex(real(r.random_range(-1.0..1.0) * size), real(size));
                equations.add(row, column, value);
                equations.add_right(row, value * x[column]);
            }
            // No empty column.
            equations.add(row, row, Complex::ONE);
            equations.add_right(row, x[row]);
        }
        let found = equations.solve(Pivots::Short).expect("a solution");
        for (found, x) in found.iter().zip(&x) {
            assert!((*found - *x).norm().hi < 1e-15);
        }
    }
}

#[test]
fn its_ducts_match_the_table() {
    let table = Table::read("tube_transfer_matrices.csv");
    let air = Air {
        density: real(1.1860634),
        speed: real(345.86995),
        viscosity: real(1.8349486e-5),
        gamma: real(1.40076),
        prandtl: real(1.8349486e-5 * 1013.6427 / 0.025784092),
    };
    for row in 0..table.len() {
        let at = At::new(&air, table.number(row, "f_hz"));
        let length = real(table.number(row, "length_mm") * 1e-3);
        let radius = real(table.number(row, "radius_mm") * 1e-3);
        let duct = Duct::round(&at, length, radius);
        for (value, name) in duct.chain().into_iter().zip(["A", "B", "C", "D"]) {
            let expected = table.complex(row, &format!("{name}_re"), &format!("{name}_im"));
            let off = (value.rounded() - expected).norm() / expected.norm();
            assert!(off < 1e-5, "{name} in row {row}: {off}");
        }
        // Both ways to an end agree where one takes over from the other.
        let [a, b, c, d] = duct.chain();
        let end = plain(real(1e7));
        let by_chain = (a * end + b) / (c * end + d);
        assert!(apart_complex(duct.ended(end), by_chain) < 1e-26);
    }
}

/// A cone as extrapolated against many even pieces of the closed formula: the error of those falls as
/// the square of their number.
#[test]
fn its_cones_are_what_ever_finer_pieces_come_to() {
    for (first, second, f) in [(0.5e-3, 4e-3, 200.0), (3e-3, 1e-3, 9000.0)] {
        let at = At::new(&air(), f);
        let length = real(9e-3);
        let (exact, converged) = cone(&at, length, real(first), real(second));
        let Cone::Chain(exact) = exact else {
            panic!("a cone that much passes through");
        };
        assert!(converged);
        let off = |pieces: u32| {
            let part = |n: u32| real(f64::from(n)) / real(f64::from(pieces));
            let radius = |n| real(first) + (real(second) - real(first)) * part(n);
            let chain = (0..pieces).map(|n| {
                let length = length / real(f64::from(pieces));
                piece(&at, length, radius(n), radius(n + 1))
            });
            let chain = chain.reduce(then).expect("pieces");
            let all = chain.iter().zip(exact);
            all.map(|(a, b)| apart_complex(*a, b)).fold(0.0, f64::max)
        };
        let (coarse, fine) = (off(100), off(200));
        assert!(fine < 2e-4, "{fine}");
        assert!((3.7..4.3).contains(&(coarse / fine)), "{coarse} {fine}");
    }
}

fn hold(table: &Table, row: usize, prefix: &str, load: Load, bars: [f64; 2]) {
    let transfer = load.ratio / load.admittance;
    let mut curves = vec![("zt", transfer)];
    if prefix != "def" {
        curves.push(("zin", load.admittance.inverse()));
    }
    for (name, z) in curves {
        let z = z.rounded();
        let db = level(z, 1e6) - table.number(row, &format!("{prefix}_{name}_db"));
        let degrees = table.number(row, &format!("{prefix}_{name}_ph"));
        let degrees = angle_difference(z.arg().to_degrees(), degrees);
        assert!(
            db.abs() <= bars[0] && degrees.abs() <= bars[1],
            "{prefix} {name} in row {row}: {db} dB, {degrees}°"
        );
    }
}

#[test]
fn its_ears_match_the_tables() {
    let table = Table::read("ear_711.csv");
    for row in 0..table.len() {
        let at = At::new(&air(), table.number(row, "freq_hz"));
        let lumped = ear(&at, &EarModel::Iec711Lumped.into());
        hold(&table, row, "def", lumped, [0.002, 0.02]);
        let distributed = ear(&at, &EarModel::Iec711Distributed.into());
        hold(&table, row, "lu", distributed, [0.01, 0.1]);
        let damped = ear(&at, &EarModel::Iec711Damped.into());
        hold(&table, row, "gzr5", damped, [0.002, 0.02]);
    }
    let table = Table::read("ear_drum_and_type43.csv");
    for row in 0..table.len() {
        let at = At::new(&air(), table.number(row, "freq_hz"));
        hold(
            &table,
            row,
            "type43",
            ear(&at, &EarModel::Type43.into()),
            [0.01, 0.05],
        );
        let z = super::ears::hudde_engel(&at).rounded();
        let db = level(z, 1e6) - table.number(row, "he_z_db");
        let degrees = angle_difference(z.arg().to_degrees(), table.number(row, "he_z_ph"));
        assert!(db.abs() <= 0.01 && degrees.abs() <= 0.05, "{db} {degrees}");
    }
}

/// The four complete systems, to the same bars as the program.
#[test]
fn its_systems_match_the_tables() {
    for (name, design) in [
        ("single_ba", support::single_ba()),
        ("single_dd", support::single_dd()),
        ("hybrid", support::hybrid()),
        ("cup", support::cup()),
    ] {
        let table = Table::read(&format!("{name}.csv"));
        let f: Vec<f64> = (0..121)
            .map(|n| 20.0 * 10_f64.powf(f64::from(n) / 40.0))
            .collect();
        let answers = super::solve(&design, &f).expect("a solution");
        for (row, answer) in answers.iter().enumerate() {
            assert!((table.number(row, "f_hz") / f[row] - 1.0).abs() < 1e-6);
            let db = level(answer.pressure, 20e-6) - table.number(row, "spl_db");
            let angle = answer.pressure.arg().to_degrees();
            let degrees = angle_difference(angle, table.number(row, "phase_deg"));
            let z = answer.impedance.norm() / table.number(row, "z_ohm") - 1.0;
            assert!(
                db.abs() < 1e-3 && degrees.abs() < 0.01 && z.abs() < 1e-5,
                "{name}, row {row}: {db} dB, {degrees}°, {z}"
            );
        }
    }
}
