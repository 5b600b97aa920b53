//! The motor of a balanced armature whose pin gives.

use super::formula::{Common, Form, Formula, Map, Values, driver};
use crate::physics::air::AirConstants;
use crate::physics::armature::{Armature, SecondMode};
use crate::physics::loss::DuctLoss;

/// Terminals `+`, `-` and faces front, back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArmatureTwoModes<R = f64> {
    /// The motor with its first mode.
    pub motor: Armature<R>,
    /// Pin and diaphragm.
    pub mode: SecondMode<R>,
}

impl Formula for ArmatureTwoModes {
    const FORM: Form = Form::Driver;
    type Pace = Common;
    type With<T> = ArmatureTwoModes<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &ArmatureTwoModes<A>, to: &mut impl Map<A, B>) -> ArmatureTwoModes<B> {
        ArmatureTwoModes {
            motor: Armature::map(&of.motor, to),
            mode: SecondMode {
                pin_compliance: to.next(of.mode.pin_compliance),
                mass: to.next(of.mode.mass),
                resistance: to.next(of.mode.resistance),
            },
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &ArmatureTwoModes<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        driver(&of.motor.transducer_with(w, &of.mode))
    }
}
