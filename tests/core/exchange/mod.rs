//! Tests of `exchange`.

mod equaliser;
mod import;
mod measurement;
mod shell;
mod spice;
