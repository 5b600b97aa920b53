//! Badly scaled networks: the residual check, refinement and twice the precision.

use crate::support::systems::{Bench, EAR, SOURCE, damper, tube_mm};
use earwright::design::{Design, Edit, PartKind, file, operations};
use earwright::network::{Engine, Features, Include, Solver, assemble, log_grid};
use num_complex::Complex64;
use std::f64::consts::TAU;
use std::sync::Arc;

/// Largest relative deviation of every potential from a solve with full pivoting of the same
/// matrices, and of the residual.
fn against_full_pivoting(design: &Design, f: &Arc<[f64]>) -> (f64, Engine) {
    let mut engine = Engine::new(assemble(design).network, f);
    // Twice: the second solve keeps its numbers, the first does not.
    engine.solve(true, Features::Dispatched);
    engine.forget();
    engine.solve(true, Features::Dispatched);
    let network = engine.network();
    let potentials: Vec<Vec<Complex64>> = (0..network.domains.len())
        .map(|n| engine.potential(earwright::network::Node::Unknown(n)))
        .collect();
    let mut worst = 0.0_f64;
    for (point, (a, b)) in engine.dense_systems().into_iter().enumerate() {
        let mut x = a.clone().full_piv_lu().solve(&b).unwrap();
        // One step of refinement, so that the comparison is the better of the two.
        let rest = &b - &a * &x;
        x += a.clone().full_piv_lu().solve(&rest).unwrap();
        let largest = x.iter().map(|v| v.norm()).fold(0.0, f64::max);
        for (n, (value, found)) in x.iter().zip(&potentials).enumerate() {
            let unit = match network.domains[n] {
                earwright::design::Domain::Electrical => 1.0,
                earwright::design::Domain::Acoustic => 1e5,
            };
            let found = found[point] / network.emf / unit;
            worst = worst.max((found - value).norm() / value.norm().max(1e-9 * largest));
        }
    }
    (worst, engine)
}

#[test]
fn a_picofarad_beside_a_farad_and_fine_bores_beside_a_cup() {
    let mut b = Bench::new();
    let big = b.capacitor("C1", 1.0, 0.0);
    let small = b.capacitor("C2", 1e-12, 0.0);
    let tiny = b.resistor("R1", 1e-6);
    let huge = b.resistor("R2", 1e9);
    b.wire((SOURCE, "+"), (big, "1"));
    b.wire((big, "2"), (tiny, "1"));
    b.wire((tiny, "2"), (small, "1"));
    b.wire((small, "2"), (SOURCE, "-"));
    b.wire((tiny, "2"), (huge, "1"));
    b.wire((huge, "2"), (SOURCE, "-"));
    let driver = b.dd10("Driver", 30e3, 30e3);
    b.terminals(driver, (tiny, "2"), false);
    let vent = b.vent_mm("Vent", 5.0, 0.05, 0.0);
    b.joint((driver, "rear"), (vent, "in"));
    let cup = b.chamber_mm3("V", 30e3);
    b.tube(tube_mm(3.0, 0.05), (driver, "front"), (cup, "node"));
    let mut tube = tube_mm(8.0, 7.5);
    tube.sections.extend(tube_mm(0.2, 0.05).sections);
    tube.inserts.push(damper(4.0, 47.0));
    b.tube(tube, (cup, "node"), (EAR, "canal"));
    let f = log_grid(61, 20.0, 20_000.0);
    let (worst, engine) = against_full_pivoting(&b.design, &f);
    assert!(engine.residual() <= 1e-12, "{:e}", engine.residual());
    assert!(worst < 1e-9, "{worst:e}");
}

/// Ω, across the trap.
const ACROSS: f64 = 50.0;

/// A trap of L and C without losses in series and a resistor across it, ahead of a driver: at its
/// resonance the node between the two has no admittance of its own, and it is eliminated first,
/// which no fixed order survives.
fn trap(f: f64) -> Design {
    let mut b = Bench::new();
    let henry = 1e-3;
    let l = b.inductor("L", henry, 0.0);
    let c = b.capacitor("C", 1.0 / ((TAU * f).powi(2) * henry), 0.0);
    b.wire((SOURCE, "+"), (l, "1"));
    b.wire((l, "2"), (c, "1"));
    let across = b.resistor("R", ACROSS);
    b.wire((SOURCE, "+"), (across, "1"));
    b.wire((across, "2"), (c, "2"));
    let driver = b.dd10("Driver", 60.0, 300.0);
    b.terminals(driver, (c, "2"), false);
    b.tube(tube_mm(8.0, 2.0), (driver, "front"), (EAR, "canal"));
    b.design
}

