//! 1 DD + 4 BA, three ways, at 512 frequencies.

use crate::alloc;
use crate::support::systems::hybrid5;
use crate::timing::{figure, median, time};
use earwright::network::{Engine, Features, Kind, assemble, log_grid};
use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;
use std::hint::black_box;

/// Sweeps the dense solver is timed on.
const SWEEPS: usize = 200;

/// One sweep of the dense solver over given matrices.
pub fn dense_sweep(systems: &[(DMatrix<Complex64>, DVector<Complex64>)]) {
    for (a, b) in systems {
        black_box(a.clone().lu().solve(b));
    }
}

/// The first element of a kind, its parameter and value.
fn first(engine: &Engine, wanted: impl Fn(&Kind) -> bool) -> (usize, f64) {
    let elements = &engine.network().elements;
    let found = elements.iter().position(|e| wanted(&e.kind)).unwrap();
    (found, elements[found].kind.numbers()[0])
}

/// Prints the figures of the design; gives back the time of a dense sweep of it, s.
pub fn run() -> f64 {
    let design = hybrid5();
    let f = log_grid(512, 20.0, 20e3);
    let assembly = assemble(&design);
    assert!(assembly.problems.is_empty(), "{:?}", assembly.problems);
    let mut engine = Engine::new(assembly.network.clone(), &f);
    engine.solve(true, Features::Dispatched);
    assert!(engine.verdict().repeated == 0 && engine.residual() < 1e-12);
    let ducts = (engine.network().elements.iter())
        .filter(|e| matches!(e.kind, Kind::Duct(_)))
        .count();
    let dampers = (engine.network().elements.iter())
        .filter(|e| matches!(&e.kind, Kind::AcousticSeries(series) if series.resistance < 1e9))
        .count();
    assert!(
        ducts >= 12 && dampers >= 4,
        "{ducts} ducts, {dampers} dampers"
    );
    figure("hybrid5.unknowns", engine.unknowns() as f64, "bar ≥ 40");

    let systems = engine.dense_systems();
    let (tube, tube_length) = first(&engine, |kind| matches!(kind, Kind::Duct(_)));
    let (resistor, resistance) = first(&engine, |kind| matches!(kind, Kind::ElectricalSeries(_)));
    let mut times: [Vec<f64>; 6] = Default::default();
    for n in 0..SWEEPS {
        times[0].push(time(|| dense_sweep(&systems)));
        for k in 0..10 {
            let factor = 1.0 + 1e-3 * (n * 10 + k) as f64 / 2000.0;
            engine.set(tube, 0, tube_length * factor);
            times[1].push(time(|| engine.solve(false, Features::Dispatched)));
            engine.set(resistor, 0, resistance * factor);
            times[2].push(time(|| engine.solve(false, Features::Dispatched)));
            engine.set(tube, 0, tube_length * (1.0 + factor));
            times[3].push(time(|| engine.solve(true, Features::Dispatched)));
        }
        engine.forget();
        times[4].push(time(|| engine.solve(false, Features::Dispatched)));
        times[5].push(time(|| {
            let mut cold = Engine::new(assemble(&design).network, &f);
            cold.solve(false, Features::Dispatched);
            cold.residual()
        }));
    }
    let [dense, tube_time, resistor_time, shares, all, cold] = times.map(median);
    println!(
        "hybrid5 in µs: dense {:.0}, tube {:.1}, resistor {:.1}, with contributions {:.1}, all \
         values {:.1}, cold {:.1}",
        dense * 1e6,
        tube_time * 1e6,
        resistor_time * 1e6,
        shares * 1e6,
        all * 1e6,
        cold * 1e6
    );
    figure("hybrid5.tube_times_dense", dense / tube_time, "bar ≥ 80");
    figure(
        "hybrid5.resistor_times_dense",
        dense / resistor_time,
        "bar ≥ 120",
    );
    figure("hybrid5.cold_times_dense", dense / cold, "bar ≥ 8");
    figure("hybrid5.contributions_ratio", shares / tube_time, "bar ≤ 2");

    let before = alloc::count();
    for n in 0..100 {
        engine.set(tube, 0, tube_length * (1.0 + 1e-4 * f64::from(n)));
        engine.solve(true, Features::Dispatched);
    }
    let allocations = alloc::count() - before;
    figure("resolve.allocations", allocations as f64, "bar = 0");
    println!(
        "simd.max_difference: {:.1e} (bar ≤ 1e-9)",
        difference(&engine)
    );
    dense
}

/// Largest relative difference between the two paths over drum pressure and impedance.
fn difference(engine: &Engine) -> f64 {
    let solve = |features| {
        let mut engine = Engine::new(engine.network().clone(), engine.f());
        engine.solve(true, features);
        [engine.drum_pressure(), engine.input_impedance()].concat()
    };
    let pairs = solve(Features::Dispatched)
        .into_iter()
        .zip(solve(Features::Portable));
    pairs
        .map(|(a, b)| (a - b).norm() / b.norm())
        .fold(0.0, f64::max)
}
