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

/// A curve on another grid, smooth in log f and never beyond its neighbours' values (Fritsch and
/// Carlson's monotone cubic); its end values held beyond its ends. What a target of few points does.
pub fn resample_smooth_held(x: &[f64], y: &[f64], onto: &[f64]) -> Vec<f64> {
    let place: Vec<f64> = x.iter().map(|x| x.ln()).collect();
    let slopes = monotone_slopes(&place, y);
    let (Some(first), Some(last)) = (x.first(), x.last()) else {
        return vec![f64::NAN; onto.len()];
    };
    onto.iter()
        .map(|at| {
            let at = at.clamp(*first, *last);
            let after = x.partition_point(|x| *x < at).clamp(1, x.len().max(2) - 1);
            cubic(&place, y, &slopes, after, at.ln()).unwrap_or(f64::NAN)
        })
        .collect()
}

/// The cubic between points `after` − 1 and `after`.
fn cubic(x: &[f64], y: &[f64], slopes: &[f64], after: usize, at: f64) -> Option<f64> {
    let before = after.checked_sub(1)?;
    let (x0, x1) = (*x.get(before)?, *x.get(after)?);
    let (y0, y1) = (*y.get(before)?, *y.get(after)?);
    let (d0, d1) = (*slopes.get(before)?, *slopes.get(after)?);
    let h = x1 - x0;
    let t = (at - x0) / h;
    let bend = (1.0 - t) * d0 * h - t * d1 * h + (2.0 * t - 1.0) * (y1 - y0);
    Some(y0 + t * (y1 - y0) + t * (1.0 - t) * bend)
}

/// Slopes at the points: the harmonic mean of the neighbouring chords, none at a turning point.
fn monotone_slopes(x: &[f64], y: &[f64]) -> Vec<f64> {
    let chords: Vec<f64> = x
        .windows(2)
        .zip(y.windows(2))
        .map(|(x, y)| match (x, y) {
            ([x0, x1], [y0, y1]) => (y1 - y0) / (x1 - x0),
            _ => 0.0,
        })
        .collect();
    (0..x.len())
        .map(|i| {
            let before = i.checked_sub(1).and_then(|i| chords.get(i)).copied();
            match (before, chords.get(i).copied()) {
                (Some(a), Some(b)) if a * b > 0.0 => 2.0 * a * b / (a + b),
                (Some(_), Some(_)) | (None, None) => 0.0,
                (Some(end), None) | (None, Some(end)) => end,
            }
        })
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
