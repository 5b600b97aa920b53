//! The signs by which a solve is seen to be doubtful, as cheap as every solve can pay for.

use super::limits::{ACTIVE, CANCELLED, RESIDUAL, UNBALANCED};
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Vector};
use crate::physics::number::Real as _;

/// Whether every lane of a block is far from any sign: what all healthy solves pay for.
#[inline(always)]
pub(super) fn is_fine<V: Vector>(
    residual: Both<V>,
    cancelled: Both<V>,
    impedance: Complex<Both<V>>,
    mismatch: Option<[Both<V>; 2]>,
) -> bool {
    let size = impedance.re.abs() + impedance.im.abs();
    let given = -impedance.re - size * Both::splat(ACTIVE);
    // A match: a closure is a function of its own, which knows no vectors.
    let balanced = match mismatch {
        Some([unbalanced, given]) => unbalanced.all_below(UNBALANCED) && given.all_below(ACTIVE),
        None => true,
    };
    balanced
        && residual.all_below(RESIDUAL)
        && cancelled.all_below(CANCELLED * CANCELLED)
        && given.all_below(f64::MIN_POSITIVE)
}

/// The block power is balanced at, whenever all of it is computed: that of the lowest frequencies,
/// where masses and compliances are farthest from each other.
pub(super) const BALANCED: usize = 0;

/// How many blocks lie between two whose pivots are watched. What cancels does so over octaves.
pub(super) const STRIDE: usize = 4;

/// Whether the pivots of a block are watched.
pub(super) fn is_watched(block: usize, blocks: usize) -> bool {
    block.is_multiple_of(STRIDE) || block + 1 == blocks
}
