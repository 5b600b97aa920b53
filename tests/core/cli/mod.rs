//! Tests of `cli`.

mod files;
mod program;
