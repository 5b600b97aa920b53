//! The loops of the adjoint, one block of frequencies after the other.

use super::adjoint::Adjoint;
use super::element::{self, MAX_VALUES, PRESSURE_UNIT};
use super::kernel::{self, Block, Given, Store};
use super::network::{Element, Kind, MAX_PARAMETERS, Network, Node, Pins};
use super::plan::Plan;
use super::simple::Coefficients;
use super::slopes::{self, AIR, AIR_CONSTANTS, OUTPUTS, Put, Slope, Weights};
use super::transposed;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Kernel, LANES, Lanes, Vector, load, store as keep};

/// Solves for λ, block by block.
pub(super) struct LambdaPass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) coefficients: &'a [Coefficients],
    pub(super) w: &'a [Lanes],
    pub(super) refined: &'a [bool],
    pub(super) drum: &'a [Block],
    pub(super) impedance: &'a [Block],
    pub(super) store: &'a mut Store,
    pub(super) adjoint: &'a mut Adjoint,
}

impl Kernel for LambdaPass<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        let Self {
            network,
            plan,
            coefficients,
            w,
            refined,
            drum,
            impedance,
            store,
            adjoint,
        } = self;
        let n = plan.unknowns;
        for (block, &w) in w.iter().enumerate() {
            if !store.kept {
                kernel::factor::<V>((network, plan, coefficients), w, store);
            }
            let at = if store.kept { block } else { 0 };
            let values = &store.values[at * plan.values..][..plan.values];
            let factors = &store.factors[at * plan.slots()..][..plan.slots()];
            let values = &Given::<V>::new(values, coefficients, w);
            let x = &store.potentials[block * (n + 1)..][..=n];
            let lambda = &mut adjoint.lambda[block * OUTPUTS * n..][..OUTPUTS * n];
            for (output, lambda) in lambda.chunks_exact_mut(n.max(1)).enumerate() {
                let fill = |g: &mut [Block]| {
                    g.fill(Block::zero());
                    if output == 0 {
                        read_drum::<V>(network, plan, values, &drum[block], g);
                    } else {
                        read_impedance::<V>(network, plan, values, x, &impedance[block], g);
                    }
                };
                fill(lambda);
                transposed::solve::<V>(plan, factors, n, &adjoint.reached[output], lambda);
                if refined[block] {
                    let g = &mut adjoint.g;
                    fill(g);
                    transposed::refined(plan, (values, factors), n, &adjoint.all, lambda, g);
                }
            }
        }
    }
}

/// The weights with which ln p reads the potentials.
#[inline(always)]
fn read_drum<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    drum: &Block,
    g: &mut [Block],
) {
    let Some((ear, node)) = network.ear else {
        return;
    };
    let ratio = values.value(plan.first_value[ear] + 1);
    if let Some(there) = plan.place(node).and_then(|place| g.get_mut(place)) {
        *there = keep((ratio / load(drum)).scale(V::splat(PRESSURE_UNIT)));
    }
}

/// The weights with which ln Z = ln V − ln I reads the potentials.
#[inline(always)]
fn read_impedance<V: Vector>(
    network: &Network,
    plan: &Plan,
    values: &Given<'_, V>,
    x: &[Block],
    impedance: &Block,
    g: &mut [Block],
) {
    let Some(place) = network.terminal.and_then(|node| plan.place(node)) else {
        return;
    };
    let one_over_v = load::<V>(&x[place]).inverse();
    let one_over_i = one_over_v * load(impedance);
    if let Some(there) = g.get_mut(place) {
        *there = keep(load::<V>(there) + one_over_v);
    }
    for entry in &plan.current {
        if let Some(there) = g.get_mut(entry.column as usize) {
            *there = keep(load::<V>(there) - values.signed(entry.term) * one_over_i);
        }
    }
}

/// Derives every element, block by block.
pub(super) struct SlopePass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) w: &'a [Lanes],
    pub(super) drum: &'a [Block],
    pub(super) impedance: &'a [Block],
    pub(super) potentials: &'a [Block],
    pub(super) adjoint: &'a mut Adjoint,
}

