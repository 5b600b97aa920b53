//! Tests of `analysis`.

mod frequency;
mod meaning;
mod time;
