//! A moving coil whose coil has losses of its own: semi-inductance, LR-2 or Leach.

use super::formula::{Form, Formula, Map, Rare, Values, driver};
use crate::physics::air::AirConstants;
use crate::physics::coil::Coil;
use crate::physics::loss::DuctLoss;
use crate::physics::moving_coil::MovingCoil;

/// Terminals `+`, `-` and faces front, back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LossyCoil<R = f64>(pub MovingCoil<R>);

impl Formula for LossyCoil {
    const FORM: Form = Form::Driver;
    type Pace = Rare;
    type With<T> = LossyCoil<T>;

    fn map<A: Copy, B>(LossyCoil(of): &LossyCoil<A>, to: &mut impl Map<A, B>) -> LossyCoil<B> {
        LossyCoil(MovingCoil {
            re: to.next(of.re),
            bl: to.next(of.bl),
            mms: to.next(of.mms),
            cms: to.next(of.cms),
            rms: to.next(of.rms),
            sd: to.next(of.sd),
            coil: coil(&of.coil, to),
        })
    }

    fn values<R: DuctLoss>(of: &LossyCoil<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        driver(&of.0.transducer(w))
    }
}

fn coil<A: Copy, B>(of: &Coil<A>, to: &mut impl Map<A, B>) -> Coil<B> {
    match *of {
        Coil::Plain { inductance } => Coil::Plain {
            inductance: to.next(inductance),
        },
        Coil::SemiInductance {
            inductance,
            semi_inductance,
        } => Coil::SemiInductance {
            inductance: to.next(inductance),
            semi_inductance: to.next(semi_inductance),
        },
        Coil::Lr2 {
            inductance,
            second_inductance,
            second_resistance,
        } => Coil::Lr2 {
            inductance: to.next(inductance),
            second_inductance: to.next(second_inductance),
            second_resistance: to.next(second_resistance),
        },
        Coil::Leach { factor, exponent } => Coil::Leach {
            factor: to.next(factor),
            exponent: to.next(exponent),
        },
    }
}
