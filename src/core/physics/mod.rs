//! One file per phenomenon, each formula once, generic over the number it is computed with.
//!
//! A formula written over [`number::Real`] runs on one `f64` (tests, single values), on eight
//! frequencies side by side (the solver), and on dual numbers (exact derivatives), so there is no
//! second copy to keep in step. Nothing branches on the value of a single lane, except to choose
//! between two expressions of the same value.
//!
//! Every impedance is Pa·s/m³ (acoustic), N·s/m (mechanical) or Ω (electrical) at the angular
//! frequency `w` in rad/s; flows count positive **into** a port.

#![allow(
    clippy::doc_markdown,
    clippy::return_self_not_must_use,
    reason = "formulas in the docs are written as on paper (p_front, Y_ac); arithmetic returns Self"
)]

pub mod air;
pub mod armature;
pub mod branch;
pub mod cavity;
pub mod coil;
pub mod complex;
pub mod cone;
pub mod damper;
pub mod dual;
pub mod duct;
pub mod duct_gradient;
pub mod ear;
pub mod electrostatic;
pub mod hole;
pub mod lanes;
pub mod large_signal;
pub mod level;
pub mod loss;
pub mod motor_gradient;
pub mod moving_coil;
pub mod number;
pub mod opening;
pub mod step;
pub mod thiele_small;
pub mod transducer;
pub mod transformer;
pub mod two_port;
pub mod twofold;
pub mod wall;
