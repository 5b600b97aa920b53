//! The derivatives of one element in half a block of frequencies.

use super::bores::bore;
use super::motors::motor;
use super::simple::simple;
use super::slopes::{self, AIR, AIR_CONSTANTS, OUTPUTS, Put, Slope, Weights};
use crate::design::ear::EarModel;
use crate::network::block::{Block, keep_half, load_half};
use crate::network::element::{self, MAX_VALUES};
use crate::network::network::{Element, Kind, MAX_PARAMETERS, Node, Pins};
use crate::network::plan::Plan;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{self, Kernel, LANES, Lanes, Vector};

/// One element in half a block: what its derivatives are made of, and where they go.
pub(super) struct Place<'a> {
    pub(super) element: &'a Element,
    pub(super) constants: &'a AirConstants<f64>,
    pub(super) w: Lanes,
    pub(super) half: usize,
    /// From this element's first parameter on.
    pub(super) slopes: &'a mut [[Block; OUTPUTS]],
    pub(super) air: &'a mut [[Block; OUTPUTS]; AIR_CONSTANTS],
}

impl Place<'_> {
    /// All derivatives of the element. `read` is what the drum pressure reads of an ear's second
    /// value, `weights` scratch.
    #[inline(always)]
    pub(super) fn derive<V: Vector>(
        mut self,
        at: &At<'_, V>,
        read: Option<Complex<V>>,
        weights: &mut Weights<Lanes>,
    ) {
        let element = self.element;
        match (&element.kind, element.pins) {
            // The lumped 711 has no parameters and is of its own air.
            (Kind::Ear(EarModel::Iec711Lumped), _) => {}
            (kind, Pins::One(pair)) if element::is_hot(kind) && !is_bore(kind) => {
                let x = at.x(pair);
                let weight = [at.across(0, pair) * x, at.across(1, pair) * x];
                let (p, air) = (self.parameters::<V>(), self.constants.splat::<V>());
                simple(kind, &p, &air, V::load(self.w), &weight, &mut self);
            }
            (kind, pins) => {
                at.weights(pins, weights);
                if let Some(read) = read {
                    weights[0][1] = keep_lanes(read);
                }
                let weighted = Weighted {
                    place: self,
                    weights,
                };
                let left = if is_bore(kind) {
                    V::enter_large(Bores(weighted)).map_err(|work| work.0)
                } else if element::is_hot(kind) {
                    V::enter_large(Motors(weighted)).map_err(|work| work.0)
                } else {
                    Err(weighted)
                };
                if let Err(weighted) = left {
                    weighted.one_by_one();
                }
            }
        }
    }

    #[inline(always)]
    fn parameters<V: Vector>(&self) -> [V; MAX_PARAMETERS] {
        let mut out = [V::splat(0.0); MAX_PARAMETERS];
        for (out, &value) in out.iter_mut().zip(&self.element.parameters) {
            *out = V::splat(value);
        }
        out
    }
}

#[inline(always)]
fn is_bore(kind: &Kind) -> bool {
    matches!(kind, Kind::Duct | Kind::Vent { .. })
}

/// A place and what each value does to each output.
struct Weighted<'a> {
    place: Place<'a>,
    weights: &'a Weights<Lanes>,
}

impl Weighted<'_> {
    #[inline(always)]
    fn weights<V: Vector>(&self) -> Weights<V> {
        [four(&self.weights[0]), four(&self.weights[1])]
    }

    /// One frequency at a time.
    #[inline(never)]
    fn one_by_one(self) {
        let Self { place, weights } = self;
        let (element, constants, w) = (place.element, place.constants, place.w);
        let mut lane = OneLane { place, lane: 0 };
        while lane.lane < LANES {
            let of_lane = |z: Complex<Lanes>| Complex::new(z.re.0[lane.lane], z.im.0[lane.lane]);
            let weights = weights.map(|of| of.map(of_lane));
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
struct Bores<'a>(Weighted<'a>);
/// Motors.
struct Motors<'a>(Weighted<'a>);

impl Kernel for Bores<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(self) {
        let weights = self.0.weights::<V>();
        let mut place = self.0.place;
        let air = place.constants.splat::<V>();
        let p = place.parameters::<V>();
        let (kind, w) = (&place.element.kind, V::load(place.w));
        bore(kind, &p, &air, w, &weights, &mut place);
    }
}

impl Kernel for Motors<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector>(self) {
        let weights = self.0.weights::<V>();
        let mut place = self.0.place;
        let p = place.parameters::<V>();
        let (kind, w) = (&place.element.kind, V::load(place.w));
        motor(kind, &p, w, &weights, &mut place);
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
    pub(super) fn potential(&self, node: Node) -> Complex<V> {
        match self.plan.place(node) {
            Some(place) => load_half(&self.x[place], self.half),
            None => Complex::zero(),
        }
    }
}
