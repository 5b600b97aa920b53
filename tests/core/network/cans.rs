//! Cans of several units, and drivers with vents of their own, against the same thing built of
//! single parts.

use crate::support::samples;
use crate::support::systems::{Bench, EAR, SOURCE, dd10, tube_mm};
use earwright::{
    design::{
        Design, PartId, PartKind,
        acoustic::Chamber,
        can::{Coils, Spouts, Units},
        driver::{Armature, CaseVent},
    },
    library::driver,
    network::{Solver, log_grid},
};

/// A two-mode armature with everything a can may have.
fn single() -> Armature {
    let PartKind::Armature(mut single) = driver::driver("Sonion 2356").unwrap().part.clone() else {
        unreachable!("an armature");
    };
    single.vent = Some(CaseVent {
        length: 0.5e-3,
        bore: 0.15e-3,
        resistance: 2e9,
    });
    single
}

/// The can, wired to the source and into a tube.
fn can(driver: Armature) -> Design {
    let mut bench = Bench::new();
    let can = bench.part("Can", PartKind::Armature(driver));
    bench.terminals(can, (SOURCE, "+"), false);
    bench.tube(tube_mm(9.0, 1.5), (can, "spout"), (EAR, "canal"));
    bench.design
}

/// `count` parts wired in parallel or in series across the source.
fn wired(bench: &mut Bench, driver: &Armature, count: usize, coils: Coils) -> Vec<PartId> {
    let parts: Vec<_> = (0..count)
        .map(|n| bench.part(&format!("B{n}"), PartKind::Armature(driver.clone())))
        .collect();
    let mut before = (SOURCE, "+");
    for (n, &part) in parts.iter().enumerate() {
        bench.wire(before, (part, "+"));
        match coils {
            Coils::Parallel => {
                bench.wire((part, "-"), (SOURCE, "-"));
            }
            Coils::Series => {
                before = (part, "-");
                if n + 1 == count {
                    bench.wire(before, (SOURCE, "-"));
                }
            }
        }
    }
    parts
}

/// Singles that share one front volume with one spout.
fn shared(driver: &Armature, count: usize, coils: Coils) -> Design {
    let mut bench = Bench::new();
    let bare = Armature {
        front_volume: 0.0,
        spout_length: 0.0,
        ..driver.clone()
    };
    let parts = wired(&mut bench, &bare, count, coils);
    let front = bench.part(
        "Front",
        PartKind::Chamber(Chamber {
            volume: driver.front_volume,
            wall_area: 0.0,
            sides_mm: None,
        }),
    );
    for part in parts {
        bench.joint((part, "spout"), (front, "west"));
    }
    let mut tube = tube_mm(driver.spout_length * 1e3, driver.spout_bore * 1e3);
    tube.sections.extend(tube_mm(9.0, 1.5).sections);
    bench.tube(tube, (front, "east"), (EAR, "canal"));
    bench.design
}

/// Singles with a front volume and a spout of their own that meet at a point.
fn separate(driver: &Armature, count: usize, coils: Coils) -> Design {
    let mut bench = Bench::new();
    let parts = wired(&mut bench, driver, count, coils);
    let merge = bench.junction_mm3("Merge", 0.0);
    for part in parts {
        bench.joint((part, "spout"), (merge, "node"));
    }
    bench.tube(tube_mm(9.0, 1.5), (merge, "node"), (EAR, "canal"));
    bench.design
}

/// Both play the same into the ear and load the source the same.
fn same(a: &Design, b: &Design, what: &str) {
    let f = log_grid(61, 20.0, 20_000.0);
    let [a, b] = [a, b].map(|design| Solver::default().solve(design, &f));
    let pairs = [
        (a.drum_pressure.as_ref(), b.drum_pressure.as_ref()),
        (a.input_impedance.as_ref(), b.input_impedance.as_ref()),
    ];
    for (a, b) in pairs {
        for ((a, b), f) in a.unwrap().iter().zip(b.unwrap().iter()).zip(f.iter()) {
            assert!((a - b).norm() < 1e-9 * b.norm(), "{what}, {f} Hz: {a} {b}");
        }
    }
}

#[test]
fn a_dual_in_parallel_is_two_singles_sharing_one_front_volume() {
    let single = single();
    for (count, coils) in [
        (2, Coils::Parallel),
        (2, Coils::Series),
        (4, Coils::Parallel),
        (4, Coils::Series),
    ] {
        let units = Units {
            count,
            coils,
            spouts: Spouts::Shared,
        };
        let dual = Armature {
            units: Some(units),
            ..single.clone()
        };
        let singles = shared(&single, count as usize, coils);
        same(&can(dual), &singles, &format!("{units:?}"));
    }
}

#[test]
fn units_with_spouts_of_their_own_are_singles_that_meet_at_the_port() {
    let single = Armature {
        internal_damper: Some(330e5),
        second_mode: None,
        ..single()
    };
    for coils in [Coils::Parallel, Coils::Series] {
        let units = Units {
            count: 2,
            coils,
            spouts: Spouts::Separate,
        };
        let dual = Armature {
            units: Some(units),
            ..single.clone()
        };
        let singles = separate(&single, 2, coils);
        same(&can(dual), &singles, &format!("{units:?}"));
    }
}

