//! The numbers of a planned network, at all frequencies, kept between solves.
//!
//! Frequencies lie in blocks of sixteen. A block holds the values of every element, the slots of the
//! factors and the potentials; everything is done to one block before the next, so that it stays in
//! cache. After a change, only the changed elements are computed anew, and only the pivots above
//! them.

use super::adjoint::slots::Adjoint;
use super::block::WIDTH;
use super::kernel::{Output, Pass, Store};
use super::network::Network;
use super::plan::{Plan, class as class_of};
use super::simple::{self, Simple};
use super::solved::{Features, Solved};
use super::steps::index;
use super::verdict::Verdict;
use crate::noticed::OrNoticed as _;
use crate::physics::lanes::{LANES, Lanes, Vector as _, dispatch};
use std::sync::Arc;

/// Numbers kept between solves beyond this are too many: they are then computed block by block
/// again at every solve, in memory that stays in cache. In complex lanes, 8 MiB.
const KEPT_AT_MOST: usize = 1 << 16;

/// A planned network that is solved again and again; derefs to what was solved.
#[derive(Debug)]
pub struct Engine {
    /// The numbers: what is read of the last solve is read here.
    solved: Solved,
    /// Elements whose values are out of date.
    stale: Vec<bool>,
    /// Everything has to be computed: nothing is kept, or nothing was computed yet.
    all_stale: bool,
    /// Whether there was a solve before.
    before: bool,
    // Scratch of a solve, kept for its memory.
    elements: Vec<u32>,
    sums: Vec<u32>,
    pivots: Vec<u32>,
    marked: Vec<bool>,
}

impl std::ops::Deref for Engine {
    type Target = Solved;
    fn deref(&self) -> &Solved {
        &self.solved
    }
}

impl Engine {
    /// Plans a network for these frequencies (Hz); nothing is computed yet.
    pub fn new(network: Network, f: &Arc<[f64]>) -> Self {
        let plan = Plan::new(&network);
        let blocks = f.len().div_ceil(WIDTH);
        let w = (0..blocks)
            .map(|block| {
                std::array::from_fn(|half| {
                    Lanes(std::array::from_fn(|lane| {
                        // The last block is filled up with the last frequency.
                        let n = (block * WIDTH + half * LANES + lane).min(f.len() - 1);
                        std::f64::consts::TAU * f[n]
                    }))
                })
            })
            .collect();
        let store = Store::new(&network, &plan, blocks, KEPT_AT_MOST);
        let output = Output::new(&network, blocks);
        let elements = network.elements.len();
        Self {
            stale: vec![true; elements],
            all_stale: true,
            before: false,
            elements: Vec::with_capacity(elements),
            sums: Vec::with_capacity(plan.sums.len()),
            pivots: Vec::with_capacity(plan.unknowns),
            marked: vec![false; plan.unknowns.max(plan.sums.len())],
            solved: Solved {
                w,
                coefficients: vec![[0.0; 3]; 2 * plan.values],
                store,
                output,
                adjoint: Adjoint::default(),
                verdict: Verdict::default(),
                f: Arc::clone(f),
                plan,
                network,
            },
        }
    }

    /// Takes over the numbers of a network of the same topology; `false` when it has another one.
    pub fn take(&mut self, network: &Network) -> bool {
        let same = self.network.domains == network.domains
            && self.network.elements.len() == network.elements.len()
            && self.network.terminal == network.terminal
            && self.network.ahead == network.ahead
            && self.network.ear == network.ear
            && self.network.drivers.len() == network.drivers.len()
            && (self.network.drivers.iter().zip(&network.drivers))
                .all(|(a, b)| a.element == b.element && a.area.is_some() == b.area.is_some())
            && (self.network.elements.iter().zip(&network.elements))
                .zip(&self.plan.classes)
                .all(|((a, b), &class)| {
                    a.pins == b.pins
                        && a.kind.is_like(&b.kind)
                        && class_of(&b.kind, &network.air) == class
                });
        if !same {
            return false;
        }
        let air = self.network.air != network.air;
        for ((old, new), stale) in (self
            .solved
            .network
            .elements
            .iter_mut()
            .zip(&network.elements))
        .zip(&mut self.stale)
        {
            if air || old.kind != new.kind {
                *stale = true;
                old.kind = new.kind.clone();
            }
            old.owner = new.owner;
        }
        self.solved.network.drivers.clone_from(&network.drivers);
        self.solved.network.emf = network.emf;
        self.solved.network.air = network.air;
        true
    }

