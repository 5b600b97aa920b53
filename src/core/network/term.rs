//! A number with a sign, named in 32 bits: the steps of a plan are made of these.

use crate::noticed::OrNoticed as _;

/// What a factor is taken from: a stored value, coefficients, or a slot of the factors.
///
/// What is known to be real or imaginary says so, as it takes half the work to multiply with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term(u32);

const NEGATIVE: u32 = 1 << 31;
const SLOT: u32 = 1 << 30;
const VALUE: u32 = 1 << 29;
const REAL: u32 = 1 << 28;
const RISING: u32 = 1 << 27;
const FALLING: u32 = 1 << 26;
const INDEX: u32 = FALLING - 1;

/// What a value is made of (see `simple`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// A formula: one complex number for every frequency.
    pub(super) const STORED: Self = Self(VALUE);
    /// A conductance.
    pub(super) const REAL: Self = Self(REAL);
    /// A susceptance that rises as ω.
    pub(super) const RISING: Self = Self(RISING);
    /// A susceptance that falls as 1/ω.
    pub(super) const FALLING: Self = Self(FALLING);
    /// No value at all: what a sum begins with.
    pub(super) const NONE: Self = Self(0);

    /// Of a sum.
    pub(super) fn with(self, other: Self) -> Self {
        match self.0 | other.0 {
            all if all & VALUE != 0 => Self::STORED,
            all => Self(all),
        }
    }

    /// Whether three coefficients stand for the whole curve.
    pub(super) fn is_simple(self) -> bool {
        self.0 & VALUE == 0
    }
}

impl Term {
    /// No term: what a slot has that only fills in.
    pub(super) const NOTHING: Self = Self(0);

    /// A value, by its index; coefficients are listed twice, the second time negative.
    pub(super) fn new(class: Class, index: usize, negative: bool) -> Self {
        if class.is_simple() {
            return Self(class.0 | Self::index_bits(2 * index + usize::from(negative)));
        }
        Self(class.0 | Self::index_bits(index) | if negative { NEGATIVE } else { 0 })
    }

    /// A slot of the factors.
    pub(super) fn slot(index: u32) -> Self {
        Self(SLOT | Self::index_bits(index as usize))
    }

    fn index_bits(index: usize) -> u32 {
        let bits = u32::try_from(index).ok().filter(|bits| *bits <= INDEX);
        bits.or_noticed(INDEX, "an index below 2²⁶")
    }

    #[inline(always)]
    pub(super) fn index(self) -> usize {
        (self.0 & INDEX) as usize
    }

    /// 1 or −1, of a stored value.
    #[inline(always)]
    pub(super) fn sign(self) -> f64 {
        f64::from_bits(1.0_f64.to_bits() | (u64::from(self.0 & NEGATIVE) << 32))
    }

    #[inline(always)]
    pub(super) fn is_nothing(self) -> bool {
        self.0 == 0
    }

    #[inline(always)]
    pub(super) fn is_slot(self) -> bool {
        self.0 & SLOT != 0
    }

    #[inline(always)]
    pub(super) fn is_stored(self) -> bool {
        self.0 & VALUE != 0
    }

    /// Whether it has a conductance.
    #[inline(always)]
    pub(super) fn has_real(self) -> bool {
        self.0 & REAL != 0
    }

    /// Whether it has a susceptance that rises as ω.
    #[inline(always)]
    pub(super) fn rises(self) -> bool {
        self.0 & RISING != 0
    }

    /// Whether it has a susceptance that falls as 1/ω.
    #[inline(always)]
    pub(super) fn falls(self) -> bool {
        self.0 & FALLING != 0
    }
}
