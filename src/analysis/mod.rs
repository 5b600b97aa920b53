//! From a Solution to curves and figures.

pub mod curve;
pub mod delay;
pub mod impedance;
pub mod interpolate;
pub mod phase;
pub mod spl;

pub use crate::network::{Contribution, Solution, Validity};
pub use curve::{Curve, Role};
