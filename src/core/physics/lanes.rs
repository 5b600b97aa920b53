//! Eight frequencies side by side, and the choice of processor features made once at run time.
//!
//! [`Lanes`] is how eight numbers lie in memory, and the portable way to compute with them. Inside
//! [`dispatch`] they are held in the processor's own vectors, which multiply and add in one step where
//! they can: results differ from the portable ones by roundings, not by more.
//!
//! The transcendental kernels reduce their argument in two or three exact parts (Cody and Waite 1980)
//! and are accurate to 1e-14 relative in the range formulas need.

use super::complex::Complex;
use super::loss::DuctLoss;
use super::number::{Real, polynomial};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// How many lanes there are.
pub const LANES: usize = 8;

/// Eight real numbers side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

/// Eight real numbers, as they are computed with.
pub trait Vector: DuctLoss {
    /// Runs work with this kind of vector as a function of its own, which keeps the caller small:
    /// compilers take far longer over one large function than over its pieces.
    fn enter<K: Kernel>(work: K) -> K::Output;
    /// The same for large formulas: hands the work back where eight numbers are not held in
    /// registers, as it is then quicker done (and much quicker compiled) one lane at a time.
    ///
    /// # Errors
    /// The work itself, undone.
    fn enter_large<K: Kernel>(work: K) -> Result<K::Output, K>;
    /// From memory.
    fn load(lanes: Lanes) -> Self;
    /// To memory.
    fn store(self) -> Lanes;
    /// The larger of two, lane by lane.
    fn max(self, other: Self) -> Self;
    /// Lane by lane: `if a > b { then } else { other }`.
    fn where_greater(a: Self, b: Self, then: Self, other: Self) -> Self;
}

/// A complex number at eight frequencies, from memory.
#[inline(always)]
pub fn load<V: Vector>(z: &Complex<Lanes>) -> Complex<V> {
    Complex::new(V::load(z.re), V::load(z.im))
}

/// A complex number at eight frequencies, to memory.
#[inline(always)]
pub fn store<V: Vector>(z: Complex<V>) -> Complex<Lanes> {
    Complex::new(z.re.store(), z.im.store())
}

impl Lanes {
    #[inline(always)]
    fn map(self, f: impl Fn(f64) -> f64) -> Self {
        let a = self.0;
        Self([
            f(a[0]),
            f(a[1]),
            f(a[2]),
            f(a[3]),
            f(a[4]),
            f(a[5]),
            f(a[6]),
            f(a[7]),
        ])
    }

    // On x86-64 it serves processors without the vectors of the last ten years, and is to be small.
    #[cfg_attr(target_arch = "x86_64", inline(never))]
    #[cfg_attr(not(target_arch = "x86_64"), inline(always))]
    fn zip(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let (a, b) = (self.0, other.0);
        Self([
            f(a[0], b[0]),
            f(a[1], b[1]),
            f(a[2], b[2]),
            f(a[3], b[3]),
            f(a[4], b[4]),
            f(a[5], b[5]),
            f(a[6], b[6]),
            f(a[7], b[7]),
        ])
    }

    /// Whether every lane is finite.
    #[inline(always)]
    pub fn all_finite(self) -> bool {
        // x − x is 0 for a finite x and NaN otherwise.
        let mut sum = 0.0;
        for lane in self.0 {
            sum += lane - lane;
        }
        sum == 0.0
    }
}

impl Vector for Lanes {
    #[inline(never)]
    fn enter<K: Kernel>(work: K) -> K::Output {
        work.run::<Self>()
    }
    #[inline(always)]
    fn enter_large<K: Kernel>(work: K) -> Result<K::Output, K> {
        Err(work)
    }
    #[inline(always)]
    fn load(lanes: Lanes) -> Self {
        lanes
    }
    #[inline(always)]
    fn store(self) -> Lanes {
        self
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.zip(other, |a, b| if a > b { a } else { b })
    }
    #[inline(always)]
    fn where_greater(a: Self, b: Self, then: Self, other: Self) -> Self {
        let mut out = other;
        for n in 0..LANES {
            if a.0[n] > b.0[n] {
                out.0[n] = then.0[n];
            }
        }
        out
    }
}

