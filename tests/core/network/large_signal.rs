//! Motors at large amplitudes: beside time stepping of the same equations by a stiff solver, and
//! beside what weak drive must do.

use crate::support::systems::{Bench, EAR, SOURCE, case, dd10, origin};
use approx::assert_relative_eq;
use earwright::{
    analysis::{distortion, spl},
    design::{
        Design, PartKind,
        can::{Coils, Spouts, Units},
        drive::Drive,
        driver::{Armature, Coil, Magnet, MovingCoil, SecondMode, Stroke},
    },
    network::{Solver, large_signal::LargeSignal, log_grid},
    tuning::saturation::{Stated, Unfit, saturation_current},
};
use num_complex::Complex64;
use std::sync::Arc;

/// As in tests/peers/large_signal.py.
fn dynamic() -> Design {
    let mut b = Bench::new();
    let r = b.resistor("R1", 5.0);
    let l = b.inductor("L1", 0.2e-3, 0.0);
    b.wire((SOURCE, "+"), (r, "1"));
    b.wire((r, "2"), (l, "1"));
    let driver = MovingCoil {
        coil: Coil::Plain { inductance: 60e-6 },
        stroke: Some(Stroke {
            at: 0.1e-3,
            bl_out: 0.80,
            bl_in: 0.86,
            kms_out: 1.35,
            kms_in: 1.20,
            le_out: 0.85,
            le_in: 1.10,
            le_per_ampere: 0.8,
        }),
        ..dd10(60.0, 400.0)
    };
    let dd = b.part("DD", PartKind::MovingCoil(driver));
    b.terminals(dd, (l, "2"), false);
    b.joint((dd, "front"), (EAR, "canal"));
    b.design
}

fn unit() -> Armature {
    Armature {
        origin: origin(),
        re: 27.0,
        inductance: 2.6e-3,
        tau: 130e3,
        mass: 19_000.0,
        resistance: 5.9e6,
        compliance: 0.66e-12,
        front_volume: 12e-9,
        back_volume: 30e-9,
        relief: Some(2e9),
        internal_damper: Some(1500e5),
        spout_length: 0.0,
        spout_bore: 1e-3,
        magnet: Some(Magnet {
            gap: 0.5e-9,
            gap_share: 0.7,
            saturation_current: 8e-3,
            offset: 0.06,
        }),
        case: case(),
        ..Armature::blank()
    }
}

fn armature() -> Design {
    let mut b = Bench::new();
    let r = b.resistor("R1", 3.0);
    let c = b.capacitor("C1", 22e-6, 0.0);
    b.wire((SOURCE, "+"), (r, "1"));
    b.wire((r, "2"), (c, "1"));
    let ba = b.armature("BA", unit());
    b.terminals(ba, (c, "2"), false);
    b.joint((ba, "spout"), (EAR, "canal"));
    b.design
}

fn dual() -> Design {
    let mut b = Bench::new();
    let r = b.resistor("R1", 2.0);
    let l = b.inductor("L1", 1e-3, 0.0);
    b.wire((SOURCE, "+"), (r, "1"));
    b.wire((r, "2"), (l, "1"));
    let units = Armature {
        magnet: Some(Magnet {
            gap: 0.7e-9,
            gap_share: 0.6,
            saturation_current: 5e-3,
            offset: -0.04,
        }),
        second_mode: Some(SecondMode {
            pin_compliance: 0.043e-12,
            mass: 5900.0,
            resistance: 71e6,
        }),
        units: Some(Units {
            count: 2,
            coils: Coils::Parallel,
            spouts: Spouts::Shared,
        }),
        ..unit()
    };
    let ba = b.armature("BA", units);
    b.terminals(ba, (l, "2"), false);
    b.joint((ba, "spout"), (EAR, "canal"));
    b.design
}

fn design(case: &str) -> Design {
    match case {
        "dynamic" => dynamic(),
        "armature" => armature(),
        "dual" => dual(),
        other => panic!("{other}"),
    }
}

