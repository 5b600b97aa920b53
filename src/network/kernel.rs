//! The inner loops of a solve, one block of frequencies after the other.

use super::dense::RESIDUAL_LIMIT;
use super::element::{self, PRESSURE_UNIT, Values};
use super::network::{Element, Kind, Network, Node, Pins};
use super::plan::{Entry, NOTHING, Plan, SIMPLE, Term};
use super::simple::Coefficients;
use super::transposed;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Kernel, LANES, Lanes, Vector, load, store as keep};
use crate::physics::number::Real;

/// Steps of refinement before the pivoted solve takes over.
const REFINEMENTS: usize = 4;

/// Potentials below this share of the largest of their domain are rounding: equations that hold
/// nothing else are compared with the largest (Arioli, Demmel, Duff 1989).
pub(super) const ROUNDING: f64 = 1e-12;

/// A complex number at eight frequencies.
pub(super) type Block = Complex<Lanes>;

/// What is kept between solves.
#[derive(Debug)]
pub(super) struct Store {
    /// Whether values and factors of every block are kept, or only those of the one being solved.
    pub(super) kept: bool,
    /// Whether they may be: from the second solve on. The first one is quicker in memory that stays
    /// in cache, and may be the only one.
    worth_keeping: bool,
    pub(super) values: Vec<Block>,
    pub(super) factors: Vec<Block>,
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
        let zero = Block::zero();
        let mut potentials = vec![zero; (plan.unknowns + 1) * blocks];
        for block in potentials.chunks_exact_mut(plan.unknowns + 1) {
            if let Some(emf) = block.last_mut() {
                *emf = Block::one();
            }
        }
        let mut above_ear = Vec::new();
        let ear = network.ear.and_then(|(_, node)| plan.place(node));
        transposed::closure(plan, ear.as_slice(), plan.acoustic, &mut above_ear);
        Self {
            kept: false,
            worth_keeping: (plan.values + plan.slots()) * blocks <= most,
            values: vec![zero; plan.values],
            factors: vec![zero; plan.slots()],
            potentials,
            adjoint: vec![zero; plan.unknowns],
            rest: vec![zero; plan.unknowns],
            all: (0..plan.unknowns)
                .filter_map(|k| u32::try_from(k).ok())
                .collect(),
            above_ear,
        }
    }

    /// Makes room for every block, if that is worth it.
    pub(super) fn keep(&mut self, plan: &Plan, blocks: usize) {
        if self.worth_keeping && !self.kept {
            self.kept = true;
            self.values = vec![Block::zero(); plan.values * blocks];
            self.factors = vec![Block::zero(); plan.slots() * blocks];
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
    /// Blocks whose first answer was not good enough.
    pub(super) refined: Vec<bool>,
    /// Frequencies that the pivoted solve took over.
    pub(super) repaired: Vec<[bool; LANES]>,
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
            refined: vec![false; blocks],
            repaired: vec![[false; LANES]; blocks],
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
                let fine = evaluate::<V>(network, plan, e as usize, w, values);
                output.broken[e as usize] |= !fine;
            }
            add_up::<V>(plan, coefficients, sums, w, values);
            let given = Given::<V>::new(values, coefficients, w);
            let values = &given;
            eliminate::<V>(plan, pivots, values, factors);
            substitute::<V>(plan, factors, x);
            let mut worst = residual::<V>(plan, values, x, None);
            output.refined[block] = false;
            if !worst.all_below(RESIDUAL_LIMIT) {
                worst = residual(plan, values, x, Some(largest(plan, x)));
                for _ in 0..REFINEMENTS {
                    if worst.all_below(RESIDUAL_LIMIT) {
                        break;
                    }
                    output.refined[block] = true;
                    refine::<V>(plan, values, factors, x, &mut store.rest);
                    worst = residual(plan, values, x, Some(largest(plan, x)));
                }
            }
            output.residual[block] = worst.store();
            read::<V>(network, plan, values, x, block, output);
            if contributions {
                sensitivities::<V>(
                    network,
                    (plan, values, factors),
                    (&store.above_ear, &store.all),
                    output.refined[block],
                    (&mut store.adjoint, &mut store.rest),
                );
                shares::<V>(network, plan, values, x, &store.adjoint, block, output);
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
    w: Lanes,
    values: &mut [Block],
) -> bool {
    let element = &network.elements[e];
    let slots = &mut values[plan.first_value[e]..plan.first_value[e + 1]];
    let air = &network.air;
    let fine = match element.kind {
        Kind::Duct | Kind::Vent { .. } => V::enter(Bores(element, air, w, slots)),
        Kind::MovingCoilPlain | Kind::Armature { .. } => V::enter(Motors(element, w, slots)),
        _ if element::is_hot(&element.kind) => V::enter(Others(element, air, w, slots)),
        _ => one_by_one(element, air, w, slots),
    };
    if !fine {
        slots.fill(Block::zero());
    }
    fine
}

/// Ducts and vents of one block.
struct Bores<'a>(&'a Element, &'a AirConstants<f64>, Lanes, &'a mut [Block]);
/// Motors of one block.
struct Motors<'a>(&'a Element, Lanes, &'a mut [Block]);
/// Other frequent kinds.
struct Others<'a>(&'a Element, &'a AirConstants<f64>, Lanes, &'a mut [Block]);

