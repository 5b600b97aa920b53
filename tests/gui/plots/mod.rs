//! Tests of `plots`.

mod distortion;
mod ears;
mod enlarged;
mod probes;
mod sensitivity;
mod target;
mod units;
mod whole;
