//! Values between the points of a curve.

use super::phase::wrap_deg;

/// The value at `at`, linear in the logarithm of the abscissa; `None` outside the points or in a
/// gap. `x` ascends and is positive.
pub fn at_log(x: &[f64], y: &[f64], at: f64) -> Option<f64> {
    between(x, y, at, f64::ln).map(|(before, after, part)| before + part * (after - before))
}

/// The value at `at`, linear in the abscissa.
pub fn at_linear(x: &[f64], y: &[f64], at: f64) -> Option<f64> {
    between(x, y, at, |value| value).map(|(before, after, part)| before + part * (after - before))
}

/// An angle in degrees at `at`, the short way round between its neighbours, in (−180, 180].
pub fn angle_at_log(x: &[f64], deg: &[f64], at: f64) -> Option<f64> {
    between(x, deg, at, f64::ln)
        .map(|(before, after, part)| wrap_deg(before + part * wrap_deg(after - before)))
}

/// A curve on another grid, linear in log f; NaN outside its points.
pub fn resample_log(x: &[f64], y: &[f64], onto: &[f64]) -> Vec<f64> {
    onto.iter()
        .map(|at| at_log(x, y, *at).unwrap_or(f64::NAN))
        .collect()
}

/// A curve on another grid, its end values held beyond its ends: what a target does.
pub fn resample_log_held(x: &[f64], y: &[f64], onto: &[f64]) -> Vec<f64> {
    let (Some(first), Some(last)) = (x.first(), x.last()) else {
        return vec![f64::NAN; onto.len()];
    };
    onto.iter()
        .map(|at| at_log(x, y, at.clamp(*first, *last)).unwrap_or(f64::NAN))
        .collect()
}

/// Neighbours' values and how far `at` lies between them, 0 to 1.
fn between(x: &[f64], y: &[f64], at: f64, scale: fn(f64) -> f64) -> Option<(f64, f64, f64)> {
    let after = x.partition_point(|value| *value < at);
    let upper = *x.get(after)?;
    if upper == at || after == 0 {
        let value = *y.get(after)?;
        return (upper == at && value.is_finite()).then_some((value, value, 0.0));
    }
    let lower = *x.get(after - 1)?;
    let (before, beyond) = (*y.get(after - 1)?, *y.get(after)?);
    let part = (scale(at) - scale(lower)) / (scale(upper) - scale(lower));
    (before.is_finite() && beyond.is_finite()).then_some((before, beyond, part))
}
