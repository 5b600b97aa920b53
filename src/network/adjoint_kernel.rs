//! The loops of the adjoint, one block of frequencies after the other.

use super::adjoint::Adjoint;
use super::block::{Block, Reals, ZERO, keep, keep_half, load, load_half};
use super::element::{self, MAX_VALUES, PRESSURE_UNIT};
use super::factor::Factors;
use super::kernel::{self, Store};
use super::network::{Element, Kind, MAX_PARAMETERS, Network, Node, Pins};
use super::plan::Plan;
use super::simple::Coefficients;
use super::slopes::{self, AIR, AIR_CONSTANTS, OUTPUTS, Put, Slope, Weights};
use super::transposed;
use super::values::Given;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{self, Both, Kernel, LANES, Lanes, Vector};
use crate::physics::number::Real as _;

/// Solves for λ, block by block.
pub(super) struct LambdaPass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) coefficients: &'a [Coefficients],
    pub(super) w: &'a [Reals],
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
                kernel::factor::<V>((network, plan, coefficients), &w, store);
            }
            let at = if store.kept { block } else { 0 };
            let values = &store.values[at * plan.values..][..plan.values];
            let factors = &Factors {
                slots: &mut store.slots[at * plan.slots..][..plan.slots],
                inverses: &mut store.inverses[at * n..][..n],
            };
            let values = &Given::<V>::new(values, coefficients, &w);
            let x = &store.potentials[block * (n + 1)..][..=n];
            let lambda = &mut adjoint.lambda[block * OUTPUTS * n..][..OUTPUTS * n];
            for (output, lambda) in lambda.chunks_exact_mut(n.max(1)).enumerate() {
                let reader = Reader {
                    network,
                    plan,
                    values,
                    x,
                    drum: &drum[block],
                    impedance: &impedance[block],
                };
                reader.read(output, lambda);
                let reached = &adjoint.reached[output];
                transposed::solve::<V>(plan, (values, factors), n, reached, lambda);
                if refined[block] {
                    let g = &mut adjoint.g;
                    reader.read(output, g);
                    transposed::refined(plan, (values, factors), n, &adjoint.all, lambda, g);
                }
            }
        }
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

/// Derives every element, block by block.
pub(super) struct SlopePass<'a> {
    pub(super) network: &'a Network,
    pub(super) plan: &'a Plan,
    pub(super) w: &'a [Reals],
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
        // Its air's derivatives come last.
        let air_at = adjoint.first[network.elements.len()];
        let count = air_at + AIR_CONSTANTS;
        let terminal = network.terminal.and_then(|node| plan.place(node));
        for (block, &w) in w.iter().enumerate() {
            let x = &potentials[block * (n + 1)..][..=n];
            let lambda = &adjoint.lambda[block * OUTPUTS * n..][..OUTPUTS * n];
            let slopes = &mut adjoint.slopes[block * count..][..count];
            let mut air = [[ZERO; OUTPUTS]; AIR_CONSTANTS];
            let mut weights = [[Complex::<Lanes>::zero(); MAX_VALUES]; OUTPUTS];
            for (half, &w) in w.iter().enumerate() {
                let one_over_i = terminal.map_or_else(Complex::zero, |place| {
                    load_half::<V>(&impedance[block], half)
                        * load_half::<V>(&x[place], half).inverse()
                });
                for (e, element) in network.elements.iter().enumerate() {
                    let at = At {
                        plan,
                        x,
                        lambda,
                        half,
                        one_over_i,
                        terminal: network.terminal.filter(|_| !network.ahead.contains(&e)),
                    };
                    at.weights(element.pins, &mut weights);
                    if let Some((ear, node)) = network.ear
                        && ear == e
                    {
                        // The drum's share of the pressure at the ear's reference plane.
                        let pressure = at.potential(node);
                        let read = pressure / load_half(&drum[block], half);
                        weights[0][1] = keep_lanes(read.scale(V::splat(PRESSURE_UNIT)));
                    }
                    let place = Place {
                        element,
                        constants: &network.air,
                        w,
                        half,
                        weights: &weights,
                        slopes: &mut slopes[adjoint.first[e]..],
                        air: &mut air,
                    };
                    place.derive::<V>();
                }
            }
            slopes[air_at..].copy_from_slice(&air);
        }
    }
}

