//! Exact sensitivities against differences of whole solves.

use crate::support::adjoint::{compared, outputs, with};
use crate::support::systems::{
    Bench, EAR, RAU_34832, SONION_2356, SOURCE, armature, case, cup, damper, dd10, electrostatic,
    hybrid5, origin, tube_mm,
};
use earwright::{
    design::{
        Design, Insert, InsertKind, PartId, PartKind, Subject, Termination,
        acoustic::{Chamber, Eartip, Horn, Leak, LeakShape, Mesh, TipWall, Vent},
        air::Air,
        driver::{CaseVent, Coil, Piezo, SecondMode},
        ear::{Ear, EarModel},
        electrical::Transformer,
    },
    library,
    network::{Include, Sensitivity, Solver, log_grid},
};

/// Compares every derivative of a design by a number above zero; how many there are.
fn compare(name: &str, design: &Design, within: f64) -> usize {
    let (count, all) = compared(design, &log_grid(41, 20.0, 20_000.0));
    // A number that does next to nothing is only known to the noise of a solve.
    let wrong: Vec<String> = (all.iter())
        .filter(|c| {
            // Those of one side are differences themselves.
            let within = if c.one_sided { 1e-3 } else { within };
            !(c.off <= within * c.largest.max(1e-2))
        })
        .map(|c| format!("{}: {:.1e}", c.name, c.off / c.largest))
        .collect();
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    count
}

#[test]
fn every_derivative_of_a_hybrid_is_exact() {
    let found = compare("hybrid5", &hybrid5(), 1e-6);
    assert!(found >= 60, "{found} numbers");
}

#[test]
fn a_cup_and_the_designs_of_the_library_are_exact() {
    compare("cup", &cup(), 1e-6);
    for preset in library::designs() {
        // The step of a difference crosses kinks of step masses where bores meet: these are one
        // for the test below.
        let mut design = preset.design.clone();
        design.junction_masses = false;
        compare(preset.file, &design, 5e-6);
    }
}

/// A design with nothing but this driver, its acoustic ports led to ear and vent.
fn alone(kind: PartKind, front: &str, rear: Option<&str>, ear: EarModel) -> Design {
    let mut b = Bench::new();
    let part = b.design.parts.iter_mut().find(|part| part.id == EAR);
    part.unwrap().kind = PartKind::Ear(Ear::from(ear));
    let driver = b.part("Driver", kind);
    let r = b.resistor("R", 3.3);
    b.wire((SOURCE, "+"), (r, "1"));
    b.terminals(driver, (r, "2"), false);
    b.tube(tube_mm(7.0, 1.6), (driver, front), (EAR, "canal"));
    if let Some(rear) = rear {
        let vent = b.part(
            "Vent",
            PartKind::Vent(Vent {
                length: 1e-3,
                bore: 0.7e-3,
                count: 2,
                inner: Termination::Flanged,
                outer: Termination::Unflanged,
                mesh: Some(mesh()),
                resistance: 1e6,
            }),
        );
        b.joint((driver, rear), (vent, "in"));
    }
    b.design
}

fn mesh() -> Mesh {
    Mesh {
        specific_resistance: 200.0,
        specific_mass: 0.02,
    }
}

