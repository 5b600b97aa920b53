//! Tests of `inspector`.

mod fields;
mod numbers;
mod shell;
mod typing;
