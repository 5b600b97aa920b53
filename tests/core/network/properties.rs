//! What holds for every network, on random ones.

use crate::support::systems::{
    Bench, CI_22955, EAR, Motor, RAU_34832, SONION_2356, SOURCE, armature, damper, dd10,
    electrostatic, hybrid5, tube_mm,
};
use earwright::design::{Design, Domain, LinkKind, PartId, PartKind, driver::Coil};
use earwright::network::{Engine, Features, Solver, assemble, log_grid};
use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Which drivers a random network has.
#[derive(Clone, Copy, PartialEq)]
enum Drivers {
    Magnetic,
    Electrostatic,
    Both,
}

/// A driver and the port its sound leaves through.
fn driver(b: &mut Bench, r: &mut ChaCha8Rng, kind: Drivers, n: usize) -> (PartId, &'static str) {
    let name = format!("D{n}");
    let electrostatic_one = match kind {
        Drivers::Magnetic => false,
        Drivers::Electrostatic => true,
        Drivers::Both => n.is_multiple_of(2),
    };
    if electrostatic_one {
        let mut d = electrostatic();
        d.coupling *= r.random_range(0.5..2.0);
        (b.part(&name, PartKind::Electrostatic(d)), "spout")
    } else if r.random_bool(0.4) {
        let volumes = [r.random_range(30.0..200.0), r.random_range(100.0..900.0)];
        let mut d = dd10(volumes[0], volumes[1]);
        d.coil = match r.random_range(0..3) {
            0 => Coil::Plain { inductance: 20e-6 },
            1 => Coil::SemiInductance {
                inductance: 10e-6,
                semi_inductance: 0.01,
            },
            _ => Coil::Lr2 {
                inductance: 10e-6,
                second_inductance: 30e-6,
                second_resistance: 4.0,
            },
        };
        (b.part(&name, PartKind::MovingCoil(d)), "front")
    } else {
        let motors: [&Motor; 3] = [&CI_22955, &SONION_2356, &RAU_34832];
        let motor = motors[r.random_range(0..3)];
        let volumes = [r.random_range(2.0..8.0), r.random_range(8.0..120.0)];
        let mut d = armature(motor, volumes, 3e10, [3.0, 1.2]);
        if r.random_bool(0.3) {
            d.semi_inductance = None;
        }
        (b.armature(&name, d), "spout")
    }
}

