//! The derivatives of one element in half a block of frequencies.
//!
//! In pictures: an element stands between two pairs of nodes. Its value y lets the difference of
//! potentials x across the one drive a flow into the other, and λ there is what such a flow does to an
//! output:
//!
//! ```text
//!   x₊ ──┐     ┌── λ₊      flow = y·(x₊ − x₋)
//!        │  y  │           output changes by −(λ₊ − λ₋)·(x₊ − x₋)·dy
//!   x₋ ──┘     └── λ₋                        └───── weight ─────┘
//! ```
//!
//! A weight for each value and output is all that is taken from the network ([`At`]); the rest is the
//! element's own: Σ weight·∂y/∂number goes to the number's slot, Σ weight·∂y/∂ln(constant of the air)
//! is added up over all elements ([`Place`]).

use crate::network::block::{Block, keep_half, load_half};
use crate::network::elements::Kind;
use crate::network::elements::each;
use crate::network::elements::formula::{
    self, Common, Frequent, Large, MAX_VALUES, OfF64, Rare, Values,
};
use crate::network::elements::gradient::{
    AIR_CONSTANTS, BranchGradient, Differentiate, Gradient, OUTPUTS, Put, Weights, put_branch,
};
use crate::network::network::{Node, Pins};
use crate::network::plan::Plan;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{self, Kernel, LANES, Lanes, Vector};

/// Half a block: what derivatives are made of there, and where those of one element go.
pub(super) struct Place<'a> {
    pub(super) constants: &'a AirConstants<f64>,
    pub(super) w: Lanes,
    pub(super) half: usize,
    /// From this element's first number on.
    pub(super) slopes: &'a mut [[Block; OUTPUTS]],
    pub(super) air: &'a mut [[Block; OUTPUTS]; AIR_CONSTANTS],
}

/// What derivatives are weighted with.
pub(super) struct Read<'a, V> {
    pub(super) at: &'a At<'a, V>,
    /// The element's nodes.
    pub(super) pins: Pins,
    /// What the drum pressure reads of an ear's second value.
    pub(super) drum: Option<Complex<V>>,
    /// Scratch.
    pub(super) weights: &'a mut Weights<Lanes>,
}

impl Place<'_> {
    /// All derivatives of an element.
    #[inline(always)]
    pub(super) fn derive<V: Vector>(self, kind: &Kind, read: Read<'_, V>) {
        // Before the kinds are told apart, or all of it is made once for each.
        let weighed = read.weigh();
        each!(
            kind,
            element => derive::<V, _>(element, self, weighed),
            table => if table.follows_air() {
                self.one_by_one(weighed.all(), |air, w, weights, lane| {
                    of_table(|air, w| table.values(air, w), air, w, weights, lane);
                });
            },
        );
    }

    /// One frequency at a time.
    #[inline(never)]
    fn one_by_one(
        self,
        weights: &Weights<Lanes>,
        derive: impl Fn(&AirConstants<f64>, f64, &Weights<f64>, &mut OneLane<'_>),
    ) {
        let (constants, w) = (self.constants, self.w);
        let mut lane = OneLane {
            place: self,
            lane: 0,
        };
        while lane.lane < LANES {
            let of_lane = |z: Complex<Lanes>| Complex::new(z.re.0[lane.lane], z.im.0[lane.lane]);
            let weights = weights.map(|of| of.map(of_lane));
            derive(constants, w.0[lane.lane], &weights, &mut lane);
            lane.lane += 1;
        }
    }
}

/// How elements of a pace are differentiated: one frequency at a time, unless it says otherwise.
trait Derive<E: OfF64>: Differentiate<E> + Sized {
    #[inline(always)]
    fn derive<V: Vector>(element: &E, place: Place<'_>, weighed: Weighed<'_>) {
        one_by_one::<Self, E>(element, place, weighed.all());
    }
}