impl Kernel for SlopePass<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        let Self {
            network,
            plan,
            w,
            drum,
            impedance,
            potentials,
            adjoint,
        } = self;
        let n = plan.unknowns;
        let blocks = w.len();
        let terminal = network.terminal.and_then(|node| plan.place(node));
        let air_at = adjoint.first[network.elements.len()] * blocks;
        for (block, &w) in w.iter().enumerate() {
            let x = &potentials[block * (n + 1)..][..=n];
            let lambda = &adjoint.lambda[block * OUTPUTS * n..][..OUTPUTS * n];
            let one_over_i = terminal.map_or_else(Complex::zero, |place| {
                load::<V>(&impedance[block]) * load::<V>(&x[place]).inverse()
            });
            let mut air = [[Block::zero(); OUTPUTS]; AIR_CONSTANTS];
            for (e, element) in network.elements.iter().enumerate() {
                let at = At {
                    plan,
                    x,
                    lambda,
                    one_over_i,
                    terminal: network.terminal.filter(|_| !network.ahead.contains(&e)),
                };
                let mut weights = at.weights(element.pins);
                if let Some((ear, node)) = network.ear
                    && ear == e
                {
                    // The drum's share of the pressure at the ear's reference plane.
                    let pressure = kernel::potential::<V>(plan, x, node);
                    let read = pressure / load(&drum[block]);
                    weights[0][1] = keep(read.scale(V::splat(PRESSURE_UNIT)));
                }
                let place = Place {
                    element,
                    constants: &network.air,
                    w,
                    weights,
                    slopes: &mut adjoint.slopes[adjoint.first[e] * blocks + block..],
                    blocks,
                    air: &mut air,
                };
                let left = match element.kind {
                    Kind::Duct | Kind::Vent { .. } => V::enter_large(Bores(place)).map_err(|w| w.0),
                    Kind::MovingCoilPlain | Kind::Armature { .. } => {
                        V::enter_large(Motors(place)).map_err(|w| w.0)
                    }
                    _ if element::is_hot(&element.kind) => {
                        V::enter_large(Others(place)).map_err(|w| w.0)
                    }
                    _ => Err(place),
                };
                if let Err(place) = left {
                    place.one_by_one();
                }
            }
            for (constant, sum) in air.into_iter().enumerate() {
                adjoint.slopes[air_at + constant * blocks + block] = sum;
            }
        }
    }
}

/// One element in one block: what its derivatives are made of, and where they go.
struct Place<'a> {
    element: &'a Element,
    constants: &'a AirConstants<f64>,
    w: Lanes,
    weights: Weights<Lanes>,
    /// From this element's first parameter on, a parameter every `blocks`.
    slopes: &'a mut [[Block; OUTPUTS]],
    blocks: usize,
    air: &'a mut [[Block; OUTPUTS]; AIR_CONSTANTS],
}

impl Place<'_> {
    #[inline(always)]
    fn weights<V: Vector>(&self) -> Weights<V> {
        let mut out = [[Complex::zero(); MAX_VALUES]; OUTPUTS];
        for (out, weights) in out.iter_mut().zip(&self.weights) {
            for (out, weight) in out.iter_mut().zip(weights) {
                *out = load::<V>(weight);
            }
        }
        out
    }

    #[inline(always)]
    fn parameters<V: Vector>(&self) -> [V; MAX_PARAMETERS] {
        let mut out = [V::splat(0.0); MAX_PARAMETERS];
        for (out, &value) in out.iter_mut().zip(&self.element.parameters) {
            *out = V::splat(value);
        }
        out
    }

    /// One frequency at a time.
    #[inline(never)]
    fn one_by_one(self) {
        let (element, constants, w) = (self.element, self.constants, self.w);
        let all = self.weights;
        let mut lane = OneLane {
            place: self,
            lane: 0,
        };
        while lane.lane < LANES {
            let of_lane = |z: Block| Complex::new(z.re.0[lane.lane], z.im.0[lane.lane]);
            let weights = all.map(|of| of.map(of_lane));
            slopes::scalar(element, constants, w.0[lane.lane], &weights, &mut lane);
            lane.lane += 1;
        }
    }
}

impl<V: Vector> Put<V> for Place<'_> {
    #[inline(always)]
    fn put(&mut self, input: usize, slope: Slope<V>) {
        if input >= AIR {
            let sum = &mut self.air[input - AIR];
            for output in 0..OUTPUTS {
                sum[output] = keep(load::<V>(&sum[output]) + slope[output]);
            }
        } else {
            let there = &mut self.slopes[input * self.blocks];
            for output in 0..OUTPUTS {
                there[output] = keep(slope[output]);
            }
        }
    }
}

