//! An armature between two magnets: gaps that close as it moves, and iron that saturates.
//!
//! With the flux Φ₁ and Φ₂ of the two gaps and the deflection y, as a share of the gap, the armature
//! carries Φ₁ − Φ₂ and is pulled by (Φ₁² − Φ₂²)/(2μ₀A) (Hunt 1954, Electroacoustics, chapter 7;
//! Jensen, Agerkvist and Harte 2011, Nonlinear Time-Domain Modeling of Balanced-Armature Receivers,
//! J. Audio Eng. Soc. 59). Written by the flux linkage λ of the coil instead of its current, u = λ/Λ,
//! both are polynomials:
//!
//! ```text
//! I = I₀ [u (1 − y²) − y + r S(u)],   P = (Λ I₀/D) (u + u² y)
//! ```
//!
//! Λ is twice the linkage of a magnet's flux, I₀ the current that balances a magnet, D the volume
//! displaced from rest to a magnet, and r the reluctance of the iron over that of the gaps. S(u)
//! saturates: flux follows field by a hyperbolic tangent (Takács 2001), whose inverse S is, until the
//! iron carries no more than air does. Both right sides are slopes of one energy, and the linear motor
//! gives the constants: τ/L = I₀/D, 1/L = (1 + r) I₀/Λ.
//!
//! The pull of the magnets grows with u² y without bound: an armature whose spring is too weak for it
//! snaps to a magnet. Hysteresis is not modelled.

use crate::physics::number::{Real, polynomial};

/// Beyond this share of its saturation the iron's slope stays as it is there: that of air, about.
const KNEE: f64 = 0.995;

/// How an armature departs from its linear equations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArmatureLaw {
    /// Volume displaced from the middle to a magnet D, m³.
    pub gap: f64,
    /// Flux linkage Λ, Wb: twice that of a magnet.
    pub flux: f64,
    /// Current I₀ that balances a magnet, A.
    current: f64,
    /// Reluctance of the iron over that of the gaps.
    iron: f64,
    /// u at which the iron saturates; infinite: it does not.
    saturation: f64,
    /// Rest: u and y.
    rest: [f64; 2],
}

impl ArmatureLaw {
    /// From the linear motor (L in H, τ in Pa/A), the volume displaced from the middle to a magnet,
    /// m³, the share of the gaps in the reluctance (up to 1), the current, A, at which the flux of the
    /// linear motor, held in the middle, would saturate the iron (0: it does not), and how far from the
    /// middle the armature rests, as a share of the gap.
    pub fn new(
        [inductance, tau]: [f64; 2],
        gap: f64,
        gap_share: f64,
        saturation_current: f64,
        offset: f64,
    ) -> Self {
        let iron = (1.0 - gap_share) / gap_share;
        let mut law = Self {
            gap,
            flux: 1.0,
            current: tau * gap / inductance,
            iron,
            saturation: f64::INFINITY,
            rest: [0.0, offset],
        };
        // With its armature off the middle a magnet drives flux through the coil without current; the
        // constants follow from the slopes there. Each round changes them by the square of the offset.
        for _ in 0..ROUNDS {
            if saturation_current > 0.0 {
                law.saturation = saturation_current / (law.current * (1.0 + iron));
            }
            law.rest[0] = law.flux_at_rest();
            let [u, y] = law.rest;
            law.current = tau * gap / (inductance * (1.0 + 2.0 * u * y));
        }
        let [u, y] = law.rest;
        law.flux = inductance * law.current * (1.0 - y * y + iron * law.iron_slope(u));
        law
    }

    /// u where no current flows: I = 0, found by Newton's method.
    fn flux_at_rest(&self) -> f64 {
        let y = self.rest[1];
        let mut u = y;
        for _ in 0..ROUNDS {
            let current = u * (1.0 - y * y) - y + self.iron * self.iron_field(u);
            u -= current / (1.0 - y * y + self.iron * self.iron_slope(u));
        }
        u
    }

    /// S(u).
    fn iron_field(&self, u: f64) -> f64 {
        if self.saturation.is_infinite() {
            return u;
        }
        let s = u / self.saturation;
        let field = if s.abs() < KNEE {
            s.atanh()
        } else {
            (KNEE.atanh() + (s.abs() - KNEE) / (1.0 - KNEE * KNEE)).copysign(s)
        };
        self.saturation * field
    }

