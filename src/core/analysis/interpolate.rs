//! Values between the points of a curve.

use super::phase::wrap_deg;

/// The value at `at`, linear in the logarithm of the abscissa; `None` outside the points or in a
/// gap. `x` ascends and is positive.
pub fn at_log(x: &[f64], y: &[f64], at: f64) -> Option<f64> {
    Place::in_log(x, at)?.value(y)
}

/// The value at `at`, linear in the abscissa.
pub fn at_linear(x: &[f64], y: &[f64], at: f64) -> Option<f64> {
    Place::new(x, at, |value| value)?.value(y)
}

/// An angle in degrees at `at`, the short way round between its neighbours, in (−180, 180].
pub fn angle_at_log(x: &[f64], deg: &[f64], at: f64) -> Option<f64> {
    let place = Place::in_log(x, at)?;
    let [before, after] = place.neighbours(deg)?;
    Some(wrap_deg(before + place.part * wrap_deg(after - before)))
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

/// A place on one abscissa, found once for many curves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    before: usize,
    after: usize,
    /// How far behind `before`, as a share of the way to `after`.
    part: f64,
}

impl Place {
    /// Where `at` is, by the logarithm of the abscissa; absent outside of it. `x` ascends and is
    /// positive.
    pub fn in_log(x: &[f64], at: f64) -> Option<Self> {
        Self::new(x, at, f64::ln)
    }

    fn new(x: &[f64], at: f64, scale: fn(f64) -> f64) -> Option<Self> {
        let after = x.partition_point(|value| *value < at);
        let upper = *x.get(after)?;
        if upper == at {
            return Some(Self {
                before: after,
                after,
                part: 0.0,
            });
        }
        let before = after.checked_sub(1)?;
        let lower = *x.get(before)?;
        let part = (scale(at) - scale(lower)) / (scale(upper) - scale(lower));
        Some(Self {
            before,
            after,
            part,
        })
    }

    /// The value of a curve there, linear between its neighbours; absent in a gap.
    pub fn value(&self, y: &[f64]) -> Option<f64> {
        self.value_of(|n| y.get(n).copied().filter(|value| value.is_finite()))
    }

    /// The same of what each point has by its number.
    pub fn value_of(&self, y: impl Fn(usize) -> Option<f64>) -> Option<f64> {
        let (before, after) = (y(self.before)?, y(self.after)?);
        Some(before + self.part * (after - before))
    }

    fn neighbours(&self, y: &[f64]) -> Option<[f64; 2]> {
        let pair = [*y.get(self.before)?, *y.get(self.after)?];
        pair.iter().all(|value| value.is_finite()).then_some(pair)
    }
}
