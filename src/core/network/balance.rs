//! Power in against power taken: Tellegen's theorem, held to every element by itself.
//!
//! An element takes Re(Σ V* I) of its pairs of nodes, from its values before they were added to any
//! others; all of them together take what the EMF gives. Where sums of values have lost some of
//! them, the two differ, however small the residual of the sums is.

use super::block::Block;
use super::network::{Network, Node, Pins};
use super::plan::Plan;
use super::potentials::across;
use super::term::{Class, Term};
use super::values::Given;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Vector};
use crate::physics::number::Real as _;

/// For an EMF of 1 V, over the sum of what the elements take: |given − taken|, and the most that one of
/// them gives out, which a passive one never does. A driver known by measured curves is a source.
#[inline(always)]
pub(super) fn mismatch<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
) -> [Both<V>; 2] {
    let mut given = Both::splat(0.0);
    let mut taken = Both::splat(0.0);
    let mut all = Both::splat(f64::MIN_POSITIVE);
    let mut most_out = Both::splat(0.0);
    for (e, element) in network.elements.iter().enumerate() {
        let first = plan.first_value[e];
        let class = plan.classes[e];
        let own = Own {
            values,
            class,
            first,
        };
        // What only stores energy takes no power.
        let stores = class.is_simple() && !Term::new(class, first, false).has_real();
        if let (true, Pins::One([a, b])) = (stores, element.pins)
            && a != Node::Emf
            && b != Node::Emf
        {
            continue;
        }
        let mut pairs = Pairs {
            given: &mut given,
            power: Both::splat(0.0),
        };
        match element.pins {
            Pins::One(a) => {
                let v = across::<V>(plan, x, a);
                pairs.add(a, v, own.times(0, v));
            }
            Pins::Reciprocal(a, b) => {
                let (va, vb) = (across::<V>(plan, x, a), across::<V>(plan, x, b));
                pairs.add(a, va, own.times(0, va) + own.times(1, vb));
                pairs.add(b, vb, own.times(1, va) + own.times(2, vb));
            }
            Pins::General(a, b) => {
                let (va, vb) = (across::<V>(plan, x, a), across::<V>(plan, x, b));
                pairs.add(a, va, own.times(0, va) + own.times(1, vb));
                pairs.add(b, vb, own.times(2, va) + own.times(3, vb));
            }
        }
        let power = pairs.power;
        taken += power;
        all += power.abs();
        if !element.kind.is_source() {
            most_out = most_out.max(-power);
        }
    }
    [(given - taken).abs() / all, most_out / all]
}

// No closures here: each is a function of its own, which knows no vectors.

/// The values of one element.
struct Own<'a, V> {
    values: &'a Given<'a, V>,
    class: Class,
    first: usize,
}

impl<V: Vector> Own<'_, V> {
    /// One of them times a number.
    #[inline(always)]
    fn times(&self, value: usize, v: Complex<Both<V>>) -> Complex<Both<V>> {
        let term = Term::new(self.class, self.first + value, false);
        self.values.times(term, v)
    }
}

/// What the pairs of nodes of one element take.
struct Pairs<'a, V> {
    given: &'a mut Both<V>,
    power: Both<V>,
}

impl<V: Vector> Pairs<'_, V> {
    #[inline(always)]
    fn add(&mut self, pins: [Node; 2], v: Complex<Both<V>>, i: Complex<Both<V>>) {
        self.power += v.re.mul_add(i.re, v.im * i.im);
        // The EMF is 1 V: what it gives is the current out of it.
        if pins[0] == Node::Emf {
            *self.given += i.re;
        }
        if pins[1] == Node::Emf {
            *self.given -= i.re;
        }
    }
}
