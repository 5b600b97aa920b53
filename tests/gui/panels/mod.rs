//! Tests of `panels`.

mod arrangement;
mod long_names;
