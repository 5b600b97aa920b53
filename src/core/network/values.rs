//! The values of the elements in one block of frequencies, and the entries of A they make.

use super::block::{Block, Reals, ZERO, keep, load, load_reals};
use super::elements::each;
use super::elements::formula::{self, Common, Frequent, Large, OfF64, Rare, Values};
use super::network::Network;
use super::plan::Plan;
use super::simple::Coefficients;
use super::term::Term;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::lanes::{Both, Kernel, LANES, Lanes, Vector};
use crate::physics::number::Real as _;

/// Fills in one element's values; `false` when they are not finite (they are 0 then).
#[inline(always)]
pub(super) fn evaluate<V: Vector>(
    network: &Network,
    plan: &Plan,
    e: usize,
    w: &Reals,
    values: &mut [Block],
) -> bool {
    let kind = &network.elements[e].kind;
    let slots = &mut values[plan.first_value[e]..plan.first_value[e + 1]];
    let mut fine = true;
    for (at, w) in w.iter().enumerate() {
        let air = &network.air;
        let half = Half {
            air,
            w,
            slots: &mut *slots,
            at,
        };
        fine &= each!(
            kind,
            element => fill::<V, _>(element, half),
            table => half.one_by_one(|air, w| table.values(air, w)),
        );
    }
    if !fine {
        slots.fill(ZERO);
    }
    fine
}

/// Half a block, and where an element's values go.
struct Half<'a> {
    air: &'a AirConstants<f64>,
    /// Not a copy: what is written in pieces and read in one stalls.
    w: &'a Lanes,
    slots: &'a mut [Block],
    /// Which half.
    at: usize,
}

/// How elements of a pace are filled in: in all lanes together where eight numbers are held in
/// registers, unless it says otherwise. Answers whether all values are finite.
trait Fill<E: OfF64> {
    #[inline(always)]
    fn fill<V: Vector>(element: &E, half: Half<'_>) -> bool {
        V::enter_large(InLanes { element, half })
            .unwrap_or_else(|work| one_by_one(work.element, work.half))
    }
}

#[inline(always)]
fn fill<V: Vector, E: OfF64>(element: &E, half: Half<'_>) -> bool
where
    E::Pace: Fill<E>,
{
    E::Pace::fill::<V>(element, half)
}

impl<E: OfF64> Fill<E> for Frequent {
    #[inline(always)]
    fn fill<V: Vector>(element: &E, half: Half<'_>) -> bool {
        V::enter(InLanes { element, half })
    }
}

impl<E: OfF64> Fill<E> for Large {}
impl<E: OfF64> Fill<E> for Common {}

impl<E: OfF64> Fill<E> for Rare {
    #[inline(always)]
    fn fill<V: Vector>(element: &E, half: Half<'_>) -> bool {
        one_by_one(element, half)
    }
}

fn one_by_one<E: OfF64>(element: &E, half: Half<'_>) -> bool {
    half.one_by_one(|air, w| formula::values(element, air, w))
}

/// One element in all lanes together.
struct InLanes<'a, E> {
    element: &'a E,
    half: Half<'a>,
}

impl<E: OfF64> Kernel for InLanes<'_, E> {
    type Output = bool;
    #[inline(always)]
    fn run<V: Vector>(self) -> bool {
        let element = formula::splat::<E, V>(self.element);
        let new = E::values(&element, &self.half.air.splat(), V::load(*self.half.w));
        self.half.fill(&new)
    }
}

impl Half<'_> {
    /// Keeps new values; whether all of them are finite.
    #[inline(always)]
    fn fill<V: Vector>(self, new: &Values<V>) -> bool {
        let mut check = V::splat(0.0);
        for (slot, &new) in self.slots.iter_mut().zip(new) {
            slot.re[self.at] = new.re.store();
            slot.im[self.at] = new.im.store();
            // x − x is 0 for a finite x and NaN otherwise.
            check += (new.re - new.re) + (new.im - new.im);
        }
        check.all_below(1.0)
    }

    /// One frequency at a time.
    #[inline(never)]
    fn one_by_one(self, values: impl Fn(&AirConstants<f64>, f64) -> Values<f64>) -> bool {
        let half = self.at;
        let mut fine = true;
        for lane in 0..LANES {
            let new = values(self.air, self.w.0[lane]);
            for (slot, new) in self.slots.iter_mut().zip(new) {
                slot.re[half].0[lane] = new.re;
                slot.im[half].0[lane] = new.im;
                fine &= new.re.is_finite() && new.im.is_finite();
            }
        }
        fine
    }
}

