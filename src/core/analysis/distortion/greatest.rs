//! The greatest level at which no more than so much is distorted.

use super::{Heard, fundamental};
use crate::{
    design::Design,
    network::large_signal::{LargeSignal, Steady, Unable},
};
use rayon::prelude::*;
use std::sync::Arc;

/// Steps of the drive on the way up, dB.
const STEP_DB: f64 = 3.0;
/// From so far below the drive that hardly anything is distorted, dB.
const FROM_DB: f64 = -60.0;
/// Beyond this much above 1 V rms, dB, nothing drives an earphone.
const MOST_DB: f64 = 30.0;
/// Halvings of the last step: 3 dB to 0.0002 dB.
const HALVINGS: usize = 14;

/// The greatest levels over frequency.
#[derive(Debug, Clone, PartialEq)]
pub struct Greatest {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// The distortion that is allowed, a ratio.
    pub thd: f64,
    /// Level of the fundamental, dB SPL, and the drive, V rms; absent where so much is not reached: at
    /// no drive there is, or before none is found any more.
    pub at: Vec<Option<(f64, f64)>>,
}

/// For every allowed distortion (ratios, ascending): the greatest level at each frequency, Hz.
///
/// # Errors
/// When no driver states how it departs from linear, or nothing is heard.
pub fn greatest(design: &Design, f: &Arc<[f64]>, allowed: &[f64]) -> Result<Vec<Greatest>, Unable> {
    let signal = LargeSignal::new(design, f)?;
    let found: Vec<Vec<Option<(f64, f64)>>> = (0..f.len())
        .into_par_iter()
        .map(|point| climb(&signal, point, allowed))
        .collect();
    let curves = allowed.iter().enumerate().map(|(n, thd)| Greatest {
        f: Arc::clone(f),
        thd: *thd,
        at: found
            .iter()
            .map(|all| all.get(n).copied().flatten())
            .collect(),
    });
    Ok(curves.collect())
}

/// A state and what is heard of it.
type Known = (Steady, Heard);

/// Raises the drive until each allowed distortion is passed, and then looks closer.
fn climb(signal: &LargeSignal, point: usize, allowed: &[f64]) -> Vec<Option<(f64, f64)>> {
    let look = |db: f64, from: Option<&Steady>| -> Option<Known> {
        let drive = volts(db);
        let steady = signal.steady(point, drive, from)?;
        let heard = Heard::of(&steady, fundamental(signal, point, drive));
        Some((steady, heard))
    };
    let mut found = vec![None; allowed.len()];
    let mut db = FROM_DB;
    let mut below: Option<Known> = None;
    'allowed: for (thd, found) in allowed.iter().zip(&mut found) {
        // What was passed for the last one may be enough for this one.
        while below.as_ref().is_none_or(|(_, heard)| heard.thd <= *thd) {
            let next_db = if below.is_none() { db } else { db + STEP_DB };
            if next_db > MOST_DB {
                break 'allowed;
            }
            let Some(next) = look(next_db, below.as_ref().map(|(steady, _)| steady)) else {
                break 'allowed;
            };
            if next.1.thd > *thd {
                let (mut low, mut high) = (db, next_db);
                let mut state = below.clone();
                for _ in 0..HALVINGS {
                    let middle = f64::midpoint(low, high);
                    let Some(seen) = look(middle, state.as_ref().map(|(steady, _)| steady)) else {
                        break;
                    };
                    if seen.1.thd <= *thd {
                        low = middle;
                        state = Some(seen);
                    } else {
                        high = middle;
                    }
                }
                *found = state.map(|(_, heard)| (heard.fundamental_db, volts(low)));
                break;
            }
            db = next_db;
            below = Some(next);
        }
    }
    found
}

fn volts(db: f64) -> f64 {
    10_f64.powf(db / 20.0)
}
