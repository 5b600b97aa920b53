//! The measured curves, and the points a fit uses of them.

use super::{Options, problem::Point};
use crate::design::CurvePoint;

/// A measured curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Points (Hz; dB SPL or Ω; degrees where known), frequency rising.
    pub points: Vec<CurvePoint>,
    /// The voltage the file says it was taken at, V rms, where it says so.
    pub voltage: Option<f64>,
}

/// What was measured of a driver.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Data {
    /// Sound pressure at the fixture's microphone, dB SPL.
    pub response: Option<Trace>,
    /// Impedance at the driver's terminals, Ω.
    pub impedance: Option<Trace>,
}

/// A curve finer than this many points per octave is thinned to it: points so near do not err
/// independently, and a linear grid would see the treble only.
const POINTS_PER_OCTAVE: f64 = 60.0;

impl Trace {
    /// A curve without phase, from pairs of Hz and dB SPL or Ω.
    pub fn from_pairs(pairs: &[(f64, f64)]) -> Self {
        let point = |&(f, value): &(f64, f64)| CurvePoint {
            f,
            value,
            phase_deg: None,
        };
        Self {
            points: pairs.iter().map(point).collect(),
            voltage: None,
        }
    }

    /// Whether there is a phase that was measured (one that is zero throughout was not).
    pub fn has_phase(&self) -> bool {
        !self.points.is_empty()
            && self.points.iter().all(|p| p.phase_deg.is_some())
            && self.points.iter().any(|p| p.phase_deg != Some(0.0))
    }

    /// The points within a band, thinned.
    pub(super) fn used(&self, band: (f64, f64)) -> Vec<CurvePoint> {
        let mut kept: Vec<CurvePoint> = Vec::new();
        for point in &self.points {
            let inside = point.f >= band.0 && point.f <= band.1;
            // A hair of slack, so that a grid of just that density stays whole.
            let apart = kept
                .last()
                .is_none_or(|last| (point.f / last.f).log2() * POINTS_PER_OCTAVE >= 0.999);
            if inside && apart {
                kept.push(*point);
            }
        }
        kept
    }
}

/// What the fit uses, frequency rising.
pub(super) fn points(data: &Data, options: &Options) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let blank = |f: f64| Point {
        f,
        level_db: None,
        phase: None,
        ln_impedance: None,
        impedance_phase: None,
    };
    if let Some(trace) = &data.response {
        let has_phase = trace.has_phase();
        points.extend(trace.used(options.response_band).iter().map(|p| Point {
            level_db: Some(p.value),
            phase: p.phase_deg.filter(|_| has_phase).map(f64::to_radians),
            ..blank(p.f)
        }));
    }
    if let Some(trace) = &data.impedance {
        let has_phase = trace.has_phase();
        for p in trace.used(options.impedance_band) {
            // One evaluation serves both curves where they share a frequency.
            let at = points.partition_point(|point| point.f < p.f);
            if points.get(at).is_none_or(|point| point.f != p.f) {
                points.insert(at, blank(p.f));
            }
            if let Some(point) = points.get_mut(at) {
                point.ln_impedance = Some(p.value.ln());
                point.impedance_phase = p.phase_deg.filter(|_| has_phase).map(f64::to_radians);
            }
        }
    }
    points
}
