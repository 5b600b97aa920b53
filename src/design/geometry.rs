//! Where ports and links lie on the canvas: the geometry that lengths are drawn with.

use super::{Design, Link, Part};

/// A port's place on the canvas and the direction it faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedPort {
    /// Name within the part.
    pub name: &'static str,
    /// Its domain.
    pub domain: super::Domain,
    /// Place on the canvas, mm.
    pub at_mm: [f64; 2],
    /// Unit vector pointing away from the part, canvas frame.
    pub outward: [f64; 2],
}
