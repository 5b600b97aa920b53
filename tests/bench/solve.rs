//! The solver against a dense one, and against ngspice: ratios taken side by side in one run.
//!
//! `dense` is nalgebra's pivoted complex LU of the very matrices the plan eliminates, matrices
//! given, one core. Every time is the median of many, the two sides taking turns, so that a busy
//! machine hits both.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::unreadable_literal,
    clippy::assigning_clones,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    unreachable_pub,
    reason = "a benchmark prints, and stops at the first surprise"
)]

#[path = "solve/adjoint.rs"]
mod adjoint;
#[path = "solve/alloc.rs"]
mod alloc;
#[path = "solve/distortion.rs"]
mod distortion;
#[path = "solve/hybrid5.rs"]
mod hybrid5;
#[path = "solve/identify.rs"]
mod identify;
#[path = "solve/identify_takes.rs"]
mod identify_takes;
#[path = "solve/ladder.rs"]
mod ladder;
#[path = "solve/population.rs"]
mod population;
#[path = "../core/support/mod.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod support;
#[path = "solve/timing.rs"]
mod timing;
#[path = "solve/units.rs"]
mod units;

fn main() {
    // `cargo bench --bench solve -- ladder` runs one of them.
    let only = std::env::args().nth(1).unwrap_or_default();
    if only == "ladder" {
        ladder::run();
        return;
    }
    if only == "identify" {
        identify::run();
        identify_takes::run();
        return;
    }
    if only == "adjoint" {
        adjoint::run();
        return;
    }
    if only == "distortion" {
        distortion::run();
        return;
    }
    if only == "population" {
        population::run();
        return;
    }
    let dense = hybrid5::run();
    adjoint::run();
    distortion::run();
    ladder::run();
    units::run(dense);
    population::run();
    identify::run();
    identify_takes::run();
}