#[test]
fn every_kind_of_driver_is_exact() {
    let ear = EarModel::Iec711Lumped;
    let coils = [
        Coil::Plain { inductance: 20e-6 },
        Coil::SemiInductance {
            inductance: 10e-6,
            semi_inductance: 0.01,
        },
        Coil::Lr2 {
            inductance: 10e-6,
            second_inductance: 30e-6,
            second_resistance: 4.0,
        },
        Coil::Leach {
            factor: 0.02,
            exponent: 0.6,
        },
    ];
    for coil in coils {
        let mut driver = dd10(60.0, 300.0);
        driver.coil = coil;
        let design = alone(PartKind::MovingCoil(driver), "front", Some("rear"), ear);
        assert!(compare("moving coil", &design, 1e-6) > 15);
    }
    let mut vented = armature(&RAU_34832, [2.0, 8.0], 4e10, [6.0, 1.0]);
    vented.semi_inductance = None;
    vented.vent = Some(CaseVent {
        length: 1e-3,
        bore: 0.3e-3,
        resistance: 2e7,
    });
    compare(
        "vented",
        &alone(PartKind::Armature(vented), "spout", None, ear),
        1e-6,
    );
    let mut two = armature(&SONION_2356, [3.7, 30.0], 3.6e10, [8.0, 1.0]);
    two.second_mode = Some(SecondMode {
        pin_compliance: 5e-14,
        mass: 1.2e4,
        resistance: 5e6,
    });
    compare(
        "two modes",
        &alone(PartKind::Armature(two), "spout", None, ear),
        1e-6,
    );
    let stepped = alone(PartKind::Electrostatic(electrostatic()), "spout", None, ear);
    compare("electrostatic", &stepped, 2e-6);
    let piezo = Piezo {
        origin: origin(),
        capacitance: 80e-9,
        loss_factor: 0.02,
        series_resistance: 20.0,
        coupling: 300.0,
        mass: 2e4,
        resistance: 5e7,
        compliance: 1e-14,
        front_volume: 20e-9,
        back_volume: 30e-9,
        wall_exchange: false,
        case: case(),
        rated_voltage: 0.0,
    };
    compare(
        "piezo",
        &alone(PartKind::Piezo(piezo), "front", Some("rear"), ear),
        2e-6,
    );
}

#[test]
fn every_ear_is_exact() {
    let driver = || PartKind::MovingCoil(dd10(60.0, 300.0));
    let ears = [
        EarModel::Iec711Lumped,
        EarModel::Iec711Distributed,
        EarModel::Type33,
        EarModel::Type43,
        EarModel::HuddeEngel {
            canal_length: 18e-3,
            canal_diameter: 7.5e-3,
        },
        EarModel::RealCanal,
        EarModel::Iec711Damped,
        EarModel::CanalOfSize {
            canal_length: 34.5e-3,
            canal_volume: 1.51e-6,
        },
        EarModel::OuterEar {
            concha_depth: 10e-3,
            concha_diameter: 18e-3,
        },
        EarModel::TwoCc,
        EarModel::PointFourCc,
        EarModel::Anechoic { bore: 7.5e-3 },
        EarModel::FlatPlate { bore: 7.5e-3 },
    ];
    for ear in ears {
        let mut design = alone(driver(), "front", Some("rear"), ear);
        design.air = Air::Constants {
            density: 1.19,
            speed_of_sound: 345.0,
            viscosity: 1.83e-5,
            gamma: 1.4,
            prandtl: 0.708,
        };
        compare(&format!("{ear:?}"), &design, 2e-6);
        // And at another depth, where it has one.
        let (_, shallowest) = ear.depths();
        let part = design.parts.iter_mut().find(|part| part.id == EAR);
        part.unwrap().kind = PartKind::Ear(Ear {
            model: ear,
            insertion: 0.4 * shallowest,
        });
        compare(&format!("{ear:?}, shallow"), &design, 2e-6);
    }
}