#[test]
fn harmonics_are_those_of_time_stepping() {
    let table = include_str!("../../reference/large_signal.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut cases = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let value = |n: usize| row[n].parse::<f64>().unwrap();
        let (f, drive) = (value(1), value(2));
        let signal = LargeSignal::new(&design(&row[0]), &[f]).unwrap();
        let steady = signal.steady(0, drive, None).expect("a steady state");
        for n in 0..5 {
            let (level, known) = (spl::level_db(steady.pressure[n]), value(3 + n));
            if known > value(3) - 80.0 {
                assert!(
                    (level - known).abs() < 0.1,
                    "{} {f} Hz {drive} V, harmonic {}: {level:.3} dB, time stepping {known:.3}",
                    &row[0],
                    n + 1
                );
            }
        }
        cases += 1;
    }
    assert_eq!(cases, 12);
}

#[test]
fn a_weak_drive_leaves_the_linear_curve_and_its_harmonics_follow_theory() {
    for design in [dynamic(), armature(), dual()] {
        let f = log_grid(24, 30.0, 15_000.0);
        let signal = LargeSignal::new(&design, &f).unwrap();
        let solution = Solver::default().solve(&design, &f);
        let linear = solution.drum_pressure.unwrap();
        for n in 0..f.len() {
            let weak = signal.steady(n, 1e-5, None).unwrap();
            let by = linear[n] * (1e-5 / design.drive.emf());
            let error = spl::level_db(weak.pressure[0]) - spl::level_db(by);
            assert!(error.abs() < 1e-5, "{} Hz: {error} dB", f[n]);
            // One decibel more: the second harmonic gains two, the third three.
            let more = signal.steady(n, 1e-5 * 10_f64.powf(0.05), None).unwrap();
            for (harmonic, slope) in [(1, 2.0), (2, 3.0)] {
                let [a, b] = [&weak, &more].map(|s| spl::level_db(s.pressure[harmonic]));
                let slope_found = b - a;
                if a > -195.0 {
                    assert!(
                        (slope_found - slope).abs() < 0.05,
                        "{} Hz, harmonic {}: {slope_found} dB per dB",
                        f[n],
                        harmonic + 1
                    );
                }
            }
        }
    }
}

#[test]
fn many_frequencies_side_by_side_are_each_as_by_itself() {
    // No multiple of the lanes, and drives at which hardly anything departs, at which harmonics fall
    // off slowly, and at which something may snap.
    let f = log_grid(21, 40.0, 8000.0);
    for design in [dynamic(), armature(), dual()] {
        let signal = LargeSignal::new(&design, &f).unwrap();
        for drive in [1e-3, 0.05, 0.3] {
            let all = signal.sweep(drive);
            assert_eq!(all.len(), f.len());
            for (n, one) in all.iter().enumerate() {
                let alone = signal.steady(n, drive, None);
                assert_eq!(one.is_some(), alone.is_some(), "{} Hz, {drive} V", f[n]);
                let (Some(one), Some(alone)) = (one, alone) else {
                    continue;
                };
                let most = alone.pressure[0].norm();
                for (a, b) in one.pressure.iter().zip(&alone.pressure) {
                    assert!((a - b).norm() < 1e-7 * most, "{} Hz, {drive} V", f[n]);
                }
                for (a, b) in one.reached.iter().zip(&alone.reached) {
                    assert_relative_eq!(a, b, max_relative = 1e-6);
                }
            }
        }
    }
}

#[test]
fn saturation_converges_or_says_that_it_does_not() {
    let design = armature();
    let drives: Vec<f64> = (0..30)
        .map(|n| 1e-3 * 10_f64.powf(f64::from(n) / 8.0))
        .collect();
    for f in [80.0, 500.0, 2000.0, 5000.0] {
        let rise = distortion::over_level(&design, f, &drives).unwrap();
        let known = rise
            .heard
            .iter()
            .take_while(|heard| heard.is_some())
            .count();
        assert!(rise.heard[known..].iter().all(Option::is_none));
        assert!(known > 12, "{f} Hz: {known}");
        let thd: Vec<f64> = rise.heard.iter().flatten().map(|heard| heard.thd).collect();
        assert!(thd[0] < 1e-3 && thd[known - 1] > 0.02, "{f} Hz: {thd:?}");
        assert!(thd.iter().all(|thd| (0.0..1.0).contains(thd)));
    }
}

