//! Tests of `exchange`.

mod field_cases;
mod import;
mod measurement;
mod shell;
