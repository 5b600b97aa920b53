//! The four complete systems of the reference, built in code and solved.

use crate::support::systems as support;
use earwright::{
    design::Design,
    network::{Solver, log_grid},
};

/// One row: f, SPL, phase, |Z|, phase of Z.
fn reference(text: &str) -> Vec<[f64; 5]> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| {
            let mut row = line.split(',').map(|cell| cell.parse::<f64>().unwrap());
            std::array::from_fn(|_| row.next().unwrap())
        })
        .collect()
}

/// Difference of two angles in degrees, within ±180.
fn angle_between(a: f64, b: f64) -> f64 {
    (a - b + 540.0).rem_euclid(360.0) - 180.0
}

fn check(design: &Design, text: &str) {
    let rows = reference(text);
    assert_eq!(rows.len(), 121);
    let f = log_grid(121, 20.0, 20e3);
    let solution = Solver::default().solve(design, &f);
    assert!(solution.problems.is_empty(), "{:?}", solution.problems);
    assert!(solution.residual < 1e-12, "residual {}", solution.residual);
    let drum = solution.drum_pressure.expect("an ear is joined");
    let impedance = solution.input_impedance.expect("a load is joined");
    for (n, row) in rows.iter().enumerate() {
        let [f_row, spl, phase, z, z_phase] = *row;
        assert!((f[n] / f_row - 1.0).abs() < 1e-6, "{} {f_row}", f[n]);
        let level = 20.0 * (drum[n].norm() / 20e-6).log10();
        assert!((level - spl).abs() < 1e-3, "{f_row} Hz: {level} dB, {spl}");
        let angle = drum[n].arg().to_degrees();
        let off = angle_between(angle, phase);
        assert!(off.abs() < 0.01, "{f_row} Hz: {angle} deg, {phase}");
        let size = impedance[n].norm() / z - 1.0;
        assert!(size.abs() < 1e-5, "{f_row} Hz: {} ohm, {z}", impedance[n]);
        let off = angle_between(impedance[n].arg().to_degrees(), z_phase);
        assert!(off.abs() < 1e-3, "{f_row} Hz: phase of Z off by {off}");
    }
}

#[test]
fn single_armature_matches_the_reference() {
    check(
        &support::single_ba(),
        include_str!("../../reference/single_ba.csv"),
    );
}

#[test]
fn single_dynamic_matches_the_reference() {
    check(
        &support::single_dd(),
        include_str!("../../reference/single_dd.csv"),
    );
}

#[test]
fn hybrid_matches_the_reference() {
    check(
        &support::hybrid(),
        include_str!("../../reference/hybrid.csv"),
    );
}

#[test]
fn cup_matches_the_reference() {
    check(&support::cup(), include_str!("../../reference/cup.csv"));
}
