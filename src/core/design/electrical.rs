//! Electrical parts.

pub use super::kinds::{Capacitor, Dielectric, Inductor, Resistor, Source, Transformer};