#[test]
fn at_the_resonance_of_a_lossless_trap_twice_the_precision_takes_over() {
    let f: Arc<[f64]> = vec![100.0, 999.0, 1000.0, 1001.0, 5000.0].into();
    let design = trap(1000.0);
    let solution = Solver::default().solve(&design, &f);
    assert!(
        solution.verdict.repeated > 0,
        "residual {:e}",
        solution.residual
    );
    assert!(solution.residual <= 1e-12, "{:e}", solution.residual);
    let said = solution
        .problems
        .iter()
        .any(|p| p.message.contains("twice the precision"));
    assert!(said, "{:?}", solution.problems);
    // At resonance the trap is a wire.
    let mut wire = design.clone();
    for part in &mut wire.parts {
        if matches!(part.kind, PartKind::Inductor(_) | PartKind::Capacitor(_)) {
            part.bypassed = true;
        }
    }
    let plain = Solver::default().solve(&wire, &f);
    let pairs = [
        (&solution.drum_pressure, &plain.drum_pressure),
        (&solution.input_impedance, &plain.input_impedance),
    ];
    for (trapped, plain) in pairs {
        let (trapped, plain) = (trapped.as_ref().unwrap()[2], plain.as_ref().unwrap()[2]);
        let off = (trapped - plain).norm() / plain.norm();
        assert!(off < 1e-9, "{off:e}");
    }
    // The contribution of the only driver is the whole.
    let whole = &solution.drum_pressure.unwrap();
    for (share, whole) in solution.contributions[0].pressure.iter().zip(whole) {
        assert!((share - whole).norm() < 1e-9 * whole.norm());
    }
}

#[test]
fn sensitivities_are_right_where_twice_the_precision_took_over() {
    // The inductor alone, moved: with z of the trap and r across it, ∂ ln Z/∂L is
    // jω/Z·(r/(z + r))² exactly.
    let f: Arc<[f64]> = vec![100.0, 1000.0, 5000.0].into();
    let design = trap(1000.0);
    let solution = Solver::default().solve(&design, &f);
    assert!(
        solution.verdict.repeated > 0,
        "residual {:e}",
        solution.residual
    );
    let impedance = solution.input_impedance.unwrap();
    let all = Solver::default().sensitivities(&design, &f, Include::NonZero);
    let by_l = all.iter().find(|s| s.info.key == "inductance").unwrap();
    for (k, slope) in by_l.impedance.as_ref().unwrap().iter().enumerate() {
        let reactance = TAU * 1e-3 * (f[k] - 1e6 / f[k]);
        let share = ACROSS / Complex64::new(ACROSS, reactance);
        let expected = Complex64::new(0.0, TAU * f[k]) / impedance[k] * share * share;
        let off = (slope - expected).norm() / expected.norm();
        assert!(off < 1e-8, "{} Hz: {off:e}", f[k]);
    }
}

#[test]
fn equations_of_nothing_but_rounding_are_no_reason_to_pivot() {
    // Copies of a hybrid, cut off in the middle, their drivers wired to the same source: tubes that
    // lead nowhere, and nodes that nothing but rounding reaches. The hybrid is kept in a file of its
    // own, because what rounding leaves at 20 Hz depends on its values: 3e-11 of the pressure in
    // this one, 3e-9 to 1e-8 in others, where the bound below is not met.
    let first = file::from_text(include_str!("../../designs/hybrid_copied.ron"))
        .unwrap()
        .0;
    let ids = (first.parts.iter())
        .filter(|part| !matches!(part.kind, PartKind::Source(_) | PartKind::Ear(_)))
        .map(|part| part.id)
        .collect();
    let text = operations::copy(&first, &ids);
    let mut design = first.clone();
    while design.parts.len() < 60 {
        let below = [0.0, 4.0 * design.parts.len() as f64];
        let pasted = operations::paste(&design, &text, Some(below)).unwrap();
        design = design.apply(&pasted.edit).unwrap();
        let surplus = design.parts.len().saturating_sub(60);
        let parts = pasted.parts.iter().rev().take(surplus).copied().collect();
        let links = Vec::new();
        design = design.apply(&Edit::Remove { parts, links }).unwrap();
    }
    let drivers: Vec<_> = design.drivers().map(|part| part.id).collect();
    for driver in drivers {
        if let Ok(edit) = operations::connect_driver(&design, driver) {
            design = design.apply(&edit).unwrap();
        }
    }
    let f = log_grid(200, 20.0, 20e3);
    let solution = Solver::default().solve(&design, &f);
    assert!(solution.unknowns > 100);
    assert!(solution.verdict.repeated == 0 && solution.residual <= 1e-12);
    // What is heard agrees with a pivoted solve of the same matrices.
    let mut engine = Engine::new(assemble(&design).network, &f);
    engine.solve(true, Features::Dispatched);
    let emf = engine.network().emf;
    let (_, ear) = engine.network().ear.unwrap();
    let found = engine.potential(ear);
    let ear = ear.unknown().unwrap();
    for (point, (a, b)) in engine.dense_systems().into_iter().enumerate() {
        let lu = a.clone().lu();
        let mut x = lu.solve(&b).unwrap();
        for _ in 0..2 {
            x += lu.solve(&(&b - &a * &x)).unwrap();
        }
        let found = found[point] / emf / 1e5;
        let off = (found - x[ear]).norm() / x[ear].norm();
        assert!(off < 1e-9, "{} Hz: {off:e}", f[point]);
    }
}
