//! The loss functions of narrow ducts.
//!
//! In the low-reduced-frequency theory (Zwikker and Kosten; Tijdeman 1975) viscosity and heat
//! conduction enter through one function F of z = k·a, where k = √(jωρ/μ), so that z always lies on
//! the ray e^{jπ/4}: F is a function of **one real number**, the shear wave number s = |z|.
//! - circle of radius a: F = 2 I₁(z)/(z I₀(z)), 1 − F = I₂(z)/I₀(z), s = a√(ωρ/μ)
//! - slit of gap h: F = tanh(z)/z, s = (h/2)√(ωρ/μ)
//!
//! Heat conduction uses the same functions at s√Pr. Effective density needs 1 − F, which vanishes
//! as s² in a fine bore, and the compressibility needs F, which vanishes as 1/s in a wide one; both
//! are computed without cancellation, to 1e-12 relative.
//!
//! # How the circle is computed
//! All three Bessel functions are power series in w = z²/4 = j s²/4, whose even terms are real and
//! whose odd terms are imaginary: two real polynomials in (s²/4)² each, their lengths chosen by the
//! largest lane. On the ray they lose e^{0.29 s} to cancellation, a factor of 600 at s = 22. Above,
//! the asymptotic series of I₁/I₀ in 1/z takes over; what it leaves out is e^{−√2 s} < 4e-14.
//! All coefficients are computed by the compiler from the recurrences.

use super::complex::Complex;
use super::number::{Real, polynomial};
use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};

/// F and 1 − F at one shear wave number, each accurate by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss<R> {
    /// F: 1 where the layer fills the duct, 0 where it is thin.
    pub f: Complex<R>,
    /// 1 − F.
    pub one_minus_f: Complex<R>,
}

impl<R: Real> Loss<R> {
    #[inline(always)]
    fn select(key: R, limit: f64, below: Self, other: Self) -> Self {
        Self {
            f: Complex::select(key, limit, below.f, other.f),
            one_minus_f: Complex::select(key, limit, below.one_minus_f, other.one_minus_f),
        }
    }
    #[inline(always)]
    fn from_f(f: Complex<R>) -> Self {
        Self {
            f,
            one_minus_f: Complex::one() - f,
        }
    }
    #[inline(always)]
    fn from_one_minus_f(one_minus_f: Complex<R>) -> Self {
        Self {
            f: Complex::one() - one_minus_f,
            one_minus_f,
        }
    }
}

/// A number the losses of ducts are known of. They are its own matter, as a dual number knows their
/// derivatives better than arithmetic does, and vectors take another way than one `f64`.
pub trait DuctLoss: Real {
    /// The losses of a round duct at this shear wave number, [`circle`].
    #[inline(always)]
    fn circle_loss(self) -> Loss<Self> {
        circle_by_series(self)
    }

    /// The losses of a slit at this shear wave number, [`slit`].
    #[inline(always)]
    fn slit_loss(self) -> Loss<Self> {
        slit_by_series(self)
    }
}

// Out of line: inlined into every formula of every ear they take minutes to compile.
impl DuctLoss for f64 {
    #[inline(never)]
    fn circle_loss(self) -> Loss<Self> {
        circle_by_series(self)
    }
    #[inline(never)]
    fn slit_loss(self) -> Loss<Self> {
        slit_by_series(self)
    }
}

/// Below this shear wave number 1 − F comes from its own series, F by difference.
const CIRCLE_SMALL: f64 = 4.0;
/// Up to here a shorter series is enough.
const CIRCLE_MIDDLE: f64 = 10.0;
/// From here on the asymptotic series is used.
const CIRCLE_LARGE: f64 = 22.0;
/// Below this shear wave number the slit's 1 − F comes from its own series.
const SLIT_SMALL: f64 = 1.5;
/// From here on tanh z is 1 in double precision.
const SLIT_WIDE: f64 = 30.0;

/// Loss of a circular duct at the shear wave number s = a√(ωρ/μ) > 0.
#[inline(always)]
pub fn circle<R: DuctLoss>(s: R) -> Loss<R> {
    s.circle_loss()
}

/// Loss of a slit at the shear wave number s = (h/2)√(ωρ/μ) > 0.
#[inline(always)]
pub fn slit<R: DuctLoss>(s: R) -> Loss<R> {
    s.slit_loss()
}

