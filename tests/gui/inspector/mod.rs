//! Tests of `inspector`.

mod fields;
mod shell;
mod typing;
