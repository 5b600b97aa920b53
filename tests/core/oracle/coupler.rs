//! The 711 from its dimensions.

use super::air::At;
use super::complex::{Complex, complex};
use super::duct::{Duct, Load};
use super::ears::{at_drum, beside, chained, mm};
use super::functions::{ln, power};
use super::real::{ONE, PI, Real, real};

/// Radius of the ducts in line, mm.
const BORE: f64 = 3.77;
/// Short slits the radial one is cut into.
const PIECES: u32 = 32;
/// Gap of the radial slit, mm.
const GAP: f64 = 0.069;

/// From the microphone backwards.
pub(super) fn distributed(at: &At) -> Load {
    let microphone = at.resonator(real(119e6), real(710.0), real(0.62e-13));
    let bore = |length: f64, load: Load| Duct::round(at, mm(length), mm(BORE)).ahead_of(load);
    let load = bore(4.69, at_drum(microphone.inverse()));
    let load = beside(load, radial(at));
    let load = bore(4.75, load);
    let load = beside(load, rectangular(at));
    bore(3.12, load)
}

fn rectangular(at: &At) -> Complex {
    let (gap, width) = (mm(0.17), mm(2.35));
    let length = mm(2.53) + end(gap, width).scaled(2.0);
    let slit = Duct::slit(at, length, width, gap);
    slit.ahead_of(at_drum(annulus(at, 6.30, 9.01, 1.91)))
        .admittance
}

fn radial(at: &At) -> Complex {
    let arc = real(95.33) / real(180.0) * PI;
    let gap = mm(GAP);
    let from = mm(BORE) - end(gap, arc * mm(BORE));
    let to = mm(4.66) + end(gap, arc * mm(4.66));
    let step = (to - from) / real(f64::from(PIECES));
    let medium = at.slit(gap);
    let chains = (0..PIECES).map(|k| {
        let radius = from + step * real(f64::from(k) + 0.5);
        let area = real(3.0) * arc * radius * gap;
        Duct::new(&medium, step, area).chain()
    });
    let cavity = at_drum(annulus(at, 4.66, 9.01, 1.40));
    chained(chains.collect::<Vec<_>>().into_iter(), cavity).admittance
}

/// An annular cavity with a thin layer along all its walls; mm.
fn annulus(at: &At, inner: f64, outer: f64, thickness: f64) -> Complex {
    let thickness = mm(thickness) * real(1.28144);
    let (inner, outer) = (mm(inner), mm(outer));
    let face = PI * (outer.square() - inner.square());
    let walls = face.scaled(2.0) + PI.scaled(2.0) * (outer + inner) * thickness;
    let volume = face * thickness;
    // δt = √2/|kt|.
    let layer = real(2.0).sqrt() / at.thermal();
    let e = (at.air.gamma - ONE) * layer * walls / volume.scaled(2.0);
    complex(ONE + e, -e)
        .times(at.w * volume / at.air.bulk())
        .times_j()
}

/// By how much a slit of this gap and width is longer at an end.
fn end(gap: Real, width: Real) -> Real {
    let b = gap / width;
    let e = ONE + b.square();
    let first = (b + (ONE - power(e, real(1.5))) / b.square()) / (PI * real(3.0));
    let second = (ln(b + e.sqrt()) / b + ln((ONE + e.sqrt()) / b)) / PI;
    gap * (first + second)
}
