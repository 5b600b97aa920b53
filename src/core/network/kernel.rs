//! The inner loops of a solve, one block of frequencies after the other.

use super::balance;
use super::block::{Block, NO_REALS, ONE, Reals, WIDTH, ZERO, keep, keep_reals, load, load_reals};
use super::elements::formula::PRESSURE_UNIT;
use super::factor::{self, Factors};
use super::limits;
use super::network::{Network, Node, Pins};
use super::plan::Plan;
use super::potentials::{across, potential};
use super::signs;
use super::simple::Coefficients;
use super::steps::index;
use super::transposed;
use super::values::{Given, add_up, evaluate};
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Kernel, Vector};
use crate::physics::number::Real as _;

/// Steps of refinement before twice the precision takes over.
const REFINEMENTS: usize = 4;

/// What is kept between solves.
#[derive(Debug)]
pub(super) struct Store {
    /// Whether values and factors of every block are kept, or only those of the one being solved.
    pub(super) kept: bool,
    /// Whether they may be: from the second solve on. The first one is quicker in memory that stays
    /// in cache, and may be the only one.
    worth_keeping: bool,
    pub(super) values: Vec<Block>,
    pub(super) slots: Vec<Block>,
    pub(super) inverses: Vec<Block>,
    /// By block: the largest (|a|/|d|)² of all pivots d, whose entries of A are a.
    pub(super) cancelled: Vec<Reals>,
    /// Potentials by pivot, one more for the EMF (always 1), of every block.
    pub(super) potentials: Vec<Block>,
    /// Scratch of the transposed pass and of refinement.
    pub(super) adjoint: Vec<Block>,
    pub(super) rest: Vec<Block>,
    /// Every pivot, and the acoustic pivots above the ear's.
    pub(super) all: Vec<u32>,
    pub(super) above_ear: Vec<u32>,
}

impl Store {
    pub(super) fn new(network: &Network, plan: &Plan, blocks: usize, most: usize) -> Self {
        let mut potentials = vec![ZERO; (plan.unknowns + 1) * blocks];
        for block in potentials.chunks_exact_mut(plan.unknowns + 1) {
            if let Some(emf) = block.last_mut() {
                *emf = ONE;
            }
        }
        let mut above_ear = Vec::new();
        let ear = network.ear.and_then(|(_, node)| plan.place(node));
        transposed::closure(plan, ear.as_slice(), plan.acoustic, &mut above_ear);
        Self {
            kept: false,
            worth_keeping: (plan.values + plan.slots + plan.unknowns) * blocks <= most,
            values: vec![ZERO; plan.values],
            slots: vec![ZERO; plan.slots],
            inverses: vec![ZERO; plan.unknowns],
            cancelled: vec![NO_REALS; blocks],
            potentials,
            adjoint: vec![ZERO; plan.unknowns],
            rest: vec![ZERO; plan.unknowns],
            all: (0..plan.unknowns).map(index).collect(),
            above_ear,
        }
    }

    /// Makes room for every block, if that is worth it.
    pub(super) fn keep(&mut self, plan: &Plan, blocks: usize) {
        if self.worth_keeping && !self.kept {
            self.kept = true;
            self.values = vec![ZERO; plan.values * blocks];
            self.slots = vec![ZERO; plan.slots * blocks];
            self.inverses = vec![ZERO; plan.unknowns * blocks];
        }
    }
}

/// What a solve gives, for an EMF of 1 V.
#[derive(Debug)]
pub(super) struct Output {
    /// Drum pressure of all drivers, Pa/V.
    pub(super) drum: Vec<Block>,
    /// Input impedance, Ω.
    pub(super) impedance: Vec<Block>,
    pub(super) residual: Vec<Reals>,
    /// For every driver, every block.
    pub(super) drivers: Vec<Vec<DriverOutput>>,
    pub(super) broken: Vec<bool>,
    /// Blocks whose first answer was not good enough.
    pub(super) refined: Vec<bool>,
    /// At the block [`signs::BALANCED`]: power that does not balance, and power that an element gives
    /// out, relative.
    pub(super) mismatch: [Reals; 2],
    /// Blocks that show a sign of an error.
    pub(super) doubtful: Vec<bool>,
    /// Frequencies solved again in twice the precision.
    pub(super) repaired: Vec<[bool; WIDTH]>,
    /// Those whose answer is not to be trusted even so.
    pub(super) unsolved: Vec<[bool; WIDTH]>,
}

/// What a solve gives for a driver, for an EMF of 1 V.
#[derive(Debug, Clone, Copy)]
pub(super) struct DriverOutput {
    /// Share of the drum pressure, Pa/V.
    pub(super) pressure: Block,
    /// Voltage at its terminals, V/V.
    pub(super) voltage: Block,
    /// Current into its terminals, A/V.
    pub(super) current: Block,
    /// Volume velocity out of its front, m³/s per V.
    pub(super) flow: Block,
}

