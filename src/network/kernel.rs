//! The inner loops of a solve, one block of frequencies after the other.

use super::element::{self, PRESSURE_UNIT};
use super::network::{Network, Node, Pins};
use super::plan::{Entry, NOTHING, Plan, SIMPLE, Term};
use super::simple::Coefficients;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Kernel, LANES, Lanes, Vector, load, store as keep};
use crate::physics::number::Real;

/// A complex number at eight frequencies.
pub(super) type Block = Complex<Lanes>;

/// What is kept between solves.
#[derive(Debug)]
pub(super) struct Store {
    /// Whether values and factors of every block are kept, or only those of the one being solved.
    pub(super) kept: bool,
    pub(super) values: Vec<Block>,
    pub(super) factors: Vec<Block>,
    /// Potentials by pivot, one more for the EMF (always 1), of every block.
    pub(super) potentials: Vec<Block>,
    /// Scratch of the transposed pass.
    pub(super) adjoint: Vec<Block>,
}

impl Store {
    pub(super) fn new(plan: &Plan, blocks: usize, most: usize) -> Self {
        let one_block = plan.values + plan.slots();
        let kept = one_block * blocks <= most;
        let copies = if kept { blocks } else { 1 };
        let zero = Block::zero();
        let mut potentials = vec![zero; (plan.unknowns + 1) * blocks];
        for block in potentials.chunks_exact_mut(plan.unknowns + 1) {
            if let Some(emf) = block.last_mut() {
                *emf = Block::one();
            }
        }
        Self {
            kept,
            values: vec![zero; plan.values * copies],
            factors: vec![zero; plan.slots() * copies],
            potentials,
            adjoint: vec![zero; plan.unknowns],
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
    pub(super) residual: Vec<Lanes>,
    /// For every driver, every block.
    pub(super) drivers: Vec<Vec<DriverOutput>>,
    pub(super) broken: Vec<bool>,
    pub(super) pivoted: bool,
}

/// What a solve gives for a driver, for an EMF of 1 V.
#[derive(Debug, Clone, Copy)]
pub(super) struct DriverOutput {
    /// Share of the drum pressure, Pa/V.
    pub(super) pressure: Block,
    /// Voltage at its terminals, V/V.
    pub(super) voltage: Block,
    /// Volume velocity out of its front, m³/s per V.
    pub(super) flow: Block,
}

impl Output {
    pub(super) fn new(network: &Network, blocks: usize) -> Self {
        let zero = Block::zero();
        let driver = DriverOutput {
            pressure: zero,
            voltage: zero,
            flow: zero,
        };
        Self {
            drum: vec![zero; blocks],
            impedance: vec![zero; blocks],
            residual: vec![Lanes::splat(0.0); blocks],
            drivers: vec![vec![driver; blocks]; network.drivers.len()],
            broken: vec![false; network.elements.len()],
            pivoted: false,
        }
    }
}

/// One solve: what to compute, from what, into what.
pub(super) struct Pass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) coefficients: &'a [Coefficients],
    pub(super) w: &'a [Lanes],
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
        let air = network.air.splat::<V>();
        let kept = |block: usize| if store.kept { block } else { 0 };
        for &e in elements {
            output.broken[e as usize] = false;
        }
        for (block, &w) in w.iter().enumerate() {
            let at = kept(block);
            let values = &mut store.values[at * plan.values..][..plan.values];
            let factors = &mut store.factors[at * plan.slots()..][..plan.slots()];
            let x = &mut store.potentials[block * (plan.unknowns + 1)..][..=plan.unknowns];
            for &e in elements {
                let fine = evaluate::<V>(network, plan, e as usize, &air, w, values);
                output.broken[e as usize] |= !fine;
            }
            for &sum in sums {
                let given = Given::<V>::new(values, coefficients, w);
                let mut total = Complex::<V>::zero();
                for term in &plan.sum_terms[plan.sums[sum as usize].range()] {
                    total = total + given.signed(*term);
                }
                values[plan.first_sum + sum as usize] = keep(total);
            }
            let given = Given::<V>::new(values, coefficients, w);
            let values = &given;
            eliminate::<V>(plan, pivots, values, factors);
            substitute::<V>(plan, factors, x);
            output.residual[block] = residual::<V>(plan, values, x).store();
            read::<V>(network, plan, values, x, block, output);
            if contributions {
                shares::<V>(
                    network,
                    plan,
                    values,
                    factors,
                    x,
                    &mut store.adjoint,
                    block,
                    output,
                );
            }
        }
    }
}