/// A random crossover, random drivers, random tubes, one junction, an ear.
fn random(seed: u64, kind: Drivers) -> Design {
    let mut r = ChaCha8Rng::seed_from_u64(seed);
    let mut b = Bench::new();
    if r.random_bool(0.7) {
        let source = b.design.parts.iter_mut().find(|part| part.id == SOURCE);
        if let Some(PartKind::Source(s)) = source.map(|part| &mut part.kind) {
            s.output_resistance = r.random_range(0.1..20.0);
            s.cable_inductance = 1e-6;
            s.cable_capacitance = 200e-12;
        }
    }
    let y = b.junction_mm3("Y", r.random_range(0.0..10.0));
    for n in 0..r.random_range(1..4) {
        let mut at: (PartId, &'static str) = (SOURCE, "+");
        for k in 0..r.random_range(0..3) {
            let name = format!("E{n}{k}");
            let part = match r.random_range(0..3) {
                0 => b.resistor(&name, r.random_range(0.5..50.0)),
                1 => b.capacitor(&name, r.random_range(0.3e-6..30e-6), 0.2),
                _ => b.inductor(&name, r.random_range(0.05e-3..3e-3), 1.0),
            };
            b.wire(at, (part, "1"));
            at = (part, "2");
            if r.random_bool(0.3) {
                let shunt = b.resistor(&format!("S{n}{k}"), r.random_range(5.0..100.0));
                b.wire(at, (shunt, "1"));
                b.wire((shunt, "2"), (SOURCE, "-"));
            }
        }
        let (d, port) = driver(&mut b, &mut r, kind, n);
        b.terminals(d, at, r.random_bool(0.3));
        let mut tube = tube_mm(r.random_range(2.0..20.0), r.random_range(0.6..2.5));
        let second = tube_mm(r.random_range(2.0..10.0), r.random_range(0.8..2.5));
        tube.sections.extend(second.sections);
        if r.random_bool(0.5) {
            let place = tube.sections[0].length * 1e3 * r.random_range(0.2..1.2);
            tube.inserts
                .push(damper(place, r.random_range(100.0..4000.0)));
        }
        b.tube(tube, (d, port), (y, "node"));
    }
    let mut nozzle = tube_mm(r.random_range(4.0..12.0), r.random_range(2.0..4.0));
    nozzle.sections[0].bore_out *= r.random_range(0.7..1.4);
    b.tube(nozzle, (y, "node"), (EAR, "canal"));
    b.design.junction_masses = r.random_bool(0.5);
    b.design
}

fn largest(values: &[Complex64]) -> f64 {
    values.iter().map(|v| v.norm()).fold(0.0, f64::max)
}

fn difference(a: &[Complex64], b: &[Complex64]) -> f64 {
    let pairs = a.iter().zip(b);
    pairs
        .map(|(a, b)| (a - b).norm() / b.norm())
        .fold(0.0, f64::max)
}

fn drum(design: &Design) -> Vec<Complex64> {
    let f = log_grid(41, 20.0, 20e3);
    let solution = Solver::default().solve(design, &f);
    assert!(solution.residual <= 1e-12, "{}", solution.residual);
    solution.drum_pressure.expect("an ear is joined")
}

const SEEDS: std::ops::Range<u64> = 0..24;

#[test]
fn contributions_sum_to_the_total() {
    let f = log_grid(41, 20.0, 20e3);
    for seed in SEEDS {
        let solution = Solver::default().solve(&random(seed, Drivers::Both), &f);
        let total = solution.drum_pressure.unwrap();
        for (n, total) in total.iter().enumerate() {
            let shares = solution.contributions.iter().map(|c| c.pressure[n]);
            let size = shares.clone().map(Complex64::norm).fold(0.0, f64::max);
            let sum: Complex64 = shares.sum();
            assert!((sum - total).norm() <= 1e-9 * size, "seed {seed}");
        }
    }
}

#[test]
fn muting_leaves_out_exactly_one_share() {
    let f = log_grid(21, 20.0, 20e3);
    let mut design = random(3, Drivers::Magnetic);
    let open = Solver::default().solve(&design, &f);
    let first = open.contributions[0].part;
    for part in &mut design.parts {
        part.muted = part.id == first;
    }
    let muted = Solver::default().solve(&design, &f);
    let without = muted.drum_pressure.unwrap();
    for (n, total) in open.drum_pressure.unwrap().iter().enumerate() {
        let left = total - open.contributions[0].pressure[n];
        assert!((without[n] - left).norm() <= 1e-9 * total.norm().max(left.norm()));
    }
}

#[test]
fn plan_agrees_with_a_pivoted_dense_solve() {
    let f = log_grid(9, 20.0, 20e3);
    for seed in SEEDS {
        let network = assemble(&random(seed, Drivers::Both)).network;
        let mut engine = Engine::new(network.clone(), &f);
        engine.solve(false, Features::Dispatched);
        let drum = engine.drum_pressure();
        let (_, node) = network.ear.unwrap();
        let plane = engine.potential(node);
        for (n, (a, b)) in engine.dense_systems().into_iter().enumerate() {
            let x = a.full_piv_lu().solve(&b).unwrap();
            let expected = x[node.unknown().unwrap()] * network.emf * 1e5;
            // Short tubes at 20 Hz leave a condition number near 1e7, to either solver.
            assert!((plane[n] - expected).norm() <= 1e-8 * expected.norm());
            assert!(drum[n].norm() > 0.0);
        }
    }
}

#[test]
fn solver_remembers_nothing_wrong() {
    let f = log_grid(33, 20.0, 20e3);
    let mut kept = Solver::default();
    for seed in [1, 1, 2, 2] {
        for step in 0..4 {
            let mut design = random(seed, Drivers::Both);
            for link in &mut design.links {
                if let LinkKind::Tube(tube) = &mut link.kind {
                    tube.sections[0].length *= 1.0 + 0.1 * f64::from(step);
                    break;
                }
            }
            if step == 3 {
                design.air = earwright::design::air::Air::Climate {
                    temperature_c: 35.0,
                    pressure: 101_325.0,
                };
            }
            let again = kept.solve(&design, &f);
            let fresh = Solver::default().solve(&design, &f);
            assert_eq!(again.drum_pressure, fresh.drum_pressure);
            assert_eq!(again.input_impedance, fresh.input_impedance);
        }
    }
}

#[test]
fn splitting_a_tube_changes_nothing() {
    for seed in SEEDS {
        let whole = random(seed, Drivers::Magnetic);
        let mut r = ChaCha8Rng::seed_from_u64(seed);
        let share = r.random_range(0.05..0.95);
        let mut split = whole.clone();
        for link in &mut split.links {
            if let LinkKind::Tube(tube) = &mut link.kind
                && tube.sections[0].bore_in == tube.sections[0].bore_out
            {
                let mut first = tube.sections[0];
                let mut second = first;
                first.length *= share;
                second.length *= 1.0 - share;
                tube.sections.splice(0..1, [first, second]);
            }
        }
        let off = difference(&drum(&split), &drum(&whole));
        assert!(off <= 1e-8, "seed {seed}: {off}");
    }
}

#[test]
fn nothing_in_the_way_is_merged_away() {
    let f = log_grid(21, 20.0, 20e3);
    let mut design = random(5, Drivers::Magnetic);
    let before = Solver::default().solve(&design, &f);
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            let mut nothing = tube.sections[0];
            nothing.length = 0.0;
            nothing.bore_out = nothing.bore_in;
            tube.sections.insert(0, nothing);
            tube.inserts.insert(0, damper(0.0, 0.0));
        }
    }
    let after = Solver::default().solve(&design, &f);
    assert_eq!(before.unknowns, after.unknowns);
    assert_eq!(before.drum_pressure, after.drum_pressure);
}

