//! The outer ear a headphone plays into: concha and canal entrance ahead of an ear.
//!
//! After Teranishi and Shaw (1968) the concha is a short wide cylinder whose floor the canal opens
//! into; an average one is 10 mm deep and Ø22 mm.
//!
//! # Limitations
//! Trust C: dimensions differ between people, and a cylinder is a crude concha. In free air the
//! model's first resonance comes at 3.4 kHz, that of measured ears near 2.7 kHz.

use super::{EarLoad, type33};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::duct::Duct;
use crate::physics::loss::DuctLoss;
use crate::physics::step;
use crate::physics::two_port::Chain;

/// An ear seen from the mouth of a concha in front of it; depth, concha radius and the radius the
/// ear's canal begins with in m.
pub fn ahead<R: DuctLoss>(
    w: R,
    ear: &EarLoad<R>,
    depth: R,
    radius: R,
    canal_radius: R,
    air: &AirConstants<R>,
) -> EarLoad<R> {
    let floor = Chain::series(Complex::imaginary(
        w * step::mass(canal_radius, radius, air),
    ));
    let concha = Duct::round(w, depth, radius, air).chain();
    ear.behind(&concha.then(&floor))
}

/// A whole outer ear: concha, the canal of Type 3.3, the 711; depth and radius of the concha in m.
pub fn on_type33<R: DuctLoss>(w: R, depth: R, radius: R, air: &AirConstants<R>) -> EarLoad<R> {
    let canal = R::splat(type33::CANAL_RADIUS);
    ahead(w, &type33::load(w, air), depth, radius, canal, air)
}