/// Fills in one element's values; `false` when they are not finite (they are 0 then).
#[inline(always)]
fn evaluate<V: Vector>(
    network: &Network,
    plan: &Plan,
    e: usize,
    air: &AirConstants<V>,
    w: Lanes,
    values: &mut [Block],
) -> bool {
    let element = &network.elements[e];
    let slots = &mut values[plan.first_value[e]..plan.first_value[e + 1]];
    let mut fine = true;
    if element::is_hot(&element.kind) {
        let parameters = element.parameters.map(V::splat);
        let new = element::evaluate(&element.kind, &parameters, air, V::load(w));
        let mut check = V::splat(0.0);
        for (slot, new) in slots.iter_mut().zip(new) {
            *slot = keep(new);
            // x − x is 0 for a finite x and NaN otherwise.
            check += (new.re - new.re) + (new.im - new.im);
        }
        fine = check.all_below(1.0);
    } else {
        for lane in 0..LANES {
            let new = element::scalar(element, &network.air, w.0[lane]);
            for (slot, new) in slots.iter_mut().zip(new) {
                slot.re.0[lane] = new.re;
                slot.im.0[lane] = new.im;
                fine &= new.re.is_finite() && new.im.is_finite();
            }
        }
    }
    if !fine {
        slots.fill(Block::zero());
    }
    fine
}

/// What the entries of A are made of, in one block.
struct Given<'a, V> {
    values: &'a [Block],
    coefficients: &'a [Coefficients],
    w: V,
    one_over_w: V,
}

impl<'a, V: Vector> Given<'a, V> {
    #[inline(always)]
    fn new(values: &'a [Block], coefficients: &'a [Coefficients], w: Lanes) -> Self {
        let w = V::load(w);
        Self {
            values,
            coefficients,
            w,
            one_over_w: V::splat(1.0) / w,
        }
    }

    #[inline(always)]
    fn signed(&self, term: Term) -> Complex<V> {
        if term.value & SIMPLE == 0 {
            return load::<V>(&self.values[term.value as usize]).scale(V::splat(term.sign));
        }
        let [g, c, inverse] = self.coefficients[(term.value & !SIMPLE) as usize];
        Complex::new(
            V::splat(g * term.sign),
            self.w * V::splat(c * term.sign) - self.one_over_w * V::splat(inverse * term.sign),
        )
    }

    #[inline(always)]
    fn value(&self, at: usize) -> Complex<V> {
        load(&self.values[at])
    }
}

/// Computes the slots of these pivots, ascending.
#[inline(always)]
fn eliminate<V: Vector>(plan: &Plan, pivots: &[u32], values: &Given<'_, V>, factors: &mut [Block]) {
    for &k in pivots {
        let first = plan.base[k as usize] as usize;
        let end = plan.base[k as usize + 1] as usize;
        let mut done = match first.checked_sub(1) {
            Some(before) => plan.targets[before].products_end as usize,
            None => 0,
        };
        let inverse = target::<V>(plan, first, &mut done, values, factors).inverse();
        factors[first] = keep(inverse);
        factors[first + 1] = keep(target::<V>(plan, first + 1, &mut done, values, factors));
        let mut slot = first + 2;
        while slot < end {
            factors[slot] = keep(target::<V>(plan, slot, &mut done, values, factors));
            let lower = target::<V>(plan, slot + 1, &mut done, values, factors);
            factors[slot + 1] = keep(lower * inverse);
            slot += 2;
        }
    }
}

/// One slot before its division: its term of A, less its products, which begin at `done`.
#[inline(always)]
fn target<V: Vector>(
    plan: &Plan,
    slot: usize,
    done: &mut usize,
    values: &Given<'_, V>,
    factors: &[Block],
) -> Complex<V> {
    let target = plan.targets[slot];
    let mut sum = if target.term.value == NOTHING {
        Complex::zero()
    } else {
        values.signed(target.term)
    };
    let products = *done..target.products_end as usize;
    *done = products.end;
    for &[a, b] in &plan.products[products] {
        sum = sum - load::<V>(&factors[a as usize]) * load(&factors[b as usize]);
    }
    sum
}

/// Potentials from the factors, the last pivot first.
#[inline(always)]
fn substitute<V: Vector>(plan: &Plan, factors: &[Block], x: &mut [Block]) {
    for k in (0..plan.unknowns).rev() {
        let base = plan.base[k] as usize;
        let mut sum = load::<V>(&factors[base + 1]);
        for (at, &j) in plan.neighbours[plan.later[k].range()].iter().enumerate() {
            sum = sum - load::<V>(&factors[base + 2 + 2 * at]) * load(&x[j as usize]);
        }
        x[k] = keep(sum * load(&factors[base]));
    }
}

