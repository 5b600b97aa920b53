//! Ducts of constant bore with viscous and thermal losses.
//!
//! The exact low-reduced-frequency line (Zwikker and Kosten 1949; Tijdeman 1975): ρe = ρ/(1 − F(kv)), Ke = ρc²/(1 + (γ−1) F(kt)),
//! Γ = jω√(ρe/Ke), Zc = √(ρe Ke)/S. Valid below the first transverse mode.
//!
//! A duct of length L is held as its total series impedance Z = jωρe L/S and its total shunt
//! admittance Y = jωS L/Ke. Everything it does follows from Z and from (ΓL)² = Z·Y through entire
//! functions of (ΓL)², so short ducts need no root and no exponential, and nothing cancels at low
//! frequencies.

use super::air::AirConstants;
use super::complex::Complex;
use super::loss::{self, DuctLoss, Loss};
use super::number::Real;
use super::two_port::{Admittance, Chain};
use std::f64::consts::PI;

/// First zero of J₁': the first transverse mode of a round duct has ω a/c equal to it.
const FIRST_TRANSVERSE: f64 = 1.841_183_781_340_659_3;

/// Frequency of the first transverse mode of a round duct, Hz; radius in m, speed of sound in m/s.
pub fn first_transverse_mode(radius: f64, speed_of_sound: f64) -> f64 {
    FIRST_TRANSVERSE * speed_of_sound / (2.0 * PI * radius)
}

/// What fills a duct: effective density and compressibility at one frequency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Medium<R> {
    /// jωρe, Pa·s/m².
    pub series: Complex<R>,
    /// jω/Ke, 1/(Pa·s).
    pub shunt: Complex<R>,
}

impl<R: DuctLoss> Medium<R> {
    /// The medium between walls with these viscous and thermal losses.
    #[inline(always)]
    pub fn new(w: R, viscous: &Loss<R>, thermal: &Loss<R>, air: &AirConstants<R>) -> Self {
        let gain = air.gamma - R::splat(1.0);
        let compressibility = Complex::one() + thermal.f.scale(gain);
        Self {
            series: viscous
                .one_minus_f
                .inverse()
                .scale(w * air.density)
                .times_j(),
            shunt: compressibility.scale(w / air.bulk_modulus()).times_j(),
        }
    }

    /// In a round bore, radius in m.
    #[inline(always)]
    pub fn round(w: R, radius: R, air: &AirConstants<R>) -> Self {
        Self::tapered(w, radius, radius, air)
    }

    /// In a round bore whose viscous and thermal losses are those of different radii, m.
    #[inline(always)]
    pub fn tapered(w: R, viscous: R, thermal: R, air: &AirConstants<R>) -> Self {
        let number = air.viscous_wave_number(w);
        let viscous = loss::circle(viscous * number);
        let thermal = loss::circle(thermal * number * air.prandtl.sqrt());
        Self::new(w, &viscous, &thermal, air)
    }

    /// Between parallel walls, gap in m.
    #[inline(always)]
    pub fn slit(w: R, gap: R, air: &AirConstants<R>) -> Self {
        let s = gap * R::splat(0.5) * air.viscous_wave_number(w);
        let viscous = loss::slit(s);
        let thermal = loss::slit(s * air.prandtl.sqrt());
        Self::new(w, &viscous, &thermal, air)
    }

    /// Without losses.
    #[inline(always)]
    pub fn lossless(w: R, air: &AirConstants<R>) -> Self {
        Self {
            series: Complex::imaginary(w * air.density),
            shunt: Complex::imaginary(w / air.bulk_modulus()),
        }
    }

    /// Γ, 1/m.
    #[inline(always)]
    pub fn propagation(&self) -> Complex<R> {
        (self.series * self.shunt).sqrt()
    }

    /// Characteristic specific impedance √(ρe Ke), Pa·s/m.
    #[inline(always)]
    pub fn characteristic(&self) -> Complex<R> {
        (self.series / self.shunt).sqrt()
    }
}

/// A length of duct at one frequency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duct<R> {
    /// Total series impedance jωρe L/S, Pa·s/m³.
    pub series: Complex<R>,
    /// Total shunt admittance jωS L/Ke, m³/(Pa·s).
    pub shunt: Complex<R>,
}

impl<R: DuctLoss> Duct<R> {
    /// A length of a medium, m, with a cross-section, m².
    #[inline(always)]
    pub fn new(medium: &Medium<R>, length: R, area: R) -> Self {
        Self {
            series: medium.series.scale(length / area),
            shunt: medium.shunt.scale(length * area),
        }
    }

    /// A round duct; length and radius in m.
    #[inline(always)]
    pub fn round(w: R, length: R, radius: R, air: &AirConstants<R>) -> Self {
        let area = R::splat(PI) * radius * radius;
        Self::new(&Medium::round(w, radius, air), length, area)
    }

    /// A slit; length along the flow, width across it and gap in m.
    #[inline(always)]
    pub fn slit(w: R, length: R, width: R, gap: R, air: &AirConstants<R>) -> Self {
        Self::new(&Medium::slit(w, gap, air), length, width * gap)
    }

    /// ΓL.
    #[inline(always)]
    pub fn propagation(&self) -> Complex<R> {
        (self.series * self.shunt).sqrt()
    }

    /// Zc, Pa·s/m³.
    #[inline(always)]
    pub fn characteristic(&self) -> Complex<R> {
        (self.series / self.shunt).sqrt()
    }

