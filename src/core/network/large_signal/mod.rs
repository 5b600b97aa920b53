//! A design at large amplitudes: motors that depart from linear in a network that does not.
//!
//! `seen` reduces the network to the terminals and faces of its motors, at every frequency there is;
//! `inside` says what a motor is at its terminals; `tones` are the frequencies a periodic motion is
//! made of; `balance` finds the motion. Everything else of the network, ears, tubes and crossover,
//! stays as exact as it is at small amplitudes.

mod balance;
mod inside;
mod seen;
mod tones;

use self::{
    balance::{Balance, Balancer, Motion},
    inside::{Inside, inside},
    seen::Seen,
    tones::Tones,
};
use super::{
    Engine, Features,
    assemble::assemble,
    network::{Network, Node},
    read::series,
};
use crate::{
    design::{Design, PartId},
    physics::large_signal::Law,
};
use num_complex::Complex64;
use std::{
    f64::consts::{SQRT_2, TAU},
    sync::{Arc, OnceLock},
};

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
/// What does not change, Hz: slow enough for air to pass through every leak.
const AT_REST: f64 = 1e-3;
/// Above this, Hz, nothing is asked of ears and ducts, and nothing answers.
const HIGHEST: f64 = 150e3;

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
    laws: Vec<Law>,
    /// The frequencies, Hz, of one tone or two, and how much of the drive's amplitude each has.
    at: Vec<[f64; 2]>,
    shares: [f64; 2],
    few: Set,
    /// With more harmonics, once they are asked for; absent where there are none, or no solution.
    many: OnceLock<Option<Set>>,
}

/// The equations with so many terms.
#[derive(Debug)]
struct Set {
    tones: Tones,
    balances: Vec<Balance>,
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
            laws: sites.iter().map(|(_, law)| *law).collect(),
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
        let of = self.few.balances.get(point);
        let pressure = of.map_or(&[][..], |of| &of.pressure);
        pressure.iter().map(|p| p * drive / SQRT_2).collect()
    }

    /// The state at the n-th frequency at a drive, V rms, found from another one at the same frequency
    /// where that is at hand. Absent where none was found: motors snap, or the law asks for what no
    /// iteration finds.
    pub fn steady(&self, point: usize, drive: f64, from: Option<&Steady>) -> Option<Steady> {
        let few = self.balanced(&self.few, point, drive, from)?;
        if !self.falls_slowly(&few) {
            return Some(few);
        }
        match self.many() {
            Some(many) => self.balanced(many, point, drive, Some(&few)),
            None => Some(few),
        }
    }

    fn balanced(
        &self,
        set: &Set,
        point: usize,
        drive: f64,
        from: Option<&Steady>,
    ) -> Option<Steady> {
        let of = set.balances.get(point)?;
        let balancer = Balancer {
            tones: &set.tones,
            laws: &self.laws,
        };
        let from = from.map(|steady| steady.motion.over(set.tones.width()));
        let motion = balancer.solve(of, drive, from.as_ref())?;
        let pressure = balancer.pressure(of, &motion);
        let reached = (0..self.laws.len()).map(|motor| balancer.reached(motor, &motion));
        Some(Steady {
            pressure: pressure.into_iter().map(|p| p / SQRT_2).collect(),
            reached: reached.collect(),
            motion,
        })
    }

    /// Whether the harmonics of a state with few of them fall off too slowly to be left at that.
    fn falls_slowly(&self, few: &Steady) -> bool {
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
        if self.shares[1] > 0.0 {
            return None;
        }
        let made = self.many.get_or_init(|| {
            let tones = Tones::one(BALANCED[1]);
            let at = (&self.at[..], self.shares);
            Set::of(&self.network, &sites(&self.network), tones, at)
        });
        made.as_ref()
    }
}

/// The drivers with a law, by their place.
fn sites(network: &Network) -> Vec<(usize, Law)> {
    let drivers = network.drivers.iter().enumerate();
    drivers
        .filter_map(|(n, driver)| Some((n, driver.law?)))
        .collect()
}

impl Set {
    /// The equations of tones at these frequencies; absent where the network has no solution.
    fn of(
        network: &Network,
        sites: &[(usize, Law)],
        tones: Tones,
        (at, shares): (&[[f64; 2]], [f64; 2]),
    ) -> Option<Self> {
        let place = |f: f64| f.abs().clamp(AT_REST, HIGHEST);
        let mut f: Vec<f64> = vec![AT_REST];
        for pair in at {
            f.extend((0..tones.turns.len()).map(|term| place(tones.frequency(term, *pair))));
        }
        f.sort_by(f64::total_cmp);
        f.dedup();
        let f: Arc<[f64]> = f.into();
        let mut engine = Engine::new(network.clone(), &f);
        let muted = (network.drivers.iter()).any(|driver| driver.muted);
        engine.solve(muted, Features::Dispatched);
        if !engine.is_trusted() || network.ear.is_none() {
            return None;
        }
        let pairs: Vec<[Node; 2]> = (sites.iter())
            .flat_map(|(n, _)| network.elements[network.drivers[*n].element].pins.pairs())
            .collect();
        let seen = engine.solved_mut().seen(&pairs);
        let look = Look::new(network, &engine, &f, sites, &pairs, &seen)?;
        let balances = at.iter().map(|pair| {
            let terms: Vec<(usize, bool, bool)> = (0..tones.turns.len())
                .map(|term| {
                    let own = tones.frequency(term, *pair);
                    let found = f.partition_point(|f| *f < place(own));
                    (found, own < 0.0, own.abs() > HIGHEST)
                })
                .collect();
            look.balance(&terms, shares)
        });
        let balances = balances.collect();
        Some(Self { tones, balances })
    }
}

