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

/// The heading of rows of frequency, value and, where there is one, phase, which is read back as this
/// quantity.
pub fn heading(quantity: Quantity, phase: bool) -> String {
    let value = match quantity {
        Quantity::Level => "SPL(dB)",
        Quantity::Impedance => "Z(Ohms)",
    };
    let phase = if phase { "\tPhase(degrees)" } else { "" };
    format!("* Freq(Hz)\t{value}{phase}\n")
}

/// The level at the ear as FRD; absent without a joined ear.
pub fn frd(solution: &Solution) -> Option<String> {
    let pressure = solution.drum_pressure.as_deref()?;
    Some(rows(
        &heading(Quantity::Level, true),
        &solution.f,
        pressure,
        spl::level_db,
    ))
}

/// The impedance at the source's terminals as ZMA; absent when nothing loads it.
pub fn zma(solution: &Solution) -> Option<String> {
    let impedance = solution.input_impedance.as_deref()?;
    Some(rows(
        &heading(Quantity::Impedance, true),
        &solution.f,
        impedance,
        Complex64::norm,
    ))
}

/// A curve as FRD or ZMA, by what its values are. One whose phase nobody measured has none: a column of
/// zeros would be taken for one.
pub fn curve(quantity: Quantity, points: &[CurvePoint]) -> String {
    let known = |point: &CurvePoint| point.phase_deg.is_some_and(f64::is_finite);
    let phase = points.iter().all(known);
    let mut out = heading(quantity, phase);
    for point in points.iter().filter(|point| point.value.is_finite()) {
        let _ = write!(out, "{:.3}\t{:.4}", point.f, point.value);
        if let Some(angle) = point.phase_deg.filter(|_| phase) {
            let _ = write!(out, "\t{angle:.3}");
        }
        out.push('\n');
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
