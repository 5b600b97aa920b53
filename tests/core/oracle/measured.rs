//! A driver known by its curves: an impedance, and the volume velocity that gave its response in the
//! fixture it was measured in.

use super::air::At;
use super::complex::{Complex, plain, turn};
use super::cone::cone;
use super::duct::{Duct, Load, behind};
use super::ears::{beside, ear};
use super::functions::{exp, ln};
use super::parts::{area, mesh};
use super::real::{PI, Real, real};
use super::tubes::{Piece, pieces};
use earwright::design::{InsertKind, document::CurvePoint, driver::Measured};

/// ln f, ln of the size, phase without jumps.
type Corner = [Real; 3];

/// The curves of a measured driver.
pub(super) struct Table {
    response: Vec<Corner>,
    impedance: Vec<Corner>,
    driver: Measured,
}

impl Table {
    pub(super) fn new(driver: &Measured) -> Self {
        let pascal = |db: f64| real(db) / real(20.0) * ln(real(10.0)) + ln(real(20e-6));
        Self {
            response: corners(&driver.response, pascal),
            impedance: corners(&driver.impedance, |ohms| ln(real(ohms))),
            driver: driver.clone(),
        }
    }

    /// Impedance, and volume velocity out of the spout per volt, with no pressure against it.
    pub(super) fn at(&self, at: &At) -> (Complex, Complex) {
        let impedance = value(&self.impedance, at.frequency());
        let own = at.cavity(real(self.driver.source_volume), real(0.0));
        let row = pieces(&self.driver.fixture, &self.driver.fixture_inserts);
        let coupler = ear(at, &self.driver.coupler);
        let load = row
            .iter()
            .rev()
            .fold(coupler, |load, piece| ahead(at, piece, load));
        let pressure = value(&self.response, at.frequency());
        // p_mic = ratio p, and the source fills its own volume and the load.
        let flow = pressure * beside(load, own).admittance / load.ratio;
        let divided = (impedance + plain(real(self.driver.source_resistance))) / impedance;
        let per_volt = flow * divided;
        (
            impedance,
            per_volt.times(real(1.0) / real(self.driver.voltage)),
        )
    }
}

/// A piece of the fixture ahead of a load; steps have no mass there.
fn ahead(at: &At, piece: &Piece, load: Load) -> Load {
    match piece {
        Piece::Stretch(length, [first, second]) => {
            let radii = [*first, *second].map(|bore| real(bore).scaled(0.5));
            if first == second {
                return Duct::round(at, *length, radii[0]).ahead_of(load);
            }
            let (cone, _) = cone(at, *length, radii[0], radii[1]);
            cone.ahead_of(load)
        }
        Piece::Step(..) => load,
        Piece::Insert(
            InsertKind::Damper {
                resistance, mass, ..
            },
            _,
        ) => behind(at.rl(real(*resistance), real(*mass)), load),
        Piece::Insert(InsertKind::Mesh(cloth), bore) => {
            behind(mesh(at, Some(*cloth), area(real(*bore))), load)
        }
    }
}

fn corners(points: &[CurvePoint], size: impl Fn(f64) -> Real) -> Vec<Corner> {
    let turn = PI.scaled(2.0);
    let mut corners: Vec<Corner> = Vec::with_capacity(points.len());
    for point in points {
        let degrees = real(point.phase_deg.unwrap_or(0.0));
        let mut phase = degrees * PI / real(180.0);
        if let Some(before) = corners.last() {
            let turns = ((phase - before[2]) / turn).hi.round();
            phase = phase - turn * real(turns);
        }
        corners.push([ln(real(point.f)), size(point.value), phase]);
    }
    corners
}

/// Straight over ln f between corners, held beyond the ends.
fn value(corners: &[Corner], f: Real) -> Complex {
    let x = ln(f);
    let after = corners.partition_point(|corner| corner[0] <= x);
    let [_, size, phase] = match (after.checked_sub(1).map(|n| corners[n]), corners.get(after)) {
        (Some(a), Some(b)) => {
            let share = (x - a[0]) / (b[0] - a[0]);
            std::array::from_fn(|n| a[n] + (b[n] - a[n]) * share)
        }
        (Some(a), None) => a,
        (None, Some(b)) => *b,
        (None, None) => [real(0.0); 3],
    };
    turn(phase).times(exp(size))
}
