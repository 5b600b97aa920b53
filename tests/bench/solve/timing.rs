//! Medians of times.

use std::time::Instant;

/// Seconds a piece of work takes.
pub fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}

/// The middle one.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Prints a figure as the issue names it.
pub fn figure(name: &str, value: f64, bar: &str) {
    println!("{name}: {value:.4} ({bar})");
}
