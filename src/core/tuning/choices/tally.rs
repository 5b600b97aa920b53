//! What combinations cost besides error: each alternative has its share, and shares add up; the depth
//! is that of the deepest.

use super::{
    slot::{self, Slot},
    taken_apart::{Group, unless},
};
use crate::{
    analysis::goals::{count_of_parts, depth_of},
    design::{Design, PartId},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Tells what all that a design is built from costs, or why that cannot be told.
pub type Pricer<'a> = &'a (dyn Fn(&Design) -> Result<f64, String> + Sync);

/// What an alternative of a group has its share in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// Of the number of the combination.
    pub(super) index: u64,
    price: Option<f64>,
    parts: f64,
    depth: f64,
}

/// The shares of all alternatives.
#[derive(Debug)]
pub(super) struct Tally {
    /// By group and alternative.
    shares: Vec<Vec<Share>>,
    /// What does not change.
    fixed: Share,
}

impl Share {
    /// Price, parts, no impedance, depth of the alternatives chosen.
    pub(super) fn figures(&self, impedance: Option<f64>) -> [Option<f64>; 4] {
        let depth = (self.depth > 0.0).then_some(self.depth);
        [self.price, Some(self.parts), impedance, depth]
    }

    fn with(self, other: &Self) -> Self {
        Self {
            index: self.index + other.index,
            price: self.price.zip(other.price).map(|(a, b)| a + b),
            parts: self.parts + other.parts,
            depth: self.depth.max(other.depth),
        }
    }
}

/// Price, count and depth of a design.
pub(super) fn whole(design: &Design, pricer: Option<Pricer<'_>>) -> [Option<f64>; 3] {
    [
        pricer.and_then(|price| price(design).ok()),
        Some(count_of_parts(design) as f64),
        depth_of(design.parts.iter()).map(|(depth, _)| depth),
    ]
}

impl Tally {
    /// Of the alternatives of some groups; absent where the design refuses one of them, or where it
    /// is to stop.
    pub(super) fn new(
        design: &Design,
        slots: &[Slot],
        groups: &[Group],
        pricer: Option<Pricer<'_>>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let first: Vec<Option<usize>> = vec![Some(0); slots.len()];
        let (_, reference) = slot::build(design, slots, &first)?;
        let [price, parts, _] = whole(&reference, pricer);
        let parts = parts?;
        let of_slots: BTreeSet<PartId> = slots.iter().filter_map(Slot::part).collect();
        let others = reference.parts.iter().filter(|p| !of_slots.contains(&p.id));
        let fixed = Share {
            index: 0,
            price,
            parts,
            depth: depth_of(others).map_or(0.0, |(depth, _)| depth),
        };
        // How much a slot's next alternative adds to the number of a combination.
        let mut strides = vec![1_u64; slots.len()];
        for n in (1..slots.len()).rev() {
            strides[n - 1] = strides[n] * slots[n].alternatives.len() as u64;
        }
        let shares = groups.iter().map(|group| {
            let some: Vec<Slot> = group.slots.iter().map(|n| slots[*n].clone()).collect();
            let own: BTreeSet<PartId> = some.iter().filter_map(Slot::part).collect();
            let share = |alternative: usize| {
                unless(stop).ok()?;
                let digits = slot::digits(&some, alternative as u64);
                let mut all = first.clone();
                let mut index = 0;
                for (slot, digit) in group.slots.iter().zip(digits) {
                    all[*slot] = Some(digit);
                    index += strides[*slot] * digit as u64;
                }
                let (_, built) = slot::build(design, slots, &all)?;
                let [now, count, _] = whole(&built, pricer);
                let inside = built.parts.iter().filter(|part| own.contains(&part.id));
                Some(Share {
                    index,
                    price: now.zip(price).map(|(now, price)| now - price),
                    parts: count? - parts,
                    depth: depth_of(inside).map_or(0.0, |(depth, _)| depth),
                })
            };
            (0..group.count).into_par_iter().map(share).collect()
        });
        Some(Self {
            shares: shares.collect::<Option<_>>()?,
            fixed,
        })
    }

    /// The sum for a combination: which alternative each group has.
    pub(super) fn of(&self, digits: &[usize]) -> Share {
        let chosen = self.shares.iter().zip(digits);
        chosen
            .filter_map(|(shares, digit)| shares.get(*digit))
            .fold(self.fixed, Share::with)
    }
}
