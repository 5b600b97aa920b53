//! Whether a solve is right: judged by physics and by what its numbers have lost, mended where 53
//! bits were not enough, and given up where nothing helps.
//!
//! Solves are looked at for four signs, all of them cheap: at every frequency a residual of the matrix,
//! the current of the source or the sum of the drivers that cancelled to a small rest, and an input
//! impedance that gives out power; in every fourth block of frequencies a pivot that cancelled; and in
//! the lowest block power that does not balance, or that a part gives out. A sign is not a fault:
//! where there is one, the frequency that shows it most is solved in twice the precision, and so are
//! both ends of its block, which bounds the error that the first solve may have made. Where that is
//! too much, the whole block is solved so.

use super::block::{Reals, WIDTH, lane_of, set};
use super::limits::{ACTIVE, CANCELLED, OPEN, RESIDUAL, UNBALANCED};
use super::network::Network;
use super::signs::{BALANCED, STRIDE, is_watched};
use super::solved::Solved;
use super::twice::{self, Answer};
use super::verdict::Verdict;
use crate::physics::lanes::LANES;
use num_complex::Complex64;
use rayon::prelude::*;

/// Sums that cancelled so far leave no doubt: 16 digits less these are four.
const HOPELESS: f64 = 1e12;

/// A relative error that is accepted without another look: 0.001 dB.
const ACCEPTED: f64 = 1.15e-4;

/// The same of the lanes of a block that are looked at: their neighbours may be some worse.
const SURE: f64 = 1e-6;

fn lane(reals: &Reals, lane: usize) -> f64 {
    reals[lane / LANES].0[lane % LANES]
}

