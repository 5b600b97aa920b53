//! Numbers that carry their derivatives along: exact sensitivities of any formula.
//!
//! A dual number is a value and its slopes against `N` inputs; arithmetic on it is the rules of
//! differentiation, so a formula over [`Real`] run on duals gives its derivatives to the last digit,
//! without a step width (forward-mode automatic differentiation; Griewank and Walther 2008, ch. 3).
//! Value and slopes may be several side by side: one formula then gives the derivatives at eight
//! frequencies at once.

use super::complex::Complex;
use super::loss::{self, DuctLoss, Loss};
use super::number::Real;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A value and its derivatives against `N` inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dual<const N: usize, R = f64> {
    /// The value.
    pub value: R,
    /// Its derivatives, input by input.
    pub slope: [R; N],
}

impl<const N: usize, R: Real> Dual<N, R> {
    /// A constant.
    #[inline(always)]
    pub fn constant(value: R) -> Self {
        Self {
            value,
            slope: [R::splat(0.0); N],
        }
    }

    /// The `input`-th input itself, or something whose derivative against it is `slope`.
    #[inline(always)]
    pub fn input(value: R, input: usize, slope: R) -> Self {
        let mut out = Self::constant(value);
        if let Some(place) = out.slope.get_mut(input) {
            *place = slope;
        }
        out
    }

    /// A function of this number: its value there and its derivative there.
    #[inline(always)]
    fn map(self, value: R, derivative: R) -> Self {
        let mut slope = self.slope;
        for slope in &mut slope {
            *slope = *slope * derivative;
        }
        Self { value, slope }
    }
}

impl<const N: usize, R: Real> Add for Dual<N, R> {
    type Output = Self;
    #[inline(always)]
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl<const N: usize, R: Real> AddAssign for Dual<N, R> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        self.value += other.value;
        for (slope, &more) in self.slope.iter_mut().zip(&other.slope) {
            *slope += more;
        }
    }
}

impl<const N: usize, R: Real> Sub for Dual<N, R> {
    type Output = Self;
    #[inline(always)]
    fn sub(mut self, other: Self) -> Self {
        self -= other;
        self
    }
}

impl<const N: usize, R: Real> SubAssign for Dual<N, R> {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        self.value -= other.value;
        for (slope, &less) in self.slope.iter_mut().zip(&other.slope) {
            *slope -= less;
        }
    }
}

impl<const N: usize, R: Real> Mul for Dual<N, R> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let mut slope = self.slope;
        for (mine, &theirs) in slope.iter_mut().zip(&other.slope) {
            *mine = *mine * other.value + theirs * self.value;
        }
        Self {
            value: self.value * other.value,
            slope,
        }
    }
}

impl<const N: usize, R: Real> Div for Dual<N, R> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let inverse = R::splat(1.0) / other.value;
        let value = self.value * inverse;
        let mut slope = self.slope;
        for (mine, &theirs) in slope.iter_mut().zip(&other.slope) {
            *mine = (*mine - theirs * value) * inverse;
        }
        Self { value, slope }
    }
}

impl<const N: usize, R: Real> Neg for Dual<N, R> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        let mut slope = self.slope;
        for slope in &mut slope {
            *slope = -*slope;
        }
        Self {
            value: -self.value,
            slope,
        }
    }
}

impl<const N: usize, R: Real> Real for Dual<N, R> {
    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self::constant(R::splat(value))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        let root = self.value.sqrt();
        self.map(root, R::splat(0.5) / root)
    }
    #[inline(always)]
    fn exp(self) -> Self {
        let value = self.value.exp();
        self.map(value, value)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        self.map(self.value.ln(), R::splat(1.0) / self.value)
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        let (sin, cos) = self.value.sin_cos();
        (self.map(sin, cos), self.map(cos, -sin))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.below(0.0, -self, self)
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        let key = self.value;
        let mut slope = other.slope;
        for (other, &below) in slope.iter_mut().zip(&below.slope) {
            *other = key.below(limit, below, *other);
        }
        Self {
            value: key.below(limit, below.value, other.value),
            slope,
        }
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self.value.all_below(limit)
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self.value.any_below(limit)
    }
}

// Their derivatives are known and cheap.
impl<const N: usize, R: DuctLoss> DuctLoss for Dual<N, R> {
    #[inline(always)]
    fn circle_loss(self) -> Loss<Self> {
        let loss = self.value.circle_loss();
        with_slope(&loss, loss::circle_slope(self.value, &loss), self)
    }
    #[inline(always)]
    fn slit_loss(self) -> Loss<Self> {
        let loss = self.value.slit_loss();
        with_slope(&loss, loss::slit_slope(self.value, &loss), self)
    }
}

/// A loss and its derivative dF/ds, as a function of a dual number.
#[inline(always)]
fn with_slope<const N: usize, R: Real>(
    loss: &Loss<R>,
    slope: Complex<R>,
    s: Dual<N, R>,
) -> Loss<Dual<N, R>> {
    let part = |value: R, by: R| Dual {
        value,
        slope: s.slope.map(|s| s * by),
    };
    Loss {
        f: Complex::new(part(loss.f.re, slope.re), part(loss.f.im, slope.im)),
        one_minus_f: Complex::new(
            part(loss.one_minus_f.re, -slope.re),
            part(loss.one_minus_f.im, -slope.im),
        ),
    }
}
