//! Drivers: their equations solved another way, limits, reciprocity.

use earwright::physics::air::AirConstants;
use earwright::physics::armature::Armature;
use earwright::physics::cavity;
use earwright::physics::coil::{Coil, semi_inductance};
use earwright::physics::complex::Complex;
use earwright::physics::electrostatic::Electrostatic;
use earwright::physics::moving_coil::{MovingCoil, excursion, sealed_pressure};
use earwright::physics::thiele_small;
use earwright::physics::transducer::Transducer;
use earwright::physics::transformer::Transformer;
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

fn electrostatic() -> Electrostatic<f64> {
    Electrostatic {
        capacitance: 40e-12,
        loss_factor: 0.0,
        coupling: 0.5,
        mass: 3e3,
        resistance: 2e7,
        compliance: 5e-15,
    }
}

#[test]
fn electrostatic_drivers_obey_their_equations_and_are_reciprocal() {
    let driver = electrostatic();
    for f in [100.0, 4_000.0, 15_000.0] {
        let w = omega(f);
        let t = driver.transducer(w);
        near(out(t.q_per_v), out(t.i_per_p), "reciprocity");
        passive(&t);
        let (voltage, pressure) = (Complex64::new(70.0, 4.0), Complex64::new(3.0, -8.0));
        let i = out(t.i_per_v) * voltage + out(t.i_per_p) * pressure;
        let u = -(out(t.q_per_v) * voltage + out(t.q_per_p) * pressure);
        let za = driver.resistance + J * w * driver.mass + 1.0 / (J * w * driver.compliance);
        near(za * u + pressure, driver.coupling * voltage, "acoustic");
        near(
            J * w * driver.capacitance * voltage + driver.coupling * u,
            i,
            "electrical",
        );
    }
    // A dielectric loss is a conductance ωC tan δ and nothing else.
    let w = omega(4_000.0);
    let lossy = Electrostatic {
        loss_factor: 0.02,
        ..driver
    };
    let more = out(lossy.transducer(w).i_per_v) - out(driver.transducer(w).i_per_v);
    near(more, Complex64::new(w * 40e-12 * 0.02, 0.0), "loss");
}

#[test]
fn a_transformer_steps_a_driver_up() {
    let transformer = Transformer {
        ratio: 50.0,
        resistance: 8.0,
        leakage: 0.2e-3,
        magnetising: Some(0.1),
    };
    let driver = electrostatic();
    for f in [200.0, 6_000.0] {
        let w = omega(f);
        let inner = driver.transducer(w);
        let whole = transformer.drive(w, &inner);
        near(out(whole.q_per_v), out(whole.i_per_p), "reciprocity");
        passive(&whole);
        // Solved outwards: secondary voltage u and Δp give every primary quantity.
        let (u, pressure) = (Complex64::new(40.0, -7.0), Complex64::new(2.0, 6.0));
        let secondary = out(inner.i_per_v) * u + out(inner.i_per_p) * pressure;
        let at_core = u / 50.0;
        let i = 50.0 * secondary + at_core / (J * w * 0.1);
        let voltage = at_core + i * (8.0 + J * w * 0.2e-3);
        near(
            out(whole.i_per_v) * voltage + out(whole.i_per_p) * pressure,
            i,
            "current",
        );
        let q = out(inner.q_per_v) * u + out(inner.q_per_p) * pressure;
        near(
            out(whole.q_per_v) * voltage + out(whole.q_per_p) * pressure,
            q,
            "flow",
        );
    }
}

#[test]
fn a_closed_cup_resonates_where_the_volumes_stiffen_it() {
    // f = fs √(1 + Vas/Vf + Vas/Vr), seen as the peak of the impedance of a driver without losses
    // of its own between two volumes.
    let driver = MovingCoil {
        re: 32.1,
        coil: Coil::Plain { inductance: 0.0 },
        bl: 1.27,
        mms: 75e-6,
        cms: 27.3e-3,
        rms: 1e-4,
        sd: 10e-4,
    };
    let air = AirConstants::from_climate(20.0, 101_325.0);
    let (front, rear) = (28e-6, 25e-6);
    let set = thiele_small::physical(32.1, 1.27, 75e-6, 27.3e-3, 1e-4, 10e-4, air.bulk_modulus());
    let expected = set.fs * (1.0 + set.vas / front + set.vas / rear).sqrt();
    let impedance = |f: f64| {
        let w = omega(f);
        let t = driver.transducer(w);
        // Δp = −q (Z_front + Z_rear), with q into the front.
        let volumes =
            cavity::lossless(w, front, &air).inverse() + cavity::lossless(w, rear, &air).inverse();
        let pressure = -(out(volumes) * out(t.q_per_v)) / (1.0 + out(volumes) * out(t.q_per_p));
        1.0 / (out(t.i_per_v) + out(t.i_per_p) * pressure).norm()
    };
    let peak = (3_000..20_000)
        .map(|f| f64::from(f) / 10.0)
        .max_by(|a, b| impedance(*a).total_cmp(&impedance(*b)))
        .unwrap();
    assert!((peak / expected - 1.0).abs() < 1e-3, "{peak} {expected}");
}

#[test]
fn sealed_level_at_low_frequency() {
    // p = (Bl V/Re)/Sd · k_air/(k_air + k_s), against the transducer between its volumes.
    let driver = dd10();
    let air = AirConstants::from_climate(23.0, 101_325.0);
    let (front, rear) = (1.25e-6, 0.4e-6);
    let w = omega(5.0);
    let t = driver.transducer(w);
    let front_z = out(cavity::lossless(w, front, &air).inverse());
    let rear_z = out(cavity::lossless(w, rear, &air).inverse());
    let q = out(t.q_per_v) / (1.0 + (front_z + rear_z) * out(t.q_per_p));
    let expected = (front_z * q).norm();
    let level = sealed_pressure(&driver, 1.0, front, Some(rear), &air);
    assert!((level / expected - 1.0).abs() < 2e-3, "{level} {expected}");
}

#[test]
fn excursion_is_the_integral_of_velocity() {
    let w = omega(50.0);
    let x = out(excursion(w, Complex::new(2e-8, 1e-8), 0.5e-4));
    near(x * J * w * 0.5e-4, Complex64::new(2e-8, 1e-8), "excursion");
}
