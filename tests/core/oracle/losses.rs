//! What walls do to the air between them (physics: ducts with viscous and thermal losses).
//!
//! Arguments lie on the ray √j: z = √j·s with one real number s, so that every power series has
//! real terms, turned by a quarter each.

use super::complex::{Complex, complex, plain, root_of_j};
use super::real::{ONE, Real, ZERO, real};
use num_complex::Complex64;
use std::f64::consts::FRAC_PI_4;

/// F(z) and 1 − F(z), the second without cancellation.
pub(super) struct Loss {
    pub(super) f: Complex,
    pub(super) one_minus_f: Complex,
}

/// Above this the asymptotic series is exact to all digits, what it leaves out being e^{−√2 s}.
const LARGE: f64 = 50.0;

/// Adds terms t₀, t₀·r(1)·j s²/…: `next` gives a term from the one before it and its number.
fn turned_series(first: Real, mut next: impl FnMut(Real, f64) -> Real) -> Complex {
    let (mut re, mut im) = (ZERO, ZERO);
    let mut term = first;
    let mut n = 0_u32;
    let mut greatest = term.hi.abs();
    // As many as there are at the largest argument, and more.
    while n < 400 {
        match n % 4 {
            0 => re = re + term,
            1 => im = im + term,
            2 => re = re - term,
            _ => im = im - term,
        }
        n += 1;
        term = next(term, f64::from(n));
        let size = term.hi.abs();
        if size < 1e-36 * greatest || size == 0.0 {
            break;
        }
        greatest = greatest.max(size);
    }
    complex(re, im)
}

/// Σ (z²/4)^k/(k!(k+ν)!) at z² = j s²: I_ν(z) over (z/2)^ν.
fn bessel(order: f64, s: Real) -> Complex {
    let quarter = s.square().scaled(0.25);
    let first = if order > 1.5 { real(0.5) } else { ONE };
    turned_series(first, |term, k| (term * quarter).over(k * (k + order)))
}

/// Σ (−1)^k a_k(ν)/z^k, the factor of e^z/√(2πz) in I_ν(z).
fn asymptotic(order: f64, z: Complex) -> Complex {
    let eighth = (z.times(real(8.0))).inverse();
    let mut term = Complex::ONE;
    let mut sum = Complex::ONE;
    for k in 1..60 {
        let k = f64::from(k);
        let odd = 2.0 * k - 1.0;
        let next = -(term * eighth).times(real(4.0 * order * order - odd * odd).over(k));
        let size = next.size();
        if size == 0.0 || size > term.size() {
            break;
        }
        term = next;
        sum = sum + term;
        if size < 1e-35 {
            break;
        }
    }
    sum
}

/// In a round bore: F(z) = 2 I₁(z)/(z I₀(z)), z = √j s; 1 − F = I₂/I₀.
pub(super) fn round(s: Real) -> Loss {
    if s.hi < LARGE {
        let square = s.square().scaled(0.25);
        let zeroth = bessel(0.0, s);
        let f = bessel(1.0, s) / zeroth;
        if s.hi > 1.0 {
            return Loss {
                f,
                one_minus_f: Complex::ONE - f,
            };
        }
        // (z/2)² = j s²/4.
        let one_minus_f = (bessel(2.0, s) / zeroth).times(square).times_j();
        return Loss { f, one_minus_f };
    }
    let z = root_of_j().times(s);
    let f = asymptotic(1.0, z) / asymptotic(0.0, z) / z.times(real(0.5));
    Loss {
        f,
        one_minus_f: Complex::ONE - f,
    }
}

/// The same to the digits of an `f64`, for where many are wanted and none cancels: I₁/I₀ by its
/// continued fraction, worked out from its far end.
pub(super) fn round_quickly(s: Real) -> Loss {
    if s.hi < 1.0 {
        return round(s);
    }
    let z = Complex64::from_polar(s.hi, FRAC_PI_4);
    let ratio = if s.hi > 40.0 {
        // By the first terms of the asymptotic series.
        let series = |order: f64| {
            let (mut term, mut sum) = (Complex64::ONE, Complex64::ONE);
            for k in 1..14 {
                let k = f64::from(k);
                let odd = 2.0 * k - 1.0;
                term *= -(4.0 * order * order - odd * odd) / (8.0 * k * z);
                sum += term;
            }
            sum
        };
        series(1.0) / series(0.0)
    } else {
        let mut ratio = Complex64::ZERO;
        for n in (1..80).rev() {
            ratio = (2.0 * f64::from(n) / z + ratio).inv();
        }
        ratio
    };
    let f = 2.0 * ratio / z;
    let f = complex(real(f.re), real(f.im));
    Loss {
        f,
        one_minus_f: Complex::ONE - f,
    }
}

/// Between parallel walls: F(z) = tanh(z)/z, z = √j s.
pub(super) fn slit(s: Real) -> Loss {
    if s.hi < 8.0 {
        let square = s.square();
        let cosh = turned_series(ONE, |term, k| {
            (term * square).over(2.0 * k * (2.0 * k - 1.0))
        });
        let sinhc = turned_series(ONE, |term, k| {
            (term * square).over(2.0 * k * (2.0 * k + 1.0))
        });
        // cosh z − sinh z/z = Σ 2k z^{2k}/(2k+1)! = z²·Σ (2k+2) z^{2k}/(2k+3)!
        let difference = turned_series(real(2.0) / real(6.0), |term, k| {
            (term * square).over(2.0 * k * (2.0 * k + 3.0))
        });
        return Loss {
            f: sinhc / cosh,
            one_minus_f: (difference / cosh).times(square).times_j(),
        };
    }
    let z = root_of_j().times(s);
    let e = (-z.times(real(2.0))).exp();
    let f = (Complex::ONE - e) / (Complex::ONE + e) / z;
    Loss {
        f,
        one_minus_f: plain(ONE) - f,
    }
}
