//! Complex numbers over [`Real`]; the square root without cancellation, as Kahan (1987) asks.

use super::number::Real;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A complex number whose parts are of the kind `R`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Complex<R> {
    /// Real part.
    pub re: R,
    /// Imaginary part.
    pub im: R,
}

impl<R: Real> Complex<R> {
    /// re + j im.
    #[inline(always)]
    pub fn new(re: R, im: R) -> Self {
        Self { re, im }
    }
    /// A real number.
    #[inline(always)]
    pub fn real(re: R) -> Self {
        Self {
            re,
            im: R::splat(0.0),
        }
    }
    /// j times a real number.
    #[inline(always)]
    pub fn imaginary(im: R) -> Self {
        Self {
            re: R::splat(0.0),
            im,
        }
    }
    /// The same constant in every lane.
    #[inline(always)]
    pub fn splat(re: f64, im: f64) -> Self {
        Self {
            re: R::splat(re),
            im: R::splat(im),
        }
    }
    /// Zero.
    #[inline(always)]
    pub fn zero() -> Self {
        Self::splat(0.0, 0.0)
    }
    /// One.
    #[inline(always)]
    pub fn one() -> Self {
        Self::splat(1.0, 0.0)
    }
    /// Lane by lane: `if key < limit { below } else { other }`.
    #[inline(always)]
    pub fn select(key: R, limit: f64, below: Self, other: Self) -> Self {
        Self {
            re: key.below(limit, below.re, other.re),
            im: key.below(limit, below.im, other.im),
        }
    }
    /// Σ `coefficients[k]` zᵏ with real coefficients.
    #[inline(always)]
    pub fn polynomial<const N: usize>(self, coefficients: &[f64; N]) -> Self {
        let mut sum = Self::zero();
        for &coefficient in coefficients.iter().rev() {
            let re = sum.re.mul_add(self.re, R::splat(coefficient));
            let re = sum.im.neg_mul_add(self.im, re);
            let im = sum.re.mul_add(self.im, sum.im * self.re);
            sum = Self { re, im };
        }
        sum
    }
    /// Complex conjugate.
    #[inline(always)]
    pub fn conjugate(self) -> Self {
        Self {
            re: self.re,
            im: -self.im,
        }
    }
    /// |z|².
    #[inline(always)]
    pub fn norm_squared(self) -> R {
        self.re.mul_add(self.re, self.im * self.im)
    }
    /// |z|.
    #[inline(always)]
    pub fn norm(self) -> R {
        self.norm_squared().sqrt()
    }
    /// 1/z, through the squared norm: |z| must stay between 1e-150 and 1e150.
    #[inline(always)]
    pub fn inverse(self) -> Self {
        let scale = R::splat(1.0) / self.norm_squared();
        Self {
            re: self.re * scale,
            im: -(self.im * scale),
        }
    }
    /// z + a·b.
    #[inline(always)]
    pub fn plus_product(self, a: Self, b: Self) -> Self {
        let re = a.re.mul_add(b.re, self.re);
        let im = a.re.mul_add(b.im, self.im);
        Self {
            re: a.im.neg_mul_add(b.im, re),
            im: a.im.mul_add(b.re, im),
        }
    }
    /// z times a real number.
    #[inline(always)]
    pub fn scale(self, by: R) -> Self {
        Self {
            re: self.re * by,
            im: self.im * by,
        }
    }
    /// j·z.
    #[inline(always)]
    pub fn times_j(self) -> Self {
        Self {
            re: -self.im,
            im: self.re,
        }
    }
    /// e^z.
    #[inline(always)]
    pub fn exp(self) -> Self {
        let size = self.re.exp();
        let (sin, cos) = self.im.sin_cos();
        Self {
            re: size * cos,
            im: size * sin,
        }
    }
    /// Square root with non-negative real part.
    #[inline(always)]
    pub fn sqrt(self) -> Self {
        let half = R::splat(0.5);
        let norm = self.norm();
        // The larger part first; the smaller by division, so that nothing cancels.
        let large = ((norm + self.re.abs()) * half).sqrt();
        let tiny = R::splat(1e-300);
        let small = self.im.abs() * half / (large + tiny);
        let re = self.re.below(0.0, small, large);
        let size_im = self.re.below(0.0, large, small);
        let im = self.im.below(0.0, -size_im, size_im);
        Self { re, im }
    }
}

impl<R: Real> Add for Complex<R> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self {
            re: self.re + other.re,
            im: self.im + other.im,
        }
    }
}

impl<R: Real> Sub for Complex<R> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self {
            re: self.re - other.re,
            im: self.im - other.im,
        }
    }
}

impl<R: Real> Mul for Complex<R> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self {
            re: self.im.neg_mul_add(other.im, self.re * other.re),
            im: self.re.mul_add(other.im, self.im * other.re),
        }
    }
}

impl<R: Real> Div for Complex<R> {
    type Output = Self;
    #[inline(always)]
    #[expect(
        clippy::suspicious_arithmetic_impl,
        reason = "one reciprocal instead of two divisions"
    )]
    fn div(self, other: Self) -> Self {
        self * other.inverse()
    }
}

impl<R: Real> Neg for Complex<R> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self {
            re: -self.re,
            im: -self.im,
        }
    }
}
