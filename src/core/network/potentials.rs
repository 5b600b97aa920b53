//! Reading the potentials of one block by node.

use super::block::{Block, load};
use super::network::Node;
use super::plan::Plan;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Vector};

/// The potential of a node.
#[inline(always)]
pub(super) fn potential<V: Vector>(plan: &Plan, x: &[Block], node: Node) -> Complex<Both<V>> {
    match plan.place(node) {
        Some(place) => load(&x[place]),
        None => Complex::zero(),
    }
}

/// The difference across a pair of nodes.
#[inline(always)]
pub(super) fn across<V: Vector>(plan: &Plan, x: &[Block], pair: [Node; 2]) -> Complex<Both<V>> {
    potential::<V>(plan, x, pair[0]) - potential(plan, x, pair[1])
}
