//! A design at large amplitudes: motors that depart from linear in a network that does not.
//!
//! `seen` reduces the network to the terminals and faces of its motors, at every frequency there is;
//! `inside` says what a motor is at its terminals; `tones` are the frequencies a periodic motion is
//! made of, and `beats` what they make of each other. A `set` holds the `equations` that follow, and
//! `balance` solves them, with `slopes` where that is hard. Everything else of the network, ears, tubes
//! and crossover, stays as exact as it is at small amplitudes.

mod balance;
mod beats;
mod equations;
mod inside;
mod seen;
mod set;
mod slopes;
mod tones;

use self::{
    balance::Motion,
    set::{Found, Set},
    tones::Tones,
};
use super::{assemble::assemble, network::Network};
use crate::{
    design::{Design, PartId},
    physics::large_signal::Law,
};
use num_complex::Complex64;
use std::{f64::consts::SQRT_2, sync::OnceLock};

/// Harmonics that are told.
pub const TOLD: usize = 5;
/// Harmonics that are balanced: those above make the told ones right. So many where they fall off
/// quickly, as they mostly do, and so many where they do not.
const BALANCED: [usize; 2] = [7, 24];
/// Harmonics fall off slowly where the last of few is more than this share of the last told one, and
/// that one more than this share of the fundamental.
const SLOWLY: [f64; 2] = [0.02, 1e-6];
/// Order of the combinations of two tones.
const ORDER: i32 = 5;
/// A motor with a law.
#[derive(Debug, Clone, PartialEq)]
pub struct Motor {
    /// The driver.
    pub part: PartId,
    /// Its name.
    pub name: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unable {
    /// No driver that is heard says how it departs from linear.
    NoLaw,
    /// The network has no solution, or nothing is heard.
    NoSolution,
}

/// A design with motors that depart from linear, at some frequencies.
#[derive(Debug)]
pub struct LargeSignal {
    network: Network,
    motors: Vec<Motor>,
    /// The frequencies, Hz, of one tone or two, and how much of the drive's amplitude each has.
    at: Vec<[f64; 2]>,
    shares: [f64; 2],
    few: Set,
    /// With more harmonics, once they are asked for; absent where there are none, or no solution.
    many: OnceLock<Option<Set>>,
}

/// A periodic state.
#[derive(Debug, Clone)]
pub struct Steady {
    motion: Motion,
    /// Pressure at the drum by term, Pa rms: harmonic after harmonic; of two tones these, then what
    /// they make of each other.
    pub pressure: Vec<Complex64>,
    /// How far each motor moves, over how far its law was stated: an armature touches its magnet at 1.
    pub reached: Vec<f64>,
}

impl LargeSignal {
    /// Sines at these frequencies, Hz, each by itself.
    ///
    /// # Errors
    /// When no driver departs from linear, or nothing is heard.
    pub fn new(design: &Design, f: &[f64]) -> Result<Self, Unable> {
        let at = f.iter().map(|f| [*f, 0.0]).collect();
        Self::of(design, Tones::one(BALANCED[0]), at, [1.0, 0.0])
    }

    /// Two sines at once, Hz: so much of the drive's amplitude has each.
    ///
    /// # Errors
    /// When no driver departs from linear, or nothing is heard.
    pub fn two(design: &Design, tones: [f64; 2], shares: [f64; 2]) -> Result<Self, Unable> {
        Self::of(design, Tones::two(ORDER), vec![tones], shares)
    }

    fn of(
        design: &Design,
        tones: Tones,
        at: Vec<[f64; 2]>,
        shares: [f64; 2],
    ) -> Result<Self, Unable> {
        let network = assemble(design).network;
        let sites = sites(&network);
        if sites.is_empty() {
            return Err(Unable::NoLaw);
        }
        let few = Set::of(&network, &sites, tones, (&at, shares)).ok_or(Unable::NoSolution)?;
        let motors = sites.iter().map(|(n, _)| {
            let driver = &network.drivers[*n];
            Motor {
                part: driver.part,
                name: driver.name.clone(),
            }
        });
        Ok(Self {
            motors: motors.collect(),
            at,
            shares,
            few,
            many: OnceLock::new(),
            network,
        })
    }