#[test]
fn reversing_the_source_negates_every_pressure() {
    for seed in SEEDS {
        let design = random(seed, Drivers::Both);
        let mut reversed = design.clone();
        for end in (reversed.links.iter_mut()).flat_map(|link| [&mut link.from, &mut link.to]) {
            if end.part == SOURCE {
                end.port = if end.port == "+" { "-" } else { "+" }.to_owned();
            }
        }
        let negated: Vec<_> = drum(&reversed).iter().map(|p| -p).collect();
        let off = difference(&negated, &drum(&design));
        assert!(off <= 1e-8, "seed {seed}: {off}");
    }
}

#[test]
fn reversing_a_driver_negates_its_transfer() {
    let f = log_grid(21, 20.0, 20e3);
    for seed in SEEDS {
        let design = random(seed, Drivers::Both);
        let straight = Solver::default().solve(&design, &f);
        let part = straight.contributions[0].part;
        let mut reversed = design.clone();
        for end in (reversed.links.iter_mut()).flat_map(|link| [&mut link.from, &mut link.to]) {
            if end.part == part && (end.port == "+" || end.port == "-") {
                end.port = if end.port == "+" { "-" } else { "+" }.to_owned();
            }
        }
        let turned = Solver::default().solve(&reversed, &f);
        // Pressure per volt on the source's side of the terminals.
        let (a, b) = (&straight.contributions[0], &turned.contributions[0]);
        for n in 0..f.len() {
            let before = a.pressure[n] / a.voltage[n];
            let after = b.pressure[n] / -b.voltage[n];
            assert!(
                (before + after).norm() <= 1e-9 * before.norm(),
                "seed {seed}"
            );
        }
    }
}

/// The inverse of a network's matrix: transfer impedances between all its nodes.
fn transfers(design: &Design, f: f64) -> (Vec<Domain>, DMatrix<Complex64>) {
    let network = assemble(design).network;
    let engine = Engine::new(network.clone(), &[f].into());
    let (a, _) = engine.dense_system(0);
    (network.domains, a.try_inverse().unwrap())
}

#[test]
fn transfers_are_reciprocal_in_the_form_each_coupling_allows() {
    for kind in [Drivers::Magnetic, Drivers::Electrostatic] {
        for seed in SEEDS {
            for f in [60.0, 1000.0, 9000.0] {
                let (domains, z) = transfers(&random(seed, kind), f);
                for i in 0..domains.len() {
                    for j in 0..i {
                        let crossing = domains[i] != domains[j];
                        let sign = if crossing && kind == Drivers::Magnetic {
                            -1.0
                        } else {
                            1.0
                        };
                        let off = (z[(i, j)] - z[(j, i)] * sign).norm();
                        let size = (z[(i, i)].norm() * z[(j, j)].norm()).sqrt();
                        assert!(off <= 1e-9 * size, "seed {seed}, {f} Hz: {off} of {size}");
                    }
                }
            }
        }
    }
}

#[test]
fn networks_are_passive() {
    let f = log_grid(15, 20.0, 20e3);
    for seed in SEEDS {
        let network = assemble(&random(seed, Drivers::Both)).network;
        let mut engine = Engine::new(network.clone(), &f);
        engine.solve(false, Features::Dispatched);
        for z in engine.input_impedance() {
            assert!(z.re > 0.0, "seed {seed}: input impedance {z}");
        }
        // Whatever the potentials, the network takes power in.
        let mut r = ChaCha8Rng::seed_from_u64(seed);
        for (a, b) in engine.dense_systems() {
            let solved = a.clone().full_piv_lu().solve(&b).unwrap();
            let any = DVector::from_fn(b.len(), |_, _| {
                Complex64::new(r.random_range(-1.0..1.0), r.random_range(-1.0..1.0))
            });
            for x in [any, solved] {
                let power = x.dotc(&(&a * &x));
                assert!(power.re > -1e-12 * power.norm(), "seed {seed}: {power}");
            }
        }
    }
}