    /// Admittance matrix: y11 = y22 = coth(ΓL)/Zc, y12 = −1/(Zc sinh ΓL). Never overflows, however
    /// long or narrow the duct.
    #[inline(always)]
    pub fn admittance(&self) -> Admittance<R> {
        let (coth, csch) = coth_csch(self.series * self.shunt);
        let scale = self.series.inverse();
        let y11 = coth * scale;
        Admittance {
            y11,
            y12: -(csch * scale),
            y22: y11,
        }
    }

    /// What the duct does to what it ends in.
    #[inline(always)]
    pub fn ended(&self) -> Ended<R> {
        let (coth, _) = coth_csch(self.series * self.shunt);
        let tanh = coth.inverse();
        Ended {
            series: self.series * tanh,
            shunt: self.shunt * tanh,
        }
    }

    /// Chain matrix: [cosh ΓL, Zc sinh ΓL; sinh ΓL/Zc, cosh ΓL].
    #[inline(always)]
    pub fn chain(&self) -> Chain<R> {
        let (cosh, sinhc) = cosh_sinhc(self.series * self.shunt);
        Chain {
            a: cosh,
            b: self.series * sinhc,
            c: self.shunt * sinhc,
            d: cosh,
        }
    }
}

/// A duct as it is seen from one end: no difference of admittances, so nothing cancels where it is
/// short or frequencies are low.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ended<R> {
    /// Zc tanh ΓL: its impedance with the other end at ambient pressure, Pa·s/m³.
    pub series: Complex<R>,
    /// tanh(ΓL)/Zc: its admittance with the other end closed, m³/(Pa·s).
    pub shunt: Complex<R>,
}

impl<R: Real> Ended<R> {
    /// Input impedance when it ends in this one, Pa·s/m³.
    #[inline(always)]
    pub fn input(&self, end: Complex<R>) -> Complex<R> {
        (end + self.series) / (Complex::one() + self.shunt * end)
    }
}

/// Below this |q|² the power series is used as it stands.
const SHORT: f64 = 1.0;
/// Below this |q|² the series is used at q/16 and doubled twice.
const MIDDLE: f64 = 256.0;
/// Terms of the series of cosh and sinh kept at |q| ≤ 1.
const TERMS: usize = 10;
const COSH: [f64; TERMS] = even_factorials(0);
const SINHC: [f64; TERMS] = even_factorials(1);

/// 1/(2k + shift)!.
const fn even_factorials(shift: usize) -> [f64; TERMS] {
    let mut out = [0.0; TERMS];
    let mut term = 1.0;
    let mut n = 0;
    while n < 2 * TERMS {
        if n >= shift && (n - shift).is_multiple_of(2) {
            out[(n - shift) / 2] = term;
        }
        n += 1;
        term /= n as f64;
    }
    out
}

#[inline(always)]
fn series_once<R: Real>(q: Complex<R>) -> (Complex<R>, Complex<R>) {
    (q.polynomial(&COSH), q.polynomial(&SINHC))
}

/// cosh 2u = 2cosh²u − 1 and sinh(2u)/(2u) = (sinh u/u) cosh u, twice.
#[inline(always)]
fn series_doubled<R: Real>(q: Complex<R>) -> (Complex<R>, Complex<R>) {
    let (mut cosh, mut sinhc) = series_once(q.scale(R::splat(1.0 / 16.0)));
    for _ in 0..2 {
        sinhc = sinhc * cosh;
        let square = cosh * cosh;
        cosh = square + square - Complex::one();
    }
    (cosh, sinhc)
}

/// cosh u and sinh u/u at u² = q, |q| ≤ 16.
#[inline(always)]
fn series<R: Real>(q: Complex<R>, size: R) -> (Complex<R>, Complex<R>) {
    if size.all_below(SHORT) {
        series_once(q)
    } else {
        series_doubled(q)
    }
}

/// cosh u and sinh u/u at u² = q.
#[inline(always)]
pub fn cosh_sinhc<R: Real>(q: Complex<R>) -> (Complex<R>, Complex<R>) {
    let size = q.norm_squared();
    if size.all_below(MIDDLE) {
        return series(q, size);
    }
    let half = R::splat(0.5);
    let u = q.sqrt();
    let grow = u.exp().scale(half);
    let decay = (-u).exp().scale(half);
    let large = (grow + decay, (grow - decay) / u);
    if !size.any_below(MIDDLE) {
        return large;
    }
    let short = series(q, size);
    (
        Complex::select(size, MIDDLE, short.0, large.0),
        Complex::select(size, MIDDLE, short.1, large.1),
    )
}

/// u coth u and u/sinh u at u² = q.
#[inline(always)]
pub fn coth_csch<R: Real>(q: Complex<R>) -> (Complex<R>, Complex<R>) {
    let size = q.norm_squared();
    if size.all_below(MIDDLE) {
        return ratios(series(q, size));
    }
    let u = q.sqrt();
    let decay = (-u).exp();
    let square = decay * decay;
    let scale = u / (Complex::one() - square);
    let large = ((Complex::one() + square) * scale, (decay + decay) * scale);
    if !size.any_below(MIDDLE) {
        return large;
    }
    let short = ratios(series(q, size));
    (
        Complex::select(size, MIDDLE, short.0, large.0),
        Complex::select(size, MIDDLE, short.1, large.1),
    )
}

#[inline(always)]
fn ratios<R: Real>((cosh, sinhc): (Complex<R>, Complex<R>)) -> (Complex<R>, Complex<R>) {
    let csch = sinhc.inverse();
    (cosh * csch, csch)
}
