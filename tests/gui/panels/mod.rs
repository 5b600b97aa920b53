//! Tests of `panels`.

mod arrangement;
mod goals;
mod long_names;