/// A transformer, a horn, an eartip with a leak, a chamber with walls, cones, meshes.
fn everything_else() -> Design {
    let mut b = Bench::new();
    let step = b.part(
        "T",
        PartKind::Transformer(Transformer {
            ratio: 1.4,
            primary_resistance: 1.0,
            secondary_resistance: 2.0,
            leakage_inductance: 20e-6,
            magnetising_inductance: Some(0.2),
        }),
    );
    b.wire((SOURCE, "+"), (step, "p+"));
    b.wire((SOURCE, "-"), (step, "p-"));
    let driver = b.part("Driver", PartKind::MovingCoil(dd10(40.0, 300.0)));
    b.wire((step, "s+"), (driver, "+"));
    b.wire((step, "s-"), (driver, "-"));
    let chamber = b.part(
        "V",
        PartKind::Chamber(Chamber {
            volume: 80e-9,
            wall_area: 140e-6,
            sides_mm: None,
        }),
    );
    let horn = b.part(
        "Horn",
        PartKind::Horn(Horn {
            length: 6e-3,
            throat: 1.5e-3,
            mouth: 4.2e-3,
        }),
    );
    let tip = b.part(
        "Tip",
        PartKind::Eartip(Eartip {
            length: 5e-3,
            bore: 4e-3,
            canal_length: 6e-3,
            canal_diameter: 7e-3,
            leak: Some(LeakShape::Slit {
                width: 4e-3,
                length: 6e-3,
                gap: 0.08e-3,
            }),
            wall: Some(TipWall::FOAM),
        }),
    );
    let mut tube = tube_mm(8.0, 1.4);
    tube.sections[0].bore_out = 2.0e-3;
    tube.inserts.push(damper(3.0, 680.0));
    tube.inserts.push(Insert {
        position: 5e-3,
        kind: InsertKind::Mesh(mesh()),
        bypassed: false,
    });
    tube.start = Termination::Flanged;
    b.joint((driver, "front"), (chamber, "node"));
    b.tube(tube, (chamber, "node"), (horn, "throat"));
    b.joint((horn, "mouth"), (tip, "nozzle"));
    b.joint((tip, "canal"), (EAR, "canal"));
    let hole = b.part(
        "Hole",
        PartKind::Leak(Leak {
            shape: LeakShape::Hole {
                diameter: 0.8e-3,
                thickness: 1e-3,
            },
            mesh: Some(mesh()),
        }),
    );
    b.joint((driver, "rear"), (hole, "in"));
    b.design.junction_masses = true;
    b.design
}

#[test]
fn everything_else_is_exact() {
    assert!(compare("everything else", &everything_else(), 5e-6) > 40);
}

#[test]
fn a_number_at_zero_is_derived_towards_larger_values() {
    let mut b = Bench::new();
    let r = b.resistor("R", 0.0);
    b.wire((SOURCE, "+"), (r, "1"));
    let l = b.inductor("L", 1e-3, 0.0);
    b.wire((r, "2"), (l, "1"));
    let driver = b.dd10("Driver", 60.0, 300.0);
    b.terminals(driver, (l, "2"), false);
    let mut tube = tube_mm(8.0, 2.0);
    tube.inserts.push(damper(4.0, 0.0));
    b.tube(tube, (driver, "front"), (EAR, "canal"));
    let f = log_grid(41, 20.0, 20_000.0);
    let all = Solver::default().sensitivities(&b.design, &f, Include::All);
    let find = |subject: Option<PartId>, key: &str| -> &Sensitivity {
        all.iter()
            .find(|s| {
                let here = match (s.subject, subject) {
                    (Subject::Part(a), Some(b)) => a == b,
                    (Subject::Link(_), None) => true,
                    _ => false,
                };
                here && s.info.key == key
            })
            .unwrap()
    };
    // Merged away, missing from a series, and in the middle of a tube.
    let cases = [
        (find(Some(r), "resistance"), 1e-3),
        (find(Some(l), "dc_resistance"), 1e-3),
        (find(None, "insert.resistance"), 1e3),
    ];
    for (of, step) in cases {
        assert!(of.one_sided, "{}", of.info.key);
        let at = |share: f64| outputs(&with(&b.design, of, share * step), &f);
        let (zero, one, two) = (at(0.0), at(1.0), at(2.0));
        for (output, slopes) in [&of.pressure, &of.impedance].into_iter().enumerate() {
            let slopes = slopes.as_ref().unwrap();
            let side = |k: usize| {
                let [zero, one, two] = [&zero, &one, &two].map(|o| o[output].as_ref().unwrap()[k]);
                (4.0 * (one / zero).ln() - (two / zero).ln()) / (2.0 * step)
            };
            let largest = (0..f.len()).map(|k| side(k).norm()).fold(0.0, f64::max);
            for (k, slope) in slopes.iter().enumerate() {
                let off = (slope - side(k)).norm();
                assert!(
                    off < 1e-5 * largest,
                    "{}: {off:e} of {largest:e}",
                    of.info.key
                );
            }
        }
    }
}