/// The largest |Ax−b|ᵢ/(|A||x|+|b|)ᵢ of the block. Sizes are taken as |re|+|im| above and
/// max(|re|, |im|) below the line, so that the true ratio is never larger.
#[inline(always)]
fn residual<V: Vector>(plan: &Plan, values: &Given<'_, V>, x: &[Block]) -> V {
    let mut worst_top = V::splat(0.0);
    let mut worst_bottom = V::splat(1.0);
    for row in &plan.rows {
        let mut sum = Complex::<V>::zero();
        let mut size = V::splat(f64::MIN_POSITIVE);
        for entry in &plan.entries[row.range()] {
            let a = values.signed(entry.term);
            let x = load::<V>(&x[entry.column as usize]);
            sum = sum + a * x;
            size += a.re.abs().max(a.im.abs()) * x.re.abs().max(x.im.abs());
        }
        let top = sum.re.abs() + sum.im.abs();
        // top/size > worst_top/worst_bottom, without the division.
        let new = top * worst_bottom;
        let old = worst_top * size;
        // A NaN compares as not smaller and is kept.
        worst_bottom = V::where_greater(old, new, worst_bottom, size);
        worst_top = V::where_greater(old, new, worst_top, top);
    }
    worst_top / worst_bottom
}

#[inline(always)]
fn potential<V: Vector>(plan: &Plan, x: &[Block], node: Node) -> Complex<V> {
    match plan.place(node) {
        Some(place) => load(&x[place]),
        None => Complex::zero(),
    }
}

#[inline(always)]
fn across<V: Vector>(plan: &Plan, x: &[Block], pair: [Node; 2]) -> Complex<V> {
    potential::<V>(plan, x, pair[0]) - potential(plan, x, pair[1])
}

#[inline(always)]
fn row<V: Vector>(entries: &[Entry], values: &Given<'_, V>, x: &[Block]) -> Complex<V> {
    let mut sum = Complex::zero();
    for entry in entries {
        sum = sum + values.signed(entry.term) * load(&x[entry.column as usize]);
    }
    sum
}

/// Drum pressure and input impedance.
#[inline(always)]
fn read<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
    block: usize,
    output: &mut Output,
) {
    if let Some((ear, node)) = network.ear {
        let ratio = values.value(plan.first_value[ear] + 1);
        let drum = ratio * potential(plan, x, node);
        output.drum[block] = keep(drum.scale(V::splat(PRESSURE_UNIT)));
    }
    if let Some(terminal) = network.terminal {
        let current = row::<V>(&plan.current, values, x);
        output.impedance[block] = keep(potential::<V>(plan, x, terminal) / current);
    }
}

/// Every driver's share of the drum pressure, from one transposed pass over the acoustic pivots.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "the parts of one block")]
fn shares<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    factors: &[Block],
    x: &[Block],
    adjoint: &mut [Block],
    block: usize,
    output: &mut Output,
) {
    let adjoint = &mut adjoint[..plan.acoustic];
    adjoint.fill(Block::zero());
    let ear = network
        .ear
        .and_then(|(ear, node)| Some((ear, node.unknown()?)));
    if let Some((ear, node)) = ear {
        let start = plan.pivot_of[node];
        let ratio = values.value(plan.first_value[ear] + 1);
        adjoint[start] = keep(ratio.scale(V::splat(PRESSURE_UNIT)));
        // Only pivots above the ear's see it on the way up.
        let mut k = start;
        while k < plan.acoustic {
            let base = plan.base[k] as usize;
            let here = load::<V>(&adjoint[k]) * load(&factors[base]);
            adjoint[k] = keep(here);
            for (at, &j) in plan.neighbours[plan.later[k].range()].iter().enumerate() {
                if let Some(there) = adjoint.get_mut(j as usize) {
                    *there = keep(load::<V>(there) - load(&factors[base + 2 + 2 * at]) * here);
                }
            }
            k = plan.parent[k];
        }
        for k in (0..plan.acoustic).rev() {
            let base = plan.base[k] as usize;
            let mut sum = load::<V>(&adjoint[k]);
            for (at, &j) in plan.neighbours[plan.later[k].range()].iter().enumerate() {
                if let Some(there) = adjoint.get(j as usize) {
                    sum = sum - load::<V>(&factors[base + 3 + 2 * at]) * load(there);
                }
            }
            adjoint[k] = keep(sum);
        }
    }
    let sensitivity = |node: Node| {
        let place = plan.place(node).and_then(|place| adjoint.get(place));
        place.map_or_else(Complex::zero, load::<V>)
    };
    for (driver, out) in network.drivers.iter().zip(&mut output.drivers) {
        let Pins::General(terminals, faces) = network.elements[driver.element].pins else {
            continue;
        };
        let first = plan.first_value[driver.element];
        let q_per_v = values.value(first + 2);
        let q_per_p = values.value(first + 3);
        let voltage = across::<V>(plan, x, terminals);
        let into_front = q_per_v * voltage;
        let share = (sensitivity(faces[1]) - sensitivity(faces[0])) * into_front;
        let flow = into_front + q_per_p * across(plan, x, faces);
        out[block] = DriverOutput {
            pressure: keep(share),
            voltage: keep(voltage),
            flow: keep(flow.scale(V::splat(-1.0 / PRESSURE_UNIT))),
        };
    }
}
