//! From what a data sheet states of an armature to the current at which it saturates.

use crate::{
    analysis::distortion,
    design::{Design, Edit, PartId, kinds::Armature},
    network::large_signal::Unable,
};
use std::sync::Arc;

/// The currents that are tried lie between these, A, each so many times the one before.
const RANGE: [f64; 2] = [1e-4, 1.0];
const STEP: f64 = 1.3;
/// Halvings of the step that is found, on a logarithmic scale.
const HALVINGS: usize = 20;

/// What a data sheet states: so much distortion at a level, at a frequency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stated {
    /// Frequency, Hz.
    pub f: f64,
    /// Distortion, a ratio.
    pub thd: f64,
    /// Level of the fundamental at which it is reached, dB SPL.
    pub level_db: f64,
}

/// Why no current was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Unfit {
    /// The part is no armature whose gap is stated.
    NoGap,
    /// Nothing is heard, or nothing distorts.
    Unable(Unable),
    /// Whatever the iron carries, so much is distorted at this level, dB SPL, at the latest: the gap is
    /// too small for more.
    TooLoud(f64),
    /// However little the iron carries, less is distorted.
    Never,
}

/// The saturation current, A, with which an armature in its design has this distortion at this level.
///
/// The design is the fixture of the sheet: its ear, tubes and source. Iron that saturates late lets the
/// gaps distort, and iron that does so in time makes up for some of that: of several currents the
/// least is found.
///
/// # Errors
/// When there is none, with the reason.
pub fn saturation_current(design: &Design, part: PartId, stated: &Stated) -> Result<f64, Unfit> {
    let with = |current: f64| -> Option<Design> {
        let mut part = design.part(part)?.clone();
        part.kind
            .downcast_mut::<Armature>()?
            .magnet
            .as_mut()?
            .saturation_current = current;
        design.apply(&Edit::SetPart(Box::new(part))).ok()
    };
    let f: Arc<[f64]> = Arc::from([stated.f]);
    // The level at which so much is distorted; infinite where it never is.
    let level = |current: f64| -> Result<f64, Unfit> {
        let design = with(current).ok_or(Unfit::NoGap)?;
        let found = distortion::greatest(&design, &f, &[stated.thd]).map_err(Unfit::Unable)?;
        let at = found
            .first()
            .and_then(|curve| curve.at.first().copied().flatten());
        Ok(at.map_or(f64::INFINITY, |(level, _)| level))
    };
    let mut low = RANGE[0];
    if level(low)? > stated.level_db {
        return Err(Unfit::Never);
    }
    let mut most = f64::NEG_INFINITY;
    let mut high = loop {
        let next = low * STEP;
        if next > RANGE[1] {
            return Err(Unfit::TooLoud(most));
        }
        let found = level(next)?;
        if found >= stated.level_db {
            break next;
        }
        most = most.max(found);
        low = next;
    };
    for _ in 0..HALVINGS {
        let middle = (low * high).sqrt();
        if level(middle)? < stated.level_db {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok((low * high).sqrt())
}
