//! The published damper case of the Sonion 2356: a driver that is loaded and loads.
//!
//! Tubes of 7 × Ø1.5, 2.5 × Ø2.1 and 3 × Ø2.5 mm between spout and 711. A 1500 Ω damper, its place
//! unstated, takes 6.8 dB off the peak at 2.57 kHz and 12.2 dB off the one at 4.89 kHz.

use crate::support::systems::{Bench, EAR, SOURCE, damper, tube_mm};
use earwright::{
    analysis::spl,
    library::driver,
    network::{Solver, log_grid},
};

/// Length of the tubes, mm.
const LENGTH: f64 = 12.5;
/// Where the preset states the damper to sit, mm from the spout.
const STATED: f64 = 4.5;

/// Levels of the case on a fine grid, with the damper `at` mm from the spout or without.
fn levels(f: &std::sync::Arc<[f64]>, at: Option<f64>) -> Vec<f64> {
    let mut bench = Bench::new();
    let kind = driver::driver("Sonion 2356").unwrap().part.clone();
    let driver = bench.part("Driver", kind);
    bench.terminals(driver, (SOURCE, "+"), false);
    let mut tube = tube_mm(7.0, 1.5);
    tube.sections.extend(tube_mm(2.5, 2.1).sections);
    tube.sections.extend(tube_mm(3.0, 2.5).sections);
    tube.inserts.extend(at.map(|at| damper(at, 1500.0)));
    bench.tube(tube, (driver, "spout"), (EAR, "canal"));
    let solution = Solver::default().solve(&bench.design, f);
    spl::levels_db(solution.drum_pressure.as_ref().unwrap())
}

/// What a damper takes off the two peaks, dB, and where they are, Hz.
fn case(at: f64) -> [(f64, f64); 2] {
    let f = log_grid(1201, 1000.0, 10_000.0);
    let (bare, damped) = (levels(&f, None), levels(&f, Some(at)));
    let mut peaks = (1..f.len() - 1).filter(|&k| bare[k] > bare[k - 1] && bare[k] > bare[k + 1]);
    [(); 2].map(|()| {
        let k = peaks.next().unwrap();
        (f[k], bare[k] - damped[k])
    })
}

#[test]
fn the_published_damper_case_is_met_at_the_stated_place() {
    let [first, second] = case(STATED);
    assert!((first.0 / 2570.0 - 1.0).abs() < 0.10, "{first:?}");
    assert!((second.0 / 4890.0 - 1.0).abs() < 0.10, "{second:?}");
    assert!((first.1 - 6.8).abs() < 1.5, "{first:?}");
    assert!((second.1 - 12.2).abs() < 1.5, "{second:?}");
    let preset = driver::driver("Sonion 2356").unwrap();
    assert!(
        preset
            .provenance()
            .contains(&format!("{STATED} mm from the spout"))
    );
}

#[test]
fn no_other_place_fits_the_damper_case_much_better() {
    // The larger of the two misses, dB.
    let miss = |at: f64| {
        let [first, second] = case(at);
        (first.1 - 6.8).abs().max((second.1 - 12.2).abs())
    };
    let stated = miss(STATED);
    let best = (0..=25)
        .map(|n| miss(LENGTH * f64::from(n) / 25.0))
        .fold(f64::INFINITY, f64::min);
    assert!(best > stated - 0.1, "{best} dB, {stated} dB as stated");
}
