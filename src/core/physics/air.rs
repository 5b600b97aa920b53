//! Air as an ideal gas, with the viscosity of Sutherland (1893) and the constants of the U.S. Standard
//! Atmosphere 1976.

use super::dual::Dual;
use super::number::Real;

/// Specific gas constant of dry air, J/(kg·K).
const GAS_CONSTANT: f64 = 287.05;
/// Ratio of specific heats.
const GAMMA: f64 = 1.4;
/// Specific heat at constant pressure, J/(kg·K).
const SPECIFIC_HEAT: f64 = 1005.0;
/// 0 °C in kelvin.
const ZERO_CELSIUS: f64 = 273.15;

/// The constants every acoustic formula is computed with.
///
/// They are free: temperature and pressure are one way to fill them. γP always means ρc².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AirConstants<R> {
    /// Density ρ, kg/m³.
    pub density: R,
    /// Speed of sound c, m/s.
    pub speed_of_sound: R,
    /// Dynamic viscosity μ, Pa·s.
    pub viscosity: R,
    /// Ratio of specific heats γ.
    pub gamma: R,
    /// Prandtl number μ cp/κ.
    pub prandtl: R,
}

impl AirConstants<f64> {
    /// Air at a temperature in °C and a static pressure in Pa.
    ///
    /// ρ = P/(R T), c = √(γ R T), Sutherland's viscosity, and the heat conductivity of the U.S.
    /// Standard Atmosphere 1976, κ = 2.646e-3 T^1.5/(T + 245.4·10^(−12/T)).
    pub fn from_climate(temperature_c: f64, pressure: f64) -> Self {
        let kelvin = temperature_c + ZERO_CELSIUS;
        let viscosity = 1.458e-6 * kelvin.powf(1.5) / (kelvin + 110.4);
        let conductivity =
            2.646e-3 * kelvin.powf(1.5) / (kelvin + 245.4 * 10_f64.powf(-12.0 / kelvin));
        Self {
            density: pressure / (GAS_CONSTANT * kelvin),
            speed_of_sound: (GAMMA * GAS_CONSTANT * kelvin).sqrt(),
            viscosity,
            gamma: GAMMA,
            prandtl: viscosity * SPECIFIC_HEAT / conductivity,
        }
    }

    /// The same constants as another kind of number, every lane alike.
    pub fn splat<R: Real>(&self) -> AirConstants<R> {
        self.map(R::splat)
    }
}

impl<T: Copy> AirConstants<T> {
    /// The constants in the order they stand here.
    #[inline(always)]
    pub fn list(&self) -> [T; 5] {
        [
            self.density,
            self.speed_of_sound,
            self.viscosity,
            self.gamma,
            self.prandtl,
        ]
    }

    /// The constants from a list in the order they stand here.
    #[inline(always)]
    pub fn from_list([density, speed_of_sound, viscosity, gamma, prandtl]: [T; 5]) -> Self {
        Self {
            density,
            speed_of_sound,
            viscosity,
            gamma,
            prandtl,
        }
    }
}

impl<R: Real> AirConstants<R> {
    /// Every constant as another kind of number.
    #[inline(always)]
    pub fn map<S>(&self, to: impl Fn(R) -> S) -> AirConstants<S> {
        AirConstants {
            density: to(self.density),
            speed_of_sound: to(self.speed_of_sound),
            viscosity: to(self.viscosity),
            gamma: to(self.gamma),
            prandtl: to(self.prandtl),
        }
    }

    /// The constants as dual numbers whose inputs are the constants' logarithms, numbered from
    /// `first` in the order they stand here.
    #[inline(always)]
    pub fn numbered<const N: usize>(&self, first: usize) -> AirConstants<Dual<N, R>> {
        AirConstants {
            density: Dual::input(self.density, first, self.density),
            speed_of_sound: Dual::input(self.speed_of_sound, first + 1, self.speed_of_sound),
            viscosity: Dual::input(self.viscosity, first + 2, self.viscosity),
            gamma: Dual::input(self.gamma, first + 3, self.gamma),
            prandtl: Dual::input(self.prandtl, first + 4, self.prandtl),
        }
    }

    /// Adiabatic bulk modulus γP = ρc², Pa.
    #[inline(always)]
    pub fn bulk_modulus(&self) -> R {
        self.density * self.speed_of_sound * self.speed_of_sound
    }

    /// Viscous wave number |kv| = √(ωρ/μ), 1/m.
    #[inline(always)]
    pub fn viscous_wave_number(&self, w: R) -> R {
        (w * self.density / self.viscosity).sqrt()
    }

    /// Thermal wave number |kt| = √(ωρ Pr/μ), 1/m.
    #[inline(always)]
    pub fn thermal_wave_number(&self, w: R) -> R {
        (w * self.density * self.prandtl / self.viscosity).sqrt()
    }

    /// Thickness of the thermal boundary layer δt = √(2μ/(ρω))/√Pr, m.
    #[inline(always)]
    pub fn thermal_layer(&self, w: R) -> R {
        R::splat(std::f64::consts::SQRT_2) / self.thermal_wave_number(w)
    }
}
