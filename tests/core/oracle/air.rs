//! The air of a design at one frequency.

use super::complex::{Complex, j, root_of_j};
use super::functions::{exp, ln};
use super::losses;
use super::real::{ONE, PI, Real, real};
use earwright::design::air::Air as Stated;

/// The constants of the air.
#[derive(Clone, Copy, Debug)]
pub(super) struct Air {
    pub(super) density: Real,
    pub(super) speed: Real,
    pub(super) viscosity: Real,
    pub(super) gamma: Real,
    pub(super) prandtl: Real,
}

impl Air {
    /// As a design states it: ideal gas, Sutherland's viscosity.
    pub(super) fn new(stated: &Stated) -> Self {
        match *stated {
            Stated::Climate {
                temperature_c,
                pressure,
            } => Self::climate(real(temperature_c), real(pressure)),
            Stated::Constants {
                density,
                speed_of_sound,
                viscosity,
                gamma,
                prandtl,
            } => Self {
                density: real(density),
                speed: real(speed_of_sound),
                viscosity: real(viscosity),
                gamma: real(gamma),
                prandtl: real(prandtl),
            },
        }
    }

    fn climate(celsius: Real, pressure: Real) -> Self {
        let t = celsius + real(273.15);
        let power = t * t.sqrt();
        let viscosity = real(1.458e-6) * power / (t + real(110.4));
        let ten = exp(-(real(12.0) * ln(real(10.0)) / t));
        let conductivity = real(2.646e-3) * power / (t + real(245.4) * ten);
        Self {
            density: pressure / (real(287.05) * t),
            speed: (real(1.4) * real(287.05) * t).sqrt(),
            viscosity,
            gamma: real(1.4),
            prandtl: viscosity * real(1005.0) / conductivity,
        }
    }

    /// γP = ρc².
    pub(super) fn bulk(&self) -> Real {
        self.density * self.speed.square()
    }
}

/// The air, and the frequency it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) air: Air,
    /// ω, rad/s.
    pub(super) w: Real,
}

/// Effective density and bulk modulus between walls.
#[derive(Clone, Copy)]
pub(super) struct Medium {
    /// jωρe.
    pub(super) series: Complex,
    /// jω/Ke.
    pub(super) shunt: Complex,
}

impl At {
    pub(super) fn new(air: &Air, f: f64) -> Self {
        Self {
            air: *air,
            w: PI.scaled(2.0) * real(f),
        }
    }

    /// |kv|.
    fn viscous(&self) -> Real {
        (self.w * self.air.density / self.air.viscosity).sqrt()
    }

    /// |kt|.
    pub(super) fn thermal(&self) -> Real {
        self.viscous() * self.air.prandtl.sqrt()
    }

    /// f in Hz.
    pub(super) fn frequency(&self) -> Real {
        self.w / PI.scaled(2.0)
    }

    fn medium(&self, viscous: &losses::Loss, thermal: &losses::Loss) -> Medium {
        let gain = self.air.gamma - ONE;
        let density = j(self.w * self.air.density);
        let softness = Complex::ONE + thermal.f.times(gain);
        Medium {
            series: density / viscous.one_minus_f,
            shunt: softness.times(self.w / self.air.bulk()).times_j(),
        }
    }

    /// In a round bore of this radius.
    pub(super) fn round(&self, radius: Real) -> Medium {
        let (v, t) = (self.viscous() * radius, self.thermal() * radius);
        self.medium(&losses::round(v), &losses::round(t))
    }

    /// The same to the digits of an `f64`.
    pub(super) fn round_quickly(&self, radius: Real) -> Medium {
        let (v, t) = (self.viscous() * radius, self.thermal() * radius);
        self.medium(&losses::round_quickly(v), &losses::round_quickly(t))
    }

    /// Between walls this far apart.
    pub(super) fn slit(&self, gap: Real) -> Medium {
        let half = gap.scaled(0.5);
        let (v, t) = (self.viscous() * half, self.thermal() * half);
        self.medium(&losses::slit(v), &losses::slit(t))
    }

    /// Admittance of a volume with walls of this area; no walls, no losses.
    pub(super) fn cavity(&self, volume: Real, walls: Real) -> Complex {
        let plain = self.w * volume / self.air.bulk();
        if walls.is_zero() {
            return j(plain);
        }
        let loss = losses::slit(self.thermal() * volume / walls);
        let factor = Complex::ONE + loss.f.times(self.air.gamma - ONE);
        factor.times(plain).times_j()
    }

    /// √(jω).
    pub(super) fn root_jw(&self) -> Complex {
        root_of_j().times(self.w.sqrt())
    }

    /// R + jωM.
    pub(super) fn rl(&self, resistance: Real, mass: Real) -> Complex {
        Complex {
            re: resistance,
            im: self.w * mass,
        }
    }

    /// R + jωM + 1/(jωC).
    pub(super) fn resonator(&self, resistance: Real, mass: Real, compliance: Real) -> Complex {
        Complex {
            re: resistance,
            im: self.w * mass - ONE / (self.w * compliance),
        }
    }
}
