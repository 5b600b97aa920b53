//! The complete systems of tests/designs against tables another program computed: 0.001 dB, 0.01°,
//! impedance 1e-5 relative.

use earwright::{
    design::file,
    network::{Solver, log_grid},
};
use num_complex::Complex64;
use std::path::Path;

struct Row {
    f: f64,
    pressure: Complex64,
    impedance: Complex64,
}

fn polar(magnitude: f64, deg: f64) -> Complex64 {
    Complex64::from_polar(magnitude, deg.to_radians())
}

fn reference(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/reference/{name}.csv"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_digit()))
        .map(|line| {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            Row {
                f: cells[0],
                pressure: polar(20e-6 * 10_f64.powf(cells[1] / 20.0), cells[2]),
                impedance: polar(cells[3], cells[4]),
            }
        })
        .collect()
}

fn holds(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/designs/{name}.ron"));
    let (design, _) = file::load(&path).unwrap();
    let rows = reference(name);
    assert_eq!(rows.len(), 121);
    let solution = Solver::default().solve(&design, &log_grid(121, 20.0, 20_000.0));
    assert_eq!(solution.problems, []);
    let pressure = solution.drum_pressure.unwrap();
    let impedance = solution.input_impedance.unwrap();
    for (n, row) in rows.iter().enumerate() {
        assert!((solution.f[n] / row.f - 1.0).abs() < 1e-6);
        let ratio = pressure[n] / row.pressure;
        let off_db = 20.0 * ratio.norm().log10();
        let off_deg = ratio.arg().to_degrees();
        let off_z = (impedance[n] / row.impedance - 1.0).norm();
        assert!(
            off_db.abs() < 1e-3 && off_deg.abs() < 1e-2 && off_z < 1e-5,
            "{name} at {:.1} Hz: {off_db:+.5} dB, {off_deg:+.4}°, impedance {off_z:.1e}",
            row.f
        );
    }
}

#[test]
fn a_single_armature_behind_a_damped_tube() {
    holds("single_ba");
}

#[test]
fn a_single_dynamic_driver_with_a_back_vent() {
    holds("single_dd");
}

#[test]
fn a_hybrid_of_one_dynamic_and_two_armatures() {
    holds("hybrid");
}

#[test]
fn a_headphone_cup_with_a_leak_and_a_vented_back() {
    holds("cup");
}