#[inline(always)]
fn derive<V: Vector, E: OfF64>(element: &E, place: Place<'_>, weighed: Weighed<'_>)
where
    E::Pace: Derive<E>,
{
    E::Pace::derive::<V>(element, place, weighed);
}

impl<E: OfF64 + BranchGradient> Derive<E> for Frequent {
    #[inline(always)]
    fn derive<V: Vector>(element: &E, mut place: Place<'_>, weighed: Weighed<'_>) {
        let weight = weighed.first();
        let element = formula::splat::<E, V>(element);
        let air = place.constants.splat::<V>();
        let slopes = E::gradient(&element, &air, V::load(place.w));
        put_branch::<E, V>(&slopes, &weight, &mut place);
    }
}

impl<E: OfF64 + Gradient> Derive<E> for Large {
    #[inline(always)]
    fn derive<V: Vector>(element: &E, place: Place<'_>, weighed: Weighed<'_>) {
        let work = InLanes {
            element,
            place,
            weights: weighed.all(),
        };
        if let Err(work) = V::enter_large(work) {
            one_by_one::<Self, E>(work.element, work.place, work.weights);
        }
    }
}

impl<E: OfF64> Derive<E> for Common {}
impl<E: OfF64> Derive<E> for Rare {}

fn one_by_one<P: Differentiate<E>, E: OfF64>(
    element: &E,
    place: Place<'_>,
    weights: &Weights<Lanes>,
) {
    place.one_by_one(weights, |air, w, weights, lane| {
        P::at(element, air, w, weights, lane);
    });
}

/// One element, and what each of its values does to each output.
struct InLanes<'a, E> {
    element: &'a E,
    place: Place<'a>,
    weights: &'a Weights<Lanes>,
}

impl<E: OfF64 + Gradient> Kernel for InLanes<'_, E> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(self) {
        let weights = [four(&self.weights[0]), four(&self.weights[1])];
        let mut place = self.place;
        let air = place.constants.splat::<V>();
        let element = formula::splat::<E, V>(self.element);
        let w = V::load(place.w);
        E::gradient(&element, &air, w, &weights, &mut place);
    }
}

/// The derivatives of a driver known by a table: the air enters through the coupler its curves were
/// taken in.
fn of_table(
    values: impl Fn(&AirConstants<f64>, f64) -> Values<f64>,
    air: &AirConstants<f64>,
    w: f64,
    weights: &Weights<f64>,
    put: &mut impl Put<f64>,
) {
    for constant in 0..AIR_CONSTANTS {
        let at = |share: f64| {
            let mut moved = air.list();
            moved[constant] *= 1.0 + share;
            values(&AirConstants::from_list(moved), w)
        };
        let near = difference(&at(1e-3), &at(-1e-3), 2e-3);
        let far = difference(&at(2e-3), &at(-2e-3), 4e-3);
        for (output, of) in weights.iter().enumerate() {
            let mut sum = Complex::zero();
            for ((near, far), &weight) in near.iter().zip(&far).zip(of) {
                let by = near.scale(4.0 / 3.0) - far.scale(1.0 / 3.0);
                sum = sum.plus_product(weight, by);
            }
            put.air(constant, output, sum);
        }
    }
}

fn difference(up: &Values<f64>, down: &Values<f64>, step: f64) -> Values<f64> {
    std::array::from_fn(|n| (up[n] - down[n]).scale(1.0 / step))
}

impl<V: Vector> Put<V> for Place<'_> {
    #[inline(always)]
    fn number(&mut self, number: usize, output: usize, slope: Complex<V>) {
        keep_half(&mut self.slopes[number][output], self.half, slope);
    }

    #[inline(always)]
    fn air(&mut self, constant: usize, output: usize, slope: Complex<V>) {
        let sum = &mut self.air[constant][output];
        let more = load_half::<V>(sum, self.half) + slope;
        keep_half(sum, self.half, more);
    }
}

/// One lane of a place.
struct OneLane<'a> {
    place: Place<'a>,
    lane: usize,
}

