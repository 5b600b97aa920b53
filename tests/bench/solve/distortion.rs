//! One sweep of distortion, against one linear solve.

use crate::support::systems::hybrid5;
use crate::timing::{figure, median, time};
use earwright::{
    analysis::distortion,
    design::{
        Design, PartKind,
        driver::{Magnet, Stroke},
    },
    network::{Engine, Features, assemble, log_grid},
};

/// The 1 DD + 4 BA with laws for all five drivers, such as they have.
fn design() -> Design {
    let mut design = hybrid5();
    let parts: Vec<_> = design.parts.iter().cloned().collect();
    for part in parts {
        let mut part = part;
        match &mut part.kind {
            PartKind::MovingCoil(driver) => {
                driver.stroke = Some(Stroke {
                    bl_out: 0.8,
                    bl_in: 0.85,
                    kms_out: 1.3,
                    kms_in: 1.2,
                    ..Stroke::flat(0.15e-3)
                });
            }
            PartKind::Armature(driver) => {
                driver.magnet = Some(Magnet {
                    saturation_current: 10e-3,
                    offset: 0.05,
                    ..Magnet::of(0.5e-9)
                });
            }
            _ => continue,
        }
        design = design
            .apply(&earwright::design::Edit::SetPart(Box::new(part)))
            .unwrap();
    }
    design
}

/// Prints the figure: 64 frequencies at the design's drive, told to the fifth harmonic, over one solve
/// of 512 frequencies with all values new.
pub fn run() {
    let design = design();
    let grid = log_grid(512, 20.0, 20e3);
    let mut engine = Engine::new(assemble(&design).network, &grid);
    let f = log_grid(64, 20.0, 20e3);
    let mut times: [Vec<f64>; 2] = Default::default();
    for _ in 0..40 {
        engine.forget();
        times[0].push(time(|| engine.solve(false, Features::Dispatched)));
        times[1].push(time(|| distortion::over_frequency(&design, &f).unwrap()));
    }
    let [solve, sweep] = times.map(median);
    let found = distortion::over_frequency(&design, &f).unwrap();
    assert_eq!(found.of.len(), 5);
    let known: Vec<f64> = found
        .heard
        .iter()
        .flatten()
        .map(|heard| heard.thd)
        .collect();
    println!(
        "distortion: solve {:.1} µs, sweep {:.1} µs, {} of 64 found, THD up to {:.2} %",
        solve * 1e6,
        sweep * 1e6,
        known.len(),
        100.0 * known.iter().copied().fold(0.0, f64::max)
    );
    figure("distortion.ratio", sweep / solve, "bar ≤ 40");
}
