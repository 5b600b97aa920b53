//! Drivers. All have terminals `+` and `-`.

pub use super::kinds::{
    Armature, Electrostatic, Measured, MovingCoil, Multiport, Piezo, Planar, SecondMode,
    common::{Case, CaseVent, Coil, Magnet, Origin, Stroke, Trust},
};
