//! Every combination of what may be chosen, ranked by error to the target.
//!
//! The network is taken apart where choices are made (`taken_apart`), and every combination is put
//! together again exactly (`sweep`): nothing is neglected in the ranking, at the very frequencies
//! the error is taken on. What comes out as the nearest, and the fronts, are then solved in full and
//! judged by the goals; how far the two differ is told, and whether the best could be others. Goals of
//! impedance, parts, price and depth are known of every combination: what misses one ranks last.
//!
//! # Limitations
//! Muted drivers are heard. The impedance of what is not solved in full is the smallest at 64
//! frequencies. A design whose parts depend on each other in a way that cannot be taken apart (a choice
//! that changes the ear or the air) is solved whole for every combination, which takes as long as it
//! takes.

mod axis;
mod check;
mod found;
mod kept;
pub mod part;
mod pieces;
mod rank;
mod slot;
mod sweep;
mod taken_apart;
mod tally;

pub use axis::Axis;
pub use found::{Found, Ranked, Row, Solved};
pub use kept::{Figures, MapCell};
pub use slot::{SAMPLES, Slot, combination, count, digits, slots};
pub use tally::Pricer;

use super::tolerance::part::Shard;
use crate::design::Design;
use found::finish;
use std::{collections::BTreeSet, ops::ControlFlow};

/// What is to be ranked.
#[derive(Clone)]
pub struct Task<'a> {
    /// The design, all drivers heard.
    design: Design,
    /// What is to be chosen.
    slots: Vec<Slot>,
    /// How many combinations there are.
    total: u64,
    /// How many of the best are wanted.
    best: usize,
    /// What things cost, where that is known.
    pricer: Option<Pricer<'a>>,
}

impl std::fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = f.debug_struct("Task");
        out.field("slots", &self.slots).finish_non_exhaustive()
    }
}

/// How far a ranking is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Combinations ranked.
    pub ranked: u64,
    /// Of how many.
    pub of: u64,
    /// The nearest so far, dB.
    pub error_db: f64,
}

impl<'a> Task<'a> {
    /// Every combination of some slots of a design.
    ///
    /// # Errors
    /// When there is nothing to choose, or more than can be counted.
    pub fn new(
        design: &Design,
        slots: Vec<Slot>,
        best: usize,
        pricer: Option<Pricer<'a>>,
    ) -> Result<Self, String> {
        if slots.is_empty() {
            return Err(tr!("nothing is free that could be chosen: free numbers of the design, or name other drivers").to_owned());
        }
        let total =
            count(&slots).ok_or(tr!("more combinations than can be counted: allow fewer"))?;
        let mut design = design.clone();
        for part in design.parts.iter_mut() {
            part.muted = false;
        }
        Ok(Self {
            design,
            slots,
            total,
            best: best.max(1),
            pricer,
        })
    }

    /// What may be chosen and has no price, where prices are told: combinations with it are not ranked by
    /// what they cost.
    pub fn unpriced(&self) -> BTreeSet<String> {
        let Some(pricer) = self.pricer else {
            return BTreeSet::new();
        };
        let one = |slot: usize, alternative: usize| {
            let mut all = vec![Some(0); self.slots.len()];
            *all.get_mut(slot)? = Some(alternative);
            let (_, built) = slot::build(&self.design, &self.slots, &all)?;
            Some(pricer(&built).unpriced)
        };
        (self.slots.iter().enumerate())
            .flat_map(|(n, slot)| (0..slot.alternatives.len()).filter_map(move |at| one(n, at)))
            .flatten()
            .collect()
    }

    /// The design combinations are made of.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// What is chosen.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// How many combinations there are.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// A part of a ranking, to be joined with the others.
    pub fn part(&self, shard: Shard, ranked: Ranked) -> part::Part {
        let about = self.about();
        part::Part {
            about,
            shard,
            ranked,
        }
    }

    /// What the ranking is of.
    pub fn about(&self) -> part::About {
        part::About::of(self)
    }

    /// Ranks all combinations.
    pub fn run(
        &self,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Found {
        finish(
            self.total,
            self.best,
            self.rank(Shard { part: 1, of: 1 }, tell, stop),
        )
    }
}
