//! The IEC 60318-4 ear simulator by its lumped ladder: the ear most designs end in.

use super::ear::load_values;
use super::formula::{Form, Formula, Frequent, Map, Values};
use super::gradient::{BranchGradient, BySlope};
use crate::physics::air::AirConstants;
use crate::physics::ear::lumped711;
use crate::physics::loss::DuctLoss;

/// The default set of [`lumped711`], which is of its own air: it has no numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lumped711;

impl Formula for Lumped711 {
    const FORM: Form = Form::Ear;
    type Pace = Frequent;
    type With<T> = Self;

    #[inline(always)]
    fn map<A: Copy, B>(_: &Self, _: &mut impl Map<A, B>) -> Self {
        Self
    }

    #[inline(always)]
    fn values<R: DuctLoss>(_: &Self, _: &AirConstants<R>, w: R) -> Values<R> {
        load_values(&lumped711::DEFAULT.splat::<R>().load(w))
    }
}

impl BranchGradient for Lumped711 {
    #[inline(always)]
    fn gradient<R: DuctLoss>(_: &Self, _: &AirConstants<R>, _: R) -> BySlope<Self, R> {
        (Self, None)
    }
}
