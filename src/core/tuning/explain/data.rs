//! What a built unit was measured as, at the frequencies it is held against its design.

use super::Aligned;
use crate::{
    analysis::compare::alignment_points,
    design::{CurveKind, StoredCurve},
};
use std::sync::Arc;

/// Points of the measurements that count, an octave at most: between nearer ones the noise is hardly
/// another.
const PER_OCTAVE: f64 = 24.0;

/// Measured values at some of the frequencies that are solved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Points {
    /// Places among the frequencies.
    pub at: Vec<usize>,
    /// Values: dB, or ln Ω.
    pub values: Vec<f64>,
}

/// The measurements and what is said of them.
#[derive(Debug, Clone)]
pub(super) struct Data {
    /// Frequencies that are solved, Hz.
    pub f: Arc<[f64]>,
    pub level: Option<Points>,
    pub impedance: Option<Points>,
    /// What of each level point counts for how far the measured level is raised; the sum is 1; none
    /// where it is not raised.
    pub raising: Option<Vec<f64>>,
}

/// The points of a curve within a band, no nearer than `PER_OCTAVE` allows.
fn thinned(curve: &StoredCurve, [from, to]: [f64; 2]) -> Vec<(f64, f64)> {
    let step = 2.0_f64.powf(1.0 / PER_OCTAVE) * (1.0 - 1e-6);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for point in &curve.points {
        let far = taken.last().is_none_or(|(last, _)| point.f >= last * step);
        if far && (from..=to).contains(&point.f) {
            taken.push((point.f, point.value));
        }
    }
    taken
}

impl Data {
    /// The measurements of one unit, of each kind the first; absent where nothing lies in the band, or the
    /// level does not reach where it is raised.
    pub(super) fn of(
        curves: &[&StoredCurve],
        band: [f64; 2],
        aligned: Aligned,
    ) -> Result<Self, super::Unexplained> {
        let points = |kind: CurveKind| {
            let curve = curves.iter().find(|curve| curve.kind == kind);
            let points = curve.map(|curve| thinned(curve, band)).unwrap_or_default();
            let positive = |(_, value): &(f64, f64)| kind == CurveKind::Level || *value > 0.0;
            points.into_iter().filter(positive).collect::<Vec<_>>()
        };
        let (level, impedance) = (points(CurveKind::Level), points(CurveKind::Impedance));
        if level.len() + impedance.len() < 3 {
            return Err(super::Unexplained::NoData);
        }
        let mut f: Vec<f64> = level.iter().chain(&impedance).map(|(f, _)| *f).collect();
        f.sort_by(f64::total_cmp);
        f.dedup();
        let placed = |points: &[(f64, f64)], value: fn(f64) -> f64| {
            let at = |of: f64| f.partition_point(|f| *f < of);
            (!points.is_empty()).then(|| Points {
                at: points.iter().map(|(f, _)| at(*f)).collect(),
                values: points.iter().map(|(_, v)| value(*v)).collect(),
            })
        };
        let raising = match aligned {
            _ if level.is_empty() => None,
            Aligned::AsMeasured => None,
            Aligned::Everywhere => Some(vec![1.0 / level.len() as f64; level.len()]),
            Aligned::Band(at, to) => Some(weights(&level, &alignment_points(at, to))?),
        };
        Ok(Self {
            level: placed(&level, |db| db),
            impedance: placed(&impedance, f64::ln),
            raising,
            f: f.into(),
        })
    }

    /// How many points count.
    pub(super) fn count(&self) -> usize {
        let count = |points: &Option<Points>| points.as_ref().map_or(0, |p| p.at.len());
        count(&self.level) + count(&self.impedance)
    }
}

/// What every point counts in the mean over some frequencies, between two points linear in log f.
fn weights(points: &[(f64, f64)], at: &[f64]) -> Result<Vec<f64>, super::Unexplained> {
    let mut weights = vec![0.0; points.len()];
    let share = 1.0 / at.len().max(1) as f64;
    for of in at {
        let after = points.partition_point(|(f, _)| f < of);
        let Some((upper, _)) = points.get(after) else {
            return Err(super::Unexplained::NotAligned);
        };
        let lower = after.checked_sub(1).and_then(|n| points.get(n));
        let part = match lower {
            Some((lower, _)) => (of / lower).ln() / (upper / lower).ln(),
            None if upper == of => 1.0,
            None => return Err(super::Unexplained::NotAligned),
        };
        weights[after] += share * part;
        if let Some(before) = after.checked_sub(1) {
            weights[before] += share * (1.0 - part);
        }
    }
    Ok(weights)
}
