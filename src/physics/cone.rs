//! Conical ducts with losses.
//!
//! Spherical waves in a cone r₁ → r₂ of length L, the medium taken at the mean radius. With
//! u = ΓL and Z₀ = √(ρe Ke): A = (r₂/r₁) cosh u − ((r₂−r₁)/r₁) sinh u/u,
//! B = Z₀ sinh u/(π r₁ r₂), C = (π r₁ r₂/Z₀)[sinh u + ((r₂−r₁)²/(r₁r₂))(u cosh u − sinh u)/u²],
//! D = (r₁/r₂) cosh u + ((r₂−r₁)/r₂) sinh u/u. As for the straight duct all of it follows from
//! u² = (ΓL)² without a root.
//!
//! # Limitations
//! The losses of a strongly tapered cone need it cut: the error falls as 1/N² with the pieces.

use super::air::AirConstants;
use super::complex::Complex;
use super::duct::{Medium, cosh_sinhc};
use super::number::Real;
use super::two_port::Chain;
use std::f64::consts::PI;

/// Chain matrix of a cone from radius `first` to radius `second` (m), length in m, as one piece.
#[inline(always)]
pub fn piece<R: Real>(w: R, length: R, first: R, second: R, air: &AirConstants<R>) -> Chain<R> {
    let medium = Medium::round(w, (first + second) * R::splat(0.5), air);
    let series = medium.series.scale(length);
    let shunt = medium.shunt.scale(length);
    let square = series * shunt;
    let (cosh, sinhc) = cosh_sinhc(square);
    let widening = second - first;
    let area = R::splat(PI) * first * second;
    let ratio = second / first;
    let inverse_ratio = first / second;
    let taper = widening * widening / (first * second);
    let bracket = sinhc + cosh_minus_sinhc(square, cosh, sinhc).scale(taper);
    Chain {
        a: cosh.scale(ratio) - sinhc.scale(widening / first),
        b: (series * sinhc).scale(R::splat(1.0) / area),
        c: (shunt * bracket).scale(area),
        d: cosh.scale(inverse_ratio) + sinhc.scale(widening / second),
    }
}

/// How a cone is cut: from the narrow end on the radius grows by the same step in every piece but
/// the last, which takes the rest, so that nothing jumps where the number of pieces changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    pieces: u16,
    per_octave: u16,
}

/// A cone of more pieces has a longer last one. At ten per octave that is a hole of 0.1 mm at the
/// end of a horn of 8 mm.
const MOST_PIECES: u16 = 64;

impl Cuts {
    /// Cuts that make the losses of a cone between these radii converge to about 1e-3.
    pub fn of(first: f64, second: f64) -> Self {
        Self::fine(first, second, 10, MOST_PIECES)
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
pub fn cut<R: Real>(
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
    for done in 1..=pieces {
        let steps = if widens { done } else { pieces - done };
        let to = if done == pieces {
            second
        } else {
            narrow * R::splat((f64::from(steps) / f64::from(per_octave)).exp2())
        };
        chain = chain.then(&piece(w, (to - from) * per_radius, from, to, air));
        from = to;
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