impl Kernel for Bores<'_> {
    type Output = bool;
    #[inline(always)]
    fn run<V: Vector>(self) -> bool {
        let Self(element, air, w, slots) = self;
        let p = element.parameters.map(V::splat);
        let new = element::bore(&element.kind, &p, &air.splat(), V::load(w));
        fill(slots, &new)
    }
}

impl Kernel for Motors<'_> {
    type Output = bool;
    #[inline(always)]
    fn run<V: Vector>(self) -> bool {
        let Self(element, w, slots) = self;
        let p = element.parameters.map(V::splat);
        fill(slots, &element::motor(&element.kind, &p, V::load(w)))
    }
}

impl Kernel for Others<'_> {
    type Output = bool;
    #[inline(always)]
    fn run<V: Vector>(self) -> bool {
        let Self(element, air, w, slots) = self;
        let p = element.parameters.map(V::splat);
        let new = element::other(&element.kind, &p, &air.splat(), V::load(w));
        fill(slots, &new)
    }
}

/// Keeps new values; whether all of them are finite.
#[inline(always)]
fn fill<V: Vector>(slots: &mut [Block], new: &Values<V>) -> bool {
    let mut check = V::splat(0.0);
    for (slot, &new) in slots.iter_mut().zip(new) {
        *slot = keep(new);
        // x − x is 0 for a finite x and NaN otherwise.
        check += (new.re - new.re) + (new.im - new.im);
    }
    check.all_below(1.0)
}

/// A rare kind, one frequency at a time.
#[inline(never)]
fn one_by_one(element: &Element, air: &AirConstants<f64>, w: Lanes, slots: &mut [Block]) -> bool {
    let mut fine = true;
    for lane in 0..LANES {
        let new = element::scalar(element, air, w.0[lane]);
        for (slot, new) in slots.iter_mut().zip(new) {
            slot.re.0[lane] = new.re;
            slot.im.0[lane] = new.im;
            fine &= new.re.is_finite() && new.im.is_finite();
        }
    }
    fine
}

/// What the entries of A are made of, in one block.
pub(super) struct Given<'a, V> {
    values: &'a [Block],
    coefficients: &'a [Coefficients],
    w: V,
    one_over_w: V,
}

impl<'a, V: Vector> Given<'a, V> {
    #[inline(always)]
    pub(super) fn new(values: &'a [Block], coefficients: &'a [Coefficients], w: Lanes) -> Self {
        let w = V::load(w);
        Self {
            values,
            coefficients,
            w,
            one_over_w: V::splat(1.0) / w,
        }
    }