impl Output {
    pub(super) fn new(network: &Network, blocks: usize) -> Self {
        let driver = DriverOutput {
            pressure: ZERO,
            voltage: ZERO,
            current: ZERO,
            flow: ZERO,
        };
        Self {
            drum: vec![ZERO; blocks],
            impedance: vec![ZERO; blocks],
            residual: vec![NO_REALS; blocks],
            drivers: vec![vec![driver; blocks]; network.drivers.len()],
            broken: vec![false; network.elements.len()],
            refined: vec![false; blocks],
            mismatch: [NO_REALS; 2],
            doubtful: vec![false; blocks],
            repaired: vec![[false; WIDTH]; blocks],
            unsolved: vec![[false; WIDTH]; blocks],
        }
    }
}

/// One solve: what to compute, from what, into what.
pub(super) struct Pass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) coefficients: &'a [Coefficients],
    pub(super) w: &'a [Reals],
    pub(super) elements: &'a [u32],
    pub(super) sums: &'a [u32],
    pub(super) pivots: &'a [u32],
    pub(super) contributions: bool,
    pub(super) store: &'a mut Store,
    pub(super) output: &'a mut Output,
}

impl Kernel for Pass<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        let Self {
            network,
            plan,
            coefficients,
            w,
            elements,
            sums,
            pivots,
            contributions,
            store,
            output,
        } = self;
        // Without them there is half as much to write, and to keep in cache.
        let inverses_asked = store.kept || contributions;
        for &e in elements {
            output.broken[e as usize] = false;
        }
        let blocks = w.len();
        let whole = pivots.len() == plan.unknowns;
        for (block, w) in w.iter().enumerate() {
            let at = if store.kept { block } else { 0 };
            let values = &mut store.values[at * plan.values..][..plan.values];
            let inverses = &mut store.inverses[at * plan.unknowns..][..plan.unknowns];
            let (now, later) =
                inverses.split_at_mut(if inverses_asked { plan.unknowns } else { 0 });
            let mut factors = Factors {
                slots: &mut store.slots[at * plan.slots..][..plan.slots],
                inverses: now,
            };
            let x = &mut store.potentials[block * (plan.unknowns + 1)..][..=plan.unknowns];
            for &e in elements {
                let fine = evaluate::<V>(network, plan, e as usize, w, values);
                output.broken[e as usize] |= !fine;
            }
            add_up::<V>(plan, coefficients, sums, w, values);
            let values = &Given::<V>::new(values, coefficients, w);
            let watched = signs::is_watched(block, blocks);
            let cancelled = factor::eliminate::<V>(plan, pivots, values, &mut factors, watched);
            let before = load_reals::<V>(&store.cancelled[block]);
            let before = if whole { Both::splat(0.0) } else { before };
            let mut cancelled = cancelled.max(before);
            let mut worst = factor::substitute::<V>(plan, values, factors.slots, x);
            output.refined[block] = false;
            if !worst.all_below(limits::RESIDUAL) {
                worst = factor::check(plan, values, x);
                output.refined[block] = !worst.all_below(limits::RESIDUAL);
            }
            if output.refined[block] && !inverses_asked {
                factors.inverses = later;
                // All of them, as none has its inverse yet.
                factor::eliminate::<V>(plan, pivots, values, &mut factors, false);
            }
            for _ in 0..REFINEMENTS {
                if worst.all_below(limits::RESIDUAL) {
                    break;
                }
                factor::refine::<V>(plan, values, &factors, x, &mut store.rest);
                worst = factor::check(plan, values, x);
            }
            output.residual[block] = keep_reals(worst);
            let mut mismatch = None;
            if whole && block == signs::BALANCED {
                let found = balance::mismatch::<V>(network, plan, values, x);
                output.mismatch = found.map(keep_reals);
                mismatch = Some(found);
            }
            cancelled = cancelled.max(read::<V>(network, plan, values, x, block, output));
            if contributions {
                sensitivities::<V>(
                    network,
                    (plan, values, &factors),
                    (&store.above_ear, &store.all),
                    output.refined[block],
                    (&mut store.adjoint, &mut store.rest),
                );
                let of_shares =
                    shares::<V>(network, plan, values, x, &store.adjoint, block, output);
                cancelled = cancelled.max(of_shares);
            }
            store.cancelled[block] = keep_reals(cancelled);
            let impedance = load::<V>(&output.impedance[block]);
            output.doubtful[block] = !signs::is_fine(worst, cancelled, impedance, mismatch);
        }
    }
}

/// Values and factors of one block that were not kept, computed again.
#[inline(always)]
pub(super) fn factor<V: Vector>(
    (network, plan, coefficients): (&Network, &Plan, &[Coefficients]),
    w: &Reals,
    store: &mut Store,
) {
    let values = &mut store.values[..plan.values];
    for e in 0..network.elements.len() {
        if !plan.classes[e].is_simple() {
            evaluate::<V>(network, plan, e, w, values);
        }
    }
    add_up::<V>(plan, coefficients, &plan.block_sums, w, values);
    let given = Given::<V>::new(values, coefficients, w);
    let mut factors = Factors {
        slots: &mut store.slots[..plan.slots],
        inverses: &mut store.inverses[..plan.unknowns],
    };
    factor::eliminate::<V>(plan, &store.all, &given, &mut factors, false);
}

