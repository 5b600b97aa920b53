//! Curves as other programs read them: FRD (REW, VituixCAD, squiglink) and ZMA.
//!
//! A heading behind `*`, then frequency, value and phase in degrees, separated by tabs. Gaps are
//! left out.

use crate::{
    analysis::{examine::Quantity, phase, spl, target},
    design::{CurvePoint, target::TargetSetting},
    network::Solution,
};
use num_complex::Complex64;
use std::fmt::Write as _;

/// The heading of rows of frequency, value and phase, which is read back as this quantity.
pub fn heading(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Level => "* Freq(Hz)\tSPL(dB)\tPhase(degrees)\n",
        Quantity::Impedance => "* Freq(Hz)\tZ(Ohms)\tPhase(degrees)\n",
    }
}

/// The level at the ear as FRD; absent without a joined ear.
pub fn frd(solution: &Solution) -> Option<String> {
    let pressure = solution.drum_pressure.as_deref()?;
    Some(rows(
        heading(Quantity::Level),
        &solution.f,
        pressure,
        spl::level_db,
    ))
}

/// The impedance at the source's terminals as ZMA; absent when nothing loads it.
pub fn zma(solution: &Solution) -> Option<String> {
    let impedance = solution.input_impedance.as_deref()?;
    Some(rows(
        heading(Quantity::Impedance),
        &solution.f,
        impedance,
        Complex64::norm,
    ))
}

/// A curve as FRD or ZMA, by what its values are.
pub fn curve(quantity: Quantity, points: &[CurvePoint]) -> String {
    let mut out = heading(quantity).to_owned();
    for point in points {
        let angle = point.phase_deg.unwrap_or(0.0);
        if point.value.is_finite() && angle.is_finite() {
            let _ = writeln!(out, "{:.3}\t{:.4}\t{angle:.3}", point.f, point.value);
        }
    }
    out
}

/// The target as it is drawn, laid over the level at the ear; without a joined ear its bare shape.
pub(super) fn target_text(setting: &TargetSetting, solution: &Solution) -> String {
    let f = &solution.f;
    let level = solution.drum_pressure.as_deref().map(spl::levels_db);
    let aligned = level.and_then(|level| target::aligned_db(setting, f, &level));
    let levels = aligned.unwrap_or_else(|| target::shape_db(&setting.target, f));
    let mut out = "* Freq(Hz)\tSPL(dB)\n".to_owned();
    for (f, level) in f.iter().zip(levels) {
        if level.is_finite() {
            let _ = writeln!(out, "{f:.3}\t{level:.4}");
        }
    }
    out
}

fn rows(
    heading: &str,
    f: &[f64],
    values: &[Complex64],
    value: impl Fn(Complex64) -> f64,
) -> String {
    let mut out = heading.to_owned();
    for (f, z) in f.iter().zip(values) {
        let (number, angle) = (value(*z), phase::wrapped_deg(*z));
        if z.is_finite() && number.is_finite() && angle.is_finite() {
            let _ = writeln!(out, "{f:.3}\t{number:.4}\t{angle:.3}");
        }
    }
    out
}
