//! Conical ducts with losses.
//!
//! Spherical waves in a cone r₁ → r₂ of length L, whose losses change along it. Where p = φ/R with
//! R = r (η/ζ)^¼, of ζ = jωρe and η = jω/Ke, the amplitude follows the local wave impedance and φ
//! obeys φ″ = Γ²φ but for the curvature of R (Liouville and Green; without losses R is r, and this is
//! exact: Benade 1988). With the total series impedance b and shunt admittance y of the piece,
//! u² = b y, ρ = R₂/R₁ and τ = (R₂ − R₁)²/(R₁R₂): A = ρ cosh u − (ρ − 1) sinh u/u, B = b sinh u/u,
//! C = y [sinh u/u + τ (cosh u − sinh u/u)/u²], D = cosh u/ρ + (ρ − 1)/ρ · sinh u/u: AD − BC = 1, and
//! all of it follows from u² without a root.
//!
//! b and y (1 + τ/3) are those of the geometry, L/(π r₁r₂) and πL (r₁² + r₁r₂ + r₂²)/3, filled with
//! a mean medium: ζ by Simpson's rule over 1/r, with the middle at 2 r₁r₂/(r₁ + r₂), and η at the
//! radius whose 1/r is the mean of 1/r weighted by r², ⅔ (r₁² + r₁r₂ + r₂²)/(r₁ + r₂), as thermal
//! losses grow as 1/r where their layer is thin.
//!
//! # Limitations
//! The losses of a tapered cone need it cut: the error falls as 1/N² with the pieces.

use super::air::AirConstants;
use super::complex::Complex;
use super::duct::{Medium, cosh_sinhc};
use super::loss::DuctLoss;
use super::number::Real;
use super::two_port::Chain;
use std::f64::consts::PI;

/// Chain matrix of a cone from radius `first` to radius `second` (m), length in m, as one piece.
#[inline(always)]
pub fn piece<R: DuctLoss>(w: R, length: R, first: R, second: R, air: &AirConstants<R>) -> Chain<R> {
    let ends = [first, second].map(|radius| Medium::round(w, radius, air));
    between(w, length, [first, second], &ends, air)
}

/// The same between ends whose media are known.
#[inline(always)]
fn between<R: DuctLoss>(
    w: R,
    length: R,
    [first, second]: [R; 2],
    [before, after]: &[Medium<R>; 2],
    air: &AirConstants<R>,
) -> Chain<R> {
    let one = Complex::one();
    let third = R::splat(1.0 / 3.0);
    let sum = first + second;
    let product = first * second;
    let squares = first * first + product + second * second;
    let viscous = R::splat(2.0) * product / sum;
    let thermal = R::splat(2.0) * third * squares / sum;
    let mean = Medium::tapered(w, viscous, thermal, air);
    let pi = R::splat(PI);
    // Along the cone 1/r is spread evenly as the series impedance weighs it: Simpson's rule.
    let four = R::splat(4.0);
    let series = before.series + mean.series.scale(four) + after.series;
    let series = series.scale(length / (R::splat(6.0) * pi * product));
    let whole_shunt = mean.shunt.scale(length * pi * squares * third);
    // R₂/R₁: the ratio of the media is near one, so the roots are the principal ones.
    let media = (after.shunt * before.series) / (before.shunt * after.series);
    let ratio = media.sqrt().sqrt().scale(second / first);
    let inverse = ratio.inverse();
    let widening = ratio - one;
    let taper = widening * widening * inverse;
    let shunt = whole_shunt / (one + taper.scale(third));
    let square = series * shunt;
    let (cosh, sinhc) = cosh_sinhc(square);
    let bracket = sinhc + cosh_minus_sinhc(square, cosh, sinhc) * taper;
    Chain {
        a: cosh * ratio - sinhc * widening,
        b: series * sinhc,
        c: shunt * bracket,
        d: (cosh + sinhc * widening) * inverse,
    }
}

/// How a cone is cut: from the narrow end on the radius grows by the same step in every piece but
/// the last, which takes the rest, so that nothing jumps where the number of pieces changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    pieces: u16,
    per_octave: u16,
}

/// A cone of more pieces has a longer last one. At 24 per octave that is a hole of 0.1 mm at the
/// end of a horn of 6 mm.
const MOST_PIECES: u16 = 144;

impl Cuts {
    /// Cuts that bring the level behind a cone between these radii to 0.001 dB of what finer ones give
    /// (bores from 0.3 mm, lengths to 25 mm).
    pub fn of(first: f64, second: f64) -> Self {
        Self::fine(first, second, 24, MOST_PIECES)
    }

    /// Cuts of so many pieces per octave of widening, `most` in all: the error of the losses goes as
    /// the square of a step.
    pub fn fine(first: f64, second: f64, per_octave: u16, most: u16) -> Self {
        let ratio = (first / second).max(second / first);
        let wanted = f64::from(per_octave) * ratio.log2();
        Self {
            pieces: (1..most).find(|&n| f64::from(n) >= wanted).unwrap_or(most),
            per_octave,
        }
    }
}

/// Chain matrix of a cone cut into pieces.
#[inline(always)]
pub fn cut<R: DuctLoss>(
    w: R,
    length: R,
    first: R,
    second: R,
    Cuts { pieces, per_octave }: Cuts,
    air: &AirConstants<R>,
) -> Chain<R> {
    if pieces < 2 {
        return piece(w, length, first, second, air);
    }
    let widens = (first - second).all_below(0.0);
    let narrow = if widens { first } else { second };
    let per_radius = length / (second - first);
    let mut chain = Chain::identity();
    let mut from = first;
    let mut before = Medium::round(w, from, air);
    for done in 1..=pieces {
        let steps = if widens { done } else { pieces - done };
        let to = if done == pieces {
            second
        } else {
            narrow * R::splat((f64::from(steps) / f64::from(per_octave)).exp2())
        };
        let after = Medium::round(w, to, air);
        let length = (to - from) * per_radius;
        chain = chain.then(&between(w, length, [from, to], &[before, after], air));
        (from, before) = (to, after);
    }
    chain
}

/// Terms of the series below.
const TERMS: usize = 7;
/// (2k+2)/(2k+3)!: coefficients of (cosh u − sinh u/u)/u² in powers of u².
const DIFFERENCE: [f64; TERMS] = {
    let mut out = [0.0; TERMS];
    let mut factorial = 1.0;
    let mut k = 0;
    while k < TERMS {
        factorial *= ((2 * k + 2) * (2 * k + 3)) as f64;
        out[k] = (2 * k + 2) as f64 / factorial;
        k += 1;
    }
    out
};
/// Below this |u²|² the difference is a series.
const SMALL: f64 = 0.25;

/// (cosh u − sinh u/u)/u², which cancels when u is small.
#[inline(always)]
fn cosh_minus_sinhc<R: Real>(
    square: Complex<R>,
    cosh: Complex<R>,
    sinhc: Complex<R>,
) -> Complex<R> {
    let size = square.norm_squared();
    let series = square.polynomial(&DIFFERENCE);
    if size.all_below(SMALL) {
        return series;
    }
    Complex::select(size, SMALL, series, (cosh - sinhc) / square)
}
