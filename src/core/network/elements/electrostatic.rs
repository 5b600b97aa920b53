//! An electrostatic driver with the transformer it is driven by.

use super::formula::{Form, Formula, Map, Rare, Values, driver};
use crate::physics::air::AirConstants;
use crate::physics::electrostatic;
use crate::physics::loss::DuctLoss;
use crate::physics::transformer::Transformer;

/// Terminals of the primary, and the faces of the diaphragm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Electrostatic<R = f64> {
    /// Secondary turns over primary turns.
    pub ratio: R,
    /// Resistance of the windings referred to the primary, Ω.
    pub primary_resistance: R,
    /// Leakage inductance referred to the primary, H.
    pub leakage: R,
    /// Magnetising inductance across the primary, H; 0: infinite.
    pub magnetising: R,
    /// Blocked capacitance, F.
    pub capacitance: R,
    /// Pressure per volt of the blocked diaphragm κ, Pa/V.
    pub coupling: R,
    /// Acoustic mass of the diaphragm, kg/m⁴.
    pub mass: R,
    /// Acoustic resistance of the diaphragm, Pa·s/m³.
    pub resistance: R,
    /// Acoustic compliance of the diaphragm, m³/Pa.
    pub compliance: R,
}

impl Formula for Electrostatic {
    const FORM: Form = Form::Driver;
    type Pace = Rare;
    type With<T> = Electrostatic<T>;

    fn map<A: Copy, B>(of: &Electrostatic<A>, to: &mut impl Map<A, B>) -> Electrostatic<B> {
        Electrostatic {
            ratio: to.next(of.ratio),
            primary_resistance: to.next(of.primary_resistance),
            leakage: to.next(of.leakage),
            magnetising: to.next(of.magnetising),
            capacitance: to.next(of.capacitance),
            coupling: to.next(of.coupling),
            mass: to.next(of.mass),
            resistance: to.next(of.resistance),
            compliance: to.next(of.compliance),
        }
    }

    fn values<R: DuctLoss>(of: &Electrostatic<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let transformer = Transformer {
            ratio: of.ratio,
            resistance: of.primary_resistance,
            leakage: of.leakage,
            magnetising: (!of.magnetising.all_below(f64::MIN_POSITIVE)).then_some(of.magnetising),
        };
        let diaphragm = electrostatic::Electrostatic {
            capacitance: of.capacitance,
            loss_factor: R::splat(0.0),
            coupling: of.coupling,
            mass: of.mass,
            resistance: of.resistance,
            compliance: of.compliance,
        };
        driver(&transformer.drive(w, &diaphragm.transducer(w)))
    }
}
