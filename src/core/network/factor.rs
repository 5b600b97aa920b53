//! Elimination, substitution and the check of what they give, in one block of frequencies.
//!
//! In pictures: the work goes down the diagonal. At pivot k everything above and left of it is done;
//! row k of U and column k of L are computed from it, as the sum of an entry of A and of products of
//! what stands left in the row with what stands above in the column:
//!
//! ```text
//!          k
//!   U U U  U  U U          number = a − Σ L·U = a + Σ L·(slot), slots being −U
//!   L U U  U  U U
//!   L L U  U  U U          diagonal d   → inverses[k] = −1/d
//! k L L L  d →u u          row k        → slots −u = number · (−1/d)
//!   L L L  ↓               column k     → L = number, in a slot where it is not A's own
//!   L L L  l
//! ```
//!
//! Substitution walks back up: the last pivot's potential is known from the EMF alone, each earlier one
//! from the later ones beside its slots; as soon as the last potential of a row of A is known, the row
//! is checked.

use super::block::{Block, ZERO, keep, load};
use super::limits::ROUNDING;
use super::plan::Plan;
use super::steps::{Entry, NOTHING, Product, Target};
use super::values::Given;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Vector};
use crate::physics::number::Real as _;

/// The factors of one block.
pub(super) struct Factors<'a> {
    /// −U and what of L is not A's, by slot.
    pub(super) slots: &'a mut [Block],
    /// −1/d, by pivot; empty where nobody asks for them.
    pub(super) inverses: &'a mut [Block],
}

/// Computes the factors of these pivots, ascending; the largest (|a|/|d|)² of them, where a is the
/// entry of A and d what elimination leaves of it: how much cancelled. 0 where nobody watches.
#[inline(always)]
pub(super) fn eliminate<V: Vector>(
    plan: &Plan,
    pivots: &[u32],
    values: &Given<'_, V>,
    factors: &mut Factors<'_>,
    watched: bool,
) -> Both<V> {
    let Factors { slots, inverses } = factors;
    let mut cancelled = Both::splat(0.0);
    for &k in pivots {
        let pivot = plan.pivots[k as usize];
        let targets = &plan.targets[pivot.target as usize..];
        let mut products = &plan.products[pivot.product as usize..];
        let Some((diagonal, targets)) = targets.split_first() else {
            return cancelled;
        };
        let own = values.signed(diagonal.term);
        let d = number::<V>(own, diagonal, &mut products, values, slots);
        let scale = Both::splat(-1.0) / d.norm_squared();
        if watched {
            cancelled = cancelled.max(own.norm_squared() * -scale);
        }
        let inverse = Complex::new(d.re * scale, d.im * -scale);
        if let Some(there) = inverses.get_mut(k as usize) {
            *there = keep(inverse);
        }
        let (scaled, targets) = targets.split_at(pivot.later as usize);
        for (slot, target) in (pivot.slot as usize..).zip(scaled) {
            slots[slot] = if target.lower == NOTHING && target.products == 0 {
                keep(values.times(target.term, inverse))
            } else {
                let own = values.signed(target.term);
                let u = number::<V>(own, target, &mut products, values, slots);
                if target.lower != NOTHING {
                    slots[target.lower as usize] = keep(u);
                }
                keep(u * inverse)
            };
        }
        for target in &targets[..pivot.lower as usize] {
            let own = values.signed(target.term);
            let l = number::<V>(own, target, &mut products, values, slots);
            slots[target.lower as usize] = keep(l);
        }
    }
    cancelled
}

/// A target's own term of A, plus its products, the first of those given.
#[inline(always)]
fn number<V: Vector>(
    own: Complex<Both<V>>,
    target: &Target,
    products: &mut &[Product],
    values: &Given<'_, V>,
    slots: &[Block],
) -> Complex<Both<V>> {
    let mut sum = own;
    let (its, rest) = products.split_at(target.products as usize);
    *products = rest;
    for &(l, u) in its {
        values.add_lower(l, slots, load(&slots[u as usize]), &mut sum);
    }
    sum
}

/// Potentials from the factors, the last pivot first; the largest residual of the block.
///
/// Every row is checked as soon as its potentials are known, while they are at hand.
#[inline(always)]
pub(super) fn substitute<V: Vector>(
    plan: &Plan,
    values: &Given<'_, V>,
    slots: &[Block],
    x: &mut [Block],
) -> Both<V> {
    let mut worst = Worst::<V>::none();
    let mut lengths = plan.lengths.as_slice();
    let mut entries = plan.entries.as_slice();
    for (k, pivot) in plan.pivots.iter().enumerate().rev() {
        let later = &plan.neighbours[pivot.later()];
        let mut terms = slots[pivot.slot as usize..].iter().zip(later);
        x[k] = if let Some((u, &j)) = terms.next() {
            let mut sum = load::<V>(u) * load(&x[j as usize]);
            for (u, &j) in terms {
                sum = sum.plus_product(load::<V>(u), load(&x[j as usize]));
            }
            keep(sum)
        } else {
            ZERO
        };
        let (complete, rest) = lengths.split_at(pivot.completes as usize);
        lengths = rest;
        for &length in complete {
            let (row, rest) = entries.split_at(length as usize);
            entries = rest;
            worst.add(row, values, x);
        }
    }
    worst.ratio()
}

