//! Where derivatives are kept, and what they are made with.

use crate::network::block::{Block, ZERO};
use crate::network::elements::gradient::{AIR_CONSTANTS, OUTPUTS};
use crate::network::network::{Network, Node};
use crate::network::plan::Plan;
use crate::network::transposed;
use num_complex::Complex64;

/// Derivatives by every parameter of every element and by the constants of the air.
#[derive(Debug, Default)]
pub(in crate::network) struct Adjoint {
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
pub(super) struct Repair {
    pub(super) block: usize,
    pub(super) lane: usize,
    pub(super) lambda: [Vec<Complex64>; OUTPUTS],
}

impl Adjoint {
    /// Makes room, once per engine.
    pub(super) fn prepare(&mut self, network: &Network, plan: &Plan, blocks: usize) {
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
