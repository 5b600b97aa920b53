//! Tests of `remedies`.

mod polarity;
