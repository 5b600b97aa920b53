//! Real numbers of twice the precision: a number and what rounding left of it, 106 bits together.
//!
//! Sums and products are exact to a few units of 2⁻¹⁰⁴ (Dekker 1971; Knuth, TAOCP 2, 4.2.2; division
//! and root after Karp and Markstein 1997; exponential and circular functions by reduction and Taylor
//! series, as Hida, Li and Bailey 2001). They are what a network is solved with where its values are
//! so far apart that 53 bits lose the smaller ones.
//!
//! # Limitations
//! The loss functions of ducts are taken from their 53-bit form: their own error, 1e-12, is one of
//! the physics and the same wherever a bore is met; it is not magnified as rounding is.

use super::complex::Complex;
use super::loss::{self, DuctLoss, Loss};
use super::number::Real;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// `high` + `low`, |low| at most half a unit in the last place of high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Twofold {
    high: f64,
    low: f64,
}

/// a + b and what rounding left of it.
#[inline(always)]
fn sum(a: f64, b: f64) -> Twofold {
    let high = a + b;
    let of_b = high - a;
    let low = (a - (high - of_b)) + (b - of_b);
    Twofold { high, low }
}

/// The same for |a| ≥ |b|.
#[inline(always)]
fn quick_sum(a: f64, b: f64) -> Twofold {
    let high = a + b;
    Twofold {
        high,
        low: b - (high - a),
    }
}

/// Halves of a number, 26 bits each.
#[inline(always)]
fn halves(a: f64) -> (f64, f64) {
    /// 2²⁷ + 1.
    const SPLITTER: f64 = 134_217_729.0;
    let scaled = SPLITTER * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

/// a · b and what rounding left of it, for |a|, |b| below 1e290.
#[inline(always)]
fn product(a: f64, b: f64) -> Twofold {
    let high = a * b;
    let ((ah, al), (bh, bl)) = (halves(a), halves(b));
    let low = ((ah * bh - high) + ah * bl + al * bh) + al * bl;
    Twofold { high, low }
}

const fn constant(high: f64, low: f64) -> Twofold {
    Twofold { high, low }
}

const LN_2: Twofold = constant(std::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);
const FRAC_PI_2: Twofold = constant(std::f64::consts::FRAC_PI_2, 6.123_233_995_736_766e-17);

impl Twofold {
    /// The nearest number of half the precision.
    #[inline(always)]
    pub fn rounded(self) -> f64 {
        self.high + self.low
    }

    /// Whether it is a number.
    pub fn is_finite(self) -> bool {
        self.high.is_finite() && self.low.is_finite()
    }

    #[inline(always)]
    fn times(self, by: f64) -> Self {
        let p = product(self.high, by);
        quick_sum(p.high, p.low + self.low * by)
    }

    /// Times a power of two.
    #[inline(always)]
    fn exactly_times(self, by: f64) -> Self {
        constant(self.high * by, self.low * by)
    }
}

impl From<f64> for Twofold {
    #[inline(always)]
    fn from(value: f64) -> Self {
        constant(value, 0.0)
    }
}

impl Add for Twofold {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let high = sum(self.high, other.high);
        let low = sum(self.low, other.low);
        let first = quick_sum(high.high, high.low + low.high);
        quick_sum(first.high, first.low + low.low)
    }
}

impl Sub for Twofold {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Twofold {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        constant(-self.high, -self.low)
    }
}

impl Mul for Twofold {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let p = product(self.high, other.high);
        quick_sum(
            p.high,
            p.low + (self.high * other.low + self.low * other.high),
        )
    }
}

impl Div for Twofold {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self - other.times(first);
        let second = rest.high / other.high;
        let rest = rest - other.times(second);
        let third = rest.high / other.high;
        let two = quick_sum(first, second);
        two + Self::from(third)
    }
}

impl AddAssign for Twofold {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Twofold {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Real for Twofold {
    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self::from(value)
    }

    fn sqrt(self) -> Self {
        if self.high <= 0.0 {
            return Self::from(self.high.sqrt());
        }
        let root = self.high.sqrt();
        let rest = self - product(root, root);
        sum(root, rest.high / (2.0 * root))
    }

    fn exp(self) -> Self {
        /// Halvings of the argument ahead of the series.
        const HALVINGS: i32 = 9;
        if !(self.high.abs() < 700.0) {
            return Self::from(self.high.exp());
        }
        let octaves = (self.high / LN_2.high).round();
        let rest = (self - LN_2.times(octaves)).exactly_times(0.5_f64.powi(HALVINGS));
        // e^r − 1, so that nothing of a small r is lost beside 1.
        let mut term = rest;
        let mut total = rest;
        for n in 2..=9 {
            term = term * rest / Self::from(f64::from(n));
            total += term;
        }
        for _ in 0..HALVINGS {
            total = total.exactly_times(2.0) + total * total;
        }
        (total + Self::from(1.0)).exactly_times(octaves.exp2())
    }

    fn ln(self) -> Self {
        let first = Self::from(self.high.ln());
        if !first.is_finite() {
            return first;
        }
        // One step of Newton's doubles the digits.
        first + self * (-first).exp() - Self::from(1.0)
    }

    fn sin_cos(self) -> (Self, Self) {
        /// Terms of each series: the first left out is 1e-33 at π/4.
        const TERMS: u32 = 14;
        let quarters = (self.high / FRAC_PI_2.high).round();
        let rest = self - FRAC_PI_2.times(quarters);
        let square = rest * rest;
        let (mut sin, mut cos) = (rest, Self::from(1.0));
        let (mut odd, mut even) = (rest, Self::from(1.0));
        for n in 1..=TERMS {
            let n = f64::from(n);
            even = -(even * square) / Self::from((2.0 * n - 1.0) * (2.0 * n));
            odd = -(odd * square) / Self::from(2.0 * n * (2.0 * n + 1.0));
            cos += even;
            sin += odd;
        }
        match quarters.rem_euclid(4.0) {
            1.0 => (cos, -sin),
            2.0 => (-sin, -cos),
            3.0 => (-cos, sin),
            _ => (sin, cos),
        }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        if self.high < 0.0 { -self } else { self }
    }

    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        if self.all_below(limit) { below } else { other }
    }

    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self.high < limit || (self.high == limit && self.low < 0.0)
    }

    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self.all_below(limit)
    }
}

impl DuctLoss for Twofold {
    fn circle_loss(self) -> Loss<Self> {
        lifted(&loss::circle(self.high))
    }

    fn slit_loss(self) -> Loss<Self> {
        lifted(&loss::slit(self.high))
    }
}

/// A loss as a number of twice the precision.
fn lifted(loss: &Loss<f64>) -> Loss<Twofold> {
    let lift = |z: Complex<f64>| Complex::splat(z.re, z.im);
    Loss {
        f: lift(loss.f),
        one_minus_f: lift(loss.one_minus_f),
    }
}
