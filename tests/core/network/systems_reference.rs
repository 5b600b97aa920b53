//! Four complete systems against tables another program computed: as they lie in tests/designs, and
//! as they are built in code. 0.001 dB, 0.01°, impedance 1e-5 relative.

use crate::support::reference_table::{Table, angle_difference, level};
use crate::support::systems as support;
use earwright::{
    design::{Design, file},
    network::{Solver, log_grid},
};
use std::path::Path;

fn holds(name: &str, built: &Design) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/designs/{name}.ron"));
    let (read, _) = file::load(&path).unwrap();
    let table = Table::read(&format!("{name}.csv"));
    assert_eq!(table.len(), 121);
    for (whence, design) in [("read", &read), ("built", built)] {
        let solution = Solver::default().solve(design, &log_grid(121, 20.0, 20_000.0));
        assert_eq!(solution.problems, [], "{name}, {whence}");
        assert!(solution.residual < 1e-12, "residual {}", solution.residual);
        let pressure = solution.drum_pressure.unwrap();
        let impedance = solution.input_impedance.unwrap();
        for row in 0..table.len() {
            let f = table.number(row, "f_hz");
            assert!((solution.f[row] / f - 1.0).abs() < 1e-6);
            let off = |column: &str, value: f64| value - table.number(row, column);
            let turned = |column: &str, degrees: f64| {
                angle_difference(degrees, table.number(row, column)).abs()
            };
            let (p, z) = (pressure[row], impedance[row]);
            let off_db = off("spl_db", level(p, 20e-6)).abs();
            let off_deg = turned("phase_deg", p.arg().to_degrees());
            let off_z = (z.norm() / table.number(row, "z_ohm") - 1.0).abs();
            let off_z_deg = turned("z_phase_deg", z.arg().to_degrees());
            assert!(
                off_db < 1e-3 && off_deg < 1e-2 && off_z < 1e-5 && off_z_deg < 1e-3,
                "{name}, {whence}, {f:.1} Hz: {off_db:.5} dB, {off_deg:.4}°, impedance {off_z:.1e}, \
                 {off_z_deg:.1e}°"
            );
        }
    }
}

#[test]
fn a_single_armature_behind_a_damped_tube() {
    holds("single_ba", &support::single_ba());
}

#[test]
fn a_single_dynamic_driver_with_a_back_vent() {
    holds("single_dd", &support::single_dd());
}

#[test]
fn a_hybrid_of_one_dynamic_and_two_armatures() {
    holds("hybrid", &support::hybrid());
}

#[test]
fn a_headphone_cup_with_a_leak_and_a_vented_back() {
    holds("cup", &support::cup());
}
