//! Tests of `start`.

mod page;
mod spoilt_settings;
