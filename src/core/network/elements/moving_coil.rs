//! A moving coil whose coil is a plain inductance; a planar driver is one too.

use super::formula::{Form, Formula, Large, Map, Values, driver};
use super::gradient::{Gradient, OUTPUTS, Put, Weights, compliance_slope, put_numbers, unscaled};
use crate::physics::air::AirConstants;
use crate::physics::coil::Coil;
use crate::physics::loss::DuctLoss;
use crate::physics::motor_gradient::motor_gradient;
use crate::physics::moving_coil;

/// Terminals `+`, `-` and faces front, back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MovingCoil<R = f64> {
    /// Coil resistance Re, Ω.
    pub re: R,
    /// Coil inductance Le, H.
    pub inductance: R,
    /// Force factor Bl, T·m.
    pub bl: R,
    /// Moving mass without air load Mms, kg.
    pub mms: R,
    /// Suspension compliance Cms, m/N.
    pub cms: R,
    /// Mechanical resistance Rms, N·s/m.
    pub rms: R,
    /// Effective area Sd, m².
    pub sd: R,
}

impl<R: Copy> MovingCoil<R> {
    #[inline(always)]
    fn physics(&self) -> moving_coil::MovingCoil<R> {
        moving_coil::MovingCoil {
            re: self.re,
            coil: Coil::Plain {
                inductance: self.inductance,
            },
            bl: self.bl,
            mms: self.mms,
            cms: self.cms,
            rms: self.rms,
            sd: self.sd,
        }
    }
}

impl Formula for MovingCoil {
    const FORM: Form = Form::Driver;
    type Pace = Large;
    type With<T> = MovingCoil<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &MovingCoil<A>, to: &mut impl Map<A, B>) -> MovingCoil<B> {
        MovingCoil {
            re: to.next(of.re),
            inductance: to.next(of.inductance),
            bl: to.next(of.bl),
            mms: to.next(of.mms),
            cms: to.next(of.cms),
            rms: to.next(of.rms),
            sd: to.next(of.sd),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &MovingCoil<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        driver(&of.physics().transducer(w))
    }
}

impl Gradient for MovingCoil {
    /// V = Ze i − (Bl/Sd) q, Δp = (Bl/Sd) i + (Zm/Sd²) q, Ze = Re + jωL.
    #[allow(
        clippy::needless_range_loop,
        reason = "an index is the same output of several tables"
    )]
    #[inline(always)]
    fn gradient<R: DuctLoss>(
        of: &MovingCoil<R>,
        _: &AirConstants<R>,
        w: R,
        weights: &Weights<R>,
        put: &mut impl Put<R>,
    ) {
        let motor = of.physics();
        let y = motor.transducer(w);
        let one_over_area = R::splat(1.0) / of.sd;
        let square = one_over_area * one_over_area;
        let zm = motor.mechanical_impedance(w);
        let stiffness = compliance_slope(w, of.cms);
        for output in 0..OUTPUTS {
            let by = motor_gradient(&y, &unscaled(&weights[output]));
            let force = by.force.scale(one_over_area);
            let mechanical = by.acoustic.scale(square);
            let area = force.scale(of.bl) + (mechanical * zm).scale(R::splat(2.0));
            let slopes = MovingCoil {
                re: by.electrical,
                inductance: by.electrical.scale(w).times_j(),
                bl: force,
                mms: mechanical.scale(w).times_j(),
                cms: mechanical.scale(stiffness).times_j(),
                rms: mechanical,
                sd: -area.scale(one_over_area),
            };
            put_numbers::<Self, R>(output, &slopes, put);
        }
    }
}