    #[inline(always)]
    pub(super) fn signed(&self, term: Term) -> Complex<V> {
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
    pub(super) fn value(&self, at: usize) -> Complex<V> {
        load(&self.values[at])
    }
}

/// Fills in the values that are sums of others.
#[inline(always)]
fn add_up<V: Vector>(
    plan: &Plan,
    coefficients: &[Coefficients],
    sums: &[u32],
    w: Lanes,
    values: &mut [Block],
) {
    for &sum in sums {
        let given = Given::<V>::new(values, coefficients, w);
        let mut total = Complex::<V>::zero();
        for term in &plan.sum_terms[plan.sums[sum as usize].range()] {
            total = total + given.signed(*term);
        }
        values[plan.first_sum + sum as usize] = keep(total);
    }
}

/// Values and factors of one block that were not kept, computed again.
#[inline(always)]
pub(super) fn factor<V: Vector>(
    (network, plan, coefficients): (&Network, &Plan, &[Coefficients]),
    w: Lanes,
    store: &mut Store,
) {
    let values = &mut store.values[..plan.values];
    for e in 0..network.elements.len() {
        if !plan.simple[e] {
            evaluate::<V>(network, plan, e, w, values);
        }
    }
    add_up::<V>(plan, coefficients, &plan.block_sums, w, values);
    let given = Given::<V>::new(values, coefficients, w);
    let factors = &mut store.factors[..plan.slots()];
    eliminate::<V>(plan, &store.all, &given, factors);
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

/// Adds to the potentials what the same factors give for what they left over (Skeel 1980: one step
/// makes the componentwise residual small, where pivots were not too small).
#[inline(always)]
fn refine<V: Vector>(
    plan: &Plan,
    values: &Given<'_, V>,
    factors: &[Block],
    x: &mut [Block],
    rest: &mut [Block],
) {
    for (row, rest) in plan.rows.iter().zip(rest.iter_mut()) {
        *rest = keep(-self::row(&plan.entries[row.range()], values, x));
    }
    for k in 0..plan.unknowns {
        let base = plan.base[k] as usize;
        let here = load::<V>(&rest[k]);
        for (at, &j) in plan.neighbours[plan.later[k].range()].iter().enumerate() {
            let there = &mut rest[j as usize];
            *there = keep(load::<V>(there) - load(&factors[base + 3 + 2 * at]) * here);
        }
    }
    for k in (0..plan.unknowns).rev() {
        let base = plan.base[k] as usize;
        let mut sum = load::<V>(&rest[k]);
        for (at, &j) in plan.neighbours[plan.later[k].range()].iter().enumerate() {
            sum = sum - load::<V>(&factors[base + 2 + 2 * at]) * load(&rest[j as usize]);
        }
        let more = sum * load(&factors[base]);
        rest[k] = keep(more);
        x[k] = keep(load::<V>(&x[k]) + more);
    }
}

/// The largest potential among acoustic and among electrical nodes, the EMF included, as
/// max(|re|, |im|).
#[inline(always)]
fn largest<V: Vector>(plan: &Plan, x: &[Block]) -> [V; 2] {
    let (acoustic, electrical) = x.split_at(plan.acoustic);
    let mut found = [V::splat(0.0); 2];
    for (found, x) in found.iter_mut().zip([acoustic, electrical]) {
        for x in x {
            let x = load::<V>(x);
            *found = found.max(x.re.abs()).max(x.im.abs());
        }
    }
    found
}

/// The largest |Ax−b|ᵢ/(|A||x|+|b|)ᵢ of the block. Sizes are taken as |re|+|im| above and
/// max(|re|, |im|) below the line, so that the true ratio is never larger. Equations of nothing but
/// rounding, beside the largest potentials where these are given, are compared with them.
#[inline(always)]
fn residual<V: Vector>(
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
    largest: Option<[V; 2]>,
) -> V {
    let mut worst_top = V::splat(0.0);
    let mut worst_bottom = V::splat(1.0);
    for row in &plan.rows {
        let mut sum = Complex::<V>::zero();
        let mut size = V::splat(f64::MIN_POSITIVE);
        let mut full = V::splat(0.0);
        for entry in &plan.entries[row.range()] {
            let a = values.signed(entry.term);
            let x = load::<V>(&x[entry.column as usize]);
            sum = sum + a * x;
            let a = a.re.abs().max(a.im.abs());
            size += a * x.re.abs().max(x.im.abs());
            if let Some(largest) = largest {
                full += a * largest[usize::from(entry.column as usize >= plan.acoustic)];
            }
        }
        if largest.is_some() {
            size = V::where_greater(full * V::splat(ROUNDING), size, full, size);
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
pub(super) fn potential<V: Vector>(plan: &Plan, x: &[Block], node: Node) -> Complex<V> {
    match plan.place(node) {
        Some(place) => load(&x[place]),
        None => Complex::zero(),
    }
}

#[inline(always)]
pub(super) fn across<V: Vector>(plan: &Plan, x: &[Block], pair: [Node; 2]) -> Complex<V> {
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

/// What a flow into each acoustic node does to the drum pressure, all voltages held: one transposed
/// pass over the acoustic pivots.
#[inline(always)]
fn sensitivities<V: Vector>(
    network: &Network,
    (plan, values, factors): (&Plan, &Given<'_, V>, &[Block]),
    (above_ear, all): (&[u32], &[u32]),
    refined: bool,
    (adjoint, rest): (&mut [Block], &mut [Block]),
) {
    let limit = plan.acoustic;
    let fill = |g: &mut [Block]| {
        g.fill(Block::zero());
        let place = network
            .ear
            .and_then(|(ear, node)| Some((ear, plan.place(node)?)));
        if let Some((ear, place)) = place
            && let Some(there) = g.get_mut(place)
        {
            let ratio = values.value(plan.first_value[ear] + 1);
            *there = keep(ratio.scale(V::splat(PRESSURE_UNIT)));
        }
    };
    fill(adjoint);
    transposed::solve::<V>(plan, factors, limit, above_ear, adjoint);
    if refined {
        fill(rest);
        transposed::refined(plan, (values, factors), limit, &all[..limit], adjoint, rest);
    }
}

/// Every driver's share of the drum pressure.
#[inline(always)]
fn shares<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
    adjoint: &[Block],
    block: usize,
    output: &mut Output,
) {
    let adjoint = &adjoint[..plan.acoustic];
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
