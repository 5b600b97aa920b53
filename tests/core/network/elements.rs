//! Every kind of element of a network, one by one.

use crate::support::systems::{case, origin};
use earwright::{
    design::{
        Domain, Termination,
        document::CurvePoint,
        driver::Measured,
        ear::{Ear as Coupler, EarModel},
        kinds::multiport::Admittances,
    },
    network::{
        Kind,
        elements::{
            AcousticSeries, Armature, ArmatureTwoModes, BranchMass, Cable, Capacitor, Cavity, Cone,
            Duct, Ear, ElectricalSeries, Electrostatic, LeakHole, LeakSlit, LossyCoil, Lumped711,
            MainMass, MeasuredTable, Mesh, MovingCoil, MultiportTable, OpenEnd, PassiveRadiator,
            Piezo, Step, Transformer, Vent, Wall, multiport::Piece,
        },
    },
    physics::{
        air::AirConstants, armature::SecondMode, coil::Coil, cone::Cuts, moving_coil,
        opening::Flange,
    },
};
use num_complex::Complex64;
use std::sync::Arc;

const POINTS: [f64; 3] = [50.0, 1000.0, 12_000.0];

/// The place of a kind in [`KINDS`]. A new kind does not compile before it has one.
fn place(kind: &Kind) -> usize {
    match kind {
        Kind::Cable(_) => 0,
        Kind::ElectricalSeries(_) => 1,
        Kind::Capacitor(_) => 2,
        Kind::Transformer(_) => 3,
        Kind::MovingCoil(_) => 4,
        Kind::LossyCoil(_) => 5,
        Kind::Armature(_) => 6,
        Kind::ArmatureTwoModes(_) => 7,
        Kind::Electrostatic(_) => 8,
        Kind::Piezo(_) => 9,
        Kind::Measured(_) => 10,
        Kind::AcousticSeries(_) => 11,
        Kind::Mesh(_) => 12,
        Kind::Cavity(_) => 13,
        Kind::Duct(_) => 14,
        Kind::Cone(_) => 15,
        Kind::OpenEnd(_) => 16,
        Kind::Step(_) => 17,
        Kind::BranchMass(_) => 18,
        Kind::MainMass(_) => 19,
        Kind::Vent(_) => 20,
        Kind::LeakSlit(_) => 21,
        Kind::LeakHole(_) => 22,
        Kind::Lumped711(_) => 23,
        Kind::Ear(_) => 24,
        Kind::PassiveRadiator(_) => 25,
        Kind::Multiport(_) => 26,
        Kind::Wall(_) => 27,
    }
}

/// How many kinds there are.
const KINDS: usize = 28;

fn ear(model: EarModel, insertion: f64) -> Kind {
    Kind::Ear(Ear::from(&Coupler { model, insertion }))
}

fn armature(semi_inductance: Option<f64>) -> Armature<f64> {
    Armature {
        re: 30.0,
        inductance: 4e-3,
        semi_inductance,
        tau: 4e5,
        mass: 6e3,
        resistance: 3e7,
        compliance: 9e-14,
    }
}

fn lossy(coil: Coil<f64>) -> Kind {
    Kind::LossyCoil(LossyCoil(moving_coil::MovingCoil {
        re: 16.0,
        coil,
        bl: 0.4,
        mms: 20e-6,
        cms: 3e-3,
        rms: 0.02,
        sd: 60e-6,
    }))
}

/// A piece of a driver with as many admittances at two frequencies as the piece needs.
fn multiport(piece: Piece) -> Kind {
    let entries = if piece == Piece::Whole { 4 } else { 9 };
    let row = |f: f64| Admittances {
        f,
        y: (0..entries)
            .map(|n| [1e-3 / f64::from(n + 1), f * 1e-6])
            .collect(),
    };
    Kind::Multiport(MultiportTable::new([row(20.0), row(20e3)].into(), piece))
}

fn measured() -> Kind {
    let curve = |level: f64| {
        let point = |f| CurvePoint {
            f,
            value: level,
            phase_deg: None,
        };
        vec![point(20.0), point(20e3)]
    };
    let driver = Measured {
        origin: origin(),
        response: curve(105.0),
        impedance: curve(40.0),
        voltage: 0.1,
        source_resistance: 0.0,
        source_volume: 20e-9,
        fixture: Vec::new(),
        fixture_inserts: Vec::new(),
        coupler: Coupler::from(EarModel::Iec711Lumped),
        case: case(),
        rated_voltage: 0.0,
    };
    Kind::Measured(Arc::new(MeasuredTable::new(&driver).unwrap()))
}

