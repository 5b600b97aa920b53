//! Points scattered over the ranges: evenly, and the same for the same seed.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// How far draws about the start lie from it, in parts of the range; the others lie anywhere.
const NEAR: f64 = 0.3;

/// Coordinates of `count` points, every other one about `home`.
pub(super) fn scattered(
    home: &[f64],
    bounds: &[(f64, f64)],
    count: usize,
    seed: u64,
) -> Vec<Vec<f64>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..count)
        .map(|n| {
            let pairs = home.iter().zip(bounds);
            pairs
                .map(|(home, (low, high))| {
                    let part: f64 = rng.random();
                    let x = if n % 2 == 0 {
                        home + (2.0 * part - 1.0) * NEAR * (high - low)
                    } else {
                        low + part * (high - low)
                    };
                    x.clamp(*low, *high)
                })
                .collect()
        })
        .collect()
}
