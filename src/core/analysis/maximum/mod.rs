//! How loud a design plays before something is too much for one of its parts, and for which.
//!
//! Everything here is linear: whatever strains a part grows with the drive, so the level at which the
//! first part has enough is the level at the drive and the headroom of that part. What nobody states
//! is told as unknown and bounds nothing.

mod programme;
mod strain;

pub use programme::{CREST_DB, PROGRAMME_THIRDS, Programme};
pub use strain::{Strained, Unstated, ports, strains};

use super::{PortReading, Solution, spl};
use crate::design::Design;
use std::sync::Arc;

/// The greatest level of a sine at every frequency.
#[derive(Debug, Clone)]
pub struct Maximum {
    /// Frequencies, Hz; every list below has this length, unless it says otherwise.
    pub f: Arc<[f64]>,
    /// Level at the drum at the drive, dB SPL; −∞ where there is no sound.
    pub drive_db: Vec<f64>,
    /// How much the drive may be raised, dB; NaN where no strain has a bound.
    pub headroom_db: Vec<f64>,
    /// What bounds it: a place in the list of strains.
    pub by: Vec<Option<usize>>,
    /// Every strain with a bound.
    pub strained: Vec<Strained>,
    /// Strains of which no bound is stated.
    pub unstated: Vec<Unstated>,
}

impl Maximum {
    /// Of a design's solution, and readings at [`ports`]. Absent where nothing is heard.
    pub fn of(design: &Design, solution: &Solution, readings: &[PortReading]) -> Option<Self> {
        let drive_db = spl::levels_db(solution.drum_pressure.as_ref()?);
        let (strained, unstated) = strains(design, solution, readings);
        let worst = |n: usize| {
            let loads = strained.iter().enumerate();
            let loads = loads.filter_map(|(at, one)| Some((at, *one.load.get(n)?)));
            loads
                .filter(|(_, load)| load.is_finite() && *load > 0.0)
                .max_by(|a, b| a.1.total_cmp(&b.1))
        };
        let worst: Vec<Option<(usize, f64)>> = (0..solution.f.len()).map(worst).collect();
        let headroom = |found: &Option<(usize, f64)>| found.map_or(f64::NAN, |(_, load)| db(load));
        Some(Self {
            f: Arc::clone(&solution.f),
            drive_db,
            headroom_db: worst.iter().map(headroom).collect(),
            by: worst.iter().map(|found| found.map(|(at, _)| at)).collect(),
            strained,
            unstated,
        })
    }

    /// The greatest level at every frequency, dB SPL; NaN where nothing is known to bound it, or
    /// nothing is heard.
    pub fn level_db(&self) -> Vec<f64> {
        let both = self.drive_db.iter().zip(&self.headroom_db);
        both.map(|(level, headroom)| level + headroom)
            .map(|level| if level.is_finite() { level } else { f64::NAN })
            .collect()
    }

    /// From where to where, Hz, which strain bounds the level: a place in the list of strains.
    pub fn stretches(&self) -> Vec<([f64; 2], usize)> {
        let mut all: Vec<([f64; 2], usize)> = Vec::new();
        let mut before = None;
        for (f, by) in self.f.iter().zip(&self.by) {
            match (all.last_mut(), by) {
                (Some((band, _)), Some(_)) if before == Some(by) => band[1] = *f,
                (_, Some(by)) => all.push(([*f; 2], *by)),
                (_, None) => {}
            }
            before = Some(by);
        }
        all
    }

    /// Where the headroom is least: frequency in Hz, headroom in dB, and what bounds it.
    pub fn least(&self) -> Option<(f64, f64, &Strained)> {
        let all = self.f.iter().zip(&self.headroom_db).zip(&self.by);
        let bounded = all.filter_map(|((f, headroom), by)| {
            let by = self.strained.get((*by)?)?;
            Some((*f, *headroom, by))
        });
        bounded.min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// Headroom, dB, under a load.
fn db(load: f64) -> f64 {
    -20.0 * load.log10()
}
