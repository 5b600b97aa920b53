//! What designs that anybody can build will measure, told before anybody has measured them.
//!
//! `presets/predictions` holds a folder for each day on which some were made: every design, and beside it
//! what `earwright solve DESIGN --points 61` said of it on that day. They stay as they are; a better
//! prediction of the same design goes into the folder of a later day. `SHA256SUMS` in each folder pins both.

use crate::{
    analysis::spl,
    design::{Design, file},
    library::embedded,
    network::Solver,
};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// A design whose measurement is awaited.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// What it is.
    pub name: String,
    /// What it is for and where its parts are published.
    pub notes: String,
    /// The day it was made, as year-month-day.
    pub day: &'static str,
    /// Path of the design under `presets/`; the prediction lies beside it.
    pub file: &'static str,
    /// SHA-256 of the design's file, in hexadecimal digits.
    pub design_sha256: String,
    /// SHA-256 of the prediction's file, in hexadecimal digits.
    pub sha256: String,
    /// How far the program of today is from it at most: level, dB. Not a number where it cannot be told.
    pub level_off_db: f64,
    /// The same of the impedance, percent.
    pub impedance_off_percent: f64,
}

/// Every prediction, in the order of the folder.
pub fn predictions() -> Vec<Prediction> {
    let designs = embedded::in_folder("predictions");
    let designs = designs.filter_map(|file| Some((file, file.path.strip_suffix(".ron")?)));
    designs
        .filter_map(|(written, stem)| {
            let told = embedded::text(&format!("{stem}.csv"))?;
            let (design, _) = file::from_text(written.text).ok()?;
            let (level_off_db, impedance_off_percent) = off(&design, told);
            Some(Prediction {
                day: written.path.split('/').nth(1)?,
                file: written.path,
                design_sha256: sha256(written.text),
                sha256: sha256(told),
                level_off_db,
                impedance_off_percent,
                name: design.name,
                notes: design.notes,
            })
        })
        .collect()
}

/// In hexadecimal digits.
fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How far today's curves are from those told, at most: dB and percent.
fn off(design: &Design, told: &str) -> (f64, f64) {
    let number = |field: Option<&str>| field.and_then(|field| field.parse::<f64>().ok());
    let rows: Vec<(f64, f64, f64)> = (told.lines().skip(1))
        .filter_map(|line| {
            let mut fields = line.split(',');
            let (f, level) = (number(fields.next())?, number(fields.next())?);
            Some((f, level, number(fields.nth(1))?))
        })
        .collect();
    let f: Arc<[f64]> = rows.iter().map(|row| row.0).collect();
    let solution = Solver::default().solve(design, &f);
    let (Some(pressure), Some(impedance)) = (solution.drum_pressure, solution.input_impedance)
    else {
        return (f64::NAN, f64::NAN);
    };
    let level = spl::levels_db(&pressure);
    let levels = rows.iter().zip(&level).map(|(row, now)| now - row.1);
    let ohms = rows.iter().zip(&impedance);
    let ohms = ohms.map(|(row, now)| 100.0 * (now.norm() / row.2 - 1.0));
    (farthest(levels), farthest(ohms))
}

/// The largest of them, whatever its sign.
fn farthest(differences: impl Iterator<Item = f64>) -> f64 {
    differences.map(f64::abs).fold(0.0, f64::max)
}
