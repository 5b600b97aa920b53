//! Exponential, logarithm and circular functions to the digits of a [`Real`].

use super::real::{LN_2, ONE, PI, Real, ZERO, real};

/// Halvings of an argument before the series of its exponential.
const HALVINGS: i32 = 8;

/// e^x.
pub(super) fn exp(x: Real) -> Real {
    if x.hi < -700.0 {
        return ZERO;
    }
    let powers = (x.hi / LN_2.hi).round();
    let rest = (x - LN_2 * real(powers)).scaled(0.5_f64.powi(HALVINGS));
    // e^r − 1 by its series, doubled as (1 + y)² − 1 = 2y + y², so that nothing cancels.
    let mut term = rest;
    let mut sum = rest;
    for n in 2..14 {
        term = (term * rest).over(f64::from(n));
        sum = sum + term;
    }
    for _ in 0..HALVINGS {
        sum = sum.scaled(2.0) + sum.square();
    }
    let half = (powers / 2.0).floor();
    let of = |power: f64| power.exp2();
    (sum + ONE).scaled(of(half)).scaled(of(powers - half))
}

/// ln x, x > 0: one step of Newton's on that of the first half.
pub(super) fn ln(x: Real) -> Real {
    let near = real(x.hi.ln());
    near + x * exp(-near) - ONE
}

/// x^y, x > 0.
pub(super) fn power(x: Real, y: Real) -> Real {
    exp(y * ln(x))
}

/// sin x and cos x.
pub(super) fn sin_cos(x: Real) -> (Real, Real) {
    let quarter = PI.scaled(0.5);
    let turns = (x.hi / quarter.hi).round();
    let rest = x - quarter * real(turns);
    let square = rest.square();
    let (mut sin, mut cos) = (rest, ONE);
    let (mut odd, mut even) = (rest, ONE);
    for n in 1..15 {
        let n = 2.0 * f64::from(n);
        even = -(even * square).over(n * (n - 1.0));
        odd = -(odd * square).over(n * (n + 1.0));
        cos = cos + even;
        sin = sin + odd;
    }
    match turns.rem_euclid(4.0) {
        1.0 => (cos, -sin),
        2.0 => (-sin, -cos),
        3.0 => (-cos, sin),
        _ => (sin, cos),
    }
}