#[test]
fn at_the_greatest_level_so_much_is_distorted() {
    let design = armature();
    let f = log_grid(6, 100.0, 4000.0);
    let curves = distortion::greatest(&design, &f, &[0.01, 0.05, 0.1]).unwrap();
    for (n, curve) in curves.iter().enumerate() {
        for (f, at) in curve.f.iter().zip(&curve.at) {
            let (level, drive) = at.expect("a level");
            let again = distortion::over_level(&design, *f, &[drive]).unwrap();
            let heard = again.heard[0].unwrap();
            assert_relative_eq!(heard.thd, curve.thd, max_relative = 2e-3);
            assert_relative_eq!(heard.fundamental_db, level, epsilon = 0.01);
            if let Some(less) = n.checked_sub(1).and_then(|n| curves.get(n)) {
                let at = less.f.iter().position(|other| other == f).unwrap();
                assert!(less.at[at].unwrap().1 < drive);
            }
        }
    }
}

#[test]
fn products_of_two_weak_tones_grow_as_their_order_says() {
    let design = dynamic();
    let [a, b] = [170.0, 1000.0];
    let mut quiet = design.clone();
    quiet.drive = Drive::Voltage { emf: 1e-3 };
    let found = distortion::intermodulation(&quiet, [a, b], [0.8, 0.2])
        .unwrap()
        .unwrap();
    let mut louder = design.clone();
    louder.drive = Drive::Voltage { emf: 2e-3 };
    let twice = distortion::intermodulation(&louder, [a, b], [0.8, 0.2])
        .unwrap()
        .unwrap();
    let level = |of: &distortion::Intermodulation, turns: [i32; 2]| {
        let found = of.products.iter().find(|product| product.turns == turns);
        found
            .unwrap_or_else(|| panic!("{turns:?}: {:?}", of.products))
            .level_db
    };
    // Loudest first, and none that is not there.
    assert!(
        found
            .products
            .iter()
            .all(|product| product.level_db.is_finite())
    );
    assert!(found.products.is_sorted_by(|a, b| a.level_db >= b.level_db));
    let double = 20.0 * 2_f64.log10();
    for (turns, order) in [([1, 1], 2.0), ([1, -1], 2.0), ([2, 1], 3.0), ([2, -1], 3.0)] {
        let rise = level(&twice, turns) - level(&found, turns);
        assert_relative_eq!(rise, order * double, epsilon = 0.01);
    }
    let fundamental = |n: usize| twice.levels_db[n] - found.levels_db[n];
    assert_relative_eq!(fundamental(0), double, epsilon = 1e-3);
    assert_relative_eq!(fundamental(1), double, epsilon = 1e-3);
    // Alone, each tone has the level it has in the linear design.
    let f: Arc<[f64]> = Arc::from([a, b]);
    let linear = Solver::default().solve(&quiet, &f).drum_pressure.unwrap();
    for (n, share) in [0.8, 0.2].into_iter().enumerate() {
        let expected = spl::level_db(linear[n] * Complex64::from(share));
        assert_relative_eq!(found.levels_db[n], expected, epsilon = 1e-3);
    }
    assert!(found.modulation > 0.0 && found.modulation < 0.01);
}

#[test]
fn a_design_without_a_law_tells_no_distortion() {
    let plain = crate::support::systems::hybrid();
    let f = log_grid(3, 100.0, 1000.0);
    let refused = distortion::over_frequency(&plain, &f).unwrap_err();
    assert_eq!(refused, earwright::network::large_signal::Unable::NoLaw);
    let found = distortion::over_frequency(&armature(), &f).unwrap();
    assert_eq!(
        (found.of, found.unstated),
        (vec!["BA".to_owned()], Vec::new())
    );
}

#[test]
fn a_sheets_level_at_five_percent_gives_the_current_that_saturates() {
    let design = armature();
    let ba = design.drivers().next().unwrap().id;
    let f: Arc<[f64]> = Arc::from([500.0]);
    let curves = distortion::greatest(&design, &f, &[0.05]).unwrap();
    let (level_db, _) = curves[0].at[0].unwrap();
    let stated = Stated {
        f: 500.0,
        thd: 0.05,
        level_db,
    };
    // The design's own level leads back to its own current.
    let found = saturation_current(&design, ba, &stated).unwrap();
    assert_relative_eq!(found, 8e-3, max_relative = 2e-3);
    let louder = Stated {
        level_db: level_db + 40.0,
        ..stated
    };
    let refused = saturation_current(&design, ba, &louder).unwrap_err();
    assert!(matches!(refused, Unfit::TooLoud(level) if level > level_db - 1.0));
    let plain = crate::support::systems::single_ba();
    let ci = plain.drivers().next().unwrap().id;
    assert_eq!(saturation_current(&plain, ci, &stated), Err(Unfit::NoGap));
}
