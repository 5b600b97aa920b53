//! One file per phenomenon, each formula once, generic over the number it is computed with.
//!
//! A formula written over [`number::Real`] runs on one `f64` (tests, single values), on eight
//! frequencies side by side ([`number::Lanes`], the solver), and on dual numbers (exact
//! derivatives), so there is no second copy to keep in step.

pub mod complex;
pub mod number;
