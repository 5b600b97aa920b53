//! ITU-T P.57 (06/2021) Type 4.3 ear (B&K 5128 class): a canal of true shape and a drum surrogate.
//!
//! The canal's area against the position along its centre line, from its blind tip; cones with
//! losses join the rows, the radius linear in between. The drum sits at 4.021 mm from the tip; the
//! rest of the tip is a stub closed at its end. Trust B for the shape, C as physics.

use super::EarLoad;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::cone;
use crate::physics::loss::DuctLoss;
use crate::physics::transducer::resonator;
use crate::physics::two_port::Chain;
use std::f64::consts::PI;

/// Position from the tip, mm, and area, mm² (ITU-T P.57, 06/2021).
const CANAL_MM: [(f64, f64); 18] = [
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

/// Where the rigid tip closes the canal, m from the tip.
const TIP: f64 = 0.5e-3;
/// Where the drum sits, m from the tip.
const DRUM: f64 = 4.021e-3;
/// The reference plane, m from the tip.
pub const REFERENCE_PLANE: f64 = 17.33e-3;
/// The canal's entrance, m from the tip.
pub const ENTRANCE: f64 = 31.0e-3;

/// Volumes of the drum surrogate Vm, Vt, Va, m³.
const VOLUMES: [f64; 3] = [0.089_71e-6, 1.429_02e-6, 30.553e-6];
/// Ro, Ra, Pa·s/m³.
const RESISTANCES: [f64; 2] = [2.1094e7, 7.3164e8];
/// Mo, kg/m⁴.
const MASS: f64 = 418.42;

/// The ear at one frequency, seen from its reference plane.
pub fn load<R: DuctLoss>(w: R, air: &AirConstants<R>) -> EarLoad<R> {
    seen_from(w, REFERENCE_PLANE, air)
}

/// The ear seen from a plane at a position, m from the tip, between drum and entrance.
pub fn seen_from<R: DuctLoss>(w: R, position: f64, air: &AirConstants<R>) -> EarLoad<R> {
    with_drum(w, position, drum_impedance(w, air), air)
}

/// The same canal with another drum, of this impedance in Pa·s/m³.
pub fn with_drum<R: DuctLoss>(
    w: R,
    position: f64,
    drum: Complex<R>,
    air: &AirConstants<R>,
) -> EarLoad<R> {
    let stub = canal(w, DRUM, TIP, air).input_admittance(Complex::zero());
    let drum = EarLoad {
        admittance: drum.inverse(),
        drum_ratio: Complex::one(),
    };
    drum.beside(stub).behind(&canal(w, position, DRUM, air))
}

/// Impedance of the drum surrogate, Pa·s/m³: Z_cav + 1/(jωCm + 1/(Ro + jωMo)) with
/// Z_cav = 1/(jωCt + 1/(Ra + 1/(jωCa))).
pub fn drum_impedance<R: DuctLoss>(w: R, air: &AirConstants<R>) -> Complex<R> {
    let [vm, vt, va] = VOLUMES;
    let bulk = air.bulk_modulus();
    let (cm, ct, ca) = (
        R::splat(vm) / bulk,
        R::splat(vt) / bulk,
        R::splat(va) / bulk,
    );
    let [ro, ra] = RESISTANCES;
    let (ro, ra) = (R::splat(ro), R::splat(ra));
    let behind = resonator(w, R::splat(0.0), ra, ca).inverse();
    let cavity = (Complex::imaginary(w * ct) + behind).inverse();
    let mass = Complex::new(ro, w * R::splat(MASS)).inverse();
    cavity + (Complex::imaginary(w * cm) + mass).inverse()
}

/// Chain matrix of the canal from one position to another, m from the tip.
pub fn canal<R: DuctLoss>(w: R, from: f64, to: f64, air: &AirConstants<R>) -> Chain<R> {
    let (low, high) = (from.min(to), from.max(to));
    // Built from the tip outwards; seen the other way round where asked so.
    let mut chain = Chain::identity();
    let mut near = low;
    for row in CANAL_MM {
        let far = (row.0 * 1e-3).min(high);
        if far > near {
            let length = R::splat(far - near);
            let (first, second) = (R::splat(radius(near)), R::splat(radius(far)));
            chain = chain.then(&cone::piece(w, length, first, second, air));
            near = far;
        }
    }
    if from > to { chain.reversed() } else { chain }
}

/// Radius of the canal at a position, both in m, linear between the rows.
pub fn radius(position: f64) -> f64 {
    let at = position * 1e3;
    let of = |area: f64| (area / PI).sqrt() * 1e-3;
    let mut before = CANAL_MM[0];
    for row in CANAL_MM {
        if at <= row.0 {
            let span = row.0 - before.0;
            let part = if span > 0.0 {
                (at - before.0) / span
            } else {
                0.0
            };
            return of(before.1) + (of(row.1) - of(before.1)) * part;
        }
        before = row;
    }
    of(before.1)
}
