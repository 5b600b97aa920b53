//! Tests of `exchange`.

mod import;
mod measurement;
mod shell;