/// [`circle`] by its series, whatever the kind of number.
#[inline(always)]
fn circle_by_series<R: Real>(s: R) -> Loss<R> {
    if s.all_below(CIRCLE_SMALL) {
        return circle_small(s);
    }
    let mut loss = if s.all_below(CIRCLE_MIDDLE) {
        circle_middle::<R, 14>(s)
    } else if s.all_below(CIRCLE_LARGE) {
        circle_middle::<R, 24>(s)
    } else if s.any_below(CIRCLE_LARGE) {
        let held = s.below(CIRCLE_LARGE, s, R::splat(CIRCLE_LARGE));
        Loss::select(
            s,
            CIRCLE_LARGE,
            circle_middle::<R, 24>(held),
            circle_large(s),
        )
    } else {
        circle_large(s)
    };
    if s.any_below(CIRCLE_SMALL) {
        let held = s.below(CIRCLE_SMALL, s, R::splat(CIRCLE_SMALL));
        loss = Loss::select(s, CIRCLE_SMALL, circle_small(held), loss);
    }
    loss
}

/// [`slit`] by its series, whatever the kind of number.
#[inline(always)]
fn slit_by_series<R: Real>(s: R) -> Loss<R> {
    if s.all_below(SLIT_SMALL) {
        return slit_small(s);
    }
    let mut loss = slit_large(s);
    if s.any_below(SLIT_SMALL) {
        let held = s.below(SLIT_SMALL, s, R::splat(SLIT_SMALL));
        loss = Loss::select(s, SLIT_SMALL, slit_small(held), loss);
    }
    loss
}

/// dF/ds of the circle, from s F' = 2(1 − F) − j s² F²/2, which cancels at large s: there from the
/// asymptotic series, term by term.
#[inline(always)]
pub fn circle_slope<R: Real>(s: R, loss: &Loss<R>) -> Complex<R> {
    let inverse = R::splat(1.0) / s;
    if !s.any_below(CIRCLE_LARGE) {
        return circle_slope_large(inverse);
    }
    let square = (loss.f * loss.f).scale(s * s * R::splat(0.5)).times_j();
    let near = (loss.one_minus_f.scale(R::splat(2.0)) - square).scale(inverse);
    if s.all_below(CIRCLE_LARGE) {
        return near;
    }
    Complex::select(s, CIRCLE_LARGE, near, circle_slope_large(inverse))
}

/// dF/ds of the slit, from s F' = (1 − F) − j s² F². Where tanh z is 1 to the last digit,
/// F = 1/z and s F' = −F.
#[inline(always)]
pub fn slit_slope<R: Real>(s: R, loss: &Loss<R>) -> Complex<R> {
    let inverse = R::splat(1.0) / s;
    let square = (loss.f * loss.f).scale(s * s).times_j();
    let near = (loss.one_minus_f - square).scale(inverse);
    Complex::select(s, SLIT_WIDE, near, -loss.f.scale(inverse))
}

/// Every second coefficient of Σ wᵏ/(k!(k+order)!) at w = jy, with the sign of jᵏ: those of even k
/// (real part, in powers of y²) or of odd k (imaginary part, after taking out y).
const fn bessel_series<const N: usize>(order: usize, odd: bool) -> [f64; N] {
    let mut out = [0.0; N];
    // 1/(k!(k+order)!), built up term by term.
    let mut term = 1.0;
    let mut n = 1;
    while n <= order {
        term /= n as f64;
        n += 1;
    }
    let mut k = 0;
    while k < 2 * N {
        if (k % 2 == 1) == odd {
            let sign = if (k / 2) % 2 == 0 { 1.0 } else { -1.0 };
            out[k / 2] = sign * term;
        }
        k += 1;
        term /= (k * (k + order)) as f64;
    }
    out
}

/// Coefficients of Σ z²ᵏ·weight at z² = jx, split as in [`bessel_series`]: 1/(2k)! for cosh z, and
/// 2k/(2k+1)! with one power of z² taken out for cosh z − sinh z/z.
const fn hyperbolic_series<const N: usize>(difference: bool, odd: bool) -> [f64; N] {
    let mut out = [0.0; N];
    let mut k = 0;
    // 1/(2k)!
    let mut term = 1.0;
    while k < 2 * N {
        let next = term / ((2 * k + 1) * (2 * k + 2)) as f64;
        // With z² taken out, the term of z²ᵏ is the (k+1)-th: 2(k+1)/(2k+3)!.
        let value = if difference {
            next * (2 * k + 2) as f64 / (2 * k + 3) as f64
        } else {
            term
        };
        if (k % 2 == 1) == odd {
            let sign = if (k / 2) % 2 == 0 { 1.0 } else { -1.0 };
            out[k / 2] = sign * value;
        }
        term = next;
        k += 1;
    }
    out
}

/// Terms of the asymptotic series kept.
const ASYMPTOTIC_TERMS: usize = 17;

