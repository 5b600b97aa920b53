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
use crate::physics::number::Real;
use crate::physics::transducer::resonator;
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
pub const DRUM: f64 = 4.021e-3;
/// The reference plane, m from the tip.
pub const REFERENCE_PLANE: f64 = 17.33e-3;
/// The canal's entrance, m from the tip.
pub const ENTRANCE: f64 = 31.0e-3;
/// Cuts of each stretch of a canal of another size: a narrow one loses more along a taper, and whole
/// stretches were up to 0.0012 dB off at 20 kHz.
const SCALED_CUTS: u8 = 2;

/// Volume of the canal from tip to entrance, m³.
pub const VOLUME: f64 = 1.201e-6;

/// Volumes of the drum surrogate Vm, Vt, Va, m³.
const VOLUMES: [f64; 3] = [0.089_71e-6, 1.429_02e-6, 30.553e-6];
/// Ro, Ra, Pa·s/m³.
const RESISTANCES: [f64; 2] = [2.1094e7, 7.3164e8];
/// Mo, kg/m⁴.
const MASS: f64 = 418.42;

/// How large a canal is: the published one times these.
///
/// Canals of adults by computed tomography: 31.4 ± 3.1 mm long, of 97 ± 24 mm² at the entrance
/// (S. E. Voss et al. 2023, Hear. Res., 66 ears); a volume of 1.23 ± 0.28 cm³ in men and
/// 1.06 ± 0.20 cm³ in women (Am. J. Otolaryngol. 39 (2018), 91 ears). The published canal is of
/// average length, entrance and volume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size<R> {
    /// Of its length.
    pub length: R,
    /// Of its radii.
    pub radius: R,
    /// Into so many cones each stretch between two rows is cut.
    cuts: u8,
}

impl<R: Real> Size<R> {
    /// The published canal itself.
    pub fn published() -> Self {
        Self {
            length: R::splat(1.0),
            radius: R::splat(1.0),
            cuts: 1,
        }
    }

    /// A canal of this length, m, and volume, m³, from entrance to end.
    pub fn of(length: R, volume: R) -> Self {
        let length = length / R::splat(ENTRANCE);
        let area = volume / R::splat(VOLUME) / length;
        Self {
            length,
            radius: area.sqrt(),
            cuts: SCALED_CUTS,
        }
    }
}

/// The ear at one frequency, seen from its reference plane.
pub fn load<R: DuctLoss>(w: R, air: &AirConstants<R>) -> EarLoad<R> {
    ahead(w, R::splat(0.0), air)
}

/// The ear seen from a plane this far ahead of its reference plane, m; negative: nearer to the drum.
pub fn ahead<R: DuctLoss>(w: R, ahead: R, air: &AirConstants<R>) -> EarLoad<R> {
    with_drum(w, Size::published(), ahead, drum_impedance(w, air), air)
}

/// A canal of this size with another drum, of this impedance in Pa·s/m³.
pub fn with_drum<R: DuctLoss>(
    w: R,
    size: Size<R>,
    ahead: R,
    drum: Complex<R>,
    air: &AirConstants<R>,
) -> EarLoad<R> {
    let plane = R::splat(REFERENCE_PLANE) + ahead / size.length;
    let closed = EarLoad {
        admittance: Complex::zero(),
        drum_ratio: Complex::one(),
    };
    let stub = outwards(w, size, [R::splat(TIP), R::splat(DRUM)], closed, air);
    let drum = EarLoad {
        admittance: drum.inverse(),
        drum_ratio: Complex::one(),
    };
    let drum = drum.beside(stub.admittance);
    outwards(w, size, [R::splat(DRUM), plane], drum, air)
}

/// What is seen from farther out in the canal of what is seen at the nearer of two positions, m from
/// the tip of the published canal.
fn outwards<R: DuctLoss>(
    w: R,
    size: Size<R>,
    [mut near, to]: [R; 2],
    mut load: EarLoad<R>,
    air: &AirConstants<R>,
) -> EarLoad<R> {
    for (before, row) in CANAL_MM.iter().zip(CANAL_MM.iter().skip(1)) {
        let (from, until) = (before.0 * 1e-3, row.0 * 1e-3);
        if to.all_below(from) {
            break;
        }
        if !near.any_below(until) {
            continue;
        }
        // At a row itself a piece without length follows: the ear changes with the plane there too.
        let far = to.below(until, to, R::splat(until));
        let slope = (radius(until) - radius(from)) / (until - from);
        let radius_at = |at: R| {
            size.radius * (R::splat(radius(from)) + (at - R::splat(from)) * R::splat(slope))
        };
        let step = (far - near) * R::splat(1.0 / f64::from(size.cuts));
        for _ in 0..size.cuts {
            let next = near + step;
            let (outer, inner) = (radius_at(next), radius_at(near));
            load = load.behind(&cone::piece(w, step * size.length, outer, inner, air));
            near = next;
        }
        near = far;
    }
    load
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
