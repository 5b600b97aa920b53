//! Ducts, ends, cones, steps and branches beside openwind (`PyPI`), where it is installed.

use crate::support::peer;
use earwright::physics::air::AirConstants;
use earwright::physics::complex::Complex;
use earwright::physics::cone::Cuts;
use earwright::physics::duct::Duct;
use earwright::physics::opening::{Flange, radiation};
use earwright::physics::two_port::Chain;
use earwright::physics::{branch, cone, step};
use num_complex::Complex64;
use std::f64::consts::PI;
use std::path::PathBuf;
use std::process::Command;

/// What the script prints; `None` where Python or openwind is missing.
fn openwind() -> Option<String> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers/openwind_ducts.py");
    let output = Command::new("python3").arg(script).output().ok()?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    if errors.contains("ModuleNotFoundError") {
        return None;
    }
    assert!(output.status.success(), "openwind failed: {errors}");
    String::from_utf8(output.stdout).ok()
}

/// Input impedance of one of the script's cases.
fn ours(case: &str, w: f64, air: &AirConstants<f64>) -> Complex<f64> {
    let open = |radius, flange| radiation(w, radius, flange, air).inverse();
    let mass = |kg: f64| Chain::series(Complex::imaginary(w * kg));
    let (chain, load) = match case {
        "cylinder_closed" => (Duct::round(w, 12e-3, 0.5e-3, air).chain(), Complex::zero()),
        "fine_cylinder_closed" => (Duct::round(w, 5e-3, 0.1e-3, air).chain(), Complex::zero()),
        "cylinder_unflanged" => (
            Duct::round(w, 15e-3, 1.5e-3, air).chain(),
            open(1.5e-3, Flange::Unflanged),
        ),
        "cylinder_flanged" => (
            Duct::round(w, 15e-3, 1.5e-3, air).chain(),
            open(1.5e-3, Flange::Flanged),
        ),
        "cone_closed" => (
            cone::cut(
                w,
                20e-3,
                0.6e-3,
                1.8e-3,
                Cuts::fine(0.6e-3, 1.8e-3, 80, 200),
                air,
            ),
            Complex::zero(),
        ),
        "step_closed" => {
            let first = Duct::round(w, 8e-3, 0.5e-3, air).chain();
            let second = Duct::round(w, 12e-3, 1.5e-3, air).chain();
            let step = mass(step::mass(0.5e-3, 1.5e-3, air));
            (first.then(&step).then(&second), Complex::zero())
        }
        "branch_open" => {
            // openwind takes the branch mass as that of the symmetric mode, which is the shunt's
            // and a quarter of the main tube's.
            let along = branch::main_mass(2e-3, 1e-3, air);
            let half = mass(0.5 * along);
            let chimney = mass(branch::branch_mass(2e-3, 1e-3, air) - 0.25 * along)
                .then(&Duct::round(w, 4e-3, 1e-3, air).chain())
                .input_admittance(open(1e-3, Flange::Unflanged));
            let first = Duct::round(w, 12e-3, 2e-3, air).chain();
            let second = Duct::round(w, 18e-3, 2e-3, air).chain();
            let joint = half.then(&Chain::shunt(chimney)).then(&half);
            (first.then(&joint).then(&second), Complex::zero())
        }
        other => panic!("unknown case {other}"),
    };
    chain.input_admittance(load).inverse()
}

#[test]
fn openwind_agrees() {
    let Some(text) = openwind() else {
        peer::missing("openwind (PyPI)");
        return;
    };
    let mut lines = text.lines();
    let numbers = |line: &str| -> Vec<f64> {
        line.split(',')
            .skip(1)
            .map(|cell| cell.parse().unwrap())
            .collect()
    };
    let constants = numbers(lines.next().unwrap());
    let air = AirConstants {
        density: constants[0],
        speed_of_sound: constants[1],
        viscosity: constants[2],
        gamma: constants[3],
        prandtl: constants[4],
    };
    let mut compared = 0;
    for line in lines {
        let case = line.split(',').next().unwrap();
        let [f, re, im] = numbers(line)[..] else {
            panic!("{line}")
        };
        let theirs = Complex64::new(re, im);
        let z = ours(case, 2.0 * PI * f, &air);
        let error = (Complex64::new(z.re, z.im) - theirs).norm() / theirs.norm();
        // Cylinders are exact in both; a cone converges with the pieces, and with their elements.
        let tolerance = if case == "cone_closed" { 1e-4 } else { 1e-6 };
        assert!(error < tolerance, "{case} at {f} Hz: off by {error:e}");
        compared += 1;
    }
    assert!(compared >= 35, "{compared}");
}
