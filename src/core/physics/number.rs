//! The numbers formulas are computed with.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A real number, or several side by side, that a formula can be computed with.
pub trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + std::fmt::Debug
    + 'static
{
    /// The same constant in every lane.
    fn splat(value: f64) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// e^self.
    fn exp(self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// Sine and cosine.
    fn sin_cos(self) -> (Self, Self);
    /// Absolute value.
    fn abs(self) -> Self;
    /// Lane by lane: `if self < limit { below } else { other }`.
    fn below(self, limit: f64, below: Self, other: Self) -> Self;
    /// Whether every lane is smaller than `limit`.
    fn all_below(self, limit: f64) -> bool;
    /// Whether any lane is smaller than `limit`.
    fn any_below(self, limit: f64) -> bool;

    /// self · factor + plus; vectors with a fused instruction use it.
    #[inline(always)]
    fn mul_add(self, factor: Self, plus: Self) -> Self {
        self * factor + plus
    }

    /// plus − self · factor; vectors with a fused instruction use it.
    #[inline(always)]
    fn neg_mul_add(self, factor: Self, plus: Self) -> Self {
        plus - self * factor
    }

    /// self^exponent, for self > 0.
    #[inline(always)]
    fn powf(self, exponent: f64) -> Self {
        (self.ln() * Self::splat(exponent)).exp()
    }
}

impl Real for f64 {
    #[inline(always)]
    fn splat(value: f64) -> Self {
        value
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    #[inline(always)]
    fn exp(self) -> Self {
        self.exp()
    }
    #[inline(always)]
    fn ln(self) -> Self {
        self.ln()
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        self.sin_cos()
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.abs()
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        if self < limit { below } else { other }
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self < limit
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self < limit
    }
    #[inline(always)]
    fn powf(self, exponent: f64) -> Self {
        self.powf(exponent)
    }
}

/// Σ `coefficients[k]` xᵏ.
#[inline(always)]
pub fn polynomial<R: Real, const N: usize>(x: R, coefficients: &[f64; N]) -> R {
    let mut sum = R::splat(0.0);
    for &coefficient in coefficients.iter().rev() {
        sum = sum.mul_add(x, R::splat(coefficient));
    }
    sum
}
