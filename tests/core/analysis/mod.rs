//! Tests of `analysis`.

mod effect;
mod frequency;
mod goals;
mod maximum;
mod meaning;
mod report;
mod scores_peer;
mod time;