/// One lane of a place.
struct OneLane<'a> {
    place: Place<'a>,
    lane: usize,
}

impl Put<f64> for OneLane<'_> {
    fn put(&mut self, input: usize, slope: Slope<f64>) {
        let lane = self.lane;
        if input >= AIR {
            for (sum, more) in self.place.air[input - AIR].iter_mut().zip(slope) {
                sum.re.0[lane] += more.re;
                sum.im.0[lane] += more.im;
            }
        } else {
            let there = &mut self.place.slopes[input * self.place.blocks];
            for (there, slope) in there.iter_mut().zip(slope) {
                there.re.0[lane] = slope.re;
                there.im.0[lane] = slope.im;
            }
        }
    }
}

/// Ducts and vents.
struct Bores<'a>(Place<'a>);
/// Motors.
struct Motors<'a>(Place<'a>);
/// Other frequent kinds.
struct Others<'a>(Place<'a>);

impl Kernel for Bores<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(mut self) {
        let kind = &self.0.element.kind;
        let air = self.0.constants.splat::<V>();
        let (p, weights) = (self.0.parameters::<V>(), self.0.weights::<V>());
        let w = V::load(self.0.w);
        slopes::bore(kind, &p, &air, w, &weights, &mut self.0);
    }
}

impl Kernel for Motors<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(mut self) {
        let kind = &self.0.element.kind;
        let (p, weights) = (self.0.parameters::<V>(), self.0.weights::<V>());
        let w = V::load(self.0.w);
        slopes::motor(kind, &p, w, &weights, &mut self.0);
    }
}

impl Kernel for Others<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(mut self) {
        let kind = &self.0.element.kind;
        let air = self.0.constants.splat::<V>();
        let (p, weights) = (self.0.parameters::<V>(), self.0.weights::<V>());
        let w = V::load(self.0.w);
        slopes::other(kind, &p, &air, w, &weights, &mut self.0);
    }
}

/// Potentials and λ of one block.
struct At<'a, V> {
    plan: &'a Plan,
    x: &'a [Block],
    lambda: &'a [Block],
    one_over_i: Complex<V>,
    /// The source's terminal, for elements whose current at it is the source's.
    terminal: Option<Node>,
}

impl<V: Vector> At<'_, V> {
    /// −λ across a pair, of one output.
    #[inline(always)]
    fn across(&self, output: usize, pair: [Node; 2]) -> Complex<V> {
        self.lambda(output, pair[1]) - self.lambda(output, pair[0])
    }

    /// λ of a node; for the impedance, less what the current itself is read with, through the
    /// element's own values.
    #[inline(always)]
    fn lambda(&self, output: usize, node: Node) -> Complex<V> {
        let n = self.plan.unknowns;
        let mut found = match self.plan.place(node) {
            Some(place) if place < n => load::<V>(&self.lambda[output * n + place]),
            _ => Complex::zero(),
        };
        if output == 1 && self.terminal == Some(node) {
            found = found + self.one_over_i;
        }
        found
    }

    /// What each value of an element does to each output.
    #[inline(always)]
    fn weights(&self, pins: Pins) -> Weights<Lanes> {
        let mut all = [[Block::zero(); MAX_VALUES]; OUTPUTS];
        for (output, of) in all.iter_mut().enumerate() {
            match pins {
                Pins::One(a) => of[0] = keep(self.across(output, a) * self.x(a)),
                Pins::Reciprocal(a, b) => {
                    let (la, lb) = (self.across(output, a), self.across(output, b));
                    let (xa, xb) = (self.x(a), self.x(b));
                    of[0] = keep(la * xa);
                    of[1] = keep(la * xb + lb * xa);
                    of[2] = keep(lb * xb);
                }
                Pins::General(a, b) => {
                    let (la, lb) = (self.across(output, a), self.across(output, b));
                    let (xa, xb) = (self.x(a), self.x(b));
                    of[0] = keep(la * xa);
                    of[1] = keep(la * xb);
                    of[2] = keep(lb * xa);
                    of[3] = keep(lb * xb);
                }
            }
        }
        all
    }

    #[inline(always)]
    fn x(&self, pair: [Node; 2]) -> Complex<V> {
        kernel::across::<V>(self.plan, self.x, pair)
    }
}
