//! A transformer between two electrical pairs.

use super::formula::{Form, Formula, Map, Rare, Values};
use crate::design::Domain;
use crate::design::nothing::LEAST;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;

/// Windings with resistance, leakage and magnetising inductance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transformer<R = f64> {
    /// Secondary turns over primary turns.
    pub ratio: R,
    /// Resistance of the primary, Ω.
    pub primary_resistance: R,
    /// Resistance of the secondary, Ω.
    pub secondary_resistance: R,
    /// Leakage inductance referred to the primary, H.
    pub leakage: R,
    /// Magnetising inductance across the primary, H; 0: infinite.
    pub magnetising: R,
}

/// Resistance kept in an ideal transformer, Ω: without any, voltages would be tied to each other and
/// no admittance could say so. As much as is none elsewhere.
const FLOOR: f64 = LEAST.resistance;

impl Formula for Transformer {
    const FORM: Form = Form::TwoPort(Domain::Electrical);
    type Pace = Rare;
    type With<T> = Transformer<T>;

    fn map<A: Copy, B>(of: &Transformer<A>, to: &mut impl Map<A, B>) -> Transformer<B> {
        Transformer {
            ratio: to.next(of.ratio),
            primary_resistance: to.next(of.primary_resistance),
            secondary_resistance: to.next(of.secondary_resistance),
            leakage: to.next(of.leakage),
            magnetising: to.next(of.magnetising),
        }
    }

    /// With Zp in series with the primary, Ym across it, Rs in series with the secondary and
    /// q = 1 + Zp Ym, D = Zp + q Rs/n²: y11 = Ym/q + 1/(qD), y12 = −1/(nD), y22 = q/(n²D).
    fn values<R: DuctLoss>(of: &Transformer<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let resistance = of.primary_resistance + R::splat(FLOOR);
        let series = Complex::new(resistance, w * of.leakage);
        let across = if of.magnetising.all_below(f64::MIN_POSITIVE) {
            Complex::zero()
        } else {
            Complex::imaginary(w * of.magnetising).inverse()
        };
        let q = Complex::one() + series * across;
        let square = R::splat(1.0) / (of.ratio * of.ratio);
        let d = (series + q.scale(of.secondary_resistance * square)).inverse();
        [
            q.inverse() * (across + d),
            -d.scale(R::splat(1.0) / of.ratio),
            (q * d).scale(square),
            Complex::zero(),
        ]
    }
}
