//! Tests of `exchange`.

mod dialects;
mod equaliser;
mod field_cases;
mod import;
mod measurement;
mod shell;
mod spice;
