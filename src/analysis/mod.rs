//! From a Solution to curves and figures.

pub mod curve;

pub use curve::{Curve, Role};
