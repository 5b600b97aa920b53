//! Whether a solve is right: judged by physics and by what its numbers have lost, mended where 53
//! bits were not enough, and given up where nothing helps.
//!
//! Every frequency is looked at for four signs, all of them cheap: a residual of the matrix; a pivot,
//! the current of the source or the sum of the drivers that cancelled to a small rest; an input
//! impedance that gives out power; and, at the lowest, the middle and the highest frequencies, power
//! that does not balance, or that a part gives out. A sign is not a fault: where there is one, the
//! frequency that shows it most is solved in twice the precision, which bounds the error that the
//! first solve may have made. Where that is too much, the whole block of frequencies is solved so.

use super::block::{Block, Reals, WIDTH, lane_of, set};
use super::engine::Engine;
use super::factor::RESIDUAL_LIMIT;
use super::network::Network;
use super::twice::{self, Answer};
use crate::design::Subject;
use crate::physics::lanes::LANES;
use num_complex::Complex64;
use rayon::prelude::*;

/// A sum may cancel to this share of its diagonal (the examples' largest: 2e4).
const CANCELLED: f64 = 1e7;

/// Sums that cancelled so far leave no doubt: 16 digits less these are four.
const HOPELESS: f64 = 1e12;

/// Power may fail to balance by this share (the examples' largest: 5e-13).
const UNBALANCED: f64 = 1e-10;

/// An input impedance may give out this share of what it turns round, an element of what flows.
pub(super) const ACTIVE: f64 = 1e-6;

/// A relative error that is accepted without another look: 0.001 dB.
const ACCEPTED: f64 = 1.15e-4;

/// The same of the one lane of a block that is looked at: its neighbours may be some worse.
const SURE: f64 = 1e-6;

/// What was found about a solve.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    /// How many frequencies were solved again in twice the precision.
    pub repeated: usize,
    /// How many have no answer that could be trusted, even so.
    pub unsolved: usize,
    /// The largest error that rounding may have made in drum pressure or input impedance where a
    /// sign of one was looked into, relative.
    pub error: f64,
    /// What causes it.
    pub culprit: Option<Subject>,
    /// A part or link that gives out more power than it takes.
    pub active: Option<Subject>,
}

/// The blocks power is balanced at.
pub(super) fn balanced_blocks(blocks: usize) -> [usize; 3] {
    [0, blocks / 2, blocks.saturating_sub(1)]
}

fn lane(reals: &Reals, lane: usize) -> f64 {
    reals[lane / LANES].0[lane % LANES]
}

impl Engine {
    /// Looks for signs of an error, and mends what they lead to.
    pub(super) fn judge(&mut self, contributions: bool) {
        let mut verdict = Verdict::default();
        for block in 0..self.w.len() {
            self.output.repaired[block] = [false; WIDTH];
            self.output.unsolved[block] = [false; WIDTH];
            if let Some((worst, whole)) = self.sign(block) {
                self.look(block, worst, whole, contributions, &mut verdict);
            }
        }
        self.verdict = verdict;
    }

    /// The lane of a block that shows a sign most, and whether it leaves no doubt.
    fn sign(&self, block: usize) -> Option<(usize, bool)> {
        let worst = |of: &dyn Fn(usize) -> f64| {
            let mut found = (0.0, 0);
            for lane in 0..WIDTH {
                let value = of(lane);
                if value.is_nan() {
                    return (value, lane);
                }
                if value > found.0 {
                    found = (value, lane);
                }
            }
            found
        };
        let (residual, at) = worst(&|n| lane(&self.output.residual[block], n));
        if !(residual <= RESIDUAL_LIMIT) {
            return Some((at, true));
        }
        let (cancelled, at) = worst(&|n| lane(&self.store.cancelled[block], n));
        if !(cancelled <= CANCELLED * CANCELLED) {
            return Some((at, !(cancelled <= HOPELESS * HOPELESS)));
        }
        let out = |n: usize| {
            let z = lane_of(&self.output.impedance[block], n);
            -z.re / (z.re.abs() + z.im.abs() + f64::MIN_POSITIVE)
        };
        let (active, at) = worst(&out);
        if self.network.terminal.is_some() && !(active <= ACTIVE) {
            return Some((at, false));
        }
        let place = balanced_blocks(self.w.len())
            .iter()
            .position(|&b| b == block)?;
        let [unbalanced, given] = &self.output.mismatch[place];
        let (unbalanced, at) = worst(&|n| lane(unbalanced, n));
        if !(unbalanced <= UNBALANCED) {
            return Some((at, false));
        }
        let (given, at) = worst(&|n| lane(given, n));
        (!(given <= ACTIVE)).then_some((at, false))
    }

