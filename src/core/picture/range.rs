//! Ranges of axes: round numbers around the data, so that curves move and axes stand still.

use super::ticks::nice_step;

/// Span of a level axis, dB: what data sheets and the tools of the field use.
pub const LEVEL_SPAN_DB: f64 = 50.0;

/// Least and greatest finite value.
pub fn extent<'a>(values: impl Iterator<Item = &'a f64>) -> Option<[f64; 2]> {
    values.copied().filter(|value| value.is_finite()).fold(
        None,
        |extent: Option<[f64; 2]>, value| {
            Some(match extent {
                Some([low, high]) => [low.min(value), high.max(value)],
                None => [value, value],
            })
        },
    )
}

/// A level axis: its top a multiple of 5 dB at least 2 dB above the highest, 50 dB long.
pub fn level(extent: Option<[f64; 2]>) -> [f64; 2] {
    let top = extent.map_or(120.0, |[_, high]| ((high + 2.0) / 5.0).ceil() * 5.0);
    [top - LEVEL_SPAN_DB, top]
}

/// An axis of magnitudes: logarithmic from 1, 2 or 5 × 10ⁿ where they span more than a factor of
/// eight, else linear from zero. Returns whether it is logarithmic.
pub fn magnitude(extent: Option<[f64; 2]>) -> (bool, [f64; 2]) {
    match extent {
        Some([low, high]) if low > 0.0 && high > 8.0 * low => {
            (true, [round_down(low * 0.95), round_up(high * 1.05)])
        }
        Some([_, high]) if high > 0.0 => (false, around([0.0, high])),
        _ => (false, [0.0, 100.0]),
    }
}

/// A linear axis: round numbers around the data, and a little air.
pub fn around([low, high]: [f64; 2]) -> [f64; 2] {
    let span = if high > low {
        high - low
    } else {
        high.abs().max(1.0)
    };
    let step = nice_step(span / 8.0);
    let air = span * 0.04;
    let bottom = if low == 0.0 {
        0.0
    } else {
        ((low - air) / step).floor() * step
    };
    [bottom, ((high + air) / step).ceil() * step]
}

fn round_down(value: f64) -> f64 {
    let base = 10_f64.powf(value.log10().floor());
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|m| m * base)
        .find(|round| *round <= value * (1.0 + 1e-9))
        .unwrap_or(base)
}

fn round_up(value: f64) -> f64 {
    nice_step(value)
}
