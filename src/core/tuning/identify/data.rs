//! The measured curves, each with what it was taken in, and the points a fit uses of them.

use super::{Fixture, Options, fixture::Freed, problem::Point};
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

/// One measurement: curves, what they were taken in, and how far that may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    /// What it is called.
    pub name: String,
    /// Who measured it, where that matters: sets that agree each by themselves make a driver trusted.
    pub set: String,
    /// The curves.
    pub data: Data,
    /// What they were taken in.
    pub fixture: Fixture,
    /// How much it counts beside the others: 1 is once.
    pub weight: f64,
    /// Standard deviation of its level against the stated drive, dB: 0 where the level was kept.
    pub offset_db: f64,
    /// What of the fixture is known only to within a standard deviation, in its own SI unit.
    pub freed: Vec<(Freed, f64)>,
}

impl Take {
    /// Curves in a fixture that is taken as stated.
    pub fn new(name: &str, data: Data, fixture: Fixture) -> Self {
        Self {
            name: name.to_owned(),
            set: String::new(),
            data,
            fixture,
            weight: 1.0,
            offset_db: 0.0,
            freed: Vec::new(),
        }
    }

    /// The same, its level known to within a standard deviation, dB.
    #[must_use]
    pub fn level_within(mut self, offset_db: f64) -> Self {
        self.offset_db = offset_db;
        self
    }

    /// The same, the length of a tube of its path (by its place there) known to within a standard
    /// deviation, m.
    #[must_use]
    pub fn length_within(mut self, piece: usize, deviation: f64) -> Self {
        self.freed.push((Freed::Length(piece), deviation));
        self
    }
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
