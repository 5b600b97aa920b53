//! A microphone's calibration taken off a measured level.

use super::{Finding, Ready, finding::sorted};
use crate::{analysis::examine::Quantity, design::CurvePoint};

/// Farther than this from 0 no microphone's calibration lies in the middle of its band, dB.
const LARGEST_DB: f64 = 20.0;

impl Ready {
    /// The curve less a microphone's deviation in dB, and less its phase where both have one. Beyond
    /// the calibration's band its nearest value holds, which is told. An impedance stays as it is.
    #[must_use]
    pub fn less(mut self, calibration: &Self) -> Self {
        let band = calibration
            .trace
            .points
            .first()
            .zip(calibration.trace.points.last());
        let (Quantity::Level, Some((first, last))) = (self.quantity, band) else {
            return self;
        };
        let mut beyond = 0;
        for point in &mut self.trace.points {
            beyond += usize::from(point.f < first.f || point.f > last.f);
            let (level, phase) = at(&calibration.trace.points, point.f);
            point.value -= level;
            point.phase_deg = match (point.phase_deg, phase) {
                (Some(measured), Some(phase)) => Some(measured - phase),
                (measured, _) => measured,
            };
        }
        let name = &calibration.taken.file;
        let mut sizes: Vec<f64> = (calibration.trace.points.iter())
            .map(|point| point.value.abs())
            .collect();
        sizes.sort_by(f64::total_cmp);
        if let Some(middle) = sizes
            .get(sizes.len() / 2)
            .filter(|size| **size > LARGEST_DB)
        {
            self.findings.push(Finding::doubt(format!(
                "{name} lies {middle:.0} dB from 0 in its middle: a microphone's calibration lies near 0 dB; is it one?"
            )));
        }
        self.findings.push(Finding::note(format!(
            "the microphone's calibration {name} was subtracted"
        )));
        if beyond > 0 {
            self.findings.push(Finding::doubt(format!(
                "{beyond} points lie beyond the calibration's {} Hz to {} Hz: its value at the nearer end was subtracted there",
                first.f, last.f
            )));
        }
        self.findings = sorted(self.findings);
        self.taken.calibration = Some(name.clone());
        self
    }
}

/// The value and the phase of a curve at a frequency, straight over its logarithm.
fn at(points: &[CurvePoint], f: f64) -> (f64, Option<f64>) {
    let after = points.partition_point(|point| point.f < f);
    let before = points.get(after.wrapping_sub(1)).or(points.first());
    let after = points.get(after).or(points.last());
    match (before, after) {
        (Some(a), Some(b)) if b.f > a.f => {
            let share = ((f / a.f).ln() / (b.f / a.f).ln()).clamp(0.0, 1.0);
            let mix = |a: f64, b: f64| a + share * (b - a);
            let phase = a.phase_deg.zip(b.phase_deg).map(|(a, b)| mix(a, b));
            (mix(a.value, b.value), phase)
        }
        (Some(point), _) | (_, Some(point)) => (point.value, point.phase_deg),
        (None, None) => (0.0, None),
    }
}
