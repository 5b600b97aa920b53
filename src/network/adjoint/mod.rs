//! Exact sensitivities: how drum pressure and input impedance depend on every number there is.
//!
//! One transposed solve with the factors of the last solve gives, for each output, what every
//! node's equation does to it (λ). A change dy of an element's value between a pair of nodes then
//! changes the output by −(λ across the one pair)·(x across the other)·dy, so the derivatives by
//! all parameters of all elements cost little more than one solve (Director and Rohrer 1969).
//! Outputs are ln p and ln Z: the real part of a derivative is nepers (8.686 dB), the imaginary part
//! radians.

mod bores;
mod motors;
mod pass;
mod place;
mod simple;
mod slopes;

use self::pass::AdjointPass;
use self::slopes::{AIR_CONSTANTS, OUTPUTS};
use super::block::{Block, WIDTH, ZERO, lane_of};
use super::dense::{Point, complex};
use super::element::PRESSURE_UNIT;
use super::engine::{Engine, Features};
use super::network::{Network, Node};
use super::plan::Plan;
use super::transposed;
use crate::physics::lanes::{Kernel as _, Lanes, dispatch};
use nalgebra::DVector;
use num_complex::Complex64;

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

/// λ of one output at one frequency, from a pivoted solve; unknowns in the network's order.
#[derive(Debug)]
struct Repair {
    block: usize,
    lane: usize,
    output: usize,
    lambda: DVector<Complex64>,
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
            next += slopes::count(&element.kind);
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

    /// λ by a pivoted solve where the solve itself needed one.
    fn repairs(&self) -> Vec<Repair> {
        let mut repairs = Vec::new();
        for (block, repaired) in self.output.repaired.iter().enumerate() {
            for lane in (0..WIDTH).filter(|&lane| repaired[lane]) {
                let point = (block * WIDTH + lane).min(self.f.len() - 1);
                let matrix = Point::new(&self.network, self.f[point]).system().0;
                let lu = matrix.transpose().full_piv_lu();
                for output in 0..OUTPUTS {
                    let weights = self.read_weights(output, block, lane);
                    repairs.extend(lu.solve(&weights).map(|lambda| Repair {
                        block,
                        lane,
                        output,
                        lambda,
                    }));
                }
            }
        }
        repairs
    }

    /// The weights with which an output reads the potentials, unknowns in the network's order.
    fn read_weights(&self, output: usize, block: usize, lane: usize) -> DVector<Complex64> {
        let network = &self.network;
        let point = (block * WIDTH + lane).min(self.f.len() - 1);
        let values = Point::new(network, self.f[point]);
        let mut g = DVector::zeros(network.domains.len());
        if output == 0 {
            if let Some((ear, Node::Unknown(node))) = network.ear {
                let ratio = complex(values.value(ear, 1)) * PRESSURE_UNIT;
                g[node] = ratio / lane_of(&self.output.drum[block], lane);
            }
            return g;
        }
        let Some(terminal) = network.terminal else {
            return g;
        };
        let Some(place) = self.plan.place(terminal) else {
            return g;
        };
        let x = &self.store.potentials[block * (self.plan.unknowns + 1)..];
        let one_over_v = lane_of(&x[place], lane).inv();
        let one_over_i = one_over_v * lane_of(&self.output.impedance[block], lane);
        if let Node::Unknown(node) = terminal {
            g[node] += one_over_v;
        }
        for (e, element) in network.elements.iter().enumerate() {
            if network.ahead.contains(&e) {
                continue;
            }
            for (row, column, value, sign) in element.pins.stamps() {
                if let Node::Unknown(column) = column
                    && row == terminal
                {
                    g[column] -= complex(values.value(e, value)) * sign * one_over_i;
                }
            }
        }
        g
    }

    /// How many parameters of an element are differentiated by.
    pub fn slope_count(&self, element: usize) -> usize {
        let of = self.network.elements.get(element);
        of.map_or(0, |element| slopes::count(&element.kind))
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
