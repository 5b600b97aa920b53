//! From a Solution to curves and figures.

pub mod alignment;
pub mod band;
pub mod biquad;
pub mod compare;
pub mod curve;
pub mod decay;
pub mod delay;
pub mod distortion;
pub mod ears;
pub mod effect;
pub mod error;
pub mod examine;
pub mod goals;
pub mod impedance;
pub mod interpolate;
pub mod limits;
pub mod maximum;
pub mod meaning;
pub mod minimum_phase;
pub mod phase;
pub mod polarity;
pub mod population;
pub mod port;
pub mod preference;
pub mod report;
pub mod score;
pub mod sensitivity;
pub mod smooth;
pub mod spl;
pub mod target;
pub mod time;

pub use crate::network::{Contribution, PortReading, Solution, Validity};
pub use band::Band;
pub use curve::{Curve, Role};
pub use ears::{EarFamily, EarMember};
pub use population::EarPopulation;
