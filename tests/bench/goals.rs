//! How fast a design is judged: bands of ten thousand units, against full solves and one solve.
//!
//! Times are medians of many, the sides taking turns, so that a busy machine hits both.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a benchmark prints, and stops at the first surprise"
)]

use earwright::{
    design::Design,
    library,
    network::{Engine, Features, assemble, log_grid},
    tuning::tolerance::{self, Run, Spreading, band, production::Worn},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const UNITS: usize = 10_000;
const TURNS: usize = 9;

fn main() {
    let only = std::env::args().nth(1).unwrap_or_default();
    if only.is_empty() || only.starts_with('-') || only == "band" {
        of_band();
    }
}

fn hybrid5() -> &'static Design {
    &library::design("Hybrid 1 DD + 4 BA").unwrap().design
}

fn took<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The largest difference of any of the three curves from `from` to `to`, dB.
fn most(a: &Spreading, b: &Spreading, from: f64, to: f64) -> f64 {
    let rows = [
        (&a.levels.low, &b.levels.low),
        (&a.levels.median, &b.levels.median),
        (&a.levels.high, &b.levels.high),
    ];
    let within = |n: usize| (from..=to).contains(&a.f[n]);
    (rows.iter())
        .flat_map(|(a, b)| a.iter().zip(*b).enumerate())
        .filter(|(n, _)| within(*n))
        .map(|(_, (a, b))| (a - b).abs())
        .fold(0.0, f64::max)
}

/// Ten thousand units as band and yield, over one full solve of 512 points; and in full.
fn of_band() {
    let design = hybrid5();
    let run = Run {
        units: UNITS,
        seed: 1,
        worn: Worn::Alike,
    };
    let f = tolerance::grid();
    let points: Arc<[f64]> = log_grid(512, 20.0, 20e3);
    let network = assemble(design).network;
    let (mut solves, mut bands) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let mut engine = Engine::new(network.clone(), &points);
        engine.solve(true, Features::Dispatched);
        let twenty = took(|| {
            for _ in 0..20 {
                engine.forget();
                engine.solve(true, Features::Dispatched);
            }
        });
        solves.push(twenty.0 / 20);
        bands.push(took(|| band::band(design, &run, &f).unwrap()).0);
    }
    let (solve, time) = (median(solves), median(bands));
    let model = band::band(design, &run, &f).unwrap();
    let (full, exact) = took(|| tolerance::spread(design, &run, &f).unwrap());
    let times = time.as_secs_f64() / solve.as_secs_f64();
    println!(
        "band: {:.1} ms, one solve {:.3} ms",
        time.as_secs_f64() * 1e3,
        solve.as_secs_f64() * 1e3
    );
    println!("band.times_solve: {times:.0} (bar ≤ 200)");
    println!(
        "band.max_error_db: {:.3} (bar ≤ 0.05, 50 Hz to 5 kHz)",
        most(&model, &exact, 50.0, 5e3)
    );
    println!(
        "band.max_error_db_10k: {:.3} (bar ≤ 0.1, 5 to 10 kHz)",
        most(&model, &exact, 5e3, 10e3)
    );
    let [ours, theirs] = [&model, &exact].map(|of| of.units.everywhere_within(1.0));
    println!("band.yield: {ours:.4}, in full {theirs:.4}");
    println!(
        "tolerance.units_per_s: {:.0}",
        UNITS as f64 / full.as_secs_f64()
    );
}
