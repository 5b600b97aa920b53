//! IEC 60318-4 ear simulator (“711”) from its dimensions.
//!
//! Three round ducts in line end in the microphone. After the first, a rectangular slit leads into
//! an annular cavity; after the second, a radial slit in three arcs into another. Dimensions of a
//! published simulator (Jønsson et al. 2004 and later work); the cavities' thickness is scaled so
//! that the volume is the nominal 1260 mm³ at 500 Hz (that scale is an estimate, trust C).

use super::EarLoad;
use crate::physics::air::AirConstants;
use crate::physics::cavity;
use crate::physics::complex::Complex;
use crate::physics::duct::{Duct, Medium};
use crate::physics::loss::DuctLoss;
use crate::physics::transducer::resonator;
use crate::physics::two_port::Chain;
use std::f64::consts::PI;

/// Radius of the ducts in line, m.
const BORE_RADIUS: f64 = 3.77e-3;
/// Their lengths, m.
const BORE_LENGTHS: [f64; 3] = [3.12e-3, 4.75e-3, 4.69e-3];
/// Microphone: acoustic mass kg/m⁴, resistance Pa·s/m³, compliance m³/Pa.
const MICROPHONE: [f64; 3] = [710.0, 119e6, 0.62e-13];
/// Rectangular slit: length, width, gap, m.
const SLIT: [f64; 3] = [2.53e-3, 2.35e-3, 0.17e-3];
/// Its cavity: inner radius, outer radius, thickness, m.
const SLIT_CAVITY: [f64; 3] = [6.30e-3, 9.01e-3, 1.91e-3];
/// Radial slit: inner radius, outer radius, gap, m.
const RADIAL: [f64; 3] = [3.77e-3, 4.66e-3, 0.069e-3];
/// One of its arcs, rad.
const ARC: f64 = 95.33 / 180.0 * PI;
/// Number of arcs.
const ARCS: f64 = 3.0;
/// Short slits the radial one is cut into.
const RADIAL_PIECES: usize = 32;
/// Its cavity: inner radius, outer radius, thickness, m.
const RADIAL_CAVITY: [f64; 3] = [4.66e-3, 9.01e-3, 1.40e-3];
/// Scale of both cavities' thickness.
const THICKNESS_SCALE: f64 = 1.281_44;

/// The ear at one frequency.
pub fn load<R: DuctLoss>(w: R, air: &AirConstants<R>) -> EarLoad<R> {
    let [mass, resistance, compliance] = MICROPHONE;
    let microphone = resonator(
        w,
        R::splat(mass),
        R::splat(resistance),
        R::splat(compliance),
    )
    .inverse();
    let ear = EarLoad {
        admittance: microphone,
        drum_ratio: Complex::one(),
    };
    ear.behind(&bore(w, BORE_LENGTHS[2], air))
        .beside(radial_branch(w, air))
        .behind(&bore(w, BORE_LENGTHS[1], air))
        .beside(slit_branch(w, air))
        .behind(&bore(w, BORE_LENGTHS[0], air))
}

fn bore<R: DuctLoss>(w: R, length: f64, air: &AirConstants<R>) -> Chain<R> {
    Duct::round(w, R::splat(length), R::splat(BORE_RADIUS), air).chain()
}

fn slit_branch<R: DuctLoss>(w: R, air: &AirConstants<R>) -> Complex<R> {
    let [length, width, gap] = SLIT;
    let whole = length + 2.0 * slit_end(gap, width);
    let duct = Duct::slit(w, R::splat(whole), R::splat(width), R::splat(gap), air);
    duct.chain()
        .input_admittance(annular_cavity(w, SLIT_CAVITY, air))
}

fn radial_branch<R: DuctLoss>(w: R, air: &AirConstants<R>) -> Complex<R> {
    let [inner, outer, gap] = RADIAL;
    let from = inner - slit_end(gap, ARC * inner);
    let to = outer + slit_end(gap, ARC * outer);
    let step = (to - from) / RADIAL_PIECES as f64;
    let mut chain = Chain::identity();
    // The gap is the same all along: one medium for all pieces.
    let medium = Medium::slit(w, R::splat(gap), air);
    for k in 0..RADIAL_PIECES {
        let radius = from + (k as f64 + 0.5) * step;
        let area = ARCS * ARC * radius * gap;
        let duct = Duct::new(&medium, R::splat(step), R::splat(area));
        chain = chain.then(&duct.chain());
    }
    chain.input_admittance(annular_cavity(w, RADIAL_CAVITY, air))
}

fn annular_cavity<R: DuctLoss>(
    w: R,
    [inner, outer, thickness]: [f64; 3],
    air: &AirConstants<R>,
) -> Complex<R> {
    let thickness = thickness * THICKNESS_SCALE;
    let face = PI * (outer * outer - inner * inner);
    let walls = 2.0 * face + 2.0 * PI * (outer + inner) * thickness;
    cavity::with_thin_layer(w, R::splat(face * thickness), R::splat(walls), air)
}

/// By how much a slit acts longer at each end, m: the piston mass of a rectangle of this gap and
/// width, h{(β+(1−e^1.5)/β²)/(3π) + [ln(β+√e)/β + ln((1+√e)/β)]/π}, β = gap/width, e = 1+β².
fn slit_end(gap: f64, width: f64) -> f64 {
    let b = gap / width;
    let e = 1.0 + b * b;
    let rest = ((b + e.sqrt()).ln() / b + ((1.0 + e.sqrt()) / b).ln()) / PI;
    gap * ((b + (1.0 - e.powf(1.5)) / (b * b)) / (3.0 * PI) + rest)
}