/// The operators of a vector, from its four operations on `a` and `b` and the sign of `a`. Not from
/// closures: those are functions of their own, which know none of the features they are called with.
macro_rules! operators {
    ($vector:ty, $a:ident, $b:ident, $add:expr, $sub:expr, $mul:expr, $div:expr, $neg:expr) => {
        impl Add for $vector {
            type Output = Self;
            #[inline(always)]
            fn add(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                $add
            }
        }
        impl Sub for $vector {
            type Output = Self;
            #[inline(always)]
            fn sub(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                $sub
            }
        }
        impl Mul for $vector {
            type Output = Self;
            #[inline(always)]
            fn mul(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                $mul
            }
        }
        impl Div for $vector {
            type Output = Self;
            #[inline(always)]
            fn div(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                $div
            }
        }
        impl Neg for $vector {
            type Output = Self;
            #[inline(always)]
            fn neg(self) -> Self {
                let $a = self;
                $neg
            }
        }
        impl AddAssign for $vector {
            #[inline(always)]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }
        impl SubAssign for $vector {
            #[inline(always)]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }
    };
}

operators!(
    Lanes,
    a,
    b,
    a.zip(b, |a, b| a + b),
    a.zip(b, |a, b| a - b),
    a.zip(b, |a, b| a * b),
    a.zip(b, |a, b| a / b),
    a.map(|a| -a)
);

/// 1.5·2⁵²: adding it rounds to an integer and leaves that integer in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// 1/n! for n = 0 to 13.
const EXP: [f64; 14] = {
    let mut out = [1.0; 14];
    let mut n = 1;
    while n < 14 {
        out[n] = out[n - 1] / n as f64;
        n += 1;
    }
    out
};

/// e^x = 2ⁿ e^r, |r| ≤ ln 2/2, by its series; x is held within ±708.
#[inline(always)]
fn exp<V: Vector>(x: V) -> V {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let x = x.max(V::splat(-708.0));
    let x = x.below(708.0, x, V::splat(708.0));
    let rounded = x * V::splat(std::f64::consts::LOG2_E) + V::splat(ROUND);
    let n = rounded - V::splat(ROUND);
    let r = x - n * V::splat(LN2_HIGH) - n * V::splat(LN2_LOW);
    let scale = rounded
        .store()
        .map(|t| f64::from_bits((t.to_bits().wrapping_add(1023)) << 52));
    polynomial(r, &EXP) * V::load(scale)
}

/// 2/(2k+1): ln((1+s)/(1−s)) = s Σ 2 s²ᵏ/(2k+1).
const LN: [f64; 12] = {
    let mut out = [0.0; 12];
    let mut k = 0;
    while k < 12 {
        out[k] = 2.0 / (2 * k + 1) as f64;
        k += 1;
    }
    out
};

/// ln x for x > 0, normal: the exponent apart, the mantissa between √½ and √2.
#[inline(always)]
fn ln<V: Vector>(x: V) -> V {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    // Bits of √½, so that the shifted exponent field changes at √2.
    const HALF_ROOT: u64 = 0x3fe6_a09e_667f_3bcd;
    const MANTISSA: u64 = (1 << 52) - 1;
    const ONE: u64 = 1023 << 52;
    let shifted = |x: f64| x.to_bits().wrapping_add(ONE - HALF_ROOT);
    let bits = x.store();
    let mantissa =
        V::load(bits.map(|x| f64::from_bits((shifted(x) & MANTISSA).wrapping_add(HALF_ROOT))));
    // The exponent as a float: 2⁵² + e, less 2⁵² + 1023.
    let exponent = V::load(bits.map(|x| {
        f64::from_bits((shifted(x) >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_371_519.0
    }));
    let one = V::splat(1.0);
    let s = (mantissa - one) / (mantissa + one);
    s * polynomial(s * s, &LN) + exponent * V::splat(LN2_LOW) + exponent * V::splat(LN2_HIGH)
}

/// (−1)ᵏ/(2k+shift)!.
const fn alternating(shift: usize) -> [f64; 9] {
    let mut out = [0.0; 9];
    let mut k = 0;
    while k < 9 {
        let mut term = if k % 2 == 0 { 1.0 } else { -1.0 };
        let mut n = 2;
        while n <= 2 * k + shift {
            term /= n as f64;
            n += 1;
        }
        out[k] = term;
        k += 1;
    }
    out
}

const SIN: [f64; 9] = alternating(1);
const COS: [f64; 9] = alternating(0);

/// Sine and cosine for |x| up to 1e6: x less a multiple of π/2, by their series.
#[inline(always)]
fn sin_cos<V: Vector>(x: V) -> (V, V) {
    const HIGH: f64 = 1.570_796_326_734_125_6;
    const MIDDLE: f64 = 6.077_100_506_303_966e-11;
    const LOW: f64 = 2.022_266_248_795_950_6e-21;
    let rounded = x * V::splat(std::f64::consts::FRAC_2_PI) + V::splat(ROUND);
    let n = rounded - V::splat(ROUND);
    let r = x - n * V::splat(HIGH) - n * V::splat(MIDDLE) - n * V::splat(LOW);
    let square = r * r;
    let sin = (r * polynomial(square, &SIN)).store();
    let cos = polynomial(square, &COS).store();
    let rounded = rounded.store();
    let mut out = (sin, cos);
    for lane in 0..LANES {
        let quarter = rounded.0[lane].to_bits();
        let odd = quarter & 1 == 1;
        let (s, c) = (sin.0[lane], cos.0[lane]);
        let (s, c) = if odd { (c, s) } else { (s, c) };
        // Quarters 2 and 3 turn the sine's sign, 1 and 2 the cosine's.
        let sine_sign = (quarter & 2) << 62;
        let cosine_sign = (quarter.wrapping_add(1) & 2) << 62;
        out.0.0[lane] = f64::from_bits(s.to_bits() ^ sine_sign);
        out.1.0[lane] = f64::from_bits(c.to_bits() ^ cosine_sign);
    }
    (V::load(out.0), V::load(out.1))
}

impl DuctLoss for Lanes {}

impl Real for Lanes {
    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self([value; LANES])
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.map(f64::sqrt)
    }
    // A function of its own each: what needs these kernels portably is to be small.
    #[inline(never)]
    fn exp(self) -> Self {
        exp(self)
    }
    #[inline(never)]
    fn ln(self) -> Self {
        ln(self)
    }
    #[inline(never)]
    fn sin_cos(self) -> (Self, Self) {
        sin_cos(self)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.map(f64::abs)
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        Self::where_greater(Self::splat(limit), self, below, other)
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self.0.iter().all(|&lane| lane < limit)
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self.0.iter().any(|&lane| lane < limit)
    }
}

/// Work over lanes, to be compiled once for every kind of vector.
pub trait Kernel {
    /// What it gives back.
    type Output;
    /// Does the work. Must be `#[inline(always)]`, as must everything it calls in a hot loop.
    fn run<V: Vector>(self) -> Self::Output;
}

/// Runs work with the widest vectors this processor has.
pub fn dispatch<K: Kernel>(work: K) -> K::Output {
    #[cfg(target_arch = "x86_64")]
    return x86::dispatch(work);
    #[cfg(not(target_arch = "x86_64"))]
    return Lanes::enter(work);
}

/// Asks for memory that is soon written or read, so that it is in cache by then.
#[inline(always)]
pub fn prefetch<T>(soon: &[T]) {
    #[cfg(target_arch = "x86_64")]
    x86::prefetch(soon);
    #[cfg(not(target_arch = "x86_64"))]
    let _ = soon;
}

mod both;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use both::Both;