    /// The drive of the design, V rms.
    pub fn emf(&self) -> f64 {
        self.network.emf
    }

    /// The motors that depart from linear.
    pub fn motors(&self) -> &[Motor] {
        &self.motors
    }

    /// The terms of the pressure: how often the first and the second tone turn in each.
    pub fn turns(&self) -> &[[i32; 2]] {
        &self.few.tones.turns
    }

    /// Pressure at the drum of the linear network at a drive, Pa rms, by term.
    pub fn linear(&self, point: usize, drive: f64) -> Vec<Complex64> {
        let pressure = self.few.linear(point).into_iter();
        pressure.map(|p| p * drive / SQRT_2).collect()
    }

    /// The state at the n-th frequency at a drive, V rms, found from another one at the same frequency
    /// where that is at hand. Absent where none was found: motors snap, or the law asks for what no
    /// iteration finds.
    pub fn steady(&self, point: usize, drive: f64, from: Option<&Steady>) -> Option<Steady> {
        let from = from.map(|steady| &steady.motion);
        let few = self.few.solve(point, drive, from)?;
        let many = self.falls_slowly(&few).then(|| self.many()).flatten();
        let found = match many {
            Some(many) => many.solve(point, drive, Some(&few.motion))?,
            None => few,
        };
        Some(found.into())
    }

    /// The states at all frequencies at a drive, V rms: as [`Self::steady`] from rest finds them, and
    /// much sooner.
    pub fn sweep(&self, drive: f64) -> Vec<Option<Steady>> {
        let mut all = self.few.solve_all(drive, None);
        let slow = all.iter().enumerate().filter_map(|(n, found)| {
            let found = found.as_ref().filter(|few| self.falls_slowly(few))?;
            Some((n, found.motion.clone()))
        });
        let (slow, motions): (Vec<usize>, Vec<Motion>) = slow.unzip();
        let at: Vec<[f64; 2]> = slow.iter().map(|n| self.at[*n]).collect();
        if let Some(many) = (!at.is_empty()).then(|| self.many_at(&at)).flatten() {
            let found = many.solve_all(drive, Some(&motions));
            for (n, found) in slow.into_iter().zip(found) {
                all[n] = found;
            }
        }
        let all = all.into_iter();
        all.map(|found| found.map(Steady::from)).collect()
    }

    /// Whether the harmonics of a state with few of them fall off too slowly to be left at that.
    fn falls_slowly(&self, few: &Found) -> bool {
        if self.shares[1] > 0.0 {
            return false;
        }
        let [first, told, last] = [0, TOLD - 1, BALANCED[0] - 1];
        let signals = few.motion.z.chunks_exact(few.motion.width);
        signals.into_iter().any(|signal| {
            let size = |term: usize| signal[1 + 2 * term].hypot(signal[2 + 2 * term]);
            let slow = size(last).max(size(last - 1)) > SLOWLY[0] * size(told);
            slow && size(last).max(size(last - 1)) > SLOWLY[1] * size(first)
        })
    }

    /// The equations with many harmonics of one tone.
    fn many(&self) -> Option<&Set> {
        let made = self.many.get_or_init(|| self.many_at(&self.at));
        made.as_ref()
    }

    /// The same at some frequencies.
    fn many_at(&self, at: &[[f64; 2]]) -> Option<Set> {
        debug_assert!(self.shares[1] == 0.0, "two tones have no harmonics alone");
        let sites = sites(&self.network);
        let tones = Tones::one(BALANCED[1]);
        Set::of(&self.network, &sites, tones, (at, self.shares))
    }
}

impl From<Found> for Steady {
    fn from(found: Found) -> Self {
        let pressure = found.pressure.into_iter();
        Self {
            motion: found.motion,
            pressure: pressure.map(|p| p / SQRT_2).collect(),
            reached: found.reached,
        }
    }
}

/// The drivers with a law, by their place.
fn sites(network: &Network) -> Vec<(usize, Law)> {
    let drivers = network.drivers.iter().enumerate();
    drivers
        .filter_map(|(n, driver)| Some((n, driver.law?)))
        .collect()
}