/// Coefficients of I₁(z)/I₀(z) ~ Σ c_k z⁻ᵏ at z = s e^{jπ/4} as polynomials in 1/s: real parts, or
/// imaginary parts. From r' = 1 − r/z − r²: 2 c_n = (n−2) c_{n−1} − Σ c_i c_{n−i}.
///
/// With `slope`, of −s² d/ds of the series over s instead: (k+1) c_k.
const fn asymptotic_series(slope: bool, imaginary: bool) -> [f64; ASYMPTOTIC_TERMS] {
    let mut c = [0.0; ASYMPTOTIC_TERMS];
    c[0] = 1.0;
    let mut n = 1;
    while n < ASYMPTOTIC_TERMS {
        let mut sum = (n as f64 - 2.0) * c[n - 1];
        let mut i = 1;
        while i < n {
            sum -= c[i] * c[n - i];
            i += 1;
        }
        c[n] = 0.5 * sum;
        n += 1;
    }
    // e^{−jkπ/4} repeats after eight.
    let r = FRAC_1_SQRT_2;
    let cosine = [1.0, r, 0.0, -r, -1.0, -r, 0.0, r];
    let mut k = 0;
    while k < ASYMPTOTIC_TERMS {
        if slope {
            c[k] *= (k + 1) as f64;
        }
        c[k] *= if imaginary {
            -cosine[(k + 6) % 8]
        } else {
            cosine[k % 8]
        };
        k += 1;
    }
    c
}

/// The real and imaginary parts of a series in jy.
#[inline(always)]
fn on_the_ray<R: Real, const N: usize>(y: R, even: &[f64; N], odd: &[f64; N]) -> Complex<R> {
    let square = y * y;
    Complex::new(polynomial(square, even), y * polynomial(square, odd))
}

#[inline(always)]
fn circle_small<R: Real>(s: R) -> Loss<R> {
    const I0: [[f64; 9]; 2] = [bessel_series(0, false), bessel_series(0, true)];
    const I2: [[f64; 9]; 2] = [bessel_series(2, false), bessel_series(2, true)];
    let y = s * s * R::splat(0.25);
    let bottom = on_the_ray(y, &I0[0], &I0[1]);
    let top = on_the_ray(y, &I2[0], &I2[1]).scale(y).times_j();
    Loss::from_one_minus_f(top / bottom)
}

#[inline(always)]
fn circle_middle<R: Real, const N: usize>(s: R) -> Loss<R> {
    let y = s * s * R::splat(0.25);
    let bottom = on_the_ray(
        y,
        &const { bessel_series::<N>(0, false) },
        &const { bessel_series::<N>(0, true) },
    );
    let top = on_the_ray(
        y,
        &const { bessel_series::<N>(1, false) },
        &const { bessel_series::<N>(1, true) },
    );
    Loss::from_f(top / bottom)
}

#[inline(always)]
fn circle_large<R: Real>(s: R) -> Loss<R> {
    const RE: [f64; ASYMPTOTIC_TERMS] = asymptotic_series(false, false);
    const IM: [f64; ASYMPTOTIC_TERMS] = asymptotic_series(false, true);
    let inverse = R::splat(1.0) / s;
    let ratio = Complex::new(polynomial(inverse, &RE), polynomial(inverse, &IM));
    // 2/z = √2 (1 − j)/s
    let turn = Complex::splat(SQRT_2, -SQRT_2);
    Loss::from_f((ratio * turn).scale(inverse))
}

#[inline(always)]
fn circle_slope_large<R: Real>(inverse: R) -> Complex<R> {
    const RE: [f64; ASYMPTOTIC_TERMS] = asymptotic_series(true, false);
    const IM: [f64; ASYMPTOTIC_TERMS] = asymptotic_series(true, true);
    let sum = Complex::new(polynomial(inverse, &RE), polynomial(inverse, &IM));
    let turn = Complex::splat(-SQRT_2, SQRT_2);
    (sum * turn).scale(inverse * inverse)
}

#[inline(always)]
fn slit_small<R: Real>(s: R) -> Loss<R> {
    const COSH: [[f64; 6]; 2] = [
        hyperbolic_series(false, false),
        hyperbolic_series(false, true),
    ];
    const REST: [[f64; 6]; 2] = [
        hyperbolic_series(true, false),
        hyperbolic_series(true, true),
    ];
    let x = s * s;
    let bottom = on_the_ray(x, &COSH[0], &COSH[1]);
    let top = on_the_ray(x, &REST[0], &REST[1]).scale(x).times_j();
    Loss::from_one_minus_f(top / bottom)
}

/// tanh((1+j)u) with u = s/√2, in decaying exponentials.
#[inline(always)]
fn slit_large<R: Real>(s: R) -> Loss<R> {
    let one = R::splat(1.0);
    let two = R::splat(2.0);
    let double = s * R::splat(SQRT_2);
    let decay = (-double).exp();
    let square = decay * decay;
    let (sin, cos) = double.sin_cos();
    let scale = one / (one + square + two * decay * cos);
    let tanh = Complex::new((one - square) * scale, two * decay * sin * scale);
    // 1/z = (1 − j)/(√2 s)
    let turn = Complex::splat(FRAC_1_SQRT_2, -FRAC_1_SQRT_2);
    Loss::from_f((tanh * turn).scale(one / s))
}