/// One or more of every kind, with values that could be built and whose every number counts.
fn all() -> Vec<Kind> {
    let vent = Vent {
        length: 1e-3,
        bore: 0.6e-3,
        resistance: 2e7,
        mesh_resistance: 200.0,
        mesh_mass: 0.02,
        count: 2,
        inner: Termination::Flanged,
        outer: Termination::Unflanged,
    };
    vec![
        Kind::Cable(Cable {
            output_resistance: 1.5,
            cable_resistance: 0.4,
            inductance: 2e-6,
        }),
        Kind::ElectricalSeries(ElectricalSeries {
            resistance: 10.0,
            inductance: 1e-3,
        }),
        Kind::Capacitor(Capacitor {
            capacitance: 4e-6,
            series_resistance: 0.5,
        }),
        Kind::Transformer(Transformer {
            ratio: 1.4,
            primary_resistance: 1.0,
            secondary_resistance: 2.0,
            leakage: 20e-6,
            magnetising: 0.2,
        }),
        Kind::MovingCoil(MovingCoil {
            re: 16.0,
            inductance: 30e-6,
            bl: 0.4,
            mms: 20e-6,
            cms: 3e-3,
            rms: 0.02,
            sd: 60e-6,
        }),
        lossy(Coil::SemiInductance {
            inductance: 10e-6,
            semi_inductance: 0.01,
        }),
        lossy(Coil::Lr2 {
            inductance: 10e-6,
            second_inductance: 30e-6,
            second_resistance: 4.0,
        }),
        lossy(Coil::Leach {
            factor: 0.02,
            exponent: 0.6,
        }),
        Kind::Armature(armature(None)),
        Kind::Armature(armature(Some(3.0))),
        Kind::ArmatureTwoModes(ArmatureTwoModes {
            motor: armature(Some(3.0)),
            mode: SecondMode {
                pin_compliance: 5e-14,
                mass: 1.2e4,
                resistance: 5e6,
            },
        }),
        Kind::Electrostatic(Electrostatic {
            ratio: 20.0,
            primary_resistance: 3.0,
            leakage: 30e-6,
            magnetising: 0.1,
            capacitance: 200e-12,
            coupling: 3.0,
            mass: 200.0,
            resistance: 3e6,
            compliance: 2e-13,
        }),
        Kind::Piezo(Piezo {
            capacitance: 80e-9,
            loss_factor: 0.02,
            series_resistance: 20.0,
            coupling: 300.0,
            mass: 2e4,
            resistance: 5e7,
            compliance: 1e-14,
        }),
        measured(),
        multiport(Piece::Whole),
        multiport(Piece::Across),
        Kind::AcousticSeries(AcousticSeries {
            resistance: 6e7,
            mass: 800.0,
        }),
        Kind::PassiveRadiator(PassiveRadiator {
            mass: 30e-6,
            compliance: 5e-3,
            resistance: 5e-3,
            area: 20e-6,
        }),
        Kind::Mesh(Mesh {
            specific_resistance: 200.0,
            specific_mass: 0.02,
            bore: 1.5e-3,
        }),
        Kind::Cavity(Cavity {
            volume: 80e-9,
            wall_area: 140e-6,
        }),
        Kind::Cavity(Cavity {
            volume: 80e-9,
            wall_area: 0.0,
        }),
        Kind::Duct(Duct {
            length: 8e-3,
            bore: 1.4e-3,
        }),
        Kind::Cone(Cone {
            length: 6e-3,
            bore_in: 1.5e-3,
            bore_out: 4.2e-3,
            cuts: Cuts::of(1.5e-3, 4.2e-3),
        }),
        Kind::OpenEnd(OpenEnd {
            bore: 2e-3,
            flange: Flange::Flanged,
        }),
        Kind::Step(Step {
            narrow: 1e-3,
            wide: 2e-3,
        }),
        Kind::BranchMass(BranchMass {
            branch: 1e-3,
            main: 2e-3,
        }),
        Kind::MainMass(MainMass {
            branch: 1e-3,
            main: 2e-3,
        }),
        Kind::Vent(vent),
        Kind::Vent(Vent {
            length: 0.0,
            inner: Termination::None,
            ..vent
        }),
        Kind::LeakSlit(LeakSlit {
            width: 4e-3,
            length: 6e-3,
            gap: 0.08e-3,
            mesh_resistance: 100.0,
            mesh_mass: 0.01,
        }),
        Kind::LeakHole(LeakHole {
            diameter: 0.5e-3,
            thickness: 1e-3,
            mesh_resistance: 100.0,
            mesh_mass: 0.01,
        }),
        Kind::Lumped711(Lumped711),
        Kind::Wall(Wall {
            compliance: 0.2e-12,
            loss_factor: 0.4,
        }),
        ear(EarModel::Type33, 0.0),
        ear(EarModel::Iec711Damped, 6e-3),
        ear(EarModel::Type43, 3e-3),
        ear(
            EarModel::HuddeEngel {
                canal_length: 18e-3,
                canal_diameter: 7.5e-3,
            },
            0.0,
        ),
        ear(
            EarModel::CanalOfSize {
                canal_length: 28.3e-3,
                canal_volume: 0.86e-6,
            },
            -2e-3,
        ),
        ear(EarModel::Anechoic { bore: 7.5e-3 }, 0.0),
    ]
}

