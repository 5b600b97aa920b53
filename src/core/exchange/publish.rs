//! Curves as they are published: text as REW writes it, and the left and right pair that squiglink
//! shows.

use super::{
    product::{ExportError, Product},
    trace,
};
use crate::{
    analysis::{meaning, phase, spl},
    design::Design,
    network::{Solution, Solver},
    tuning::tolerance::production::{Production, Worn},
};
use num_complex::Complex64;
use std::fmt::Write as _;

/// Lines ahead of the rows: programs that read REW's text leave out as many.
const HEAD: usize = 14;

/// The level at the ear as REW's text.
pub(super) fn rew(design: &Design, solution: &Solution) -> Option<String> {
    let pressure = solution.drum_pressure.as_deref()?;
    text(design, &design.name, &solution.f, pressure)
}

/// Two units of production, left and right, each part drawn within its tolerance.
pub(super) fn pair(
    design: &Design,
    solution: &Solution,
    seed: u64,
) -> Result<Product, ExportError> {
    let production = Production::of(design, Worn::Alike);
    let mut solver = Solver::default();
    let mut files = Vec::new();
    for (n, side) in ["L", "R"].into_iter().enumerate() {
        let built = production.build(&production.unit(seed, n));
        let solution = meaning::solved(&mut solver, &built, &solution.f);
        let pressure = solution.drum_pressure.as_deref();
        let name = format!("{} {side}", design.name);
        let text = pressure.and_then(|p| text(design, &name, &solution.f, p));
        let text = text.ok_or(ExportError::NoCurve)?;
        files.push((format!(" {side}"), text.into_bytes()));
    }
    Ok(Product {
        files,
        remarks: Vec::new(),
    })
}

fn text(design: &Design, name: &str, f: &[f64], pressure: &[Complex64]) -> Option<String> {
    let plain = |words: &str| trace::plain(words);
    let drive = crate::quantity::text::rounded(design.drive.emf(), &crate::quantity::Unit::VOLT, 4);
    let mut lines = vec![
        "Computed, not measured".to_owned(),
        plain(&trace::line(design)),
        "Format: frequency, level re 20 uPa, phase".to_owned(),
        format!("Measurement: {}", plain(name)),
        format!("Source: {} rms", plain(&drive)),
        "Smoothing: None".to_owned(),
    ];
    let (first, last) = (f.first()?, f.last()?);
    let octaves = (last / first).log2();
    let step = (f.len() - 1) as f64 / octaves;
    lines.push(format!("Frequency Step: {step:.1} ppo"));
    lines.push(format!("Start Frequency: {first:.3} Hz"));
    lines.resize(HEAD - 1, String::new());
    lines.push("Freq(Hz)\tSPL(dB)\tPhase(degrees)".to_owned());
    let mut out = String::new();
    for line in lines {
        let _ = writeln!(out, "{}", format!("* {line}").trim_end());
    }
    for (f, p) in f.iter().zip(pressure) {
        let (level, angle) = (spl::level_db(*p), phase::wrapped_deg(*p));
        if level.is_finite() && angle.is_finite() {
            let _ = writeln!(out, "{f:.6}\t{level:.3}\t{angle:.4}");
        }
    }
    Some(out)
}
