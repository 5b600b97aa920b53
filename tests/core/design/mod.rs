//! Tests of `design`.

mod alternatives;
mod check;
mod drawing;
mod edits;
mod facing;
mod file;
mod geometry;
mod history;
mod kinds;
mod lanes;
mod mutations;
mod number;
mod numbers;
mod operations;
mod random;
mod snapshots;
mod writing;
