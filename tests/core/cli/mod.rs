//! Tests of `cli`.

mod files;
mod import;
mod json;
mod program;
