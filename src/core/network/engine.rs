//! The numbers of a planned network, at all frequencies, kept between solves.
//!
//! Frequencies lie in blocks of sixteen. A block holds the values of every element, the slots of the
//! factors and the potentials; everything is done to one block before the next, so that it stays in
//! cache. After a change, only the changed elements are computed anew, and only the pivots above
//! them.

use super::adjoint::Adjoint;
use super::block::{Reals, WIDTH};
use super::judge::Verdict;
use super::kernel::{Output, Pass, Store};
use super::network::Network;
use super::plan::{Plan, class as class_of};
use super::simple::{self, Coefficients, Simple};
use crate::physics::lanes::{Kernel, LANES, Lanes, dispatch};
use std::sync::Arc;

/// Numbers kept between solves beyond this are too many: they are then computed block by block
/// again at every solve, in memory that stays in cache. In complex lanes, 8 MiB.
const KEPT_AT_MOST: usize = 1 << 16;

/// How a solve is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Features {
    /// The widest vectors of this processor.
    #[default]
    Dispatched,
    /// What every processor of the kind has.
    Portable,
}

/// A planned network with its numbers.
#[derive(Debug)]
pub struct Engine {
    pub(super) network: Network,
    pub(super) plan: Plan,
    pub(super) f: Arc<[f64]>,
    pub(super) w: Vec<Reals>,
    pub(super) store: Store,
    /// By value, where elements and sums are simple: as they are, then negative.
    pub(super) coefficients: Vec<Coefficients>,
    pub(super) output: Output,
    /// Filled on demand.
    pub(super) adjoint: Adjoint,
    /// What was found about the last solve.
    pub(super) verdict: Verdict,
    /// Elements whose values are out of date.
    stale: Vec<bool>,
    /// Everything has to be computed: nothing is kept, or nothing was computed yet.
    all_stale: bool,
    /// Whether there was a solve before.
    solved: bool,
    // Scratch of a solve, kept for its memory.
    elements: Vec<u32>,
    sums: Vec<u32>,
    pivots: Vec<u32>,
    marked: Vec<bool>,
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
            solved: false,
            elements: Vec::with_capacity(elements),
            sums: Vec::with_capacity(plan.sums.len()),
            pivots: Vec::with_capacity(plan.unknowns),
            marked: vec![false; plan.unknowns.max(plan.sums.len())],
            w,
            coefficients: vec![[0.0; 3]; 2 * plan.values],
            store,
            output,
            adjoint: Adjoint::default(),
            verdict: Verdict::default(),
            f: Arc::clone(f),
            plan,
            network,
        }
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The frequencies, Hz.
    pub fn f(&self) -> &Arc<[f64]> {
        &self.f
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
        for ((old, new), stale) in
            (self.network.elements.iter_mut().zip(&network.elements)).zip(&mut self.stale)
        {
            if air || old.kind != new.kind {
                *stale = true;
                old.kind = new.kind.clone();
            }
            old.owner = new.owner;
        }
        self.network.drivers.clone_from(&network.drivers);
        self.network.emf = network.emf;
        self.network.air = network.air;
        true
    }

    /// Changes one number of one element, at its place in [`super::Kind::numbers`].
    pub fn set(&mut self, element: usize, number: usize, value: f64) {
        let Some(changed) = self.network.elements.get_mut(element) else {
            debug_assert!(false, "there is no element {element}");
            return;
        };
        let before = changed.kind.clone();
        changed.kind.set(number, value);
        if changed.kind == before {
            return;
        }
        // A part that gains a second property, or loses it, is planned anew.
        if self.plan.classes[element] == class_of(&changed.kind, &self.network.air) {
            self.stale[element] = true;
        } else {
            *self = Self::new(self.network.clone(), &self.f);
        }
    }

    /// Forgets every value, so that the next solve computes all of them.
    pub fn forget(&mut self) {
        self.stale.fill(true);
    }

    /// Solves what changed: potentials, drum pressure, input impedance and residual; with the
    /// drivers' contributions where they are asked for.
    pub fn solve(&mut self, contributions: bool, features: Features) {
        if std::mem::replace(&mut self.solved, true) {
            self.store.keep(&self.plan, self.w.len());
        }
        self.gather();
        let pass = Pass {
            network: &self.network,
            plan: &self.plan,
            coefficients: &self.coefficients,
            w: &self.w,
            elements: &self.elements,
            sums: &self.sums,
            pivots: &self.pivots,
            contributions,
            store: &mut self.store,
            output: &mut self.output,
        };
        match features {
            Features::Dispatched => dispatch(pass),
            Features::Portable => pass.run::<Lanes>(),
        }
        self.stale.fill(false);
        self.all_stale = !self.store.kept;
        self.judge(contributions);
        // A sign of an error stays until every pivot is looked at again.
        self.all_stale |= self.verdict.error > 0.0;
    }

    /// Lists what has to be computed, and computes the coefficients of what is simple.
    fn gather(&mut self) {
        let plan = &self.plan;
        self.elements.clear();
        self.sums.clear();
        self.pivots.clear();
        let index = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.marked.fill(false);
        for (e, stale) in self.stale.iter().enumerate() {
            if !(*stale || self.all_stale) {
                continue;
            }
            if plan.classes[e].is_simple() {
                let kind = &self.network.elements[e].kind;
                let simple = kind.simple(&self.network.air);
                debug_assert!(simple.is_some(), "what is planned as simple is simple");
                let new = simple.map_or([0.0; 3], Simple::coefficients);
                let fine = new.iter().all(|c| c.is_finite());
                let new = if fine { new } else { [0.0; 3] };
                simple::put(&mut self.coefficients, plan.first_value[e], new);
                self.output.broken[e] = !fine;
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
        let coefficients = &mut self.coefficients;
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

/// Reading what was solved.
impl Engine {
    /// Number of unknowns.
    pub fn unknowns(&self) -> usize {
        self.plan.unknowns
    }

    /// What was found about the last solve.
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Largest |Ax−b|ᵢ/(|A||x|+|b|)ᵢ over all frequencies.
    pub fn residual(&self) -> f64 {
        let lanes = self.output.residual.iter().flatten();
        // `f64::max` would pass over a NaN.
        let worse = |most: f64, lane: f64| {
            if lane <= most || most.is_nan() {
                most
            } else {
                lane
            }
        };
        lanes.flat_map(|lanes| lanes.0).fold(0.0, worse)
    }

    /// Elements that gave a value that is not finite, and were taken out.
    pub fn broken(&self) -> impl Iterator<Item = usize> + '_ {
        let flags = self.output.broken.iter().enumerate();
        flags.filter(|(_, broken)| **broken).map(|(e, _)| e)
    }
}
