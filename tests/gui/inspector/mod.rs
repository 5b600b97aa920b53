//! Tests of `inspector`.

mod about;
mod fields;
mod numbers;
mod shell;
mod typing;
