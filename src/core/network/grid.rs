//! Frequencies to solve at.

use std::sync::Arc;

/// `points` frequencies from `from` to `to` (Hz), logarithmic, both ends included exactly.
pub fn log_grid(points: usize, from: f64, to: f64) -> Arc<[f64]> {
    let last = points.saturating_sub(1);
    let ratio = (to / from).ln();
    (0..points)
        .map(|n| match n {
            0 => from,
            n if n == last => to,
            n => from * (ratio * n as f64 / last as f64).exp(),
        })
        .collect()
}
