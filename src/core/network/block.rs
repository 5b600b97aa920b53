//! How the numbers of sixteen frequencies lie in memory: in two halves of eight lanes.
//!
//! Elements are evaluated half by half, as their formulas fill the registers; the matrix is worked
//! on in whole blocks.

use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, LANES, Lanes, Vector};
use num_complex::Complex64;

/// Halves of a block.
pub(super) const HALVES: usize = 2;
/// Frequencies of a block.
pub(super) const WIDTH: usize = HALVES * LANES;

/// Real numbers of a block.
pub(super) type Reals = [Lanes; HALVES];
/// Complex numbers of a block.
pub(super) type Block = Complex<Reals>;

pub(super) const NO_REALS: Reals = [Lanes([0.0; LANES]); HALVES];
pub(super) const ZERO: Block = Complex {
    re: NO_REALS,
    im: NO_REALS,
};
pub(super) const ONE: Block = Complex {
    re: [Lanes([1.0; LANES]); HALVES],
    im: NO_REALS,
};

#[inline(always)]
pub(super) fn load_reals<V: Vector>(reals: &Reals) -> Both<V> {
    Both(V::load(reals[0]), V::load(reals[1]))
}

#[inline(always)]
pub(super) fn keep_reals<V: Vector>(reals: Both<V>) -> Reals {
    [reals.0.store(), reals.1.store()]
}

#[inline(always)]
pub(super) fn load<V: Vector>(block: &Block) -> Complex<Both<V>> {
    Complex {
        re: load_reals(&block.re),
        im: load_reals(&block.im),
    }
}

#[inline(always)]
pub(super) fn keep<V: Vector>(z: Complex<Both<V>>) -> Block {
    Complex {
        re: keep_reals(z.re),
        im: keep_reals(z.im),
    }
}

#[inline(always)]
pub(super) fn load_half<V: Vector>(block: &Block, half: usize) -> Complex<V> {
    Complex {
        re: V::load(block.re[half]),
        im: V::load(block.im[half]),
    }
}

#[inline(always)]
pub(super) fn keep_half<V: Vector>(block: &mut Block, half: usize, z: Complex<V>) {
    block.re[half] = z.re.store();
    block.im[half] = z.im.store();
}

/// One frequency of a block.
pub(super) fn lane_of(block: &Block, lane: usize) -> Complex64 {
    let (half, lane) = (lane / LANES, lane % LANES);
    Complex64::new(block.re[half].0[lane], block.im[half].0[lane])
}

/// Sets one frequency of a block.
pub(super) fn set(block: &mut Block, lane: usize, value: Complex64) {
    let (half, lane) = (lane / LANES, lane % LANES);
    block.re[half].0[lane] = value.re;
    block.im[half].0[lane] = value.im;
}