/// Adds to the potentials what the same factors give for what they left over (Skeel 1980: one step
/// makes the componentwise residual small, where pivots were not too small).
#[inline(always)]
pub(super) fn refine<V: Vector>(
    plan: &Plan,
    values: &Given<'_, V>,
    factors: &Factors<'_>,
    x: &mut [Block],
    rest: &mut [Block],
) {
    let slots = &*factors.slots;
    for (row, rest) in plan.rows.iter().zip(rest.iter_mut()) {
        *rest = keep(self::row(&plan.entries[row.range()], values, x));
    }
    for (k, pivot) in plan.pivots.iter().enumerate() {
        let here = load::<V>(&rest[k]) * load(&factors.inverses[k]);
        rest[k] = keep(here);
        for at in pivot.later() {
            if let Some(there) = rest.get_mut(plan.neighbours[at] as usize) {
                let mut sum = load::<V>(there);
                values.add_lower(plan.lower[at], slots, here, &mut sum);
                *there = keep(sum);
            }
        }
    }
    for (k, pivot) in plan.pivots.iter().enumerate().rev() {
        let mut sum = load::<V>(&rest[k]);
        let later = &plan.neighbours[pivot.later()];
        for (u, &j) in slots[pivot.slot as usize..].iter().zip(later) {
            if let Some(there) = rest.get(j as usize) {
                sum = sum.plus_product(load::<V>(u), load(there));
            }
        }
        rest[k] = keep(sum);
        x[k] = keep(load::<V>(&x[k]) + sum);
    }
}

/// The largest residual of the block; equations of nothing but rounding, beside the largest
/// potentials of their domains, are compared with these (Arioli, Demmel, Duff 1989).
#[inline(always)]
pub(super) fn check<V: Vector>(plan: &Plan, values: &Given<'_, V>, x: &[Block]) -> Both<V> {
    let (acoustic, electrical) = x.split_at(plan.acoustic);
    let largest = [largest::<V>(acoustic), largest::<V>(electrical)];
    let mut worst = Worst::<V>::none();
    for row in &plan.rows {
        let entries = &plan.entries[row.range()];
        let mut sum = Complex::<Both<V>>::zero();
        let mut size = Both::splat(f64::MIN_POSITIVE);
        let mut full = Both::splat(0.0);
        for entry in entries {
            let column = entry.column as usize;
            let of_domain = Complex::real(largest[usize::from(column >= plan.acoustic)]);
            values.add(entry.term, of_domain, &mut Complex::zero(), &mut full);
            values.add(entry.term, load(&x[column]), &mut sum, &mut size);
        }
        size = Both::where_greater(full * Both::splat(ROUNDING), size, full, size);
        worst.take((sum.re.abs() + sum.im.abs()) / size);
    }
    worst.ratio()
}

/// The largest potential, as max(|re|, |im|).
#[inline(always)]
fn largest<V: Vector>(x: &[Block]) -> Both<V> {
    let mut largest = Both::splat(0.0);
    for x in x {
        let x = load::<V>(x);
        largest = largest.max(x.re.abs()).max(x.im.abs());
    }
    largest
}

/// The largest |Ax|ᵢ/(|A||x|)ᵢ of the rows so far. Sizes are taken as |re|+|im| above and
/// max(|re|, |im|) of each product below the line, so that the true ratio is never larger.
struct Worst<V> {
    largest: Both<V>,
    /// Of all rows, so that nothing that is not finite is forgotten.
    total: Both<V>,
}

impl<V: Vector> Worst<V> {
    #[inline(always)]
    fn none() -> Self {
        Self {
            largest: Both::splat(0.0),
            total: Both::splat(0.0),
        }
    }

    #[inline(always)]
    fn add(&mut self, entries: &[Entry], values: &Given<'_, V>, x: &[Block]) {
        let mut sum = Complex::<Both<V>>::zero();
        let mut size = Both::splat(f64::MIN_POSITIVE);
        for entry in entries {
            let x = load(&x[entry.column as usize]);
            values.add(entry.term, x, &mut sum, &mut size);
        }
        self.take((sum.re.abs() + sum.im.abs()) / size);
    }

    #[inline(always)]
    fn take(&mut self, ratio: Both<V>) {
        self.largest = self.largest.max(ratio);
        self.total += ratio;
    }

    #[inline(always)]
    fn ratio(self) -> Both<V> {
        // 0 more, or a NaN.
        self.largest + (self.total - self.total)
    }
}

/// One row of A times the potentials.
#[inline(always)]
pub(super) fn row<V: Vector>(
    entries: &[Entry],
    values: &Given<'_, V>,
    x: &[Block],
) -> Complex<Both<V>> {
    let mut sum = Complex::zero();
    for entry in entries {
        sum = sum + values.times(entry.term, load::<V>(&x[entry.column as usize]));
    }
    sum
}
