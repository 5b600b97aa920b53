//! Tests of `analysis`.

mod frequency;
mod goals;
mod meaning;
mod scores_peer;
mod time;
