//! Whatever finds a driver or a design from what is wanted of it.

pub mod thiele_small;