#[test]
fn power_taken_is_power_lost() {
    // The source's power equals what every element takes, each of which is not negative.
    let f = log_grid(15, 20.0, 20e3);
    for seed in SEEDS {
        let network = assemble(&random(seed, Drivers::Magnetic)).network;
        let mut engine = Engine::new(network.clone(), &f);
        engine.solve(false, Features::Dispatched);
        let impedance = engine.input_impedance();
        let volts = engine.potential(network.terminal.unwrap());
        let taken = engine.powers();
        for (n, z) in impedance.iter().enumerate() {
            let given = (volts[n].norm_sqr() / z.conj()).re;
            let mut lost = 0.0;
            for (e, power) in taken.iter().enumerate() {
                if !network.ahead.contains(&e) {
                    assert!(power[n] > -1e-9 * given, "seed {seed}, element {e}");
                    lost += power[n];
                }
            }
            assert!(
                (given - lost).abs() <= 1e-9 * given,
                "seed {seed}: {given} {lost}"
            );
        }
    }
}

#[test]
fn badly_scaled_networks_are_solved_or_named() {
    let f = log_grid(21, 20.0, 20e3);
    let mut b = Bench::new();
    let small = b.capacitor("C1", 1e-12, 0.0);
    let large = b.capacitor("C2", 1.0, 0.0);
    b.wire((SOURCE, "+"), (large, "1"));
    b.wire((large, "2"), (small, "1"));
    b.wire((small, "2"), (SOURCE, "-"));
    let mut d = dd10(60.0, 400.0);
    d.front_volume = 0.0;
    let dd = b.part("DD", PartKind::MovingCoil(d));
    b.terminals(dd, (large, "2"), false);
    let chamber = b.chamber_mm3("V1", 30e3);
    b.tube(tube_mm(20.0, 0.05), (dd, "front"), (chamber, "node"));
    b.tube(tube_mm(0.1, 0.05), (chamber, "node"), (EAR, "canal"));
    let solution = Solver::default().solve(&b.design, &f);
    assert!(solution.residual <= 1e-12, "{}", solution.residual);
    let drum = solution.drum_pressure.unwrap();
    assert!(largest(&drum).is_finite() && largest(&drum) > 0.0);
    // A pivoted solve of the same matrices finds the same pressure at the ear.
    let network = assemble(&b.design).network;
    let mut engine = Engine::new(network.clone(), &f);
    engine.solve(false, Features::Dispatched);
    let (_, node) = network.ear.unwrap();
    let plane = engine.potential(node);
    for (n, (a, rhs)) in engine.dense_systems().into_iter().enumerate() {
        let x = a.full_piv_lu().solve(&rhs).unwrap();
        let expected = x[node.unknown().unwrap()] * network.emf * 1e5;
        assert!((plane[n] - expected).norm() <= 1e-6 * expected.norm());
    }
}

#[test]
fn a_change_solved_alone_is_the_change_solved_anew() {
    let f = log_grid(64, 20.0, 20e3);
    let network = assemble(&hybrid5()).network;
    let mut kept = Engine::new(network.clone(), &f);
    kept.solve(true, Features::Dispatched);
    assert!(kept.verdict().repeated == 0 && kept.residual() <= 1e-12);
    for (e, element) in network.elements.iter().enumerate() {
        let numbers = element.kind.numbers();
        let Some(first) = numbers.first() else {
            continue;
        };
        kept.set(e, 0, first * 1.01);
        kept.solve(true, Features::Dispatched);
        let mut fresh = Engine::new(kept.network().clone(), &f);
        fresh.solve(true, Features::Dispatched);
        assert_eq!(kept.drum_pressure(), fresh.drum_pressure());
        assert_eq!(kept.input_impedance(), fresh.input_impedance());
        // Other processors round differently, where this one fuses products and sums.
        fresh.forget();
        fresh.solve(true, Features::Portable);
        assert!(difference(&kept.drum_pressure(), &fresh.drum_pressure()) <= 1e-9);
        assert!(difference(&kept.input_impedance(), &fresh.input_impedance()) <= 1e-9);
    }
}
