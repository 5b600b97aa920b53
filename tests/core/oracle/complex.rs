//! Complex numbers of two [`Real`]s.

use super::functions::{exp, sin_cos};
use super::real::{ONE, Real, ZERO, real};
use num_complex::Complex64;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Complex {
    pub(super) re: Real,
    pub(super) im: Real,
}

/// re + j im.
#[inline(always)]
pub(super) fn complex(re: Real, im: Real) -> Complex {
    Complex { re, im }
}

/// A real number.
pub(super) fn plain(re: Real) -> Complex {
    complex(re, ZERO)
}

/// j times a real number.
pub(super) fn j(im: Real) -> Complex {
    complex(ZERO, im)
}

impl Complex {
    pub(super) const ZERO: Self = Self { re: ZERO, im: ZERO };
    pub(super) const ONE: Self = Self { re: ONE, im: ZERO };

    pub(super) fn times(self, factor: Real) -> Self {
        complex(self.re * factor, self.im * factor)
    }

    pub(super) fn times_j(self) -> Self {
        complex(-self.im, self.re)
    }

    pub(super) fn inverse(self) -> Self {
        Self::ONE / self
    }

    pub(super) fn norm(self) -> Real {
        // Scaled by the greater part, so that no square overflows or vanishes.
        let (a, b) = (self.re.abs(), self.im.abs());
        let (great, small) = (a.max(b), a.min(b));
        if great.is_zero() {
            return ZERO;
        }
        great * (ONE + (small / great).square()).sqrt()
    }

    /// About how large it is, for comparing sizes.
    #[inline(always)]
    pub(super) fn size(self) -> f64 {
        self.re.hi.abs() + self.im.hi.abs()
    }

    pub(super) fn is_zero(self) -> bool {
        self.re.is_zero() && self.im.is_zero()
    }

    /// The root with a real part that is not negative.
    pub(super) fn sqrt(self) -> Self {
        let norm = self.norm();
        if norm.is_zero() {
            return Self::ZERO;
        }
        let great = ((norm + self.re.abs()).scaled(0.5)).sqrt();
        let small = self.im.abs() / great.scaled(2.0);
        let (re, im) = if self.re.hi >= 0.0 {
            (great, small)
        } else {
            (small, great)
        };
        complex(re, if self.im.hi < 0.0 { -im } else { im })
    }

    /// e to this power.
    pub(super) fn exp(self) -> Self {
        let (sin, cos) = sin_cos(self.im);
        let size = exp(self.re);
        complex(cos * size, sin * size)
    }

    /// Rounded.
    pub(super) fn rounded(self) -> Complex64 {
        Complex64::new(self.re.hi, self.im.hi)
    }
}

/// e^{jφ}.
pub(super) fn turn(phase: Real) -> Complex {
    let (sin, cos) = sin_cos(phase);
    complex(cos, sin)
}

/// √j.
pub(super) fn root_of_j() -> Complex {
    let part = real(0.5).sqrt();
    complex(part, part)
}

impl Neg for Complex {
    type Output = Self;
    fn neg(self) -> Self {
        complex(-self.re, -self.im)
    }
}

impl Add for Complex {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        complex(self.re + other.re, self.im + other.im)
    }
}

impl Sub for Complex {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        complex(self.re - other.re, self.im - other.im)
    }
}

impl Mul for Complex {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        complex(
            self.re * other.re - self.im * other.im,
            self.re * other.im + self.im * other.re,
        )
    }
}

impl Div for Complex {
    type Output = Self;
    /// Smith's: by the greater part of the divisor.
    fn div(self, other: Self) -> Self {
        if other.re.abs() >= other.im.abs() {
            let ratio = other.im / other.re;
            let scale = ONE / (other.re + other.im * ratio);
            complex(
                (self.re + self.im * ratio) * scale,
                (self.im - self.re * ratio) * scale,
            )
        } else {
            let ratio = other.re / other.im;
            let scale = ONE / (other.re * ratio + other.im);
            complex(
                (self.re * ratio + self.im) * scale,
                (self.im * ratio - self.re) * scale,
            )
        }
    }
}
