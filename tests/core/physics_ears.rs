//! Ear simulators against their reference curves.

use crate::reference_table::{Table, angle_difference, level};
use earwright::physics::ear::lumped711::{self, Lumped711};
use num_complex::Complex64;
use std::f64::consts::PI;

/// zt and zin, Pa·s/m³.
type Curves = (Complex64, Complex64);

/// Holds |zt|, ∠zt, |zin|, ∠zin of a table's columns with this prefix to tolerances in dB and °.
fn hold(table: &Table, prefix: &str, db: f64, degrees: f64, model: impl Fn(f64) -> Curves) {
    for row in 0..table.len() {
        let f = table.number(row, "freq_hz");
        let (zt, zin) = model(2.0 * PI * f);
        for (z, name) in [(zt, "zt"), (zin, "zin")] {
            if name == "zin" && prefix == "def" {
                continue;
            }
            let expected = table.number(row, &format!("{prefix}_{name}_db"));
            let off = level(z, 1e6) - expected;
            assert!(off.abs() <= db, "{prefix} {name} at {f} Hz: {off} dB");
            let expected = table.number(row, &format!("{prefix}_{name}_ph"));
            let off = angle_difference(z.arg().to_degrees(), expected);
            assert!(off.abs() <= degrees, "{prefix} {name} at {f} Hz: {off}°");
        }
    }
}

fn lumped(set: Lumped711<f64>) -> impl Fn(f64) -> Curves {
    move |w| {
        let load = set.load(w);
        let zt = load.transfer_impedance();
        let zin = load.admittance.inverse();
        (Complex64::new(zt.re, zt.im), Complex64::new(zin.re, zin.im))
    }
}

#[test]
fn lumped_711_matches_every_reference_set() {
    let table = Table::read("ear_711.csv");
    hold(&table, "def", 0.002, 0.02, lumped(lumped711::DEFAULT));
    let without = Lumped711 {
        shunt_resistance: [0.0; 3],
        ..lumped711::DEFAULT
    };
    hold(&table, "gz", 0.002, 0.02, lumped(without));
    let arms = Lumped711 {
        arm_resistance: [4.22e5, 4.22e5, 3.22e6],
        ..without
    };
    hold(&table, "gzr5", 0.002, 0.02, lumped(arms));
    let older = Lumped711 {
        shunt_compliance: [0.943e-12, 1.479e-12, 1.517e-12],
        branch_compliance: [1.90e-12, 2.10e-12],
        branch_resistance: [50.6e6, 31.1e6],
        ..without
    };
    hold(&table, "bk", 0.002, 0.02, lumped(older));
}

#[test]
fn default_711_has_the_nominal_volume_and_half_wave_resonance() {
    // γP/(ω|zt|) at 500 Hz, and the highest maximum of |zt| between 10 and 16 kHz.
    let w = 2.0 * PI * 500.0;
    let zt = lumped(lumped711::DEFAULT)(w).0;
    let volume = 1.4 * 101_325.0 / (w * zt.norm());
    assert!((volume * 1e9 - 1259.0).abs() < 1.0, "{}", volume * 1e9);
    let peak = (10_000..16_000)
        .step_by(10)
        .map(f64::from)
        .max_by(|a, b| {
            let at = |f: f64| lumped(lumped711::DEFAULT)(2.0 * PI * f).0.norm();
            at(*a).total_cmp(&at(*b))
        })
        .unwrap();
    assert!((peak - 13_500.0).abs() < 200.0, "{peak}");
}
