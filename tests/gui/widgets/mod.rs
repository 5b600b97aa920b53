//! Tests of `widgets`.

mod offscreen_rows;
