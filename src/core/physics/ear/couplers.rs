//! Plain couplers, a bore that never ends, and a bore in a flat plate.
//!
//! The 2 cm³ coupler is that of IEC 60318-5:2006. The 0.4 cm³ one has the volume of IEC 60318-8:2022,
//! here behind a fine tube.

use super::EarLoad;
use crate::physics::air::AirConstants;
use crate::physics::cavity;
use crate::physics::complex::Complex;
use crate::physics::duct::{Duct, Medium};
use crate::physics::loss::DuctLoss;
use crate::physics::opening::{self, Flange};
use std::f64::consts::PI;

/// Volume of the 2 cm³ coupler, m³.
pub const TWO_CC: f64 = 2e-6;
/// Volume of the 0.4 cm³ coupler, m³.
pub const POINT_FOUR_CC: f64 = 0.4e-6;
/// Length of its fine tube, m.
pub const FINE_TUBE_LENGTH: f64 = 50e-3;
/// Radius of its fine tube, m.
pub const FINE_TUBE_RADIUS: f64 = 0.5e-3;

/// The 2 cm³ coupler: a hard volume with the microphone in it.
pub fn two_cc<R: DuctLoss>(w: R, air: &AirConstants<R>) -> EarLoad<R> {
    EarLoad {
        admittance: cavity::lossless(w, R::splat(TWO_CC), air),
        drum_ratio: Complex::one(),
    }
}

/// The 0.4 cm³ coupler: a hard volume behind 50 mm of Ø1 mm tube.
pub fn point_four_cc<R: DuctLoss>(w: R, air: &AirConstants<R>) -> EarLoad<R> {
    let tube = Duct::round(
        w,
        R::splat(FINE_TUBE_LENGTH),
        R::splat(FINE_TUBE_RADIUS),
        air,
    );
    let volume = EarLoad {
        admittance: cavity::lossless(w, R::splat(POINT_FOUR_CC), air),
        drum_ratio: Complex::one(),
    };
    volume.behind(&tube.chain())
}

/// An anechoic end: the joining bore's own characteristic impedance, the pressure read at its
/// mouth; radius in m.
pub fn anechoic<R: DuctLoss>(w: R, radius: R, air: &AirConstants<R>) -> EarLoad<R> {
    let area = R::splat(PI) * radius * radius;
    let medium = Medium::round(w, radius, air);
    EarLoad {
        admittance: medium.characteristic().inverse().scale(area),
        drum_ratio: Complex::one(),
    }
}

/// A bore opening in a large flat plate in free air, the pressure read in its mouth; radius in m.
pub fn flat_plate<R: DuctLoss>(w: R, radius: R, air: &AirConstants<R>) -> EarLoad<R> {
    EarLoad {
        admittance: opening::radiation(w, radius, Flange::Flanged, air).inverse(),
        drum_ratio: Complex::one(),
    }
}
