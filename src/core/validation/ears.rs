//! Couplers and ears against what their standards and their authors print.

use super::{Case, Checks, highest};
use crate::physics::{
    air::AirConstants,
    complex::Complex,
    ear::{distributed711, hudde_engel, lumped711, type43},
};
use std::f64::consts::TAU;

fn air() -> AirConstants<f64> {
    AirConstants::from_climate(23.0, 101_325.0)
}

/// γP/(ω|z|): the volume that an impedance is at 500 Hz, mm³.
fn volume(z: Complex<f64>) -> f64 {
    1e9 * air().bulk_modulus() / (TAU * 500.0 * z.norm())
}

pub(super) fn coupler_711() -> Case {
    type Model<'a> = &'a dyn Fn(f64) -> Complex<f64>;
    let mut checks = Checks::default();
    let lumped = |f: f64| lumped711::DEFAULT.load(TAU * f).transfer_impedance();
    let distributed = |f: f64| distributed711::load(TAU * f, &air()).transfer_impedance();
    let models: [(&str, Model<'_>); 2] = [("lumped", &lumped), ("distributed", &distributed)];
    for (name, model) in models {
        let what = format!("{name}, effective volume at 500 Hz");
        checks.share(&what, "mm³", volume(model(500.0)), 1260.0, 0.01);
        let (at, _) = highest(10_000.0, 16_500.0, 1000, |f| model(f).norm());
        checks.add(
            &format!("{name}, half-wave resonance"),
            "kHz",
            at / 1e3,
            13.5,
            1.5,
        );
    }
    checks.case(
        "711 coupler",
        "IEC 60318-4:2010: effective volume 1260 mm³ at 500 Hz, half-wave resonance 13.5 ± 1.5 kHz",
    )
}

pub(super) fn type43() -> Case {
    let mut checks = Checks::default();
    let z = type43::load(TAU * 500.0, &air()).transfer_impedance();
    checks.share(
        "transfer impedance at 500 Hz",
        "MPa·s/m³",
        z.norm() / 1e6,
        27.7,
        0.06,
    );
    checks.add(
        "effective volume at 500 Hz",
        "cm³",
        volume(z) / 1e3,
        1.63,
        0.1,
    );
    checks.case(
        "Type 4.3 ear",
        "ITU-T P.57 (06/2021), effective volume 1.63 ± 0.10 cm³; another program's fit to its tables 5-c and 6",
    )
}

pub(super) fn hudde_engel() -> Case {
    let mut checks = Checks::default();
    // In dB re 8 MPa·s/m³, as the paper draws it.
    let level = |f: f64| 20.0 * (hudde_engel::drum_impedance(TAU * f, &air()).norm() / 8e6).log10();
    checks.add("at 165 Hz", "dB re 8 MPa·s/m³", level(165.0), 26.5, 0.5);
    let (at, low) = highest(400.0, 1600.0, 800, |f| -level(f));
    checks.share("lowest at", "Hz", at, 865.0, 0.05);
    checks.add("lowest", "dB re 8 MPa·s/m³", -low, 12.2, 0.5);
    checks.case(
        "Eardrum of Hudde and Engel",
        "H. Hudde and A. Engel (1998), as drawn there, read off",
    )
}
