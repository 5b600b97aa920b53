//! A passive radiator: its closed form, and another radiator that stands for it with a volume behind.

use crate::support::systems::{Bench, EAR, SOURCE, tube_mm};
use earwright::{
    design::{
        LinkEnd, PartId,
        kinds::{Chamber, PassiveRadiator},
    },
    network::{Solver, air_constants, log_grid},
};
use num_complex::Complex64;
use std::f64::consts::TAU;

const RADIATOR: PassiveRadiator = PassiveRadiator {
    mmp: 30e-6,
    cmp: 5e-3,
    rmp: 5e-3,
    sp: 20e-6,
};

/// A driver that plays into the ear, and a radiator beside the ear with an open front.
fn bench(radiator: PassiveRadiator) -> (Bench, PartId) {
    let mut b = Bench::new();
    let driver = b.dd10("Driver", 60.0, 100.0);
    b.terminals(driver, (SOURCE, "+"), false);
    b.tube(tube_mm(10.0, 2.0), (driver, "front"), (EAR, "canal"));
    let radiator = b.part("Radiator", radiator.into());
    b.joint((radiator, "rear"), (EAR, "canal"));
    (b, radiator)
}

/// A volume without losses, m³.
fn volume(b: &mut Bench, volume: f64) -> PartId {
    let chamber = Chamber {
        volume,
        wall_area: 0.0,
        sides_mm: None,
    };
    b.part("Volume", chamber.into())
}

fn near(a: Complex64, b: Complex64, f: f64) {
    let off = (a - b).norm() / b.norm();
    assert!(off < 1e-9, "{a} and {b} at {f} Hz, off by {off:e}");
}

#[test]
fn what_passes_a_radiator_meets_its_mass_compliance_and_resistance() {
    let (mut b, radiator) = bench(RADIATOR);
    let behind = volume(&mut b, 1e-6);
    b.joint((radiator, "front"), (behind, "west"));
    let f = log_grid(61, 20.0, 20e3);
    let ends = ["rear", "front"].map(|port| LinkEnd {
        part: radiator,
        port: port.to_owned(),
    });
    let (_, readings) = Solver::default().solve_with_readings(&b.design, &f, &ends);
    let [rear, front] = &readings[..] else {
        panic!("both ports are read")
    };
    let flow = rear.flow.as_ref().unwrap();
    let PassiveRadiator { mmp, cmp, rmp, sp } = RADIATOR;
    for (n, &f) in f.iter().enumerate() {
        let w = TAU * f;
        let closed = Complex64::new(rmp, w * mmp - 1.0 / (w * cmp)) / (sp * sp);
        near(
            (rear.potential[n] - front.potential[n]) / flow[n],
            closed,
            f,
        );
    }
}

#[test]
fn a_volume_behind_a_radiator_is_a_stiffer_suspension() {
    const BEHIND: f64 = 0.3e-6;
    let f = log_grid(61, 20.0, 20e3);
    let (mut b, radiator) = bench(RADIATOR);
    let behind = volume(&mut b, BEHIND);
    b.joint((radiator, "front"), (behind, "west"));
    let boxed = Solver::default().solve(&b.design, &f);

    let air = air_constants(&b.design.air);
    let stiffness = air.density * air.speed_of_sound.powi(2) * RADIATOR.sp.powi(2) / BEHIND;
    let stiffer = PassiveRadiator {
        cmp: 1.0 / (1.0 / RADIATOR.cmp + stiffness),
        ..RADIATOR
    };
    let (mut b, radiator) = bench(stiffer);
    let open = b.vent_mm("Open", 0.0, 10.0, 0.0);
    b.joint((radiator, "front"), (open, "in"));
    let tuned = Solver::default().solve(&b.design, &f);

    let pairs = boxed.drum_pressure.iter().zip(&tuned.drum_pressure);
    let mut compared = 0;
    for (a, b) in pairs.flat_map(|(a, b)| a.iter().zip(b)) {
        near(*a, *b, f[compared]);
        compared += 1;
    }
    assert_eq!(compared, f.len());
}