    /// S′(u).
    fn iron_slope(&self, u: f64) -> f64 {
        if self.saturation.is_infinite() {
            return 1.0;
        }
        let s = (u / self.saturation).abs().min(KNEE);
        1.0 / (1.0 - s * s)
    }

    /// Current, A, and pressure on the diaphragm, Pa, beyond the linear ones, at a flux linkage, Wb,
    /// and a displaced volume, m³.
    #[inline(always)]
    pub fn slopes<R: Real>(&self, linkage: R, moved: R) -> [R; 2] {
        let number = R::splat;
        let [u, y] = [number(self.rest[0]), number(self.rest[1])];
        let [du, dy] = [
            linkage * number(1.0 / self.flux),
            moved * number(1.0 / self.gap),
        ];
        // What remains of the polynomials when their values and slopes at rest are taken away, term by
        // term, so that nothing is lost of what is small.
        let twice = du + du;
        let gaps = -(dy * (dy * (u + du) + twice * y));
        let pull = du * (du * (y + dy) + (u + u) * dy);
        let iron = if self.saturation.is_infinite() {
            number(0.0)
        } else {
            self.iron_beyond(du) * number(self.iron)
        };
        [
            (gaps + iron) * number(self.current),
            pull * number(self.flux * self.current / self.gap),
        ]
    }

    /// S(u₀ + du) less its value and slope at rest, by the addition theorem of the inverse hyperbolic
    /// tangent.
    #[inline(always)]
    fn iron_beyond<R: Real>(&self, du: R) -> R {
        let number = R::splat;
        let one = number(1.0);
        let rest = self.rest[0] / self.saturation;
        let d = du * number(1.0 / self.saturation);
        let s = number(rest) + d;
        let held = s.below(KNEE, s, number(KNEE));
        let held = (-held).below(KNEE, held, number(-KNEE));
        let rest_held = rest.clamp(-KNEE, KNEE);
        // So far as it lies beyond the knee, where the slope stays.
        let over = (s - held) - number(rest - rest_held);
        let d = d - over;
        let apart = one / (one - number(rest_held) * held);
        let slope = 1.0 / (1.0 - rest_held * rest_held);
        let bent = d * d * apart * number(rest_held * slope);
        let steeper = number(1.0 / (1.0 - KNEE * KNEE) - slope);
        (bent + atanh_beyond(d * apart) + over * steeper) * number(self.saturation)
    }

    /// Both by both variables.
    pub fn curvatures(&self, linkage: f64, moved: f64) -> [[f64; 2]; 2] {
        let [u0, y0] = self.rest;
        let (du, dy) = (linkage / self.flux, moved / self.gap);
        let (u, y) = (u0 + du, y0 + dy);
        let iron = self.iron * (self.iron_slope(u) - self.iron_slope(u0));
        let across = 2.0 * (u0 * dy + y0 * du + du * dy);
        let pressure = self.flux * self.current / self.gap;
        [
            [
                self.current / self.flux * (y0 * y0 - y * y + iron),
                -self.current / self.gap * across,
            ],
            [
                self.current / self.gap * across,
                pressure / self.gap * (u * u - u0 * u0),
            ],
        ]
    }
}

/// Below this the series of the inverse hyperbolic tangent has converged.
const SERIES: f64 = 0.3;

/// 1/(2k+3): artanh t − t = t³ Σ t²ᵏ/(2k+3).
const ATANH: [f64; 15] = {
    let mut out = [0.0; 15];
    let mut k = 0;
    while k < 15 {
        out[k] = 1.0 / (2 * k + 3) as f64;
        k += 1;
    }
    out
};

/// artanh t − t, |t| < 1.
#[inline(always)]
fn atanh_beyond<R: Real>(t: R) -> R {
    let square = t * t;
    let series = t * square * polynomial(square, &ATANH);
    if t.abs().all_below(SERIES) {
        return series;
    }
    let one = R::splat(1.0);
    let whole = ((one + t) / (one - t)).ln() * R::splat(0.5);
    t.abs().below(SERIES, series, whole - t)
}

/// Rounds of the iterations that find the state of rest: each gains digits, and few are missing.
const ROUNDS: usize = 12;
