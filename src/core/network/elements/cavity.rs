//! A volume of air, with or without walls that take up heat.

use super::formula::{ADMITTANCE_UNIT, Form, Formula, Frequent, Map, Values, acoustic};
use super::gradient::{BranchGradient, BySlope};
use crate::design::Domain;
use crate::network::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::cavity;
use crate::physics::complex::Complex;
use crate::physics::loss::{self, DuctLoss};
use std::f64::consts::FRAC_1_SQRT_2;

/// y = jωV/(ρc²)·[1 + (γ−1) F(s)], s = kt V/A.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cavity<R = f64> {
    /// Volume, m³.
    pub volume: R,
    /// Area of its walls, m²; 0: they take up no heat.
    pub wall_area: R,
}

impl Formula for Cavity {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Frequent;
    type With<T> = Cavity<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &Cavity<A>, to: &mut impl Map<A, B>) -> Cavity<B> {
        Cavity {
            volume: to.next(of.volume),
            wall_area: to.next(of.wall_area),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &Cavity<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        acoustic(if of.wall_area.all_below(f64::MIN_POSITIVE) {
            cavity::lossless(w, of.volume, air)
        } else {
            cavity::with_walls(w, of.volume, of.wall_area, air)
        })
    }

    fn simple(&self, air: &AirConstants<f64>) -> Option<Simple> {
        let rising = ADMITTANCE_UNIT * self.volume / air.bulk_modulus();
        (self.wall_area == 0.0).then_some(Simple::Rising(rising))
    }
}

impl BranchGradient for Cavity {
    #[inline(always)]
    fn gradient<R: DuctLoss>(of: &Cavity<R>, air: &AirConstants<R>, w: R) -> BySlope<Self, R> {
        let Cavity { volume, wall_area } = *of;
        let (one, half, two) = (R::splat(1.0), R::splat(0.5), R::splat(2.0));
        let plain = cavity::lossless(w, volume, air).scale(R::splat(ADMITTANCE_UNIT));
        let gain = air.gamma - one;
        let wave_number = air.thermal_wave_number(w);
        if wall_area.all_below(f64::MIN_POSITIVE) {
            // Walls that begin to count: F → 1/z, so C grows by (γ−1) A/(kt ρc²) e^{−jπ/4}.
            let turn = gain * R::splat(FRAC_1_SQRT_2) / (wave_number * volume);
            let slopes = Cavity {
                volume: plain.scale(one / volume),
                wall_area: plain * Complex::new(turn, -turn),
            };
            let air = AirConstants {
                density: -plain,
                speed_of_sound: -plain.scale(two),
                viscosity: Complex::zero(),
                gamma: Complex::zero(),
                prandtl: Complex::zero(),
            };
            return (slopes, Some(air));
        }
        let s = wave_number * volume / wall_area;
        let loss = loss::slit(s);
        let y = plain * (Complex::one() + loss.f.scale(gain));
        // By ln s.
        let by_s = plain * loss::slit_slope(s, &loss).scale(s * gain);
        let by_half = by_s.scale(half);
        let slopes = Cavity {
            volume: (y + by_s).scale(one / volume),
            wall_area: -by_s.scale(one / wall_area),
        };
        let air = AirConstants {
            density: by_half - y,
            speed_of_sound: -y.scale(two),
            viscosity: -by_half,
            gamma: (plain * loss.f).scale(air.gamma),
            prandtl: by_half,
        };
        (slopes, Some(air))
    }
}
