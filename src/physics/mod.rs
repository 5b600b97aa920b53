//! One file per phenomenon, each formula once, generic over the number it is computed with.
//!
//! A formula written over [`number::Real`] runs on one `f64` (tests, single values), on eight
//! frequencies side by side (the solver), and on dual numbers (exact derivatives), so there is no
//! second copy to keep in step. Nothing branches on the value of a single lane, except to choose
//! between two expressions of the same value.
//!
//! Every impedance is Pa·s/m³ (acoustic), N·s/m (mechanical) or Ω (electrical) at the angular
//! frequency `w` in rad/s; flows count positive **into** a port.

pub mod air;
pub mod armature;
pub mod cavity;
pub mod coil;
pub mod complex;
pub mod damper;
pub mod duct;
pub mod ear;
pub mod loss;
pub mod moving_coil;
pub mod number;
pub mod transducer;
pub mod two_port;
