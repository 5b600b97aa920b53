//! Tests of `exchange`.

mod dialects;
mod field_cases;
mod import;
mod measurement;
mod shell;