/// How much a sum cancelled: (size/|sum|)², 0 where there is nothing to sum. At most so much that it is
/// looked into: the current of an open circuit cancels wholly, and rightly.
#[inline(always)]
fn cancelled<V: Vector>(size: Both<V>, sum: Complex<Both<V>>) -> Both<V> {
    let square = sum.norm_squared();
    let zero = Both::splat(0.0);
    let most = Both::splat(limits::LOOKED_INTO);
    let ratio = Both::where_greater(square, zero, size * size / square, zero);
    Both::where_greater(ratio, most, most, ratio)
}

/// Drum pressure and input impedance; how much the current into the terminal cancelled, squared.
#[inline(always)]
fn read<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
    block: usize,
    output: &mut Output,
) -> Both<V> {
    if let Some((ear, node)) = network.ear {
        let ratio = values.value(plan.first_value[ear] + 1);
        let drum = ratio * potential(plan, x, node);
        output.drum[block] = keep(drum.scale(Both::splat(PRESSURE_UNIT)));
    }
    if let Some(terminal) = network.terminal {
        let (mut current, mut size) = (Complex::zero(), Both::splat(0.0));
        for entry in &plan.current {
            let x = load(&x[entry.column as usize]);
            values.add(entry.term, x, &mut current, &mut size);
        }
        output.impedance[block] = keep(potential::<V>(plan, x, terminal) / current);
        return cancelled(size, current);
    }
    Both::splat(0.0)
}

/// What a flow into each acoustic node does to the drum pressure, all voltages held: one transposed
/// pass over the acoustic pivots.
#[inline(always)]
fn sensitivities<V: Vector>(
    network: &Network,
    (plan, values, factors): (&Plan, &Given<'_, V>, &Factors<'_>),
    (above_ear, all): (&[u32], &[u32]),
    refined: bool,
    (adjoint, rest): (&mut [Block], &mut [Block]),
) {
    let limit = plan.acoustic;
    read_ear(network, (plan, values), adjoint);
    transposed::solve::<V>(plan, (values, factors), limit, above_ear, adjoint);
    if refined {
        read_ear(network, (plan, values), rest);
        transposed::refined(plan, (values, factors), limit, &all[..limit], adjoint, rest);
    }
}

/// The weights with which the drum pressure reads the potentials.
#[inline(always)]
pub(super) fn read_ear<V: Vector>(
    network: &Network,
    (plan, values): (&Plan, &Given<'_, V>),
    g: &mut [Block],
) {
    g.fill(ZERO);
    let ear = network
        .ear
        .and_then(|(ear, node)| Some((ear, plan.place(node)?)));
    if let Some((ear, place)) = ear
        && let Some(there) = g.get_mut(place)
    {
        let ratio = values.value(plan.first_value[ear] + 1);
        *there = keep(ratio.scale(Both::splat(PRESSURE_UNIT)));
    }
}

/// What a flow into a node does to the drum pressure.
#[inline(always)]
fn sensitivity<V: Vector>(plan: &Plan, adjoint: &[Block], node: Node) -> Complex<Both<V>> {
    match plan.place(node).and_then(|place| adjoint.get(place)) {
        Some(found) => load(found),
        None => Complex::zero(),
    }
}

/// Every driver's share of the drum pressure; how much they cancelled, squared.
#[inline(always)]
fn shares<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
    adjoint: &[Block],
    block: usize,
    output: &mut Output,
) -> Both<V> {
    let adjoint = &adjoint[..plan.acoustic];
    let (mut total, mut size) = (Complex::<Both<V>>::zero(), Both::splat(0.0));
    for (driver, out) in network.drivers.iter().zip(&mut output.drivers) {
        let Pins::General(terminals, faces) = network.elements[driver.element].pins else {
            continue;
        };
        let first = plan.first_value[driver.element];
        let [i_per_v, i_per_p, q_per_v, q_per_p] = [
            values.value(first),
            values.value(first + 1),
            values.value(first + 2),
            values.value(first + 3),
        ];
        let voltage = across::<V>(plan, x, terminals);
        let pressure = across::<V>(plan, x, faces);
        let into_front = q_per_v * voltage;
        let share = (sensitivity(plan, adjoint, faces[1]) - sensitivity(plan, adjoint, faces[0]))
            * into_front;
        let current = i_per_v * voltage + i_per_p * pressure;
        let flow = into_front + q_per_p * pressure;
        total = total + share;
        size += share.re.abs() + share.im.abs();
        out[block] = DriverOutput {
            pressure: keep(share),
            voltage: keep(voltage),
            current: keep(current),
            flow: keep(flow.scale(Both::splat(-1.0 / PRESSURE_UNIT))),
        };
    }
    cancelled(size, total)
}
