//! Acoustic parts that are not drivers or ears.

pub use super::kinds::{
    Chamber, Eartip, Horn, Junction, Leak, LeakShape, TipWall, Vent, common::Mesh,
};
