//! What a motor does at large amplitudes beyond its linear equations.
//!
//! A motor that stores its energy and loses it only in linear resistances is known by one function of
//! two variables, its energy: both what it does to the coil and what it does to the diaphragm are
//! slopes of it, so that no power can come from nowhere (Hunt 1954, Electroacoustics). Of that energy
//! everything up to second order is the linear motor, which the network solves; a law here is the
//! rest. Its two slopes are 0 at rest, and so are their own.

mod armature;
mod moving_coil;

use super::number::Real;

pub use armature::ArmatureLaw;
pub use moving_coil::{MovingCoilLaw, Shape};

/// How a motor departs from its linear equations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Law {
    /// Force factor, stiffness and inductance that change with displacement and current.
    MovingCoil(MovingCoilLaw),
    /// Gaps that change with displacement, iron that saturates.
    Armature(ArmatureLaw),
}

impl Law {
    /// The departure at a moment: the slopes of the energy beyond second order. Of a moving coil:
    /// current (A) and displacement (m) give flux linkage (Wb) and force (N); of an armature: flux
    /// linkage (Wb) and displaced volume (m³) give current (A) and pressure (Pa). Displacement counts
    /// outward, as sound leaves the front.
    #[inline(always)]
    pub fn slopes<R: Real>(&self, electrical: R, moved: R) -> [R; 2] {
        match self {
            Self::MovingCoil(law) => law.slopes(electrical, moved),
            Self::Armature(law) => law.slopes(electrical, moved),
        }
    }

    /// Each slope by both variables. Of a moving coil the mixed ones are equal; of an armature, whose
    /// second slope is taken with a minus, opposite.
    pub fn curvatures(&self, electrical: f64, moved: f64) -> [[f64; 2]; 2] {
        match self {
            Self::MovingCoil(law) => law.curvatures(electrical, moved),
            Self::Armature(law) => law.curvatures(electrical, moved),
        }
    }

    /// How far the law was stated: displacement, m or m³. Beyond it nothing is known.
    pub fn reach(&self) -> f64 {
        match self {
            Self::MovingCoil(law) => law.at,
            Self::Armature(law) => law.gap,
        }
    }

    /// Values of both variables at which it departs much from linear.
    pub fn scales(&self) -> [f64; 2] {
        match self {
            Self::MovingCoil(law) => [law.stiffness * law.at / law.bl, law.at],
            Self::Armature(law) => [law.flux, law.gap],
        }
    }
}