/// Pressure at the drum of the drivers that are not muted, Pa rms.
fn drum(network: &Network, engine: &Engine) -> Vec<Complex64> {
    let muted = |n: usize| network.drivers.get(n).is_some_and(|driver| driver.muted);
    let mut drum = engine.drum_pressure();
    for (n, blocks) in engine.output.drivers.iter().enumerate() {
        if muted(n) {
            let pressures = blocks.iter().map(|block| block.pressure);
            let share = series(pressures, drum.len(), network.emf);
            for (sum, share) in drum.iter_mut().zip(share) {
                *sum -= share;
            }
        }
    }
    drum
}

/// A solved network as its motors see it.
struct Look<'a> {
    seen: &'a Seen,
    /// By frequency, then motor.
    inside: Vec<Vec<Inside>>,
    /// By pair: the potential across it at a drive of 1 V.
    across: Vec<Vec<Complex64>>,
    /// Pressure at the drum at a drive of 1 V, without drivers that are muted.
    drum: Vec<Complex64>,
    /// Whether a motor is heard.
    heard: Vec<bool>,
}

impl<'a> Look<'a> {
    fn new(
        network: &Network,
        engine: &Engine,
        f: &[f64],
        sites: &[(usize, Law)],
        pairs: &[[Node; 2]],
        seen: &'a Seen,
    ) -> Option<Self> {
        let inside_at = |f: &f64| -> Option<Vec<Inside>> {
            let motors = sites.iter().map(|(n, _)| {
                let element = &network.elements[network.drivers[*n].element];
                inside(&element.kind, &network.air, TAU * f)
            });
            motors.collect()
        };
        let per_volt = |values: Vec<Complex64>| -> Vec<Complex64> {
            let emf = network.emf;
            let by = if emf > 0.0 { 1.0 / emf } else { 0.0 };
            values.into_iter().map(|value| value * by).collect()
        };
        let across = pairs.iter().map(|pair| {
            let [first, second] = pair.map(|node| engine.potential(node));
            per_volt(first.iter().zip(second).map(|(a, b)| a - b).collect())
        });
        Some(Self {
            seen,
            inside: f.iter().map(inside_at).collect::<Option<_>>()?,
            across: across.collect(),
            drum: per_volt(drum(network, engine)),
            heard: (sites.iter())
                .map(|(n, _)| !network.drivers[*n].muted)
                .collect(),
        })
    }

    /// The equations of a motion whose terms stand at these frequencies (whether as their opposite, and
    /// whether too high to be asked for); of the drive's amplitude the first terms have these shares.
    fn balance(&self, terms: &[(usize, bool, bool)], shares: [f64; 2]) -> Balance {
        let motors = self.heard.len();
        let signals = 2 * motors;
        let width = 1 + 2 * terms.len();
        let mut response = Vec::with_capacity((1 + terms.len()) * signals * signals);
        let mut heard = Vec::with_capacity(terms.len() * signals);
        let mut linear = vec![0.0; signals * width];
        let mut pressure = vec![Complex64::ZERO; terms.len()];
        let rest = (0, false, false);
        for (term, (point, opposite, mute)) in std::iter::once(&rest).chain(terms).enumerate() {
            let turned = |z: Complex64| match (mute, opposite) {
                (true, _) => Complex64::ZERO,
                (_, true) => z.conj(),
                _ => z,
            };
            for row in 0..signals {
                for column in 0..signals {
                    let by = self.response(*point, row, column);
                    let by = if term == 0 { by.re.into() } else { by };
                    response.push(turned(by));
                }
            }
            let Some(n) = term.checked_sub(1) else {
                continue;
            };
            for column in 0..signals {
                let by = -self.drawn(*point, motors * 2, column);
                let on = self.heard[column / 2];
                heard.push(if on { turned(by) } else { Complex64::ZERO });
            }
            let Some(share) = shares.get(n).filter(|share| **share > 0.0) else {
                continue;
            };
            let peak = share * SQRT_2;
            pressure[n] = turned(self.drum[*point]) * peak;
            for row in 0..signals {
                let [a, b] = [0, 1].map(|pair| self.across[row / 2 * 2 + pair][*point]);
                let by = &self.inside[*point][row / 2][2 + row % 2];
                let moved = turned(by[0] * a + by[1] * b) * peak;
                linear[row * width + 1 + 2 * n] = moved.re;
                linear[row * width + 2 + 2 * n] = moved.im;
            }
        }
        Balance {
            response,
            heard,
            linear,
            pressure,
        }
    }

    /// What a departure draws through the network makes at a pair, or at the drum.
    fn drawn(&self, point: usize, row: usize, column: usize) -> Complex64 {
        let motor = column / 2;
        let by = &self.inside[point][motor];
        let flows = [0, 1].map(|pair| {
            let seen = self.seen.at(point, row, 2 * motor + pair);
            seen * by[pair][2 + column % 2]
        });
        flows[0] + flows[1]
    }

    /// What a departure does to a variable: itself, and through the network.
    fn response(&self, point: usize, row: usize, column: usize) -> Complex64 {
        let by = &self.inside[point][row / 2][2 + row % 2];
        let across = [0, 1].map(|pair| self.drawn(point, row / 2 * 2 + pair, column));
        let own = if row / 2 == column / 2 {
            by[2 + column % 2]
        } else {
            Complex64::ZERO
        };
        own - by[0] * across[0] - by[1] * across[1]
    }
}
