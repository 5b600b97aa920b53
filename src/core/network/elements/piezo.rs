//! A piezoelectric driver behind its resistor.

use super::formula::{Form, Formula, Map, Rare, Values, driver};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::electrostatic::Electrostatic;
use crate::physics::loss::DuctLoss;

/// Terminals `+`, `-` and faces front, back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piezo<R = f64> {
    /// Blocked capacitance, F.
    pub capacitance: R,
    /// Dielectric loss factor tan δ.
    pub loss_factor: R,
    /// Resistance in series, Ω.
    pub series_resistance: R,
    /// Pressure per volt of the blocked diaphragm κ, Pa/V.
    pub coupling: R,
    /// Acoustic mass of the diaphragm, kg/m⁴.
    pub mass: R,
    /// Acoustic resistance of the diaphragm, Pa·s/m³.
    pub resistance: R,
    /// Acoustic compliance of the diaphragm, m³/Pa.
    pub compliance: R,
}

impl Formula for Piezo {
    const FORM: Form = Form::Driver;
    type Pace = Rare;
    type With<T> = Piezo<T>;

    fn map<A: Copy, B>(of: &Piezo<A>, to: &mut impl Map<A, B>) -> Piezo<B> {
        Piezo {
            capacitance: to.next(of.capacitance),
            loss_factor: to.next(of.loss_factor),
            series_resistance: to.next(of.series_resistance),
            coupling: to.next(of.coupling),
            mass: to.next(of.mass),
            resistance: to.next(of.resistance),
            compliance: to.next(of.compliance),
        }
    }

    fn values<R: DuctLoss>(of: &Piezo<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let plate = Electrostatic {
            capacitance: of.capacitance,
            loss_factor: of.loss_factor,
            coupling: of.coupling,
            mass: of.mass,
            resistance: of.resistance,
            compliance: of.compliance,
        };
        let series = Complex::real(of.series_resistance);
        driver(&plate.transducer(w).behind(series))
    }
}
