//! Two vectors as one: sixteen numbers side by side.
//!
//! What is done to sparse matrices is mostly finding the numbers: done once for two vectors it
//! costs half, and their operations fill each other's waiting times.

use super::Vector;
use crate::physics::number::Real;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Two vectors.
#[derive(Debug, Clone, Copy)]
pub struct Both<V>(pub V, pub V);

macro_rules! operator {
    ($operator:ident, $name:ident) => {
        impl<V: Vector> $operator for Both<V> {
            type Output = Self;
            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                Self(self.0.$name(other.0), self.1.$name(other.1))
            }
        }
    };
}

operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
operator!(Div, div);

impl<V: Vector> Neg for Both<V> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(-self.0, -self.1)
    }
}

impl<V: Vector> AddAssign for Both<V> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<V: Vector> SubAssign for Both<V> {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<V: Vector> Both<V> {
    /// The larger of two, lane by lane.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0), self.1.max(other.1))
    }

    /// Lane by lane: `if a > b { then } else { other }`.
    #[inline(always)]
    pub fn where_greater(a: Self, b: Self, then: Self, other: Self) -> Self {
        Self(
            V::where_greater(a.0, b.0, then.0, other.0),
            V::where_greater(a.1, b.1, then.1, other.1),
        )
    }
}

impl<V: Vector> Real for Both<V> {
    #[inline(always)]
    fn mul_add(self, factor: Self, plus: Self) -> Self {
        Self(
            self.0.mul_add(factor.0, plus.0),
            self.1.mul_add(factor.1, plus.1),
        )
    }
    #[inline(always)]
    fn neg_mul_add(self, factor: Self, plus: Self) -> Self {
        Self(
            self.0.neg_mul_add(factor.0, plus.0),
            self.1.neg_mul_add(factor.1, plus.1),
        )
    }
    #[inline(always)]
    fn splat(value: f64) -> Self {
        let one = V::splat(value);
        Self(one, one)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.sqrt(), self.1.sqrt())
    }
    #[inline(always)]
    fn exp(self) -> Self {
        Self(self.0.exp(), self.1.exp())
    }
    #[inline(always)]
    fn ln(self) -> Self {
        Self(self.0.ln(), self.1.ln())
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        let (low, high) = (self.0.sin_cos(), self.1.sin_cos());
        (Self(low.0, high.0), Self(low.1, high.1))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.abs(), self.1.abs())
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        Self(
            self.0.below(limit, below.0, other.0),
            self.1.below(limit, below.1, other.1),
        )
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self.0.all_below(limit) && self.1.all_below(limit)
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self.0.any_below(limit) || self.1.any_below(limit)
    }
}
