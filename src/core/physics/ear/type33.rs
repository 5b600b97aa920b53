//! ITU-T P.57 (06/2021) Type 3.3: a stub of canal in front of the 711.

use super::{EarLoad, lumped711};
use crate::physics::air::AirConstants;
use crate::physics::duct::Duct;
use crate::physics::loss::DuctLoss;

/// Length of the canal ahead of the 711's reference plane, m.
pub const CANAL_LENGTH: f64 = 10e-3;
/// Its radius, m.
pub const CANAL_RADIUS: f64 = 3.75e-3;

/// The ear at one frequency, from its reference plane at the stub's outer end.
pub fn load<R: DuctLoss>(w: R, air: &AirConstants<R>) -> EarLoad<R> {
    ahead(w, R::splat(0.0), air)
}

/// The ear from a plane this far ahead of its own, m.
pub fn ahead<R: DuctLoss>(w: R, ahead: R, air: &AirConstants<R>) -> EarLoad<R> {
    let length = R::splat(CANAL_LENGTH) + ahead;
    let canal = Duct::round(w, length, R::splat(CANAL_RADIUS), air);
    lumped711::DEFAULT.splat().load(w).behind(&canal.chain())
}