impl Solved {
    /// Looks for signs of an error, and mends what they lead to.
    pub(super) fn judge(&mut self, contributions: bool) {
        let mut verdict = Verdict::default();
        let blocks = self.w.len();
        for block in (0..blocks).filter(|&block| !is_watched(block, blocks)) {
            // What its watched neighbours show, it shows too.
            let before = block - block % STRIDE;
            let after = (before + STRIDE).min(blocks - 1);
            for at in [before, after] {
                if self.output.doubtful[at] {
                    self.output.doubtful[block] = true;
                    let shown = self.store.cancelled[at];
                    let most = shown.iter().flat_map(|lanes| lanes.0).fold(0.0, f64::max);
                    let first = &mut self.store.cancelled[block][0].0[0];
                    *first = first.max(most);
                }
            }
        }
        self.output.repaired[..blocks].fill([false; WIDTH]);
        self.output.unsolved[..blocks].fill([false; WIDTH]);
        let doubtful = (0..blocks).filter(|&block| self.output.doubtful[block]);
        let signs: Vec<(usize, usize, bool)> = doubtful
            .filter_map(|block| self.sign(block).map(|(worst, whole)| (block, worst, whole)))
            .collect();
        let looked_at: Vec<Option<Vec<(Answer, f64)>>> = signs
            .par_iter()
            .map(|&(block, worst, whole)| {
                let few = || self.looked_at(block, worst, contributions);
                (!whole).then(few).flatten()
            })
            .collect();
        for ((block, ..), found) in signs.into_iter().zip(looked_at) {
            match found {
                Some(found) => {
                    for (answer, error) in found {
                        verdict.take(&self.network, &answer, error);
                    }
                }
                None => self.repair(block, contributions, &mut verdict),
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
        if !(residual <= RESIDUAL) {
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
        if block != BALANCED {
            return None;
        }
        let [unbalanced, given] = &self.output.mismatch;
        let (unbalanced, at) = worst(&|n| lane(unbalanced, n));
        if !(unbalanced <= UNBALANCED) {
            return Some((at, false));
        }
        let (given, at) = worst(&|n| lane(given, n));
        (!(given <= ACTIVE)).then_some((at, false))
    }

    /// Puts what twice the precision finds in the place of a whole block.
    fn repair(&mut self, block: usize, contributions: bool, verdict: &mut Verdict) {
        let distinct: Vec<usize> = (0..WIDTH).filter(|&n| !self.is_again(block, n)).collect();
        let answers: Vec<Option<Answer>> = distinct
            .par_iter()
            .map(|&lane| self.twice(block, lane, contributions))
            .collect();
        let answers = (0..WIDTH).map(|lane| {
            let which = distinct.partition_point(|first| *first <= lane) - 1;
            answers[which].as_ref()
        });
        for (lane, answer) in answers.enumerate() {
            // The last block is filled up with the last frequency.
            let counts = usize::from(block * WIDTH + lane < self.f.len());
            self.output.repaired[block][lane] = true;
            let Some(answer) = answer else {
                self.output.unsolved[block][lane] = true;
                verdict.unsolved += counts;
                verdict.error = f64::INFINITY;
                continue;
            };
            verdict.repeated += counts * usize::from(!self.agrees(block, lane, answer));
            verdict.take(&self.network, answer, answer.error);
            if !(answer.error <= ACCEPTED) {
                self.output.unsolved[block][lane] = true;
                verdict.unsolved += counts;
            }
            self.put(block, lane, answer);
        }
    }

    /// The answers in twice the precision where a block shows a sign most and at both its ends, as a
    /// curve falls to one of them, each with the error that the first solve may have made; absent where
    /// that is too much.
    fn looked_at(
        &self,
        block: usize,
        worst: usize,
        contributions: bool,
    ) -> Option<Vec<(Answer, f64)>> {
        let mut lanes = vec![worst];
        for end in [0, WIDTH - 1] {
            if !lanes.iter().any(|lane| self.are_one(block, [*lane, end])) {
                lanes.push(end);
            }
        }
        let look = |lane| {
            let answer = self.twice(block, lane, contributions)?;
            let error = answer.error * twice::TIMES;
            (error <= SURE && self.agrees(block, lane, &answer)).then_some((answer, error))
        };
        lanes.into_iter().map(look).collect()
    }

    /// Whether a lane is the frequency of the one before it in its block, again: a block may hold one
    /// several times.
    pub(super) fn is_again(&self, block: usize, lane: usize) -> bool {
        lane > 0 && self.are_one(block, [lane - 1, lane])
    }

    /// Where a lane stands among the frequencies.
    fn point(&self, block: usize, lane: usize) -> usize {
        (block * WIDTH + lane).min(self.f.len() - 1)
    }

    /// Whether two lanes of a block are one frequency.
    fn are_one(&self, block: usize, lanes: [usize; 2]) -> bool {
        let [a, b] = lanes.map(|lane| self.f[self.point(block, lane)]);
        a == b
    }

    /// One frequency in twice the precision.
    pub(super) fn twice(&self, block: usize, lane: usize, contributions: bool) -> Option<Answer> {
        let f = self.f[self.point(block, lane)];
        twice::solve(&self.network, &self.plan, f, contributions)
    }

    /// Whether the first solve found what twice the precision finds.
    fn agrees(&self, block: usize, lane: usize, answer: &Answer) -> bool {
        let near = |found: Complex64, right: Complex64, floor: f64| {
            let none = found.norm() < floor && right.norm() < floor;
            none || (found - right).norm() <= ACCEPTED * right.norm()
        };
        let drum = lane_of(&self.output.drum[block], lane);
        let impedance = lane_of(&self.output.impedance[block], lane);
        // An open circuit is one, whatever rounding makes of it.
        let open = |z: Complex64| !(z.norm() <= OPEN);
        let both_open = open(impedance) && open(answer.impedance);
        near(drum, answer.drum, twice::silence(&self.network))
            && (both_open || near(impedance, answer.impedance, 1.0 / OPEN))
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
        let drivers = self.output.drivers.iter_mut().zip(&answer.drivers);
        for (out, &[pressure, voltage, current, flow]) in drivers {
            set(&mut out[block].pressure, lane, pressure);
            set(&mut out[block].voltage, lane, voltage);
            set(&mut out[block].current, lane, current);
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