    /// Changes one number of one element, at its place in [`super::Kind::numbers`].
    pub fn set(&mut self, element: usize, number: usize, value: f64) {
        let Solved { network, plan, .. } = &mut self.solved;
        let Some(changed) = network.elements.get_mut(element) else {
            debug_assert!(false, "there is no element {element}");
            return;
        };
        let before = changed.kind.clone();
        changed.kind.set(number, value);
        if changed.kind == before {
            return;
        }
        // A part that gains a second property, or loses it, is planned anew.
        if plan.classes[element] == class_of(&changed.kind, &network.air) {
            self.stale[element] = true;
        } else {
            *self = Self::new(self.network.clone(), &self.f);
        }
    }

    /// Forgets every value, so that the next solve computes all of them.
    pub fn forget(&mut self) {
        self.stale.fill(true);
    }

    /// Keeps values and factors from the first solve on, where that is worth it: for what is found from
    /// them once.
    pub(super) fn keep(&mut self) {
        self.before = true;
    }

    /// Solves what changed: potentials, drum pressure, input impedance and residual; with the
    /// drivers' contributions where they are asked for.
    pub fn solve(&mut self, contributions: bool, features: Features) {
        let solved = &mut self.solved;
        if std::mem::replace(&mut self.before, true) {
            solved.store.keep(&solved.plan, solved.w.len());
        }
        self.gather();
        let solved = &mut self.solved;
        let pass = Pass {
            network: &solved.network,
            plan: &solved.plan,
            coefficients: &solved.coefficients,
            w: &solved.w,
            elements: &self.elements,
            sums: &self.sums,
            pivots: &self.pivots,
            contributions,
            store: &mut solved.store,
            output: &mut solved.output,
        };
        match features {
            Features::Dispatched => dispatch(pass),
            Features::Portable => Lanes::enter(pass),
        }
        self.stale.fill(false);
        self.all_stale = !self.store.kept;
        self.solved.judge(contributions);
        // A sign of an error stays until every pivot is looked at again.
        self.all_stale |= self.verdict.error > 0.0;
    }

    /// What the last solve left, for what is found from its factors.
    pub(super) fn solved_mut(&mut self) -> &mut Solved {
        &mut self.solved
    }

    /// Differentiates the last solve, which must be of the network as it is now.
    pub fn solve_adjoint(&mut self, features: Features) {
        self.solved.solve_adjoint(features);
    }

    /// Lists what has to be computed, and computes the coefficients of what is simple.
    fn gather(&mut self) {
        let Solved {
            network,
            plan,
            coefficients,
            output,
            ..
        } = &mut self.solved;
        self.elements.clear();
        self.sums.clear();
        self.pivots.clear();
        self.marked.fill(false);
        for (e, stale) in self.stale.iter().enumerate() {
            if !(*stale || self.all_stale) {
                continue;
            }
            if plan.classes[e].is_simple() {
                let simple = network.elements[e].kind.simple(&network.air);
                let new = simple.map(Simple::coefficients);
                let new = new.or_noticed([f64::NAN; 3], "the value of what is planned as simple");
                let fine = new.iter().all(|c| c.is_finite());
                let new = if fine { new } else { [0.0; 3] };
                simple::put(coefficients, plan.first_value[e], new);
                output.broken[e] = !fine;
            } else {
                self.elements.push(index(e));
            }
            for &sum in &plan.summed_in[plan.summed[e].range()] {
                if !std::mem::replace(&mut self.marked[sum as usize], true) {
                    self.sums.push(sum);
                }
            }
        }
        // Simple sums are done here, the others block by block.
        self.sums.retain(|&sum| {
            let sum = sum as usize;
            if !plan.sum_is_simple(sum) {
                return true;
            }
            let mut total = [0.0; 3];
            for term in &plan.sum_terms[plan.sums[sum].range()] {
                let part = coefficients[term.index()];
                for (total, part) in total.iter_mut().zip(part) {
                    *total += part;
                }
            }
            simple::put(coefficients, plan.first_sum + sum, total);
            false
        });
        if self.all_stale {
            self.pivots.extend(0..index(plan.unknowns));
            return;
        }
        self.marked.fill(false);
        for (e, stale) in self.stale.iter().enumerate() {
            if !stale {
                continue;
            }
            for &start in &plan.enter_pivots[plan.enters[e].range()] {
                let mut at = start as usize;
                while at != usize::MAX && !std::mem::replace(&mut self.marked[at], true) {
                    at = plan.parent[at];
                }
            }
        }
        for k in 0..plan.unknowns {
            if self.marked[k] {
                self.pivots.push(index(k));
            }
        }
    }
}
