//! Values that need no formula at every frequency: y = g + j(ωc − γ/ω).
//!
//! A resistor is g, a capacitor or lossless volume c, an inductor or mass γ, and sums of them are
//! again of this form. Three numbers stand for a whole curve, so nothing has to be stored for every
//! frequency.

use super::term::Class;

/// g, c, γ.
pub(super) type Coefficients = [f64; 3];

/// An admittance with one of the three, scaled for the matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Simple {
    /// g.
    Conductance(f64),
    /// c.
    Rising(f64),
    /// γ.
    Falling(f64),
}

impl Simple {
    /// Which of the three it is.
    pub(super) fn class(self) -> Class {
        match self {
            Self::Conductance(_) => Class::REAL,
            Self::Rising(_) => Class::RISING,
            Self::Falling(_) => Class::FALLING,
        }
    }

    /// All three.
    pub(super) fn coefficients(self) -> Coefficients {
        match self {
            Self::Conductance(g) => [g, 0.0, 0.0],
            Self::Rising(c) => [0.0, c, 0.0],
            Self::Falling(inverse) => [0.0, 0.0, inverse],
        }
    }
}

/// Keeps the coefficients of a value, as they are and negative.
pub(super) fn put(all: &mut [Coefficients], value: usize, new: Coefficients) {
    all[2 * value] = new;
    all[2 * value + 1] = new.map(|c| -c);
}
