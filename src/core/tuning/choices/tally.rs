//! What combinations cost besides error: each alternative has its share, and shares add up; the depth
//! is that of the deepest.

use super::{
    slot::{self, Slot},
    taken_apart::{Group, unless},
};
use crate::{
    analysis::goals::{count_of_parts, depth_of},
    design::{Design, PartId, kinds::bought::Cost},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Tells what all that a design is built from costs.
pub type Pricer<'a> = &'a (dyn Fn(&Design) -> Cost + Sync);

/// What an alternative of a group has its share in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// Of the number of the combination.
    pub(super) index: u64,
    price: Price,
    parts: f64,
    depth: f64,
}

/// What has a price, and how many things have none. Both add up, so that a part without a price counts
/// only against the combinations that have it.
#[derive(Debug, Clone, Copy)]
struct Price {
    sum: f64,
    unpriced: f64,
}

impl Price {
    fn of(design: &Design, pricer: Option<Pricer<'_>>) -> Self {
        match pricer.map(|pricer| pricer(design)) {
            Some(cost) => Self {
                sum: cost.sum,
                unpriced: cost.unpriced.len() as f64,
            },
            None => Self {
                sum: 0.0,
                unpriced: f64::INFINITY,
            },
        }
    }

    fn plus(self, other: Self, times: f64) -> Self {
        Self {
            sum: self.sum + times * other.sum,
            unpriced: self.unpriced + times * other.unpriced,
        }
    }

    /// Where everything has a price.
    fn whole(self) -> Option<f64> {
        (self.unpriced == 0.0).then_some(self.sum)
    }
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
        [self.price.whole(), Some(self.parts), impedance, depth]
    }

    fn with(self, other: &Self) -> Self {
        Self {
            index: self.index + other.index,
            price: self.price.plus(other.price, 1.0),
            parts: self.parts + other.parts,
            depth: self.depth.max(other.depth),
        }
    }
}

/// Price, count and depth of a design.
pub(super) fn whole(design: &Design, pricer: Option<Pricer<'_>>) -> [Option<f64>; 3] {
    [
        Price::of(design, pricer).whole(),
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
        let price = Price::of(&reference, pricer);
        let parts = count_of_parts(&reference) as f64;
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
                let inside = built.parts.iter().filter(|part| own.contains(&part.id));
                Some(Share {
                    index,
                    price: Price::of(&built, pricer).plus(price, -1.0),
                    parts: count_of_parts(&built) as f64 - parts,
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
