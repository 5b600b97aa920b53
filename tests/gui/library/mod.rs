//! Tests of `library`.

mod look;
mod preview;
