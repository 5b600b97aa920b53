//! Tests of `plots`.

mod ears;
mod enlarged;
mod probes;
mod sensitivity;
mod target;
mod units;
mod whole;
