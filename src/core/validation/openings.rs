//! Leaks: slits and holes on a closed volume that is driven by a constant displacement.

use super::{Case, Checks, highest};
use crate::physics::{air::AirConstants, cavity, complex::Complex, duct::Duct, hole};
use std::f64::consts::TAU;

fn air() -> AirConstants<f64> {
    AirConstants::from_climate(20.0, 101_325.0)
}

/// Level of a closed 30 cm³ with a slit 30 mm wide and 10 mm long, re the sealed level, dB.
fn slit_level(f: f64, gap: f64) -> f64 {
    let (w, air) = (TAU * f, air());
    let chain = Duct::slit(w, 10e-3, 30e-3, gap, &air).chain();
    let closed = cavity::lossless(w, 30e-6, &air);
    let opening = chain.d * chain.b.inverse();
    20.0 * (closed * (closed + opening).inverse()).norm().log10()
}

/// Where the level of the narrow slit has fallen by 3 dB, Hz.
fn corner() -> f64 {
    let (mut low, mut high) = (20.0, 200.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if slit_level(middle, 0.2e-3) < -3.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

pub(super) fn slits() -> Case {
    let mut checks = Checks::default();
    checks.share("gap 0.2 mm, −3 dB at", "Hz", corner(), 73.0, 0.03);
    let (at, top) = highest(100.0, 1000.0, 900, |f| slit_level(f, 0.2e-3));
    checks.share("gap 0.2 mm, highest at", "Hz", at, 350.0, 0.1);
    checks.add("gap 0.2 mm, highest by", "dB", top, 0.8, 0.1);
    let (at, _) = highest(200.0, 1500.0, 900, |f| slit_level(f, 1e-3));
    checks.share("gap 1 mm, highest at", "Hz", at, 522.0, 0.03);
    checks.case(
        "Slit leak on 30 cm³",
        "figures published with another simulator of headphones, no end corrections, constant displacement",
    )
}

/// The hole of 2 mm in a wall of 1.5 mm: its impedance, and that with 60 cm³ behind it.
fn hole_and_volume(f: f64, alpha: f64) -> (Complex<f64>, Complex<f64>) {
    let (w, air) = (TAU * f, air());
    let chain = hole::hole(w, 1e-3, 1.5e-3, 1.0, alpha, &air);
    let mass = chain.b * chain.d.inverse();
    (mass, mass + cavity::lossless(w, 60e-6, &air).inverse())
}

pub(super) fn hole() -> Case {
    let mut checks = Checks::default();
    for (alpha, published) in [(0.5, 9.5), (0.75, 8.6), (1.0, 7.85)] {
        let (at, _) = highest(150.0, 300.0, 3000, |f| {
            -hole_and_volume(f, alpha).1.im.abs()
        });
        if alpha == 0.75 {
            checks.share("resonance", "Hz", at, 213.5, 0.01);
        }
        let (mass, whole) = hole_and_volume(at, alpha);
        let what = format!("Q with edge losses α {alpha}");
        checks.share(&what, "", mass.im / whole.re, published, 0.03);
    }
    checks.case(
        "Hole Ø 2 mm in 1.5 mm on 60 cm³",
        "figures published with another simulator of headphones; end masses and edge losses as Ingard (1953)",
    )
}
