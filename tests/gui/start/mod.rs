//! Tests of `start`.

mod spoilt_settings;
