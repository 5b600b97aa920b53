//! Cones: ever more pieces of the closed formula, each with the losses of its mean radius, until
//! nothing changes.
//!
//! The error of the pieces falls as the square of their number, so that what they come to is found
//! from a few numbers of them by Romberg's rule.

use super::air::{At, Medium};
use super::complex::{Complex, plain};
use super::duct::{Load, cosh_sinhc, then, through};
use super::functions::{exp, ln};
use super::real::{LN_2, ONE, PI, Real, ZERO, real};

/// Relative change at which a cone has converged.
const CONVERGED: f64 = 1e-7;
/// Times the pieces are doubled at most.
const DOUBLINGS: u32 = 7;

/// A chain matrix over e^`grown`, so that it never overflows.
struct Scaled {
    chain: [Complex; 4],
    /// Natural logarithm of what the chain was divided by.
    grown: Real,
}

/// What a cone does.
pub(super) enum Cone {
    /// A, B, C, D.
    Chain([Complex; 4]),
    /// Of one so long or narrow that next to nothing passes: U₁ = y₁ p₁ − y p₂, U₂ = y p₁ − y₂ p₂ as
    /// [y₁, y, y₂].
    Admittance([Complex; 3]),
}

impl Cone {
    /// This cone ahead of a load.
    pub(super) fn ahead_of(&self, load: Load) -> Load {
        match *self {
            Self::Chain(chain) => through(chain, load),
            Self::Admittance([y1, y, y2]) => {
                let end = y2 + load.admittance;
                Load {
                    admittance: y1 - y * y / end,
                    ratio: load.ratio * y / end,
                }
            }
        }
    }
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
pub(super) fn cone(at: &At, length: Real, first: Real, second: Real) -> (Cone, bool) {
    let ratio = (first.hi / second.hi).max(second.hi / first.hi);
    let mut pieces = 2_u32;
    while f64::from(pieces) < 2.0 * ratio.log2() {
        pieces *= 2;
    }
    // What pressures over flows are like there.
    let mean = (first * second).sqrt();
    let medium = at.round_quickly(mean);
    let typical = (medium.series / medium.shunt).sqrt().norm() / (PI * mean.square());
    let cut = |doubling: u32| cut(at, length, first, second, pieces << doubling);
    if cut(0).grown.is_zero() {
        let weights = [ONE, ONE / typical, typical, ONE];
        let (chain, converged) = extrapolated(
            |doubling| {
                let cut = cut(doubling);
                let scale = plain(exp(cut.grown));
                cut.chain.map(|entry| entry * scale)
            },
            weights,
        );
        (Cone::Chain(chain), converged)
    } else {
        let weights = [typical * second / first, typical, typical * first / second];
        let (admittance, converged) = extrapolated(
            |doubling| {
                let cut = cut(doubling);
                let [a, b, _, d] = cut.chain;
                [d / b, plain(exp(-cut.grown)) / b, a / b]
            },
            weights,
        );
        (Cone::Admittance(admittance), converged)
    }
}

/// What values come to as the pieces are doubled, by Romberg's rule; whether they converged, with
/// weights that make them comparable.
fn extrapolated<const N: usize>(
    values: impl Fn(u32) -> [Complex; N],
    weights: [Real; N],
) -> ([Complex; N], bool) {
    let size = |values: &[Complex; N]| -> f64 {
        let parts = values.iter().zip(weights);
        parts
            .map(|(value, weight)| value.times(weight).size())
            .sum()
    };
    let mut before: Vec<[Complex; N]> = vec![values(0)];
    for doubling in 1..=DOUBLINGS {
        let mut row = vec![values(doubling)];
        let mut power = 1.0;
        for (n, coarse) in before.iter().enumerate() {
            power *= 4.0;
            let weight = ONE.over(power - 1.0);
            let fine = row[n];
            row.push(std::array::from_fn(|k| {
                fine[k] + (fine[k] - coarse[k]).times(weight)
            }));
        }
        let (last, best) = (before[before.len() - 1], row[row.len() - 1]);
        let off: [Complex; N] = std::array::from_fn(|k| last[k] - best[k]);
        if size(&off) / size(&best) < CONVERGED {
            return (best, true);
        }
        before = row;
    }
    (before[before.len() - 1], false)
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
        if size > 1e6 {
            let power = size.log2().floor();
            chain = chain.map(|entry| entry.times(real((-power).exp2())));
            grown = grown + LN_2 * real(power);
        }
        from = to;
    }
    Scaled { chain, grown }
}
