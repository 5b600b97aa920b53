//! Ten thousand random units, every value of each drawn anew.

use crate::support::systems::hybrid5;
use crate::timing::{figure, time};
use earwright::network::{Engine, Features, assemble, log_grid};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const UNITS: usize = 10_000;
const POINTS: usize = 256;

/// Levels at every frequency of the units from `from` to `to`, and their draws from the seed and
/// the unit's number alone.
fn levels(engine: &Engine, from: usize, to: usize, out: &mut [f64]) {
    let mut engine = Engine::new(engine.network().clone(), engine.f());
    let elements = engine.network().elements.iter();
    let nominal: Vec<Vec<f64>> = elements.map(|element| element.kind.numbers()).collect();
    for (unit, out) in (from..to).zip(out.chunks_exact_mut(POINTS)) {
        let mut random = ChaCha8Rng::seed_from_u64(unit as u64);
        for (e, element) in nominal.iter().enumerate() {
            for (k, value) in element.iter().enumerate() {
                if *value != 0.0 {
                    let spread: f64 = random.random_range(-0.05..0.05);
                    engine.set(e, k, value * (1.0 + spread));
                }
            }
        }
        engine.forget();
        engine.solve(false, Features::Dispatched);
        engine.levels(out);
    }
}

/// Mean and standard deviation at every frequency, summed in the order of the units.
fn statistics(levels: &[f64]) -> Vec<[f64; 2]> {
    let mut sums = vec![[0.0; 2]; POINTS];
    for unit in levels.chunks_exact(POINTS) {
        for (sum, level) in sums.iter_mut().zip(unit) {
            sum[0] += level;
            sum[1] += level * level;
        }
    }
    sums
}

fn all(engine: &Engine, threads: usize, units: usize) -> Vec<[f64; 2]> {
    let mut out = vec![0.0; units * POINTS];
    let share = units.div_ceil(threads);
    std::thread::scope(|scope| {
        for (n, out) in out.chunks_mut(share * POINTS).enumerate() {
            let (from, to) = (n * share, ((n + 1) * share).min(units));
            scope.spawn(move || levels(engine, from, to, out));
        }
    });
    statistics(&out)
}

/// Prints the figure; `dense` is the time of a dense sweep of 512 points.
pub fn run(dense: f64) {
    let f = log_grid(POINTS, 20.0, 20e3);
    let engine = Engine::new(assemble(&hybrid5()).network, &f);
    let one = all(&engine, 1, 500);
    assert_eq!(one, all(&engine, 2, 500), "one seed, one result");
    let own = time(|| all(&engine, 2, UNITS));
    let dense = dense * POINTS as f64 / 512.0 * UNITS as f64;
    println!("units: {UNITS} in {own:.2} s, dense {dense:.0} s");
    figure("units.times_dense", dense / own, "bar ≥ 40");
}
