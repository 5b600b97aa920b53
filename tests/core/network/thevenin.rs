//! The source that stands for a design before its ear gives every ear what the whole design gives it.

use earwright::{
    design::{
        Design,
        acoustic::{Eartip, LeakShape, TipWall},
        ear::{Ear, EarModel},
    },
    library,
    network::{
        Solver, log_grid,
        thevenin::{EarSolver, Inseparable},
    },
    tuning::ear_population::{Population, Wearer, Who},
};
use num_complex::Complex64;

const SLIT: LeakShape = LeakShape::Slit {
    width: 8e-3,
    length: 5e-3,
    gap: 0.12e-3,
};
const HOLE: LeakShape = LeakShape::Hole {
    diameter: 0.5e-3,
    thickness: 1e-3,
};

/// Tips from none to long ones, wider and narrower than what they sit on and than the canal.
fn tips() -> Vec<Eartip> {
    let mut tips = Vec::new();
    for (length, bore) in [(0.0, 4e-3), (6e-3, 4e-3), (5e-3, 0.8e-3), (5e-3, 9e-3)] {
        for canal_length in [0.0, 7e-3] {
            for leak in [None, Some(SLIT), Some(HOLE)] {
                tips.push(Eartip {
                    length,
                    bore,
                    canal_length,
                    canal_diameter: 7.5e-3,
                    leak,
                    wall: (canal_length > 0.0).then_some(TipWall::FOAM),
                });
            }
        }
    }
    tips
}

fn ears() -> [EarModel; 5] {
    [
        EarModel::Iec711Lumped,
        EarModel::Type43,
        EarModel::CanalOfSize {
            canal_length: 28e-3,
            canal_volume: 1e-6,
        },
        EarModel::HuddeEngel {
            canal_length: 11e-3,
            canal_diameter: 8e-3,
        },
        EarModel::OuterEar {
            concha_depth: 10e-3,
            concha_diameter: 22e-3,
        },
    ]
}

/// The largest difference, relative to what is right.
fn off(found: &[Complex64], right: &[Complex64]) -> f64 {
    assert_eq!(found.len(), right.len());
    let pairs = found.iter().zip(right);
    pairs
        .map(|(a, b)| (a - b).norm() / b.norm())
        .fold(0.0, f64::max)
}

#[test]
fn every_ear_gets_what_the_whole_design_gives_it() {
    let f = log_grid(97, 20.0, 20_000.0);
    let mut worst = (0.0, String::new());
    let mut designs = 0;
    for preset in library::designs() {
        for masses in [true, false] {
            let mut design = preset.design.clone();
            design.junction_masses = masses;
            let population = Population::of(&design, Who::People, &f).unwrap();
            let source = population.source().unwrap();
            let mut reduced = EarSolver::new(source);
            let mut full = Solver::default();
            designs += 1;
            for tip in tips() {
                for ear in ears() {
                    let ear = Ear {
                        insertion: if ear.has_depth() { 2e-3 } else { 0.0 },
                        ..Ear::from(ear)
                    };
                    let found = reduced.pressure(&tip, &ear).unwrap();
                    let wearer = Wearer {
                        tip: tip.clone(),
                        ear,
                    };
                    let solution = full.solve(&population.design_on(&wearer), &f);
                    let off = off(&found, &solution.drum_pressure.unwrap());
                    if off > worst.0 {
                        worst = (off, format!("{}, {wearer:?}", preset.file));
                    }
                }
            }
        }
    }
    println!("{designs} designs, worst {worst:?}");
    assert!(designs >= 18 && worst.0 < 1e-9, "{worst:?}");
}

#[test]
fn the_source_is_what_two_loads_say_it_is() {
    // By the textbook: from the pressures at two known loads, by its own formula.
    let f = log_grid(31, 50.0, 10_000.0);
    let design = library::default_design();
    let population = Population::of(&design, Who::People, &f).unwrap();
    let source = population.source().unwrap();
    let air = earwright::network::air_constants(&design.air);
    let bare = Eartip {
        length: 0.0,
        bore: 4e-3,
        canal_length: 0.0,
        canal_diameter: 7.5e-3,
        leak: None,
        wall: None,
    };
    for (n, &f) in f.iter().enumerate() {
        let w = std::f64::consts::TAU * f;
        let both = [EarModel::TwoCc, EarModel::Iec711Lumped].map(|ear| {
            let load = earwright::network::ear_at(ear, w, &air);
            let complex = |z: earwright::physics::complex::Complex<f64>| Complex64::new(z.re, z.im);
            let wearer = Wearer {
                tip: bare.clone(),
                ear: Ear::from(ear),
            };
            let solution = Solver::default().solve(&population.design_on(&wearer), source.f());
            let drum = solution.drum_pressure.unwrap()[n];
            (drum / complex(load.drum_ratio), complex(load.admittance))
        });
        let [(p, y), (q, z)] = both;
        let impedance = (p - q) / (q * z - p * y);
        let pressure = p * (1.0 + impedance * y);
        let near = |a: Complex64, b: Complex64| (a - b).norm() < 1e-6 * b.norm();
        assert!(near(source.impedance()[n], impedance), "{f} Hz");
        assert!(near(source.pressure()[n], pressure), "{f} Hz");
        assert!(impedance.re > 0.0, "a passive source at {f} Hz");
    }
}

#[test]
fn what_cannot_be_reduced_says_why_and_is_solved_all_the_same() {
    let f = log_grid(31, 50.0, 10_000.0);
    // A second way into the ear.
    let mut design = library::default_design();
    let ear = design.ear().unwrap().id;
    let into = design
        .links
        .iter()
        .find(|link| link.to.part == ear || link.from.part == ear);
    let mut second = into.unwrap().clone();
    second.id = earwright::design::LinkId(design.next_id);
    design.next_id += 1;
    design.links.push(second);
    let population = Population::of(&design, Who::People, &f).unwrap();
    assert_eq!(population.source().unwrap_err(), Inseparable::SeveralTubes);
    let drawn: Vec<_> = (0..3)
        .map(|n| earwright::tuning::ear_population::Wearing::drawn(1, n))
        .collect();
    let go = &mut |_| std::ops::ControlFlow::Continue(());
    let levels = population.levels(&drawn, go).unwrap();
    assert!(levels.iter().all(|level| level.is_finite()));
    // Without added masses one port feeds it, however many tubes meet there.
    design.junction_masses = false;
    let population = Population::of(&design, Who::People, &f).unwrap();
    assert!(population.source().is_ok());
    // A muted driver.
    let mut design = library::default_design();
    let driver = design.drivers().next().unwrap().id;
    design
        .parts
        .find_mut(|part| part.id == driver)
        .unwrap()
        .muted = true;
    let population = Population::of(&design, Who::People, &f).unwrap();
    assert_eq!(population.source().unwrap_err(), Inseparable::Muted);
    let muted = population.levels(&drawn, go).unwrap();
    assert!(muted.iter().all(|level| level.is_finite()));
    assert!(muted.iter().zip(&levels).any(|(a, b)| (a - b).abs() > 1.0));
    // An ear that nothing leads to.
    let empty = Design::new();
    let population = Population::of(&empty, Who::People, &f).unwrap();
    assert_eq!(population.source().unwrap_err(), Inseparable::Unsolved);
}
