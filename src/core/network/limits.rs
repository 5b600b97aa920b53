//! From where on a number is rounding, nothing, or in need of another look.

/// Above this residual, |Ax−b|ᵢ/(|A||x|+|b|)ᵢ, an answer is refined, and then solved again in twice
/// the precision.
pub(super) const RESIDUAL: f64 = 1e-12;

/// Potentials below this share of the largest of their domain are rounding: equations that hold
/// nothing else are compared with the largest (Arioli, Demmel, Duff 1989).
pub(super) const ROUNDING: f64 = 1e-12;

/// An impedance above this is an open circuit, Ω, and its inverse a short: nobody measures them.
pub(super) const OPEN: f64 = 1e13;

/// An input impedance may give out this share of what it turns round, an element of what flows.
pub(super) const ACTIVE: f64 = 1e-6;

/// A sum may be so many times smaller than its terms (the examples' most: 2e4): where two such sums
/// follow each other, their losses multiply.
pub(super) const CANCELLED: f64 = 1e6;

/// The square of what is looked into without a doubt that it is wrong.
pub(super) const LOOKED_INTO: f64 = 1e20;

/// Power may fail to balance by this share (the examples' largest: 5e-13).
pub(super) const UNBALANCED: f64 = 1e-10;
