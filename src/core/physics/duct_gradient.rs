//! Exact derivatives of a round duct's admittances by its dimensions and the air: those of the line
//! of [`super::duct`] (Tijdeman 1975).
//!
//! A duct's admittances depend on its total series impedance Z and shunt admittance Y alone, and
//! those on everything else through powers and the two loss functions. So a few complex numbers
//! give the derivatives by all seven parameters, at about the cost of the duct itself. With
//! u² = Z·Y, X = u coth u and N = u/sinh u: y11 = X/Z, y12 = −N/Z,
//! ∂X/∂ln(ZY) = (X − N²)/2, ∂N/∂ln(ZY) = N(1 − X)/2. Seen from one end it is Z/X and Y/X.

use super::air::AirConstants;
use super::complex::Complex;
use super::duct::{Duct, Ended, Medium, coth_csch};
use super::loss::{self, DuctLoss};
use super::number::Real;
use super::two_port::Admittance;
use std::f64::consts::PI;

/// A round duct's admittances and what their derivatives are made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DuctSlopes<R> {
    /// The admittance matrix itself.
    pub admittance: Admittance<R>,
    /// ∂y11/∂ln Z and ∂y12/∂ln Z.
    by_series: [Complex<R>; 2],
    /// ∂y11/∂ln Y and ∂y12/∂ln Y.
    by_shunt: [Complex<R>; 2],
    /// Z and Y.
    duct: Duct<R>,
    /// X and ∂X/∂ln(ZY).
    x: [Complex<R>; 2],
    /// ∂ln Z/∂ln s, s the viscous shear wave number.
    viscous: Complex<R>,
    /// ∂ln Y/∂ln s, s the thermal shear wave number.
    thermal: Complex<R>,
    /// ∂ln Y/∂γ.
    gamma: Complex<R>,
}

/// Derivatives of a weighted sum of a duct's admittances, by the logarithm of each parameter (of γ
/// by itself): a derivative by a parameter is this over the parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DuctGradient<R> {
    /// By ln length.
    pub length: Complex<R>,
    /// By ln radius.
    pub radius: Complex<R>,
    /// By ln density.
    pub density: Complex<R>,
    /// By ln speed of sound.
    pub speed_of_sound: Complex<R>,
    /// By ln viscosity.
    pub viscosity: Complex<R>,
    /// By γ.
    pub gamma: Complex<R>,
    /// By ln Prandtl number.
    pub prandtl: Complex<R>,
}

impl<R: Real> DuctGradient<R> {
    /// Those by the logarithms of the air's constants.
    #[inline(always)]
    pub fn by_air(&self, air: &AirConstants<R>) -> AirConstants<Complex<R>> {
        AirConstants {
            density: self.density,
            speed_of_sound: self.speed_of_sound,
            viscosity: self.viscosity,
            gamma: self.gamma.scale(air.gamma),
            prandtl: self.prandtl,
        }
    }
}

impl<R: DuctLoss> DuctSlopes<R> {
    /// A round duct; length and radius in m.
    #[inline(always)]
    pub fn round(w: R, length: R, radius: R, air: &AirConstants<R>) -> Self {
        let half = R::splat(0.5);
        let one = Complex::one();
        let s = radius * air.viscous_wave_number(w);
        let s_thermal = s * air.prandtl.sqrt();
        let viscous = loss::circle(s);
        let thermal = loss::circle(s_thermal);
        let medium = Medium::new(w, &viscous, &thermal, air);
        let duct = Duct::new(&medium, length, R::splat(PI) * radius * radius);
        let (x, n) = coth_csch(duct.series * duct.shunt);
        let scale = duct.series.inverse();
        let (y11, y12) = (x * scale, -(n * scale));
        // By ln(ZY), at constant 1/Z.
        let by_product = (x - n * n).scale(half);
        let of_x = by_product * scale;
        let of_n = (y12 * (one - x)).scale(half);
        // Z goes as 1/(1 − F), Y as 1 + (γ−1) F.
        let gain = air.gamma - R::splat(1.0);
        let compressibility = (one + thermal.f.scale(gain)).inverse();
        let slope = loss::circle_slope(s, &viscous).scale(s);
        let slope_thermal = loss::circle_slope(s_thermal, &thermal).scale(s_thermal * gain);
        Self {
            admittance: Admittance { y11, y12, y22: y11 },
            by_series: [of_x - y11, of_n - y12],
            by_shunt: [of_x, of_n],
            duct,
            x: [x, by_product],
            viscous: slope / viscous.one_minus_f,
            thermal: slope_thermal * compressibility,
            gamma: thermal.f * compressibility,
        }
    }

    /// Derivatives of `diagonal`·y11 + `off_diagonal`·y12, y11 standing for both diagonal entries.
    #[inline(always)]
    pub fn gradient(&self, diagonal: Complex<R>, off_diagonal: Complex<R>) -> DuctGradient<R> {
        let by_z = diagonal * self.by_series[0] + off_diagonal * self.by_series[1];
        let by_y = diagonal * self.by_shunt[0] + off_diagonal * self.by_shunt[1];
        self.mixed(by_z, by_y)
    }

    /// The duct as it is seen from one end.
    #[inline(always)]
    pub fn ended(&self) -> Ended<R> {
        let tanh = self.x[0].inverse();
        Ended {
            series: self.duct.series * tanh,
            shunt: self.duct.shunt * tanh,
        }
    }

    /// Derivatives of `series`·Z/X + `shunt`·Y/X, the two numbers of [`Self::ended`].
    #[inline(always)]
    pub fn ended_gradient(&self, series: Complex<R>, shunt: Complex<R>) -> DuctGradient<R> {
        let ended = self.ended();
        let (series, shunt) = (series * ended.series, shunt * ended.shunt);
        let less = (series + shunt) * self.x[1] * self.x[0].inverse();
        self.mixed(series - less, shunt - less)
    }

    /// Derivatives of what has these by ln Z and ln Y: everything is a mixture of the two.
    #[inline(always)]
    fn mixed(&self, by_z: Complex<R>, by_y: Complex<R>) -> DuctGradient<R> {
        let half = R::splat(0.5);
        let two = R::splat(2.0);
        let viscous = by_z * self.viscous;
        let thermal = by_y * self.thermal;
        let losses = viscous + thermal;
        DuctGradient {
            length: by_z + by_y,
            radius: (by_y - by_z).scale(two) + losses,
            density: by_z - by_y + losses.scale(half),
            speed_of_sound: -by_y.scale(two),
            viscosity: -losses.scale(half),
            gamma: by_y * self.gamma,
            prandtl: thermal.scale(half),
        }
    }
}
