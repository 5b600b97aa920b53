//! Solving Aᵀλ = g with the factors of A, in one block of frequencies.
//!
//! λ is what each node's equation does to an output that reads the potentials with the weights g.

use super::block::{Block, keep, load};
use super::factor::Factors;
use super::plan::Plan;
use super::steps::index;
use super::values::Given;
use crate::physics::lanes::Vector;

/// Solves within the first `limit` pivots, in place. Only the pivots `reached` from where g is not 0
/// (ascending, see [`closure`]) are visited on the way up.
#[inline(always)]
pub(super) fn solve<V: Vector>(
    plan: &Plan,
    (values, factors): (&Given<'_, V>, &Factors<'_>),
    limit: usize,
    reached: &[u32],
    g: &mut [Block],
) {
    let g = &mut g[..limit];
    let slots = &*factors.slots;
    for &k in reached {
        let pivot = plan.pivots[k as usize];
        let here = load::<V>(&g[k as usize]);
        let later = &plan.neighbours[pivot.later()];
        for (u, &j) in slots[pivot.slot as usize..].iter().zip(later) {
            if let Some(there) = g.get_mut(j as usize) {
                *there = keep(load::<V>(there).plus_product(load(u), here));
            }
        }
    }
    for (k, pivot) in plan.pivots[..limit].iter().enumerate().rev() {
        let mut sum = -load::<V>(&g[k]);
        let later = pivot.later();
        for (&l, &j) in plan.lower[later.clone()]
            .iter()
            .zip(&plan.neighbours[later])
        {
            if let Some(there) = g.get(j as usize) {
                values.add_lower(l, slots, load(there), &mut sum);
            }
        }
        g[k] = keep(sum * load(&factors.inverses[k]));
    }
}

/// g − Aᵀλ within the first `limit` pivots, added into `g`.
#[inline(always)]
pub(super) fn remainder<V: Vector>(
    plan: &Plan,
    values: &Given<'_, V>,
    limit: usize,
    lambda: &[Block],
    g: &mut [Block],
) {
    for (row, &lambda) in plan.rows[..limit].iter().zip(lambda) {
        let here = load::<V>(&lambda);
        for entry in &plan.entries[row.range()] {
            if let Some(there) = g[..limit].get_mut(entry.column as usize) {
                *there = keep(load::<V>(there) - values.times(entry.term, here));
            }
        }
    }
}

/// λ and its correction by one more solve: what the first one left is solved for and added.
#[inline(always)]
pub(super) fn refined<V: Vector>(
    plan: &Plan,
    (values, factors): (&Given<'_, V>, &Factors<'_>),
    limit: usize,
    all: &[u32],
    lambda: &mut [Block],
    g: &mut [Block],
) {
    remainder::<V>(plan, values, limit, lambda, g);
    solve::<V>(plan, (values, factors), limit, all, g);
    for (lambda, more) in lambda[..limit].iter_mut().zip(g.iter()) {
        *lambda = keep(load::<V>(lambda) + load(more));
    }
}

/// The pivots below `limit` that a right side which is not 0 at `from` reaches, ascending.
pub(super) fn closure(plan: &Plan, from: &[usize], limit: usize, out: &mut Vec<u32>) {
    let mut marked = vec![false; limit];
    for &start in from {
        let mut k = start;
        while k < limit && !std::mem::replace(&mut marked[k], true) {
            k = plan.parent[k];
        }
    }
    out.clear();
    let indices = (0..limit).filter(|&k| marked[k]);
    out.extend(indices.map(index));
}
