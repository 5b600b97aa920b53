//! A microphone's calibration taken off a measured level.

use super::{Finding, Ready, finding::sorted};
use crate::{
    analysis::{
        examine::Quantity,
        interpolate::{angle_at_log, at_log},
    },
    design::CurvePoint,
};

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
        let points = &calibration.trace.points;
        let column = |of: fn(&CurvePoint) -> f64| points.iter().map(of).collect::<Vec<f64>>();
        let f = column(|point| point.f);
        let level = column(|point| point.value);
        let phase = column(|point| point.phase_deg.unwrap_or(f64::NAN));
        let mut beyond = 0;
        for point in &mut self.trace.points {
            beyond += usize::from(point.f < first.f || point.f > last.f);
            let at = point.f.clamp(first.f, last.f);
            point.value -= at_log(&f, &level, at).unwrap_or(0.0);
            if let Some(measured) = &mut point.phase_deg {
                *measured -= angle_at_log(&f, &phase, at).unwrap_or(0.0);
            }
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
            self.findings.push(Finding::doubt(tr!(
                "{name} lies {middle:.0} dB from 0 in its middle: a microphone's calibration lies near 0 dB; is it one?"
            )));
        }
        self.findings.push(Finding::note(tr!(
            "the microphone's calibration {name} was subtracted"
        )));
        if beyond > 0 {
            self.findings.push(Finding::doubt(tr!(
                "{beyond} points lie beyond the calibration's {} Hz to {} Hz: its value at the nearer end was subtracted there",
                first.f, last.f
            )));
        }
        self.findings = sorted(self.findings);
        self.taken.calibration = Some(name.clone());
        self
    }
}
