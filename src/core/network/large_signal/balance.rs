//! Harmonic balance: the periodic motion in which what motors do and what the network answers agree
//! at every frequency (Nakhla and Vlach 1976, IEEE Trans. Circuits Syst. 23).
//!
//! The motors are evaluated over the period, the network at its frequencies. Where motors depart
//! little, what the network answers is put in until nothing changes; elsewhere Newton's method solves
//! the equations, motor by motor while what they do to each other stays small beside what they do to
//! themselves, all at once where it does not.

use super::{
    equations::{Equations, Laws, SOLVED, State},
    slopes::Slopes,
};

/// Rounds from one guess.
const ROUNDS: usize = 40;
/// What one solution may cost, multiplications: a state that snaps has none, and to find that out must
/// not take longer than all others together.
const COST: f64 = 4e8;
/// Slopes are found anew where a round leaves more than this of what there was.
const SLOW: f64 = 0.1;
/// The least step of Newton's method.
const LEAST_STEP: f64 = 1.0 / 16.0;
/// The least step in drive, over the drive.
const LEAST_RISE: f64 = 1.0 / 64.0;

/// A periodic motion.
#[derive(Debug, Clone)]
pub(super) struct Motion {
    /// The drive, V rms.
    pub(super) drive: f64,
    /// Coefficients of the variables, each over its scale, signal by signal.
    pub(super) z: Vec<f64>,
    /// Coefficients of a signal.
    pub(super) width: usize,
}

impl Motion {
    /// The same with so many coefficients of each signal: those that are not there are 0.
    pub(super) fn over(&self, width: usize) -> Self {
        let signals = self.z.chunks_exact(self.width);
        let z = signals
            .flat_map(|signal| (0..width).map(|n| signal.get(n).copied().unwrap_or_default()));
        Self {
            z: z.collect(),
            width,
            ..*self
        }
    }

    /// The same at another drive, were it linear.
    fn scaled(&self, drive: f64) -> Vec<f64> {
        self.z.iter().map(|z| z * drive / self.drive).collect()
    }
}

/// The motion at the drive of the equations, from one at another drive or from rest; absent where none
/// was found.
pub(super) fn solve(
    of: &mut Equations<f64>,
    laws: Laws<'_>,
    from: Option<&Motion>,
) -> Option<State<f64>> {
    let (drive, width) = (of.drive, laws.tones.width());
    let from = from.filter(|from| from.drive > 0.0);
    let guess = match from {
        Some(from) => from.scaled(drive),
        None => {
            let mut state = State::new(laws, of.linear_motion());
            state.settle(of, laws);
            if state.excess() < f64::MIN_POSITIVE {
                return Some(state);
            }
            of.linear_motion()
        }
    };
    let mut left = COST;
    if let Some(found) = newton(of, laws, guess, &mut left) {
        return Some(found);
    }
    // In smaller steps from what is known, each beginning where the last two point to.
    let rest = || Motion {
        drive: 0.0,
        z: vec![0.0; of.linear.len()],
        width,
    };
    let known = from.filter(|from| from.drive < drive).cloned();
    let mut known = known.unwrap_or_else(rest);
    let mut before: Option<Motion> = None;
    let mut found = None;
    let mut rise = (drive - known.drive) / 2.0;
    while known.drive < drive {
        of.drive = (known.drive + rise).min(drive);
        let guess = match &before {
            Some(before) if known.drive > before.drive => {
                let by = (of.drive - known.drive) / (known.drive - before.drive);
                let along = known.z.iter().zip(&before.z);
                along.map(|(z, before)| z + by * (z - before)).collect()
            }
            _ if known.drive > 0.0 => known.scaled(of.drive),
            _ => of.linear_motion(),
        };
        if let Some(state) = newton(of, laws, guess, &mut left) {
            let next = Motion {
                drive: of.drive,
                z: state.z.clone(),
                width,
            };
            before = Some(std::mem::replace(&mut known, next));
            found = Some(state);
            rise *= 1.5;
        } else {
            rise /= 2.0;
            if rise < LEAST_RISE * drive || left < 0.0 {
                return None;
            }
        }
    }
    found
}

/// Newton's method from a guess, as long as there is something left to spend.
fn newton(
    of: &Equations<f64>,
    laws: Laws<'_>,
    guess: Vec<f64>,
    left: &mut f64,
) -> Option<State<f64>> {
    let mut state = State::new(laws, guess);
    state.look(of, laws);
    let mut size = norm(&state.rest);
    let mut blocks: Option<Slopes> = None;
    // Motor by motor until that no longer helps.
    let mut apart = true;
    for _ in 0..ROUNDS {
        if size <= SOLVED * norm(&state.z).max(f64::MIN_POSITIVE) {
            return Some(state);
        }
        let fresh = blocks.is_none();
        *left -= cost(laws, apart, fresh);
        if *left < 0.0 {
            return None;
        }
        let step = if apart {
            let by = blocks.get_or_insert_with(|| Slopes::apart(of, laws, &state.z));
            by.step(&state.rest)?
        } else {
            Slopes::together(of, laws, &state.z).step(&state.rest)?
        };
        let start = state.z.clone();
        let mut share = 1.0;
        let next = loop {
            for ((z, start), step) in state.z.iter_mut().zip(&start).zip(&step) {
                *z = start + share * step;
            }
            state.look(of, laws);
            let left = norm(&state.rest);
            if left.is_finite() && left < size {
                break Some(left);
            }
            share /= 2.0;
            if share < LEAST_STEP {
                break None;
            }
        };
        if let Some(next) = next {
            if next > SLOW * size {
                blocks = None;
            }
            size = next;
            continue;
        }
        state.z = start;
        state.look(of, laws);
        // Slopes of another place mislead; slopes of this one do not see the other motors.
        if apart && !fresh {
            blocks = None;
        } else if apart && laws.laws.len() > 1 {
            apart = false;
        } else {
            return None;
        }
    }
    None
}

/// What a round costs, multiplications.
fn cost(laws: Laws<'_>, apart: bool, fresh: bool) -> f64 {
    let [motors, width] = [laws.laws.len(), laws.tones.width()].map(|n| n as f64);
    let samples = laws.tones.samples as f64;
    let evaluated = 4.0 * motors * width * samples + 2.0 * motors * motors * width * 8.0;
    let bent = 16.0 * motors * width * (samples + width);
    let eliminated = |n: f64| n * n * n / 3.0;
    match (apart, fresh) {
        (true, false) => evaluated,
        (true, true) => evaluated + bent + motors * eliminated(2.0 * width),
        (false, _) => evaluated + motors * bent + eliminated(2.0 * motors * width),
    }
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}
