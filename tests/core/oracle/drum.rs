//! The canal of Type 4.3 and its drum surrogate.

use super::air::At;
use super::complex::{Complex, j, plain};
use super::cone::{Cone, cone};
use super::duct::Load;
use super::ears::{at_drum, beside, mm};
use super::real::{PI, Real, real};

/// Position from the tip, mm, and area, mm².
const CANAL: [(f64, f64); 10] = [
    (0.5, 4.503),
    (2.0, 11.797),
    (4.0, 20.829),
    (6.0, 24.18),
    (8.0, 29.385),
    (10.0, 33.689),
    (12.0, 38.249),
    (14.0, 40.883),
    (16.0, 42.492),
    (17.33, 41.624),
];
/// Where the drum sits, mm from the tip.
const DRUM: f64 = 4.021;

/// Impedance of the drum surrogate.
pub(super) fn surrogate(at: &At) -> Complex {
    let volume = |cm3: f64| j(at.w * real(cm3) * real(1e-6) / at.air.bulk());
    let behind = plain(real(7.3164e8)) + volume(30.553).inverse();
    let cavity = (volume(1.42902) + behind.inverse()).inverse();
    let mass = at.rl(real(2.1094e7), real(418.42));
    cavity + (volume(0.08971) + mass.inverse()).inverse()
}

/// The canal with a drum of this impedance, from the reference plane.
pub(super) fn in_canal(at: &At, drum: Complex) -> Load {
    let chains = pieces(at);
    let tip = at_drum(Complex::ZERO);
    // The stub, from the drum down to the tip: seen the other way round.
    let stub = chains.iter().filter(|piece| piece.until <= DRUM);
    let stub = stub.fold(tip, |load, piece| piece.outwards.ahead_of(load));
    let load = beside(at_drum(drum.inverse()), stub.admittance);
    let canal = chains.iter().filter(|piece| piece.until > DRUM);
    canal.fold(load, |load, piece| piece.outwards.ahead_of(load))
}

/// A cone of the canal.
struct Piece {
    /// Its outer end, mm from the tip.
    until: f64,
    /// It from the outer end to the inner.
    outwards: Cone,
}

/// From the tip outwards, cut at the drum.
fn pieces(at: &At) -> Vec<Piece> {
    let mut places: Vec<f64> = CANAL.iter().map(|row| row.0).collect();
    places.push(DRUM);
    places.sort_by(f64::total_cmp);
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs
        .map(|(&near, &far)| Piece {
            until: far,
            outwards: cone(at, mm(far) - mm(near), radius(far), radius(near)).0,
        })
        .collect()
}

/// The radius between two rows is straight.
fn radius(place: f64) -> Real {
    let of = |area: f64| (real(area) / PI).sqrt() / real(1000.0);
    let rows = CANAL.iter().zip(CANAL.iter().skip(1));
    let (a, b) = rows
        .into_iter()
        .find(|(_, b)| place <= b.0)
        .expect("a place in the canal");
    let part = (real(place) - real(a.0)) / (real(b.0) - real(a.0));
    of(a.1) + (of(b.1) - of(a.1)) * part
}
