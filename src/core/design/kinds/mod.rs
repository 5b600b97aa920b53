//! The kinds of part, one file each: what it is, its numbers, and what holds of it.
//!
//! A new kind is a file here and a line in the list of `part_kind`; the compiler then asks how the
//! network assembles it and how it is drawn. All other rooms ask the [`Kind`] and its [`Facts`].

pub mod common;

mod facts;
mod kind;
mod part_kind;

pub mod armature;
pub mod capacitor;
pub mod chamber;
pub mod ear;
pub mod eartip;
pub mod electrostatic;
pub mod horn;
pub mod inductor;
pub mod junction;
pub mod leak;
pub mod measured;
pub mod moving_coil;
pub mod piezo;
pub mod planar;
pub mod resistor;
pub mod source;
pub mod transformer;
pub mod vent;

pub use armature::{Armature, SecondMode};
pub use capacitor::{Capacitor, Dielectric};
pub use chamber::Chamber;
pub use ear::{Ear, EarModel};
pub use eartip::Eartip;
pub use electrostatic::Electrostatic;
pub use facts::{Facts, Port, Side};
pub use horn::Horn;
pub use inductor::Inductor;
pub use junction::Junction;
pub use kind::{DEFAULT_SYMBOL_MM, Kind};
pub use leak::{Leak, LeakShape};
pub use measured::Measured;
pub use moving_coil::MovingCoil;
pub use part_kind::PartKind;
pub use piezo::Piezo;
pub use planar::Planar;
pub use resistor::Resistor;
pub use source::Source;
pub use transformer::Transformer;
pub use vent::Vent;