/// One element in half a block: what its derivatives are made of, and where they go.
struct Place<'a> {
    element: &'a Element,
    constants: &'a AirConstants<f64>,
    w: Lanes,
    half: usize,
    weights: &'a Weights<Lanes>,
    /// From this element's first parameter on.
    slopes: &'a mut [[Block; OUTPUTS]],
    air: &'a mut [[Block; OUTPUTS]; AIR_CONSTANTS],
}

impl Place<'_> {
    /// All derivatives of the element.
    #[inline(always)]
    fn derive<V: Vector>(self) {
        let left = match self.element.kind {
            Kind::Duct | Kind::Vent { .. } => V::enter_large(Bores(self)).map_err(|w| w.0),
            Kind::MovingCoilPlain | Kind::Armature { .. } => {
                V::enter_large(Motors(self)).map_err(|w| w.0)
            }
            _ if element::is_hot(&self.element.kind) => {
                V::enter_large(Others(self)).map_err(|w| w.0)
            }
            _ => Err(self),
        };
        if let Err(place) = left {
            place.one_by_one();
        }
    }

    #[inline(always)]
    fn weights<V: Vector>(&self) -> Weights<V> {
        [four(&self.weights[0]), four(&self.weights[1])]
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
            let of_lane = |z: Complex<Lanes>| Complex::new(z.re.0[lane.lane], z.im.0[lane.lane]);
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
                let more = load_half::<V>(&sum[output], self.half) + slope[output];
                keep_half(&mut sum[output], self.half, more);
            }
        } else {
            let there = &mut self.slopes[input];
            for output in 0..OUTPUTS {
                keep_half(&mut there[output], self.half, slope[output]);
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
        let (half, lane) = (self.place.half, self.lane);
        if input >= AIR {
            for (sum, more) in self.place.air[input - AIR].iter_mut().zip(slope) {
                sum.re[half].0[lane] += more.re;
                sum.im[half].0[lane] += more.im;
            }
        } else {
            let there = &mut self.place.slopes[input];
            for (there, slope) in there.iter_mut().zip(slope) {
                there.re[half].0[lane] = slope.re;
                there.im[half].0[lane] = slope.im;
            }
        }
    }
}

/// Not by a loop: arrays filled by loops are zeroed first.
#[inline(always)]
fn four<V: Vector>(of: &[Complex<Lanes>; MAX_VALUES]) -> [Complex<V>; MAX_VALUES] {
    [
        lanes::load(&of[0]),
        lanes::load(&of[1]),
        lanes::load(&of[2]),
        lanes::load(&of[3]),
    ]
}

#[inline(always)]
fn keep_lanes<V: Vector>(z: Complex<V>) -> Complex<Lanes> {
    lanes::store(z)
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
    half: usize,
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
            Some(place) if place < n => load_half(&self.lambda[output * n + place], self.half),
            _ => Complex::zero(),
        };
        if output == 1 && self.terminal == Some(node) {
            found = found + self.one_over_i;
        }
        found
    }

    /// What each value of an element does to each output.
    #[inline(always)]
    fn weights(&self, pins: Pins, all: &mut Weights<Lanes>) {
        let zero = Complex::<Lanes>::zero();
        for (output, of) in all.iter_mut().enumerate() {
            *of = match pins {
                Pins::One(a) => {
                    let only = self.across(output, a) * self.x(a);
                    [keep_lanes(only), zero, zero, zero]
                }
                Pins::Reciprocal(a, b) => {
                    let (la, lb) = (self.across(output, a), self.across(output, b));
                    let (xa, xb) = (self.x(a), self.x(b));
                    let between = la * xb + lb * xa;
                    [
                        keep_lanes(la * xa),
                        keep_lanes(between),
                        keep_lanes(lb * xb),
                        zero,
                    ]
                }
                Pins::General(a, b) => {
                    let (la, lb) = (self.across(output, a), self.across(output, b));
                    let (xa, xb) = (self.x(a), self.x(b));
                    [
                        keep_lanes(la * xa),
                        keep_lanes(la * xb),
                        keep_lanes(lb * xa),
                        keep_lanes(lb * xb),
                    ]
                }
            };
        }
    }

    #[inline(always)]
    fn x(&self, pair: [Node; 2]) -> Complex<V> {
        self.potential(pair[0]) - self.potential(pair[1])
    }

    #[inline(always)]
    fn potential(&self, node: Node) -> Complex<V> {
        match self.plan.place(node) {
            Some(place) => load_half(&self.x[place], self.half),
            None => Complex::zero(),
        }
    }
}
