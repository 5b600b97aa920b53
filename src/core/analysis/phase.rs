//! Phase, wrapped and unwrapped, in degrees.

use num_complex::Complex64;

/// Phase of a phasor in degrees, in (−180, 180]; NaN where there is none.
pub fn wrapped_deg(z: Complex64) -> f64 {
    if z == Complex64::ZERO || !z.re.is_finite() || !z.im.is_finite() {
        return f64::NAN;
    }
    wrap_deg(z.arg().to_degrees())
}

/// Brings an angle in degrees into (−180, 180].
pub fn wrap_deg(angle: f64) -> f64 {
    let turned = angle.rem_euclid(360.0);
    if turned > 180.0 {
        turned - 360.0
    } else {
        turned
    }
}

/// Phases of many phasors, wrapped.
pub fn wrapped(phasors: &[Complex64]) -> Vec<f64> {
    phasors.iter().copied().map(wrapped_deg).collect()
}

/// Phases without jumps, degrees: every step is the phase of the ratio of two neighbours, so it is
/// right wherever the true phase turns by less than half a turn between them.
///
/// Starts with the wrapped phase of the first point and resumes wrapped after a gap.
pub fn unwrapped(phasors: &[Complex64]) -> Vec<f64> {
    let mut result = Vec::with_capacity(phasors.len());
    let mut last: Option<(Complex64, f64)> = None;
    for &z in phasors {
        let here = wrapped_deg(z);
        let angle = match last {
            Some((before, angle)) if here.is_finite() => {
                angle + unit(z * before.conj()).arg().to_degrees()
            }
            _ => here,
        };
        last = angle.is_finite().then(|| (unit(z), angle));
        result.push(angle);
    }
    result
}

/// The phasor's direction, so that products of very large or very small ones stay in range.
pub(super) fn unit(z: Complex64) -> Complex64 {
    let norm = z.norm();
    if norm > 0.0 && norm.is_finite() {
        z / norm
    } else {
        z
    }
}

/// Makes a curve of wrapped phase fit to draw: where it wraps, a gap instead of a vertical line.
///
/// Returns for every point whether the line from the point before to it is to be left out.
pub fn wraps(wrapped_deg: &[f64]) -> Vec<bool> {
    let mut result = vec![false; wrapped_deg.len()];
    for (pair, jump) in wrapped_deg.windows(2).zip(result.iter_mut().skip(1)) {
        if let [before, after] = pair {
            *jump = (after - before).abs() > 180.0;
        }
    }
    result
}