impl Put<f64> for OneLane<'_> {
    fn number(&mut self, number: usize, output: usize, slope: Complex<f64>) {
        let (half, lane) = (self.place.half, self.lane);
        let there = &mut self.place.slopes[number][output];
        there.re[half].0[lane] = slope.re;
        there.im[half].0[lane] = slope.im;
    }

    fn air(&mut self, constant: usize, output: usize, slope: Complex<f64>) {
        let (half, lane) = (self.place.half, self.lane);
        let sum = &mut self.place.air[constant][output];
        sum.re[half].0[lane] += slope.re;
        sum.im[half].0[lane] += slope.im;
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

impl<'a, V: Vector> Read<'a, V> {
    #[inline(always)]
    fn weigh(self) -> Weighed<'a> {
        let alone = self.at.weights(self.pins, self.weights);
        let weights = self.weights;
        let weighed = Weighed { weights, alone };
        let Some(drum) = self.drum else {
            return weighed;
        };
        let weights = weighed.all();
        weights[0][1] = keep_lanes(drum);
        Weighed {
            weights,
            alone: false,
        }
    }
}

/// What each value of an element does to each output.
struct Weighed<'a> {
    weights: &'a mut Weights<Lanes>,
    /// Only the first value of each is its own: the others are another element's.
    alone: bool,
}

impl<'a> Weighed<'a> {
    /// Those of a branch, which has one value.
    #[inline(always)]
    fn first<V: Vector>(&self) -> [Complex<V>; OUTPUTS] {
        [
            lanes::load(&self.weights[0][0]),
            lanes::load(&self.weights[1][0]),
        ]
    }

    /// Of all values: nothing of those an element does not have.
    #[inline(always)]
    fn all(self) -> &'a mut Weights<Lanes> {
        if self.alone {
            for of in self.weights.iter_mut() {
                of[1..].fill(Complex::zero());
            }
        }
        self.weights
    }
}

/// Potentials and λ of one block.
pub(super) struct At<'a, V> {
    pub(super) plan: &'a Plan,
    pub(super) x: &'a [Block],
    pub(super) lambda: &'a [Block],
    pub(super) half: usize,
    pub(super) one_over_i: Complex<V>,
    /// The source's terminal, for elements whose current at it is the source's.
    pub(super) terminal: Option<Node>,
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

    /// What each value of an element does to each output; whether only the first was written.
    #[inline(always)]
    fn weights(&self, pins: Pins, all: &mut Weights<Lanes>) -> bool {
        match pins {
            Pins::One(a) => {
                let x = self.x(a);
                for (output, of) in all.iter_mut().enumerate() {
                    of[0] = keep_lanes(self.across(output, a) * x);
                }
            }
            Pins::Reciprocal(a, b) => {
                let (xa, xb) = (self.x(a), self.x(b));
                for (output, of) in all.iter_mut().enumerate() {
                    let (la, lb) = (self.across(output, a), self.across(output, b));
                    *of = [
                        keep_lanes(la * xa),
                        keep_lanes(la * xb + lb * xa),
                        keep_lanes(lb * xb),
                        Complex::zero(),
                    ];
                }
            }
            Pins::General(a, b) => {
                let (xa, xb) = (self.x(a), self.x(b));
                for (output, of) in all.iter_mut().enumerate() {
                    let (la, lb) = (self.across(output, a), self.across(output, b));
                    *of = [
                        keep_lanes(la * xa),
                        keep_lanes(la * xb),
                        keep_lanes(lb * xa),
                        keep_lanes(lb * xb),
                    ];
                }
            }
        }
        matches!(pins, Pins::One(_))
    }

    #[inline(always)]
    fn x(&self, pair: [Node; 2]) -> Complex<V> {
        self.potential(pair[0]) - self.potential(pair[1])
    }

    #[inline(always)]
    pub(super) fn potential(&self, node: Node) -> Complex<V> {
        match self.plan.place(node) {
            Some(place) => load_half(&self.x[place], self.half),
            None => Complex::zero(),
        }
    }
}
