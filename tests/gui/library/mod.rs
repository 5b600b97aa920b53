//! Tests of `library`.

mod look;
