//! Why a circuit is not taken.

use thiserror::Error;

/// Most parts of a block.
pub(super) const MOST: usize = 200;

/// Why a circuit is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CircuitError {
    /// Something other than a resistor, an inductor or a capacitor.
    #[error("{}", tr!("line {line} of this circuit, “{what}”, is no resistor, inductor or capacitor: only those can be taken"))]
    Other {
        /// Its line, from 1.
        line: usize,
        /// How it begins.
        what: String,
    },
    /// No two nodes with a value.
    #[error("{}", tr!("line {line} of this circuit, “{what}”, has no two nodes with a number above 0 behind"))]
    Value {
        /// Its line, from 1.
        line: usize,
        /// The line.
        what: String,
    },
    /// A line that cannot be part of a driver, and why.
    #[error("{}", tr!("line {line} of this circuit, “{what}”, {why}"))]
    Line {
        /// Its line, from 1.
        line: usize,
        /// How it begins.
        what: String,
        /// Why not, as the rest of the sentence.
        why: &'static str,
    },
    /// The pins are not those of a driver.
    #[error("{0}")]
    Pins(String),
    /// No solution, or none that is a driver's.
    #[error("{0}")]
    Unsolved(String),
    /// Nothing in it.
    #[error("{}", tr!("the .subckt of this circuit holds no part"))]
    Empty,
    /// Far more than a crossover.
    #[error("{}", tr!("this circuit has more than {MOST} parts: no crossover has"))]
    TooLarge,
}

impl CircuitError {
    /// A line that cannot be taken.
    pub(super) fn at(line: usize, content: &str, why: &'static str) -> Self {
        let what = crate::quantity::text::cut(content, 40).into_owned();
        Self::Line { line, what, why }
    }

    /// A line without a value.
    pub(super) fn value(line: usize, content: &str) -> Self {
        let what = crate::quantity::text::cut(content, 60).into_owned();
        Self::Value { line, what }
    }
}
