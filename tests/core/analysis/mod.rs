//! Tests of `analysis`.

mod frequency;
mod meaning;
mod scores_peer;
mod time;
