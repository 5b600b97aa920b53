//! Tests of `cli`.

mod compare;
mod files;
mod import;
mod json;
mod program;
mod render;
