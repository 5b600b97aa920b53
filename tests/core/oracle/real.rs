//! Real numbers of some 31 decimal digits: the sum of two `f64`, the second below the last place of
//! the first.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A sum of two `f64` that is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Real {
    pub(super) hi: f64,
    pub(super) lo: f64,
}

/// a + b and what was rounded off, |a| ≥ |b|.
#[inline(always)]
fn quick_two_sum(a: f64, b: f64) -> Real {
    let hi = a + b;
    Real {
        hi,
        lo: b - (hi - a),
    }
}

/// a + b and what was rounded off.
#[inline(always)]
fn two_sum(a: f64, b: f64) -> Real {
    let hi = a + b;
    let from_b = hi - a;
    Real {
        hi,
        lo: (a - (hi - from_b)) + (b - from_b),
    }
}

/// a·b and what was rounded off.
#[inline(always)]
fn two_product(a: f64, b: f64) -> Real {
    let hi = a * b;
    Real {
        hi,
        lo: a.mul_add(b, -hi),
    }
}

/// π.
pub(super) const PI: Real = Real {
    hi: std::f64::consts::PI,
    lo: 1.224_646_799_147_353_2e-16,
};

/// ln 2.
pub(super) const LN_2: Real = Real {
    hi: std::f64::consts::LN_2,
    lo: 2.319_046_813_846_299_6e-17,
};

/// 0.
pub(super) const ZERO: Real = Real { hi: 0.0, lo: 0.0 };

/// 1.
pub(super) const ONE: Real = Real { hi: 1.0, lo: 0.0 };

/// A number as the document holds it.
#[inline(always)]
pub(super) fn real(value: f64) -> Real {
    Real { hi: value, lo: 0.0 }
}

impl Real {
    /// Times a power of two, without rounding.
    #[inline(always)]
    pub(super) fn scaled(self, power: f64) -> Self {
        Self {
            hi: self.hi * power,
            lo: self.lo * power,
        }
    }

    /// Over a number of an f64's digits.
    #[inline(always)]
    pub(super) fn over(self, divisor: f64) -> Self {
        let first = self.hi / divisor;
        let rest = first.mul_add(-divisor, self.hi) + self.lo;
        quick_two_sum(first, rest / divisor)
    }

    pub(super) fn abs(self) -> Self {
        if self.hi < 0.0 { -self } else { self }
    }

    pub(super) fn is_zero(self) -> bool {
        self.hi == 0.0
    }

    /// √, with one step of Newton's on that of the first half.
    pub(super) fn sqrt(self) -> Self {
        if self.hi <= 0.0 {
            return ZERO;
        }
        let near = self.hi.sqrt();
        let rest = self - two_product(near, near);
        quick_two_sum(near, rest.hi / (2.0 * near))
    }

    pub(super) fn square(self) -> Self {
        self * self
    }

    /// The greater of two.
    pub(super) fn max(self, other: Self) -> Self {
        if self >= other { self } else { other }
    }

    /// The lesser of two.
    pub(super) fn min(self, other: Self) -> Self {
        if self >= other { other } else { self }
    }
}

/// A polynomial of this argument; coefficients from the constant up.
pub(super) fn polynomial(x: Real, coefficients: &[f64]) -> Real {
    let terms = coefficients.iter().rev();
    terms.fold(ZERO, |sum, &c| sum * x + real(c))
}

impl Neg for Real {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self {
            hi: -self.hi,
            lo: -self.lo,
        }
    }
}

impl Add for Real {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let sum = two_sum(self.hi, other.hi);
        let rest = two_sum(self.lo, other.lo);
        let sum = quick_two_sum(sum.hi, sum.lo + rest.hi);
        quick_two_sum(sum.hi, sum.lo + rest.lo)
    }
}

impl Sub for Real {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Real {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let product = two_product(self.hi, other.hi);
        let cross = self.hi * other.lo + self.lo * other.hi;
        quick_two_sum(product.hi, product.lo + cross)
    }
}

impl Div for Real {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        // Long division, three digits of an f64 each.
        let first = self.hi / other.hi;
        let rest = self - other * real(first);
        let second = rest.hi / other.hi;
        let rest = rest - other * real(second);
        let third = rest.hi / other.hi;
        quick_two_sum(first, second) + real(third)
    }
}