    /// Looks at a block: at one lane, and at all of them where that one asks for it.
    fn look(
        &mut self,
        block: usize,
        worst: usize,
        whole: bool,
        contributions: bool,
        verdict: &mut Verdict,
    ) {
        if !whole {
            let answer = self.twice(block, worst, contributions);
            let error = answer
                .as_ref()
                .map_or(f64::INFINITY, |a| a.error * twice::TIMES);
            if error <= SURE
                && let Some(answer) = &answer
                && self.agrees(block, worst, answer)
            {
                verdict.take(&self.network, answer, error);
                return;
            }
        }
        let answers: Vec<Option<Answer>> = (0..WIDTH)
            .into_par_iter()
            .map(|lane| self.twice(block, lane, contributions))
            .collect();
        for (lane, answer) in answers.into_iter().enumerate() {
            // The last block is filled up with the last frequency.
            let counts = usize::from(block * WIDTH + lane < self.f.len());
            self.output.repaired[block][lane] = true;
            verdict.repeated += counts;
            let Some(answer) = answer else {
                self.output.unsolved[block][lane] = true;
                verdict.unsolved += counts;
                verdict.error = f64::INFINITY;
                continue;
            };
            verdict.take(&self.network, &answer, answer.error);
            if !(answer.error <= ACCEPTED) {
                self.output.unsolved[block][lane] = true;
                verdict.unsolved += counts;
            }
            self.put(block, lane, &answer);
        }
    }

    /// One frequency in twice the precision.
    pub(super) fn twice(&self, block: usize, lane: usize, contributions: bool) -> Option<Answer> {
        let point = (block * WIDTH + lane).min(self.f.len() - 1);
        twice::solve(&self.network, &self.plan, self.f[point], contributions)
    }

    /// Whether the first solve found what twice the precision finds.
    fn agrees(&self, block: usize, lane: usize, answer: &Answer) -> bool {
        let near = |found: &Block, right: Complex64| {
            (lane_of(found, lane) - right).norm() <= ACCEPTED * right.norm()
        };
        near(&self.output.drum[block], answer.drum)
            && near(&self.output.impedance[block], answer.impedance)
    }

    /// Puts an answer in the place of the first one.
    fn put(&mut self, block: usize, lane: usize, answer: &Answer) {
        let stride = self.plan.unknowns + 1;
        let potentials = &mut self.store.potentials[block * stride..];
        for (there, &value) in potentials.iter_mut().zip(&answer.potentials) {
            set(there, lane, value);
        }
        set(&mut self.output.drum[block], lane, answer.drum);
        set(&mut self.output.impedance[block], lane, answer.impedance);
        for (out, &[pressure, voltage, flow]) in self.output.drivers.iter_mut().zip(&answer.drivers)
        {
            set(&mut out[block].pressure, lane, pressure);
            set(&mut out[block].voltage, lane, voltage);
            set(&mut out[block].flow, lane, flow);
        }
        self.output.residual[block][lane / LANES].0[lane % LANES] = answer.error;
    }
}

impl Verdict {
    /// Takes over what an answer tells, `error` being that of what is kept.
    fn take(&mut self, network: &Network, answer: &Answer, error: f64) {
        let owner = |e: usize| network.elements.get(e).map(|element| element.owner);
        if !(error <= self.error) || self.culprit.is_none() {
            self.error = error;
            self.culprit = owner(answer.culprit);
        }
        if self.active.is_none() {
            self.active = answer.active.and_then(owner);
        }
    }
}
