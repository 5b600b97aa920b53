//! The band of many units by a model, against full solves.

use super::tolerance::{hybrid5, run};
use earwright::{
    design::{
        number::numbers,
        tolerance::{Spread, ToleranceClass, ToleranceRow},
    },
    tuning::tolerance::{self, production::Worn, spread},
};
use std::sync::Arc;

/// Third octaves, twelfths above 1 kHz.
static GRID: std::sync::LazyLock<Vec<f64>> = std::sync::LazyLock::new(|| {
    let low = (0..17).map(|n| 20.0 * 2f64.powf(f64::from(n) / 3.0));
    let high = (0..48).map(|n| 1000.0 * 2f64.powf(f64::from(n) / 12.0));
    low.chain(high).collect()
});

/// The largest difference of any percentile between the model and full solves up to a frequency, dB.
fn most(a: &tolerance::Spreading, b: &tolerance::Spreading, to: f64) -> f64 {
    let rows = [
        (&a.levels.low, &b.levels.low),
        (&a.levels.median, &b.levels.median),
        (&a.levels.high, &b.levels.high),
    ];
    let mut most = 0.0_f64;
    for (a, b) in rows {
        for (n, _) in a.iter().enumerate().filter(|(n, _)| b.len() > *n) {
            if (50.0..=to).contains(&GRID[n]) {
                most = most.max((a[n] - b[n]).abs());
            }
        }
    }
    most
}

#[test]
fn the_model_of_the_band_agrees_with_full_solves() {
    let f: Arc<[f64]> = GRID.clone().into();
    for worn in [Worn::Alike, Worn::EachAnew] {
        let run = run(1500, worn);
        let exact = spread(hybrid5(), &run, &f).unwrap();
        let model = tolerance::band::band(hybrid5(), &run, &f).unwrap();
        let [near, far] = [5e3, 10e3].map(|to| most(&exact, &model, to));
        assert!(
            near < 0.06 && far < 0.13,
            "{worn:?}: {near:.3} dB to 5 kHz, {far:.3} to 10"
        );
        for db in [1.0, 2.0] {
            let [a, b] = [&exact, &model].map(|of| of.units.everywhere_within(db));
            assert!((a - b).abs() < 0.03, "{db} dB: {a} {b}");
            let [a, b] = [&exact, &model].map(|of| of.pairs.deviating_within(db));
            assert!((a - b).abs() < 0.03, "{db} dB: {a} {b}");
        }
        assert_eq!(exact.causes[0].name, model.causes[0].name);
    }
}

#[test]
fn the_band_is_the_same_on_any_number_of_threads() {
    let f: Arc<[f64]> = GRID.clone().into();
    let run = run(1000, Worn::Alike);
    let all = tolerance::band::band(hybrid5(), &run, &f).unwrap();
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let one = alone.install(|| tolerance::band::band(hybrid5(), &run, &f).unwrap());
    assert_eq!(all, one);
}

#[test]
fn a_better_part_makes_a_better_yield_and_the_best_of_causes_helps_most() {
    let f: Arc<[f64]> = GRID.clone().into();
    let run = run(2000, Worn::Alike);
    let model = tolerance::band::Model::new(hybrid5(), &run, &f, &|| false).unwrap();
    let band = model.spreading(&run);
    let now = band.units.everywhere_within(1.5);
    let mut with = band
        .causes
        .iter()
        .map(|cause| model.yield_if(&run, cause.subject, 0.01, 1.5));
    let (first, last) = (with.next().unwrap(), with.next_back().unwrap());
    assert!(first > now + 0.02, "{now} {first}");
    assert!((last - now).abs() < 0.01, "{now} {last}");
    let stopped = tolerance::band::Model::new(hybrid5(), &run, &f, &|| true);
    assert!(stopped.is_none(), "cancelled");
}

#[test]
fn small_tolerances_add_up_by_squares_of_the_exact_slopes() {
    use earwright::network::{Include, Solver};
    let f: Arc<[f64]> = [100.0, 500.0, 1000.0, 2000.0, 4000.0].into();
    let mut design = hybrid5().clone();
    let mut found = vec![0.0; f.len()];
    for slope in Solver::default().sensitivities(&design, &f, Include::NonZero) {
        let resistor = slope.info.class == Some(ToleranceClass::Resistor);
        if let Some(db) = slope.db_per_percent().filter(|_| resistor) {
            for (sum, db) in found.iter_mut().zip(db) {
                // ±0.2 % are two standard deviations.
                *sum += (0.1 * db).powi(2);
            }
        }
    }
    for (number, info, _) in numbers(&design) {
        if info.class.is_some() {
            let small = info.class == Some(ToleranceClass::Resistor);
            design.tolerances.put(ToleranceRow {
                spread: Some(Spread::Share(if small { 0.002 } else { 0.0 })),
                ..ToleranceRow::new(number)
            });
        }
    }
    let run = run(4000, Worn::Alike);
    for of in [
        spread(&design, &run, &f).unwrap(),
        tolerance::band::band(&design, &run, &f).unwrap(),
    ] {
        for (n, square) in found.iter().enumerate() {
            // Between 5 and 95 % lie 3.29 standard deviations.
            let sigma = (of.levels.high[n] - of.levels.low[n]) / 3.29;
            let expected = square.sqrt();
            assert!(
                (sigma / expected - 1.0).abs() < 0.06,
                "{} Hz: {sigma} {expected}",
                f[n]
            );
        }
    }
}
