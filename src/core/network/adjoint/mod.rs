//! Exact sensitivities: how drum pressure and input impedance depend on every number there is.
//!
//! One transposed solve with the factors of the last solve gives, for each output, what every
//! node's equation does to it (λ). A change dy of an element's value between a pair of nodes then
//! changes the output by −(λ across the one pair)·(x across the other)·dy, so the derivatives by
//! all parameters of all elements cost little more than one solve (Director and Rohrer 1969).
//! Outputs are ln p and ln Z: the real part of a derivative is nepers (8.686 dB), the imaginary part
//! radians.

mod pass;
mod place;

use self::pass::AdjointPass;
use super::block::{Block, ZERO};
use super::elements::gradient::{AIR_CONSTANTS, OUTPUTS};
use super::engine::{Engine, Features};
use super::network::{Network, Node};
use super::plan::Plan;
use super::transposed;
use crate::physics::lanes::{Kernel as _, Lanes, dispatch};
use num_complex::Complex64;
use rayon::prelude::*;

/// Which output is differentiated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// ln of the drum pressure of all drivers together, muted ones included.
    Pressure,
    /// ln of the input impedance.
    Impedance,
}

/// Derivatives by every parameter of every element and by the constants of the air.
#[derive(Debug, Default)]
pub(super) struct Adjoint {
    /// First slot of each element; then the air's; one more for the end.
    pub(super) first: Vec<usize>,
    /// By block, then slot.
    pub(super) slopes: Vec<[Block; OUTPUTS]>,
    /// λ of one block, by output, then pivot.
    pub(super) lambda: Vec<Block>,
    /// Scratch: a right side.
    pub(super) g: Vec<Block>,
    /// Pivots visited for each output, and all of them.
    pub(super) reached: [Vec<u32>; OUTPUTS],
    pub(super) all: Vec<u32>,
    ready: bool,
}

/// λ of both outputs at one frequency, in twice the precision, by pivot.
#[derive(Debug)]
struct Repair {
    block: usize,
    lane: usize,
    lambda: [Vec<Complex64>; OUTPUTS],
}

impl Adjoint {
    /// Makes room, once per engine.
    fn prepare(&mut self, network: &Network, plan: &Plan, blocks: usize) {
        if self.ready {
            return;
        }
        let mut next = 0;
        self.first.clear();
        for element in &network.elements {
            self.first.push(next);
            next += element.kind.count();
        }
        self.first.push(next);
        next += AIR_CONSTANTS;
        self.slopes = vec![[ZERO; OUTPUTS]; next * blocks];
        self.lambda = vec![ZERO; plan.unknowns * OUTPUTS];
        self.g = vec![ZERO; plan.unknowns];
        let place = |node: Node| plan.place(node).filter(|&place| place < plan.unknowns);
        let ear = network.ear.and_then(|(_, node)| place(node));
        let mut source: Vec<usize> = network.terminal.and_then(place).into_iter().collect();
        source.extend(plan.current.iter().map(|entry| entry.column as usize));
        let limit = plan.unknowns;
        let [drum, impedance] = &mut self.reached;
        transposed::closure(plan, ear.as_slice(), limit, drum);
        transposed::closure(plan, &source, limit, impedance);
        transposed::closure(plan, &(0..limit).collect::<Vec<_>>(), limit, &mut self.all);
        self.ready = true;
    }
}

impl Engine {
    /// Differentiates the last solve by every parameter of every element and by the air.
    ///
    /// The last solve must be of the network as it is now.
    pub fn solve_adjoint(&mut self, features: Features) {
        let mut adjoint = std::mem::take(&mut self.adjoint);
        adjoint.prepare(&self.network, &self.plan, self.w.len());
        let repairs = self.repairs();
        let pass = AdjointPass {
            network: &self.network,
            plan: &self.plan,
            coefficients: &self.coefficients,
            w: &self.w,
            refined: &self.output.refined,
            drum: &self.output.drum,
            impedance: &self.output.impedance,
            repairs: &repairs,
            store: &mut self.store,
            adjoint: &mut adjoint,
        };
        match features {
            Features::Dispatched => dispatch(pass),
            Features::Portable => pass.run::<Lanes>(),
        }
        self.adjoint = adjoint;
    }

    /// λ in twice the precision where the solve itself needed it.
    fn repairs(&self) -> Vec<Repair> {
        let repaired = self.output.repaired.iter().enumerate();
        let lanes: Vec<(usize, usize)> = repaired
            .flat_map(|(block, lanes)| {
                let lanes = lanes.iter().enumerate().filter(|(_, repaired)| **repaired);
                lanes.map(move |(lane, _)| (block, lane))
            })
            .collect();
        lanes
            .into_par_iter()
            .filter_map(|(block, lane)| {
                let answer = self.twice(block, lane, false)?;
                Some(Repair {
                    block,
                    lane,
                    lambda: answer.lambda,
                })
            })
            .collect()
    }

    /// How many parameters of an element are differentiated by.
    pub fn slope_count(&self, element: usize) -> usize {
        let of = self.network.elements.get(element);
        of.map_or(0, |element| element.kind.count())
    }

    /// The derivative of an output by a parameter of an element, by the parameter itself in its SI
    /// unit: real part in nepers, imaginary part in radians. All 0 before [`Self::solve_adjoint`].
    pub fn slope(&self, of: Of, element: usize, parameter: usize) -> Vec<Complex64> {
        if parameter >= self.slope_count(element) {
            return vec![Complex64::ZERO; self.f.len()];
        }
        let first = self.adjoint.first.get(element).copied();
        self.slope_at(of, first.map(|first| first + parameter))
    }

    /// The derivative of an output by a constant of the air, in the order of
    /// [`crate::physics::air::AirConstants`].
    pub fn air_slope(&self, of: Of, constant: usize) -> Vec<Complex64> {
        let first = self.adjoint.first.last().copied();
        let slot = first.filter(|_| constant < AIR_CONSTANTS);
        self.slope_at(of, slot.map(|first| first + constant))
    }

    fn slope_at(&self, of: Of, slot: Option<usize>) -> Vec<Complex64> {
        let stride = (self.adjoint.slopes.len() / self.w.len().max(1)).max(1);
        let count = self.f.len();
        let output = match of {
            Of::Pressure => 0,
            Of::Impedance => 1,
        };
        let Some(found) = slot.and_then(|slot| self.adjoint.slopes.get(slot..)) else {
            return vec![Complex64::ZERO; count];
        };
        super::read::series(
            found.iter().step_by(stride).map(|block| block[output]),
            count,
            1.0,
        )
    }
}
