//! The canal of Type 4.3 and its drum surrogate.

use super::air::At;
use super::complex::{Complex, j, plain};
use super::cone::{Cone, cone};
use super::duct::Load;
use super::ears::{at_drum, beside, mm};
use super::real::{PI, Real, real};

/// Position from the tip, mm, and area, mm².
const CANAL: [(f64, f64); 18] = [
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
    (18.0, 42.478),
    (20.0, 44.146),
    (22.0, 42.476),
    (24.0, 43.863),
    (26.0, 49.281),
    (28.0, 56.827),
    (29.5, 67.977),
    (31.0, 99.778),
];
/// Where the reference plane is, mm from the tip.
const PLANE: f64 = 17.33;
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

/// The canal with a drum of this impedance, from a plane this far ahead of the reference plane, m;
/// its lengths and its radii as so many of the published.
pub(super) fn in_canal(at: &At, drum: Complex, size: [Real; 2], ahead: Real) -> Load {
    let chains = pieces(at, size, mm(PLANE) + ahead / size[0]);
    let tip = at_drum(Complex::ZERO);
    // The stub, from the drum down to the tip: seen the other way round.
    let stub = chains
        .iter()
        .filter(|piece| piece.until.hi <= 1.000_001e-3 * DRUM);
    let stub = stub.fold(tip, |load, piece| piece.outwards.ahead_of(load));
    let load = beside(at_drum(drum.inverse()), stub.admittance);
    let canal = chains
        .iter()
        .filter(|piece| piece.until.hi > 1.000_001e-3 * DRUM);
    canal.fold(load, |load, piece| piece.outwards.ahead_of(load))
}

/// A cone of the canal.
struct Piece {
    /// Its outer end, m from the tip of the published canal.
    until: Real,
    /// It from the outer end to the inner.
    outwards: Cone,
}

/// From the tip outwards, cut at the drum, to this plane, m from the tip.
fn pieces(at: &At, [longer, wider]: [Real; 2], plane: Real) -> Vec<Piece> {
    let mut places: Vec<Real> = CANAL.iter().map(|row| mm(row.0)).collect();
    places.push(mm(DRUM));
    places.retain(|place| place.hi < plane.hi - 1e-9);
    places.push(plane);
    places.sort_by(|a, b| a.hi.total_cmp(&b.hi));
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs
        .map(|(&near, &far)| {
            let length = (far - near) * longer;
            let ends = [far, near].map(|place| radius(place) * wider);
            Piece {
                until: far,
                outwards: cone(at, length, ends[0], ends[1]).0,
            }
        })
        .collect()
}

/// The radius between two rows is straight.
fn radius(place: Real) -> Real {
    let of = |area: f64| (real(area) / PI).sqrt() / real(1000.0);
    let rows = CANAL.iter().zip(CANAL.iter().skip(1));
    let (a, b) = rows
        .into_iter()
        .find(|(_, b)| place.hi <= 1e-3 * b.0 + 1e-12)
        .expect("a place in the canal");
    let part = (place - mm(a.0)) / (mm(b.0) - mm(a.0));
    of(a.1) + (of(b.1) - of(a.1)) * part
}
