//! Drivers: their equations solved another way, limits, reciprocity.

use earwright::physics::armature::Armature;
use earwright::physics::coil::{Coil, semi_inductance};
use earwright::physics::complex::Complex;
use earwright::physics::moving_coil::MovingCoil;
use earwright::physics::transducer::Transducer;
use num_complex::Complex64;
use std::f64::consts::PI;

const J: Complex64 = Complex64::new(0.0, 1.0);

fn out(z: Complex<f64>) -> Complex64 {
    Complex64::new(z.re, z.im)
}

fn near(actual: Complex64, expected: Complex64, what: &str) {
    let error = (actual - expected).norm() / expected.norm();
    assert!(error < 1e-10, "{what}: {actual} against {expected}");
}

fn omega(f: f64) -> f64 {
    2.0 * PI * f
}

/// The small dynamic driver of the reference systems.
fn dd10() -> MovingCoil<f64> {
    MovingCoil {
        re: 16.0,
        coil: Coil::Plain { inductance: 20e-6 },
        bl: 0.35,
        mms: 22e-6,
        cms: 0.8e-3,
        rms: 6e-3,
        sd: 0.5e-4,
    }
}

fn armature(semi_inductance: Option<f64>) -> Armature<f64> {
    Armature {
        re: 26.4,
        inductance: 2.004e-3,
        semi_inductance,
        tau: 1.868e5,
        mass: 5.733e4,
        resistance: 3e6,
        compliance: 2.174e-13,
    }
}

#[test]
fn coil_forms() {
    let w = omega(3_000.0);
    let z = out(Coil::SemiInductance {
        inductance: 1e-3,
        semi_inductance: 0.4,
    }
    .impedance(w));
    near(z, J * w * 1e-3 + 0.4 * (J * w).sqrt(), "semi-inductance");
    let z = out(Coil::Lr2 {
        inductance: 1e-3,
        second_inductance: 2e-3,
        second_resistance: 30.0,
    }
    .impedance(w));
    let second = 1.0 / (1.0 / 30.0 + 1.0 / (J * w * 2e-3));
    near(z, J * w * 1e-3 + second, "LR-2");
    let z = out(Coil::Leach {
        factor: 0.02,
        exponent: 0.7,
    }
    .impedance(w));
    near(z, 0.02 * (J * w).powf(0.7), "Leach");
    // The two ends of Leach's exponent are a resistance and an inductance; half is √(jω).
    let z = out(Coil::Leach {
        factor: 0.02,
        exponent: 0.5,
    }
    .impedance(w));
    near(z, out(semi_inductance(w, 0.02)), "Leach at one half");
    let none = Coil::Lr2 {
        inductance: 1e-3,
        second_inductance: 0.0,
        second_resistance: 30.0,
    };
    near(out(none.impedance(w)), J * w * 1e-3, "LR-2 without L₂");
}

#[test]
fn moving_coil_obeys_its_two_equations() {
    let driver = dd10();
    for f in [20.0, 400.0, 5_000.0] {
        let w = omega(f);
        let t = driver.transducer(w);
        let (voltage, pressure) = (Complex64::new(0.3, 0.1), Complex64::new(-2.0, 5.0));
        let i = out(t.i_per_v) * voltage + out(t.i_per_p) * pressure;
        let v = -(out(t.q_per_v) * voltage + out(t.q_per_p) * pressure) / driver.sd;
        let ze = driver.re + J * w * 20e-6;
        near(ze * i + driver.bl * v, voltage, "electrical");
        let zm = driver.rms + J * w * driver.mms + 1.0 / (J * w * driver.cms);
        near(zm * v + driver.sd * pressure, driver.bl * i, "mechanical");
    }
}

#[test]
fn armature_obeys_its_equations_with_and_without_eddies() {
    for k in [None, Some(0.4224)] {
        let driver = armature(k);
        for f in [20.0, 2_000.0, 9_000.0] {
            let w = omega(f);
            let t = driver.transducer(w);
            let (voltage, pressure) = (Complex64::new(0.1, 0.02), Complex64::new(3.0, -8.0));
            let i = out(t.i_per_v) * voltage + out(t.i_per_p) * pressure;
            let u = -(out(t.q_per_v) * voltage + out(t.q_per_p) * pressure);
            let inside = voltage - driver.re * i;
            let eddy = k.map_or(Complex64::new(0.0, 0.0), |k| inside / (k * (J * w).sqrt()));
            let il = i - eddy;
            let za = driver.resistance + J * w * driver.mass + 1.0 / (J * w * driver.compliance);
            near(
                J * w * driver.inductance * il + driver.tau * u,
                inside,
                "electrical",
            );
            near(za * u + pressure, driver.tau * il, "acoustic");
        }
    }
}

#[test]
fn magnetic_drivers_are_antireciprocal_and_passive() {
    for t in [
        dd10().transducer(omega(700.0)),
        armature(Some(0.4)).transducer(omega(2_500.0)),
        armature(None).transducer(omega(2_500.0)),
    ] {
        near(out(t.q_per_v), -out(t.i_per_p), "antireciprocity");
        passive(&t);
    }
}

/// Re(V* i + Δp* q) ≥ 0 for several excitations.
fn passive(t: &Transducer<f64>) {
    for k in 0..24 {
        let voltage = Complex64::new(1.0, 0.0);
        for size in [1.0, 1e2, 1e4, 1e6] {
            let pressure = Complex64::from_polar(size, f64::from(k) * PI / 12.0);
            let i = out(t.i_per_v) * voltage + out(t.i_per_p) * pressure;
            let q = out(t.q_per_v) * voltage + out(t.q_per_p) * pressure;
            let power = (voltage.conj() * i + pressure.conj() * q).re;
            assert!(
                power > -1e-12 * (i.norm() + pressure.norm() * q.norm()),
                "{power}"
            );
        }
    }
}
