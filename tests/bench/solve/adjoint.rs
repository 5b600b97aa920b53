//! Derivatives by every number of a design, against one solve of it and against differences.

use crate::support::adjoint::compared;
use crate::support::systems::hybrid5;
use crate::timing::{figure, median, time};
use earwright::network::{Engine, Features, assemble, log_grid};

/// Prints the figures. An error is the largest difference of a curve, in ln(number), over the
/// largest magnitude of that curve; derivatives of one side, which come from whole solves, are left
/// out (dampers that sit on the border of two bores).
pub fn run() {
    let design = hybrid5();
    let f = log_grid(512, 20.0, 20e3);
    let mut engine = Engine::new(assemble(&design).network, &f);
    let mut times: [Vec<f64>; 2] = Default::default();
    for _ in 0..400 {
        engine.forget();
        times[0].push(time(|| engine.solve(false, Features::Dispatched)));
        times[1].push(time(|| engine.solve_adjoint(Features::Dispatched)));
    }
    let [all, adjoint] = times.map(median);
    let (numbers, errors) = compared(&design, &log_grid(128, 20.0, 20e3));
    println!(
        "adjoint in µs: solve of all values {:.1}, adjoint {:.1}, {numbers} numbers",
        all * 1e6,
        adjoint * 1e6
    );
    figure("adjoint.parameters", numbers as f64, "bar ≥ 60");
    figure("adjoint.ratio", adjoint / all, "bar ≤ 3");
    // The input impedance leaves the cable out: what is only noise has no error.
    let real = (errors.iter()).filter(|c| c.largest > 1e-9 && !c.one_sided);
    let worst = real
        .map(|c| {
            assert!(c.off.is_finite(), "{}", c.name);
            c.off / c.largest
        })
        .fold(0.0, f64::max);
    println!("adjoint.max_error: {worst:.1e} (bar ≤ 1e-6)");
}