fn air() -> AirConstants<f64> {
    AirConstants::from_climate(23.0, 101_325.0)
}

#[test]
fn every_kind_is_here() {
    let mut found = [false; KINDS];
    for kind in all() {
        found[place(&kind)] = true;
    }
    assert_eq!(found, [true; KINDS]);
}

#[test]
fn no_kind_is_an_open_circuit() {
    for kind in all() {
        for f in POINTS {
            let values = kind.values_at(&air(), f);
            assert_eq!(values.len(), kind.form().values());
            // Only how a load acts back on a measured driver is not known.
            let silent = |n: usize| matches!(kind, Kind::Measured(_)) && n == 1;
            for (n, value) in values.iter().enumerate() {
                let there = value.norm() > 0.0 && value.is_finite();
                assert!(there || silent(n), "{kind:?}: value {n} is {value}");
            }
        }
    }
}

#[test]
fn every_kind_sits_between_pairs_of_a_domain() {
    for kind in all() {
        let domains = kind.form().domains();
        let electrical = matches!(
            kind,
            Kind::Cable(_) | Kind::ElectricalSeries(_) | Kind::Capacitor(_) | Kind::Transformer(_)
        );
        let driver = kind.form().values() == 4;
        assert_eq!(domains.contains(&Domain::Electrical), electrical || driver);
        assert_eq!(domains.contains(&Domain::Acoustic), !electrical, "{kind:?}");
    }
}

#[test]
fn every_number_is_where_it_was_put_and_counts() {
    for kind in all() {
        let numbers = kind.numbers();
        assert_eq!(numbers.len(), kind.count());
        for (n, &number) in numbers.iter().enumerate() {
            let mut moved = kind.clone();
            moved.set(n, 1.5 * number + 1e-4);
            let mut expected = numbers.clone();
            expected[n] = 1.5 * number + 1e-4;
            assert_eq!(moved.numbers(), expected, "{kind:?}");
            let differs = |f| moved.values_at(&air(), f) != kind.values_at(&air(), f);
            assert!(POINTS.into_iter().any(differs), "{kind:?}: number {n}");
            moved.set(n, number);
            assert_eq!(moved, kind);
        }
    }
}

/// Largest of a list.
fn largest(slopes: &[Complex64]) -> f64 {
    slopes.iter().map(|slope| slope.norm()).fold(0.0, f64::max)
}

#[test]
fn the_solver_s_derivatives_are_those_of_dual_numbers() {
    // What each value counts: none of them alike.
    let weights = [(1.0, 0.3), (-0.4, 0.8), (0.6, -1.1), (0.2, 0.5)];
    let weights = weights.map(|(re, im)| Complex64::new(re, im));
    for kind in all() {
        for f in POINTS {
            let taken = kind.slopes_at(&air(), f, weights);
            let duals = kind.dual_slopes_at(&air(), f, weights);
            let numbers = kind.numbers();
            // Of each by its logarithm, so that they can be compared; of one that is 0 by itself.
            let scale = |n: usize| match numbers.get(n) {
                Some(&number) if number != 0.0 => number,
                _ => 1.0,
            };
            let scaled = |slopes: &[Complex64]| -> Vec<Complex64> {
                let slopes = slopes.iter().enumerate();
                slopes.map(|(n, slope)| slope * scale(n)).collect()
            };
            let (taken, duals) = (scaled(&taken), scaled(&duals));
            let least = 1e-9 * largest(&duals);
            // At 0 the solver's is that of the side above.
            let at_zero = |n: usize| numbers.get(n) == Some(&0.0);
            let pairs = taken.iter().zip(&duals).enumerate();
            for (n, (taken, dual)) in pairs.filter(|(n, _)| !at_zero(*n)) {
                let off = (taken - dual).norm();
                assert!(
                    off <= least,
                    "{kind:?} at {f} Hz, input {n}: {taken} {dual}"
                );
            }
        }
    }
}
