//! Tests of `start`.

mod page;
mod places;
mod spoilt_settings;
