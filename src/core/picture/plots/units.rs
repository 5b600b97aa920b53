//! The band that built units fill, behind the response.

use crate::{
    analysis::{Band, Role},
    picture::{Side, Trace},
};

/// The traces of a band, what stands back first.
pub(super) fn traces(band: &Band) -> Vec<Trace> {
    let trace = |name: &str, role: Role, y: &[f64]| Trace {
        name: name.to_owned(),
        role,
        side: Side::Left,
        faint: false,
        x: band.f.clone(),
        y: y.to_vec(),
    };
    let low = tr!("5 to 95 % of {} units", band.units);
    vec![
        trace(&low, Role::BandLow, &band.low),
        trace(tr!("95 % of units"), Role::BandHigh, &band.high),
        trace(tr!("Median unit"), Role::BandMedian, &band.median),
    ]
}
