//! Tests of `picture`.

mod colours;
mod plots;
