//! Cones: ever more pieces of the closed formula, each with the losses of its mean radius, until
//! nothing changes.
//!
//! The error of the pieces falls as the square of their number, so that what they come to is found
//! from a few numbers of them by Romberg's rule.

use super::air::{At, Medium};
use super::complex::{Complex, plain};
use super::duct::{cosh_sinhc, then};
use super::functions::{exp, ln};
use super::real::{LN_2, ONE, PI, Real, ZERO, real};

/// Relative change at which a cone has converged.
const CONVERGED: f64 = 1e-7;
/// Times the pieces are doubled at most.
const DOUBLINGS: u32 = 7;

/// A chain matrix over e^`grown`, so that it never overflows.
#[derive(Clone, Copy)]
pub(super) struct Scaled {
    pub(super) chain: [Complex; 4],
    /// Natural logarithm of what the chain was divided by.
    pub(super) grown: Real,
}

/// One piece of the formula, the medium that of the mean radius.
pub(super) fn piece(at: &At, length: Real, first: Real, second: Real) -> [Complex; 4] {
    let medium = at.round((first + second).scaled(0.5));
    let piece = filled(&medium, length, first, second);
    debug_assert!(piece.grown.is_zero(), "a piece of an ear is short");
    piece.chain
}

fn filled(medium: &Medium, length: Real, first: Real, second: Real) -> Scaled {
    let (z, y) = (medium.series.times(length), medium.shunt.times(length));
    let square = z * y;
    let ([cosh, sinhc], grown) = cosh_sinhc(square);
    let wider = second - first;
    let area = PI * first * second;
    let bend = wider.square() / (first * second);
    // C = (π r₁r₂/Z₀)[sinh u + bend (u cosh u − sinh u)/u²] and 1/Z₀ = y/u.
    let inner = sinhc + ((cosh - sinhc) / square).times(bend);
    let chain = [
        cosh.times(second / first) - sinhc.times(wider / first),
        (z * sinhc).times(ONE / area),
        (y * inner).times(area),
        cosh.times(first / second) + sinhc.times(wider / second),
    ];
    Scaled { chain, grown }
}

/// A cone between these radii, from `first` to `second`; whether it converged.
pub(super) fn cone(at: &At, length: Real, first: Real, second: Real) -> (Scaled, bool) {
    let ratio = (first.hi / second.hi).max(second.hi / first.hi);
    let mut pieces = 2_u32;
    while f64::from(pieces) < 2.0 * ratio.log2() {
        pieces *= 2;
    }
    // What pressures over flows are like there.
    let mean = (first * second).sqrt();
    let medium = at.round_quickly(mean);
    let typical = (medium.series / medium.shunt).sqrt().norm() / (PI * mean.square());
    let mut before: Vec<[Complex; 4]> = Vec::new();
    let mut grown = ZERO;
    for doubling in 0..=DOUBLINGS {
        let cut = cut(at, length, first, second, pieces << doubling);
        if doubling == 0 {
            grown = cut.grown;
        }
        let scale = plain(exp((cut.grown - grown).min(real(600.0))));
        let mut row = vec![cut.chain.map(|entry| entry * scale)];
        let mut power = 1.0;
        for (n, coarse) in before.iter().enumerate() {
            power *= 4.0;
            let weight = ONE.over(power - 1.0);
            let fine = row[n];
            row.push(std::array::from_fn(|k| {
                fine[k] + (fine[k] - coarse[k]).times(weight)
            }));
        }
        let best = row[row.len() - 1];
        let change = before.last().map(|last| change(last, &best, typical));
        if change.is_some_and(|change| change < CONVERGED) {
            return (Scaled { chain: best, grown }, true);
        }
        before = row;
    }
    let chain = before[before.len() - 1];
    (Scaled { chain, grown }, false)
}

/// How far apart two chains are, relative to their size, pressures and flows made comparable.
fn change(a: &[Complex; 4], b: &[Complex; 4], typical: Real) -> f64 {
    let weights = [ONE, ONE / typical, typical, ONE];
    let size = |chain: &[Complex; 4]| -> f64 {
        let parts = chain.iter().zip(weights);
        parts
            .map(|(entry, weight)| entry.times(weight).size())
            .sum()
    };
    let off: [Complex; 4] = std::array::from_fn(|n| a[n] - b[n]);
    size(&off) / size(b)
}

/// So many pieces, their ends in geometric progression.
fn cut(at: &At, length: Real, first: Real, second: Real, pieces: u32) -> Scaled {
    let growth = ln(second / first);
    let slope = second - first;
    // By e^x − 1 where the two are next to the same would lose what tells them apart.
    let even = growth.hi.abs() < 0.1;
    let radius = |n: u32| {
        let part = real(f64::from(n)).over(f64::from(pieces));
        if n == pieces {
            second
        } else if even {
            first + slope * part
        } else {
            first * exp(growth * part)
        }
    };
    let mut chain = [Complex::ONE, Complex::ZERO, Complex::ZERO, Complex::ONE];
    let mut grown = ZERO;
    let mut from = first;
    for n in 0..pieces {
        let to = radius(n + 1);
        let part = if even {
            length.over(f64::from(pieces))
        } else {
            length * (to - from) / slope
        };
        let medium = at.round_quickly((from + to).scaled(0.5));
        let piece = filled(&medium, part, from, to);
        chain = then(chain, piece.chain);
        grown = grown + piece.grown;
        // Kept near one by a power of two.
        let size = chain[0].size().max(chain[3].size());
        if !(1e-6..1e6).contains(&size) && size > 0.0 {
            let power = size.log2().floor();
            chain = chain.map(|entry| entry.times(real((-power).exp2())));
            grown = grown + LN_2 * real(power);
        }
        from = to;
    }
    Scaled { chain, grown }
}
