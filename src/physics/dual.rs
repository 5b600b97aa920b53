//! Numbers that carry their derivatives along: exact sensitivities of any formula.
//!
//! A dual number is a value and its slopes against `N` inputs; arithmetic on it is the rules of
//! differentiation, so a formula over [`Real`] run on duals gives its derivatives to the last digit,
//! without a step width (forward-mode automatic differentiation; Griewank and Walther 2008, ch. 3).

use super::complex::Complex;
use super::number::Real;
use super::two_port::Chain;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A value and its derivatives against `N` inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dual<const N: usize> {
    /// The value.
    pub value: f64,
    /// Its derivatives, input by input.
    pub slope: [f64; N],
}

impl<const N: usize> Dual<N> {
    /// A constant.
    #[inline(always)]
    pub fn constant(value: f64) -> Self {
        Self {
            value,
            slope: [0.0; N],
        }
    }

    /// The `input`-th input itself, or something whose derivative against it is `slope`.
    #[inline(always)]
    pub fn input(value: f64, input: usize, slope: f64) -> Self {
        let mut out = Self::constant(value);
        if let Some(place) = out.slope.get_mut(input) {
            *place = slope;
        }
        out
    }

    /// A function of this number: its value there and its derivative there.
    #[inline(always)]
    fn map(self, value: f64, derivative: f64) -> Self {
        Self {
            value,
            slope: self.slope.map(|slope| slope * derivative),
        }
    }

    /// The chain rule: this number, known by its slopes against `inputs`, with slopes against what
    /// the inputs depend on. A costly formula of two inputs runs on `Dual<2>` and is widened after.
    #[inline(always)]
    pub fn widen<const M: usize>(&self, inputs: &[Dual<M>; N]) -> Dual<M> {
        let mut out = Dual::constant(self.value);
        for (slope, input) in self.slope.iter().zip(inputs) {
            for (sum, inner) in out.slope.iter_mut().zip(&input.slope) {
                *sum += slope * inner;
            }
        }
        out
    }
}

impl<const N: usize> Complex<Dual<N>> {
    /// [`Dual::widen`] of both parts.
    #[inline(always)]
    pub fn widen<const M: usize>(&self, inputs: &[Dual<M>; N]) -> Complex<Dual<M>> {
        Complex::new(self.re.widen(inputs), self.im.widen(inputs))
    }
}

impl<const N: usize> Chain<Dual<N>> {
    /// [`Dual::widen`] of every entry.
    #[inline(always)]
    pub fn widen<const M: usize>(&self, inputs: &[Dual<M>; N]) -> Chain<Dual<M>> {
        Chain {
            a: self.a.widen(inputs),
            b: self.b.widen(inputs),
            c: self.c.widen(inputs),
            d: self.d.widen(inputs),
        }
    }
}

impl<const N: usize> Add for Dual<N> {
    type Output = Self;
    #[inline(always)]
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl<const N: usize> AddAssign for Dual<N> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        self.value += other.value;
        for (slope, more) in self.slope.iter_mut().zip(&other.slope) {
            *slope += more;
        }
    }
}

impl<const N: usize> Sub for Dual<N> {
    type Output = Self;
    #[inline(always)]
    fn sub(mut self, other: Self) -> Self {
        self -= other;
        self
    }
}

impl<const N: usize> SubAssign for Dual<N> {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        self.value -= other.value;
        for (slope, less) in self.slope.iter_mut().zip(&other.slope) {
            *slope -= less;
        }
    }
}

impl<const N: usize> Mul for Dual<N> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let mut slope = [0.0; N];
        for ((out, mine), theirs) in slope.iter_mut().zip(&self.slope).zip(&other.slope) {
            *out = mine * other.value + theirs * self.value;
        }
        Self {
            value: self.value * other.value,
            slope,
        }
    }
}

impl<const N: usize> Div for Dual<N> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let inverse = 1.0 / other.value;
        let value = self.value * inverse;
        let mut slope = [0.0; N];
        for ((out, mine), theirs) in slope.iter_mut().zip(&self.slope).zip(&other.slope) {
            *out = (mine - theirs * value) * inverse;
        }
        Self { value, slope }
    }
}

impl<const N: usize> Neg for Dual<N> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(-self.value, -1.0)
    }
}

impl<const N: usize> Real for Dual<N> {
    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self::constant(value)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        let root = self.value.sqrt();
        self.map(root, 0.5 / root)
    }
    #[inline(always)]
    fn exp(self) -> Self {
        let value = self.value.exp();
        self.map(value, value)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        self.map(self.value.ln(), 1.0 / self.value)
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        let (sin, cos) = self.value.sin_cos();
        (self.map(sin, cos), self.map(cos, -sin))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        if self.value < 0.0 { -self } else { self }
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        if self.value < limit { below } else { other }
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self.value < limit
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self.value < limit
    }
}