#[test]
fn with_masses_at_the_junction_every_unit_is_one_of_its_own() {
    for count in [2, 3, 4] {
        for coils in [Coils::Parallel, Coils::Series] {
            let units = Units {
                count,
                coils,
                spouts: Spouts::Separate,
            };
            let single = Armature {
                internal_damper: Some(330e5),
                ..single()
            };
            let many = Armature {
                units: Some(units),
                ..single.clone()
            };
            let mut designs = [can(many), separate(&single, count as usize, coils)];
            for design in &mut designs {
                design.junction_masses = true;
            }
            let what = format!("{units:?} with masses");
            same(&designs[0], &designs[1], &what);
            // All of them are one driver, and its share is the whole.
            let f = log_grid(31, 20.0, 20_000.0);
            let solution = Solver::default().solve(&designs[0], &f);
            assert_eq!(solution.contributions.len(), 1, "{what}");
            let whole = solution.drum_pressure.unwrap();
            for (share, whole) in solution.contributions[0].pressure.iter().zip(whole) {
                assert!((share - whole).norm() < 1e-9 * whole.norm(), "{what}");
            }
        }
    }
}

#[test]
fn volumes_that_lose_heat_are_chambers_with_the_walls_of_cubes() {
    let warm = Armature {
        wall_exchange: true,
        ..single()
    };
    let mut outside = Bench::new();
    let bare = Armature {
        front_volume: 0.0,
        back_volume: 0.0,
        spout_length: 0.0,
        ..single()
    };
    let part = outside.part("Driver", PartKind::Armature(bare));
    outside.terminals(part, (SOURCE, "+"), false);
    let chamber = |volume: f64| {
        PartKind::Chamber(Chamber {
            volume,
            wall_area: 6.0 * volume.cbrt().powi(2),
            sides_mm: None,
        })
    };
    let front = outside.part("Front", chamber(warm.front_volume));
    let back = outside.part("Back", chamber(warm.back_volume));
    outside.joint((part, "spout"), (front, "west"));
    outside.joint((part, "rear"), (back, "west"));
    let mut tube = tube_mm(warm.spout_length * 1e3, warm.spout_bore * 1e3);
    tube.sections.extend(tube_mm(9.0, 1.5).sections);
    outside.tube(tube, (front, "east"), (EAR, "canal"));
    same(&can(warm.clone()), &outside.design, "walls");
    // They are softer than lossless ones: a diaphragm that is softer than its back volume, with no
    // way around it, moves more in the bass, up to γ times where all of it is isothermal.
    let f: std::sync::Arc<[f64]> = vec![20.0].into();
    let level = |wall_exchange| {
        let driver = Armature {
            wall_exchange,
            compliance: 3e-12,
            relief: None,
            vent: None,
            ..single()
        };
        let solution = Solver::default().solve(&can(driver), &f);
        20.0 * solution.drum_pressure.unwrap()[0].norm().log10()
    };
    let more = level(true) - level(false);
    let most = 20.0 * 1.4_f64.log10();
    assert!((0.1..most).contains(&more), "{more} dB");
}

#[test]
fn an_internal_damper_is_a_damper_ahead_of_the_spout() {
    let damped = Armature {
        internal_damper: Some(1500e5),
        ..single()
    };
    let mut outside = Bench::new();
    let bare = Armature {
        spout_length: 0.0,
        ..single()
    };
    let part = outside.part("Driver", PartKind::Armature(bare));
    outside.terminals(part, (SOURCE, "+"), false);
    let mut tube = tube_mm(damped.spout_length * 1e3, damped.spout_bore * 1e3);
    tube.sections.extend(tube_mm(9.0, 1.5).sections);
    tube.inserts
        .push(crate::support::systems::damper(0.0, 1500.0));
    outside.tube(tube, (part, "spout"), (EAR, "canal"));
    same(&can(damped), &outside.design, "internal damper");
}

#[test]
fn vents_of_a_moving_coil_are_vents_at_its_ports() {
    let mut own = dd10(60.0, 400.0);
    own.front_vent = Some(CaseVent {
        length: 1e-3,
        bore: 0.2e-3,
        resistance: 0.0,
    });
    own.rear_vent = Some(CaseVent {
        length: 1e-3,
        bore: 0.4e-3,
        resistance: 0.0,
    });
    let design = |outside: bool| {
        let mut bench = Bench::new();
        let mut driver = own.clone();
        if outside {
            (driver.front_vent, driver.rear_vent) = (None, None);
        }
        let part = bench.part("Driver", PartKind::MovingCoil(driver));
        bench.terminals(part, (SOURCE, "+"), false);
        bench.tube(tube_mm(8.0, 2.8), (part, "front"), (EAR, "canal"));
        if outside {
            for (port, bore) in [("front", 0.2), ("rear", 0.4)] {
                let vent = bench.vent_mm(port, 1.0, bore, 0.0);
                bench.joint((part, port), (vent, "in"));
            }
        }
        bench.design
    };
    same(&design(false), &design(true), "vents");
}

#[test]
fn a_part_of_before_there_were_cans_reads_as_a_single() {
    let text = include_str!("../../designs/single_ba.ron");
    assert!(!text.contains("units"));
    let (design, _) = earwright::design::file::from_text(text).unwrap();
    let single = design.parts.iter().find_map(|part| match &part.kind {
        PartKind::Armature(driver) => Some(driver),
        _ => None,
    });
    assert_eq!(single.unwrap().units, None);
    // What it says is written and read again.
    let PartKind::Armature(dual) = samples::dual() else {
        unreachable!("an armature");
    };
    assert_eq!(dual.units.unwrap().coils, Coils::Series);
}
