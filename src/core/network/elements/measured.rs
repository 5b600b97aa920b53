//! A driver known only by its measured curves.

use super::ear::Ear;
use super::formula::{ADMITTANCE_UNIT, Form, PRESSURE_UNIT, Values};
use crate::design::{InsertKind, document::CurvePoint, driver::Measured, nothing::LEAST};
use crate::network::pieces::{Piece, pieces};
use crate::physics::{
    air::AirConstants,
    cavity,
    complex::Complex,
    cone::{self, Cuts},
    damper,
    duct::Duct,
    level::ln_pressure_of,
    two_port::Chain,
};
use std::f64::consts::FRAC_PI_4;

/// A curve by its corners: ln f, ln of the magnitude, phase in radians, unwrapped.
type Corners = Vec<[f64; 3]>;

/// The curves of a measured driver, checked, with what they were measured in.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredTable {
    driver: Measured,
    response: Corners,
    impedance: Corners,
}

impl MeasuredTable {
    /// Checks that there is something to interpolate.
    ///
    /// # Errors
    /// When there is none, in words that follow the driver's name.
    pub fn new(driver: &Measured) -> Result<Self, &'static str> {
        if driver.response.is_empty() {
            return Err(tr!("it has no measured response"));
        }
        if driver.impedance.is_empty() {
            return Err(tr!("it has no measured impedance"));
        }
        for curve in [&driver.response, &driver.impedance] {
            let finite = curve.iter().all(|p| p.f > 0.0 && p.value.is_finite());
            if !finite || !curve.is_sorted_by(|a, b| a.f < b.f) {
                return Err(tr!(
                    "its measured curves are not in ascending order of frequency"
                ));
            }
        }
        let positive = driver.impedance.iter().all(|p| p.value > 0.0);
        if !positive || !(driver.voltage > 0.0) {
            return Err(tr!("its measured impedance and voltage must be above zero"));
        }
        let corners = |point: &CurvePoint, ln_size: f64| {
            [
                point.f.ln(),
                ln_size,
                point.phase_deg.unwrap_or(0.0).to_radians(),
            ]
        };
        let response = driver.response.iter();
        let impedance = driver.impedance.iter();
        Ok(Self {
            response: unwrapped(
                response
                    .map(|p| corners(p, ln_pressure_of(p.value)))
                    .collect(),
            ),
            impedance: unwrapped(impedance.map(|p| corners(p, p.value.ln())).collect()),
            driver: driver.clone(),
        })
    }

    /// What it sits between.
    #[allow(clippy::unused_self, reason = "asked like every table")]
    pub(super) fn form(&self) -> Form {
        Form::Driver
    }

    /// Whether its values change with the air: they were measured in a fixture filled with it.
    #[allow(clippy::unused_self, reason = "a table of the other kind is asked too")]
    pub(in crate::network) fn follows_air(&self) -> bool {
        true
    }

    /// The driver's values at one frequency, scaled for the matrix: y11 from the impedance, y21 the
    /// volume velocity that gave the response in the fixture, y22 the compliance of the source
    /// volume. y12 is 0: how the load acts back on the impedance is not known.
    pub(in crate::network) fn values(&self, air: &AirConstants<f64>, w: f64) -> Values<f64> {
        let f = w / std::f64::consts::TAU;
        let zero = Complex::zero();
        let impedance = at(&self.impedance, f);
        let own = cavity::lossless(w, self.driver.source_volume, air);
        let mut load = Ear::from(&self.driver.coupler).load(air, w);
        let fixture = pieces(&self.driver.fixture, &self.driver.fixture_inserts, &LEAST);
        for piece in fixture.iter().rev() {
            if let Some(chain) = chain(piece, w, air) {
                load = load.behind(&chain);
            }
        }
        // p_mic = ratio · p and p = U/(own + load): the source that explains the response.
        let pressure = at(&self.response, f);
        let flow = pressure * (load.admittance + own) * load.drum_ratio.inverse();
        // The EMF was divided between the source resistance and the driver.
        let source = Complex::real(self.driver.source_resistance);
        let divided = (impedance + source) * impedance.inverse();
        let per_volt = (flow * divided).scale(1.0 / self.driver.voltage);
        [
            impedance.inverse(),
            zero,
            -per_volt.scale(PRESSURE_UNIT),
            own.scale(ADMITTANCE_UNIT),
        ]
    }
}

/// A piece of the fixture as a two-port; none where it is nothing.
fn chain(piece: &Piece<'_>, w: f64, air: &AirConstants<f64>) -> Option<Chain<f64>> {
    Some(match *piece {
        Piece::Stretch(length, [first, second]) if first == second => {
            Duct::round(w, length, first / 2.0, air).chain()
        }
        Piece::Stretch(length, [first, second]) => {
            let (first, second) = (first / 2.0, second / 2.0);
            cone::cut(w, length, first, second, Cuts::of(first, second), air)
        }
        Piece::Insert(
            InsertKind::Damper {
                resistance, mass, ..
            },
            _,
        ) => Chain::series(Complex::new(*resistance, w * mass)),
        Piece::Insert(InsertKind::Mesh(mesh), bore) if bore > 0.0 => {
            let area = FRAC_PI_4 * bore * bore;
            let [resistance, mass] = [mesh.specific_resistance, mesh.specific_mass];
            Chain::series(damper::mesh(w, resistance, mass, area))
        }
        Piece::Insert(InsertKind::Mesh(_), _) | Piece::Step(_) => return None,
    })
}

/// Takes whole turns out of the phase between neighbours.
fn unwrapped(mut corners: Corners) -> Corners {
    let mut before = 0.0;
    for (n, corner) in corners.iter_mut().enumerate() {
        if n > 0 {
            let turns = ((corner[2] - before) / std::f64::consts::TAU).round();
            corner[2] -= turns * std::f64::consts::TAU;
        }
        before = corner[2];
    }
    corners
}

/// The curve at a frequency: magnitude and phase straight over ln f, held beyond the ends.
fn at(corners: &[[f64; 3]], f: f64) -> Complex<f64> {
    let x = f.ln();
    let after = corners.partition_point(|corner| corner[0] <= x);
    let before = corners.get(after.saturating_sub(1));
    let here = match (before, corners.get(after)) {
        (Some(a), Some(b)) if b[0] > a[0] && x > a[0] => {
            let share = (x - a[0]) / (b[0] - a[0]);
            [a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])]
        }
        (Some(a), _) => [a[1], a[2]],
        (None, Some(b)) => [b[1], b[2]],
        (None, None) => return Complex::zero(),
    };
    let (sin, cos) = here[1].sin_cos();
    Complex::new(cos, sin).scale(here[0].exp())
}
