//! The adjoint's loop: λ, then every derivative, one block of frequencies after the other, so that
//! λ never leaves the cache.

use super::place::{At, Place, Read};
use super::slots::{Adjoint, Repair};
use crate::network::block::{Block, Reals, ZERO, keep, load, load_half, set};
use crate::network::elements::formula::{MAX_VALUES, PRESSURE_UNIT};
use crate::network::elements::gradient::{AIR_CONSTANTS, OUTPUTS};
use crate::network::factor::Factors;
use crate::network::kernel::{self, Store};
use crate::network::network::Network;
use crate::network::plan::Plan;
use crate::network::simple::Coefficients;
use crate::network::transposed;
use crate::network::values::Given;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Kernel, Lanes, Vector, prefetch};
use crate::physics::number::Real as _;

/// Everything a solve left, and where the derivatives go.
pub(super) struct AdjointPass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) coefficients: &'a [Coefficients],
    pub(super) w: &'a [Reals],
    pub(super) refined: &'a [bool],
    pub(super) drum: &'a [Block],
    pub(super) impedance: &'a [Block],
    pub(super) repairs: &'a [Repair],
    pub(super) store: &'a mut Store,
    pub(super) adjoint: &'a mut Adjoint,
}

impl Kernel for AdjointPass<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(mut self) {
        for block in 0..self.w.len() {
            self.solve::<V>(block);
            for repair in self.repairs.iter().filter(|repair| repair.block == block) {
                let values = repair.lambda.iter().flatten();
                for (there, &value) in self.adjoint.lambda.iter_mut().zip(values) {
                    set(there, repair.lane, value);
                }
            }
            self.derive::<V>(block);
        }
    }
}

impl AdjointPass<'_> {
    /// λ of both outputs.
    #[inline(always)]
    fn solve<V: Vector>(&mut self, block: usize) {
        let (plan, n) = (self.plan, self.plan.unknowns);
        let store = &mut *self.store;
        if !store.kept {
            let of = (self.network, plan, self.coefficients);
            kernel::factor::<V>(of, &self.w[block], store);
        }
        let at = if store.kept { block } else { 0 };
        let factors = &Factors {
            slots: &mut store.slots[at * plan.slots..][..plan.slots],
            inverses: &mut store.inverses[at * n..][..n],
        };
        let values = &store.values[at * plan.values..][..plan.values];
        let values = &Given::<V>::new(values, self.coefficients, &self.w[block]);
        let reader = Reader {
            network: self.network,
            plan,
            values,
            x: &store.potentials[block * (n + 1)..][..=n],
            drum: &self.drum[block],
            impedance: &self.impedance[block],
        };
        let Adjoint {
            lambda,
            g,
            reached,
            all,
            ..
        } = &mut *self.adjoint;
        for (output, lambda) in lambda.chunks_exact_mut(n.max(1)).enumerate() {
            reader.read(output, lambda);
            transposed::solve::<V>(plan, (values, factors), n, &reached[output], lambda);
            if self.refined[block] {
                reader.read(output, g);
                transposed::refined(plan, (values, factors), n, all, lambda, g);
            }
        }
    }

    /// The derivatives of every element.
    #[inline(always)]
    fn derive<V: Vector>(&mut self, block: usize) {
        let (network, plan, n) = (self.network, self.plan, self.plan.unknowns);
        let Adjoint {
            first,
            slopes,
            lambda,
            ..
        } = &mut *self.adjoint;
        let x = &self.store.potentials[block * (n + 1)..][..=n];
        // The air's derivatives come last.
        let air_at = first[network.elements.len()];
        let count = air_at + AIR_CONSTANTS;
        let slopes = &mut slopes[block * count..][..count];
        let mut air = [[ZERO; OUTPUTS]; AIR_CONSTANTS];
        let mut weights = [[Complex::<Lanes>::zero(); MAX_VALUES]; OUTPUTS];
        let terminal = network.terminal.and_then(|node| plan.place(node));
        for (half, &w) in self.w[block].iter().enumerate() {
            let one_over_i = terminal.map_or_else(Complex::zero, |place| {
                load_half::<V>(&self.impedance[block], half)
                    * load_half::<V>(&x[place], half).inverse()
            });
            for (e, element) in network.elements.iter().enumerate() {
                if half == 0 {
                    // What the next element writes lies outside the cache until then.
                    let next = first[e + 1]..first[(e + 2).min(first.len() - 1)];
                    prefetch(&slopes[next]);
                }
                let at = At {
                    plan,
                    x,
                    lambda,
                    half,
                    one_over_i,
                    terminal: network.terminal.filter(|_| !network.ahead.contains(&e)),
                };
                let place = Place {
                    constants: &network.air,
                    w,
                    half,
                    slopes: &mut slopes[first[e]..],
                    air: &mut air,
                };
                let ear = network.ear.filter(|&(ear, _)| ear == e);
                let drum = ear.map(|(_, node)| {
                    // The drum's share of the pressure at the ear's reference plane.
                    let read = at.potential(node) / load_half(&self.drum[block], half);
                    read.scale(V::splat(PRESSURE_UNIT))
                });
                let read = Read {
                    at: &at,
                    pins: element.pins,
                    drum,
                    weights: &mut weights,
                };
                place.derive::<V>(&element.kind, read);
            }
        }
        for (constant, sums) in network.air.list().into_iter().zip(&mut air) {
            for sum in sums {
                *sum = keep(load::<V>(sum).scale(Both::splat(1.0 / constant)));
            }
        }
        slopes[air_at..].copy_from_slice(&air);
    }
}

/// What the outputs read, in one block.
struct Reader<'a, V> {
    network: &'a Network,
    plan: &'a Plan,
    values: &'a Given<'a, V>,
    x: &'a [Block],
    drum: &'a Block,
    impedance: &'a Block,
}

impl<V: Vector> Reader<'_, V> {
    /// The weights with which an output reads the potentials.
    #[inline(always)]
    fn read(&self, output: usize, g: &mut [Block]) {
        g.fill(ZERO);
        if output == 0 {
            self.read_drum(g);
        } else {
            self.read_impedance(g);
        }
    }

    /// Those of ln p.
    #[inline(always)]
    fn read_drum(&self, g: &mut [Block]) {
        let Some((ear, node)) = self.network.ear else {
            return;
        };
        let ratio = self.values.value(self.plan.first_value[ear] + 1);
        if let Some(there) = self.plan.place(node).and_then(|place| g.get_mut(place)) {
            *there = keep((ratio / load(self.drum)).scale(Both::splat(PRESSURE_UNIT)));
        }
    }

    /// Those of ln Z = ln V − ln I.
    #[inline(always)]
    fn read_impedance(&self, g: &mut [Block]) {
        let terminal = self.network.terminal;
        let Some(place) = terminal.and_then(|node| self.plan.place(node)) else {
            return;
        };
        let one_over_v = load::<V>(&self.x[place]).inverse();
        let one_over_i = one_over_v * load(self.impedance);
        if let Some(there) = g.get_mut(place) {
            *there = keep(load::<V>(there) + one_over_v);
        }
        for entry in &self.plan.current {
            if let Some(there) = g.get_mut(entry.column as usize) {
                let read = self.values.times(entry.term, one_over_i);
                *there = keep(load::<V>(there) - read);
            }
        }
    }
}
