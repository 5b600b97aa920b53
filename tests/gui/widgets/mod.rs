//! Tests of `widgets`.

mod icons;
mod offscreen_rows;
