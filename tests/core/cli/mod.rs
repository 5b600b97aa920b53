//! Tests of `cli`.

mod files;
mod import;
mod program;