/// Fills in the values that are sums of others.
#[inline(always)]
pub(super) fn add_up<V: Vector>(
    plan: &Plan,
    coefficients: &[Coefficients],
    sums: &[u32],
    w: &Reals,
    values: &mut [Block],
) {
    for &sum in sums {
        let given = Given::<V>::new(values, coefficients, w);
        let mut total = Complex::<Both<V>>::zero();
        for term in &plan.sum_terms[plan.sums[sum as usize].range()] {
            total = total + given.signed(*term);
        }
        values[plan.first_sum + sum as usize] = keep(total);
    }
}

/// What the entries of A are made of, in one block.
pub(super) struct Given<'a, V> {
    values: &'a [Block],
    coefficients: &'a [Coefficients],
    w: Both<V>,
    minus_one_over_w: Both<V>,
}

impl<'a, V: Vector> Given<'a, V> {
    #[inline(always)]
    pub(super) fn new(values: &'a [Block], coefficients: &'a [Coefficients], w: &Reals) -> Self {
        let w = load_reals(w);
        Self {
            values,
            coefficients,
            w,
            minus_one_over_w: Both::splat(-1.0) / w,
        }
    }

    /// An element's value, whose sign is +.
    #[inline(always)]
    pub(super) fn value(&self, at: usize) -> Complex<Both<V>> {
        load(&self.values[at])
    }

    /// An entry of A.
    #[inline(always)]
    pub(super) fn signed(&self, term: Term) -> Complex<Both<V>> {
        if term.is_stored() {
            return load::<V>(&self.values[term.index()]).scale(Both::splat(term.sign()));
        }
        if term.is_nothing() {
            return Complex::zero();
        }
        let all = &self.coefficients[term.index()];
        Complex::new(Both::splat(all[0]), self.susceptance(term, all))
    }

    /// Adds an entry of A times a number to a sum, and the size of the product, which is
    /// max(|re|, |im|), to another.
    #[inline(always)]
    pub(super) fn add(
        &self,
        term: Term,
        z: Complex<Both<V>>,
        sum: &mut Complex<Both<V>>,
        size: &mut Both<V>,
    ) {
        if term.is_stored() {
            let sign = Both::splat(term.sign());
            let product = load::<V>(&self.values[term.index()]).scale(sign) * z;
            *sum = *sum + product;
            *size += product.re.abs().max(product.im.abs());
            return;
        }
        if term.is_nothing() {
            return;
        }
        let all = &self.coefficients[term.index()];
        if !(term.rises() || term.falls()) {
            let product = z.scale(Both::splat(all[0]));
            *sum = *sum + product;
            *size += product.re.abs().max(product.im.abs());
            return;
        }
        let b = self.susceptance(term, all);
        if term.has_real() {
            let product = Complex::new(Both::splat(all[0]), b) * z;
            *sum = *sum + product;
            *size += product.re.abs().max(product.im.abs());
            return;
        }
        let (re, im) = (b * z.im, b * z.re);
        sum.re -= re;
        sum.im += im;
        *size += re.abs().max(im.abs());
    }

    /// An entry of A times a number.
    #[inline(always)]
    pub(super) fn times(&self, term: Term, z: Complex<Both<V>>) -> Complex<Both<V>> {
        let (mut sum, mut size) = (Complex::zero(), Both::splat(0.0));
        self.add(term, z, &mut sum, &mut size);
        sum
    }

    /// Adds a factor of L, either an entry of A or a slot, times a number.
    #[inline(always)]
    pub(super) fn add_lower(
        &self,
        term: Term,
        factors: &[Block],
        z: Complex<Both<V>>,
        sum: &mut Complex<Both<V>>,
    ) {
        if term.is_slot() {
            *sum = sum.plus_product(load::<V>(&factors[term.index()]), z);
        } else {
            let mut size = Both::splat(0.0);
            self.add(term, z, sum, &mut size);
        }
    }

    #[inline(always)]
    fn susceptance(&self, term: Term, [_, c, inverse]: &Coefficients) -> Both<V> {
        if !term.rises() {
            return self.minus_one_over_w * Both::splat(*inverse);
        }
        let rising = self.w * Both::splat(*c);
        if !term.falls() {
            return rising;
        }
        rising + self.minus_one_over_w * Both::splat(*inverse)
    }
}
