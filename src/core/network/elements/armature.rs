//! The motor of a balanced armature.

use super::formula::{Form, Formula, Large, Map, Values, driver};
use super::gradient::{Gradient, OUTPUTS, Put, Weights, compliance_slope, put_numbers, unscaled};
use crate::physics::air::AirConstants;
pub use crate::physics::armature::Armature;
use crate::physics::coil;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;
use crate::physics::motor_gradient::{MotorGradient, motor_gradient, weights_within};

impl Formula for Armature<f64> {
    const FORM: Form = Form::Driver;
    type Pace = Large;
    type With<T> = Armature<T>;

    #[allow(
        clippy::manual_map,
        reason = "a closure is not compiled for the processor's own instructions"
    )]
    #[inline(always)]
    fn map<A: Copy, B>(of: &Armature<A>, to: &mut impl Map<A, B>) -> Armature<B> {
        Armature {
            re: to.next(of.re),
            inductance: to.next(of.inductance),
            tau: to.next(of.tau),
            mass: to.next(of.mass),
            resistance: to.next(of.resistance),
            compliance: to.next(of.compliance),
            semi_inductance: match of.semi_inductance {
                Some(k) => Some(to.next(k)),
                None => None,
            },
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &Armature<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        driver(&of.transducer(w))
    }
}

impl Gradient for Armature<f64> {
    /// As [`crate::physics::armature`] says; without eddy currents Re and L are one impedance.
    #[allow(
        clippy::manual_map,
        reason = "a closure is not compiled for the processor's own instructions"
    )]
    #[inline(always)]
    fn gradient<R: DuctLoss>(
        of: &Armature<R>,
        _: &AirConstants<R>,
        w: R,
        weights: &Weights<R>,
        put: &mut impl Put<R>,
    ) {
        let inner = of.within(w);
        let across = of.with_eddies(w, inner);
        let series = Complex::real(of.re);
        let outer = across.behind(series);
        let eddies = match of.semi_inductance {
            // ∂(1/(Ks √jω))/∂Ks.
            Some(k) => Some(
                -(coil::semi_inductance(w, k)
                    .inverse()
                    .scale(R::splat(1.0) / k)),
            ),
            None => None,
        };
        let stiffness = compliance_slope(w, of.compliance);
        for output in 0..OUTPUTS {
            let (resistance, weights) =
                weights_within(&across, &outer, series, &unscaled(&weights[output]));
            let MotorGradient {
                electrical,
                acoustic,
                force,
            } = motor_gradient(&inner, &weights);
            let slopes = Armature {
                re: resistance,
                inductance: electrical.scale(w).times_j(),
                tau: force,
                mass: acoustic.scale(w).times_j(),
                resistance: acoustic,
                compliance: acoustic.scale(stiffness).times_j(),
                semi_inductance: match eddies {
                    Some(eddies) => Some(weights[0] * eddies),
                    None => None,
                },
            };
            put_numbers::<Self, R>(output, &slopes, put);
        }
    }
}
