//! From what a data sheet states of an armature to the current at which it saturates.

use crate::{
    analysis::distortion,
    design::{Design, PartId, kinds::armature::with_saturation},
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
    let f: Arc<[f64]> = Arc::from([stated.f]);
    // The level at which so much is distorted; absent where it never is, and where nothing balances.
    let level = |current: f64| -> Result<Option<f64>, Unfit> {
        let design = with_saturation(design, part, current).ok_or(Unfit::NoGap)?;
        let found = distortion::greatest(&design, &f, &[stated.thd]).map_err(Unfit::Unable)?;
        let at = found.first().and_then(|curve| *curve.at.first()?);
        Ok(at.map(|(level, _)| level))
    };
    let mut below = None;
    let mut most = f64::NEG_INFINITY;
    let mut high = RANGE[0];
    loop {
        match level(high)? {
            Some(found) if found < stated.level_db => {
                most = most.max(found);
                below = Some(high);
            }
            Some(_) => break,
            // Iron that carries next to nothing distorts more at any drive there is.
            None if below.is_none() => {}
            // Beyond, so much is not reached before nothing balances any more.
            None => return Err(Unfit::TooLoud(most)),
        }
        high *= STEP;
        if high > RANGE[1] {
            return Err(below.map_or(Unfit::Never, |_| Unfit::TooLoud(most)));
        }
    }
    let mut low = below.ok_or(Unfit::Never)?;
    for _ in 0..HALVINGS {
        let middle = (low * high).sqrt();
        match level(middle)? {
            Some(found) if found < stated.level_db => low = middle,
            Some(_) => high = middle,
            None => return Err(Unfit::TooLoud(most)),
        }
    }
    Ok((low * high).sqrt())
}
