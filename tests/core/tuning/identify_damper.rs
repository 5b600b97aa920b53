//! The published damper case of the Sonion 2356: a driver that is loaded and loads.
//!
//! Tubes of 7 × Ø1.5, 2.5 × Ø2.1 and 3 × Ø2.5 mm between spout and 711 (Sonion Academy document 304,
//! page 12). A 1500 Ω damper, its place unstated, takes 6.8 dB off the peak at 2.57 kHz and 12.2 dB off the
//! one at 4.89 kHz.

use crate::support::systems::{Bench, EAR, SOURCE, damper, tube_mm};
use earwright::{
    analysis::spl,
    library::driver,
    network::{Solver, log_grid},
};

/// The middle of the second tube, the only one that a damper presses into, mm from the spout.
const SEAT: f64 = 8.25;

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
fn the_published_damper_case_is_met_by_the_nominal_damper_in_its_seat() {
    let [first, second] = case(SEAT);
    assert!((first.0 / 2570.0 - 1.0).abs() < 0.10, "{first:?}");
    assert!((second.0 / 4890.0 - 1.0).abs() < 0.10, "{second:?}");
    assert!((first.1 - 6.8).abs() < 1.0, "{first:?}");
    assert!((second.1 - 12.2).abs() < 1.0, "{second:?}");
}

/// What the document prints for the damped tubes: Hz, and dB against 1 kHz.
const DAMPED: [(f64, f64); 7] = [
    (100.0, 3.9),
    (500.0, 0.4),
    (2000.0, 3.7),
    (2735.0, 6.3),
    (3973.0, 3.4),
    (5203.0, -0.1),
    (6536.0, -7.7),
];

#[test]
fn the_damped_response_is_the_published_one() {
    for (at, published) in DAMPED {
        let f: std::sync::Arc<[f64]> = [1000.0, at].into_iter().collect();
        let f: std::sync::Arc<[f64]> = if at < 1000.0 { [at, 1000.0].into() } else { f };
        let level = levels(&f, Some(SEAT));
        let ours = if at < 1000.0 {
            level[0] - level[1]
        } else {
            level[1] - level[0]
        };
        assert!(
            (ours - published).abs() < 2.0,
            "{at} Hz: {ours}, not {published} dB"
        );
    }
}
