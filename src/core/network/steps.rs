//! What a plan is made of: entries of A, recipes of numbers, and where a pivot finds its own.

use super::term::Term;
use crate::noticed::OrNoticed as _;

/// An index of a plan: networks are far below 2³² of anything.
#[inline]
pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).or_noticed(NOTHING, "an index below 2³²")
}

/// Where nothing is to be kept.
pub(super) const NOTHING: u32 = u32::MAX;

/// An entry of a row: a value times a potential.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub(super) term: Term,
    /// Pivot of the column; the number of pivots stands for the EMF.
    pub(super) column: u32,
}

/// The recipe of one number: a term of A, plus products of finished slots.
///
/// Those of a pivot k are its diagonal, then row k of U, then column k of L where it differs from
/// row k before its division and is not A's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Target {
    pub(super) term: Term,
    /// How many products; they follow those of the target before.
    pub(super) products: u32,
    /// The slot of L that takes the number itself, or [`NOTHING`].
    pub(super) lower: u32,
}

/// A factor of L and a slot of −U.
pub(super) type Product = (Term, u32);

/// Where what belongs to a pivot lies in the lists of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Pivot {
    /// Its first slot, that of its first later neighbour.
    pub(super) slot: u32,
    /// Its first later neighbour, and how many.
    pub(super) neighbour: u32,
    pub(super) later: u32,
    /// Its first target, first product, and how many targets of L follow those of U.
    pub(super) target: u32,
    pub(super) product: u32,
    pub(super) lower: u32,
    /// How many rows its potential completes.
    pub(super) completes: u32,
}

impl Pivot {
    /// Its later neighbours.
    #[inline(always)]
    pub(super) fn later(&self) -> std::ops::Range<usize> {
        self.neighbour as usize..(self.neighbour + self.later) as usize
    }
}

/// A range of a list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    #[inline(always)]
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
