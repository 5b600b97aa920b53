//! Straight ducts: [p₁; U₁] = [cosh u, Zc sinh u; sinh u/Zc, cosh u][p₂; U₂], u = ΓL.

use super::air::{At, Medium};
use super::complex::{Complex, j, plain};
use super::real::{PI, Real, ZERO, real};

/// cosh u and sinh u/u at u² = q, both over e^`grown`; nothing has grown where |q| is small.
pub(super) fn cosh_sinhc(q: Complex) -> ([Complex; 2], Real) {
    let size = q.size();
    if size < 4.0 {
        let (mut cosh, mut sinhc) = (Complex::ONE, Complex::ONE);
        let (mut even, mut odd) = (Complex::ONE, Complex::ONE);
        for n in 1..22 {
            let n = 2.0 * f64::from(n);
            even = (even * q).times(real(1.0).over(n * (n - 1.0)));
            odd = (odd * q).times(real(1.0).over(n * (n + 1.0)));
            cosh = cosh + even;
            sinhc = sinhc + odd;
            if even.size() < 1e-34 {
                break;
            }
        }
        return ([cosh, sinhc], ZERO);
    }
    let u = q.sqrt();
    // Growth is kept apart where it could overflow.
    let grown = if u.re.hi > 20.0 { u.re } else { ZERO };
    let grow = (u - plain(grown)).exp();
    let decay = (-u - plain(grown)).exp();
    let half = real(0.5);
    let sum = (grow + decay).times(half);
    let difference = (grow - decay).times(half);
    ([sum, difference / u], grown)
}

/// A load: what flows into it, and what of its pressure arrives at its far end.
#[derive(Clone, Copy)]
pub(super) struct Load {
    /// U/p.
    pub(super) admittance: Complex,
    /// Pressure at the far end over that at the near one.
    pub(super) ratio: Complex,
}

/// A duct at one frequency.
#[derive(Clone, Copy)]
pub(super) struct Duct {
    /// jωρe L/S.
    pub(super) series: Complex,
    /// jωS L/Ke.
    pub(super) shunt: Complex,
}

impl Duct {
    pub(super) fn new(medium: &Medium, length: Real, area: Real) -> Self {
        Self {
            series: medium.series.times(length / area),
            shunt: medium.shunt.times(length * area),
        }
    }

    pub(super) fn round(at: &At, length: Real, radius: Real) -> Self {
        Self::new(&at.round(radius), length, PI * radius.square())
    }

    pub(super) fn slit(at: &At, length: Real, width: Real, gap: Real) -> Self {
        Self::new(&at.slit(gap), length, width * gap)
    }

    /// Whether its chain matrix is far from overflowing.
    pub(super) fn is_short(&self) -> bool {
        (self.series * self.shunt).size() < 4.0
    }

    /// u.
    pub(super) fn propagation(&self) -> Complex {
        (self.series * self.shunt).sqrt()
    }

    /// Zc.
    pub(super) fn characteristic(&self) -> Complex {
        (self.series / self.shunt).sqrt()
    }

    /// A, B, C, D of a short one.
    pub(super) fn chain(&self) -> [Complex; 4] {
        let ([cosh, sinhc], _) = cosh_sinhc(self.series * self.shunt);
        [cosh, self.series * sinhc, self.shunt * sinhc, cosh]
    }

    /// This duct ahead of a load.
    pub(super) fn ahead_of(&self, load: Load) -> Load {
        let y = load.admittance;
        if self.is_short() {
            return through(self.chain(), load);
        }
        let (u, zc) = (self.propagation(), self.characteristic());
        let e = (-u).exp();
        let square = e * e;
        let (sum, difference) = (Complex::ONE + square, Complex::ONE - square);
        // Over e^u/2: cosh u + Zc Y sinh u, and sinh u/Zc + Y cosh u.
        let pressure = sum + zc * y * difference;
        let flow = difference / zc + y * sum;
        Load {
            admittance: flow / pressure,
            ratio: load.ratio * e.times(real(2.0)) / pressure,
        }
    }

    /// Impedance at its near end when it ends in an impedance.
    pub(super) fn ended(&self, end: Complex) -> Complex {
        if self.is_short() {
            let [a, b, c, d] = self.chain();
            return (a * end + b) / (c * end + d);
        }
        let (u, zc) = (self.propagation(), self.characteristic());
        let square = (-u.times(real(2.0))).exp();
        let tanh = (Complex::ONE - square) / (Complex::ONE + square);
        zc * (end + zc * tanh) / (zc + end * tanh)
    }
}

/// A chain matrix ahead of a load.
pub(super) fn through([a, b, c, d]: [Complex; 4], load: Load) -> Load {
    let pressure = a + b * load.admittance;
    let flow = c + d * load.admittance;
    Load {
        admittance: flow / pressure,
        ratio: load.ratio / pressure,
    }
}

/// An impedance in the way of a load.
pub(super) fn behind(impedance: Complex, load: Load) -> Load {
    let zero = Complex::ZERO;
    through([Complex::ONE, impedance, zero, Complex::ONE], load)
}

/// Two chains one after the other.
pub(super) fn then([a, b, c, d]: [Complex; 4], [e, f, g, h]: [Complex; 4]) -> [Complex; 4] {
    [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
}

/// Added mass of a step between these radii, kg/m⁴.
pub(super) fn step_mass(at: &At, first: Real, second: Real) -> Real {
    let narrow = first.min(second);
    at.air.density * step_length(first, second) / (PI * narrow.square())
}

/// The length of the narrower bore that mass stands for, m.
pub(super) fn step_length(first: Real, second: Real) -> Real {
    let (narrow, wide) = (first.min(second), first.max(second));
    let of = [0.26164, -0.353, 0.0, 0.0809, 0.03816, -0.12386, 0.09616];
    PI * narrow * super::real::polynomial(narrow / wide, &of)
}

/// Mass of an end that does not radiate, as an impedance.
pub(super) fn end_mass(at: &At, radius: Real, flanged: bool) -> Complex {
    let longer = if flanged { 0.8216 } else { 0.6133 };
    j(at.w * at.air.density * real(longer) / (PI * radius))
}

/// Radiation impedance of an end in free air (Silva 2009).
pub(super) fn radiation(at: &At, radius: Real, flanged: bool) -> Complex {
    let (n1, d1, d2) = if flanged {
        (real(0.182), real(1.825), real(0.649))
    } else {
        (real(0.167), real(1.393), real(0.457))
    };
    let ka = at.w * radius / at.air.speed;
    let square = plain(-(ka.square() * d2));
    let top = j((d1 - n1) * ka) + square;
    let bottom = plain(real(2.0)) + j((d1 + n1) * ka) + square;
    let scale = at.air.density * at.air.speed / (PI * radius.square());
    (top / bottom).times(scale)
}
