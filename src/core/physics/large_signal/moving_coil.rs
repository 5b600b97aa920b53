//! A moving coil whose force factor, stiffness and inductance change with displacement, and whose
//! inductance changes with current.
//!
//! Klippel (2006), Loudspeaker Nonlinearities: Causes, Parameters, Symptoms, J. Audio Eng. Soc. 54:
//! V = Re i + d(Le(x, i) i)/dt + Bl(x) v, and Bl(x) i + ½ i² dLe/dx = Mms dv/dt + Rms v + Kms(x) x +
//! Sd Δp. Both right sides are slopes of the coenergy
//! W′ = Le(x) (i²/2 + m i³/3) + i ∫Bl dx − ∫Kms x dx.

use crate::physics::number::Real;

/// A number along the stroke, over its value at rest: 1 + linear ξ + square ξ², ξ = x/at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// First coefficient.
    pub linear: f64,
    /// Second coefficient.
    pub square: f64,
}

impl Shape {
    /// Through 1 at rest and these values at the ends of the stroke, outward and inward.
    pub fn through(outward: f64, inward: f64) -> Self {
        Self {
            linear: (outward - inward) / 2.0,
            square: f64::midpoint(outward, inward) - 1.0,
        }
    }

    /// What it is more than 1, and its slope.
    #[inline(always)]
    fn at<R: Real>(self, xi: R) -> [R; 2] {
        let square = xi * R::splat(self.square);
        [
            xi * (R::splat(self.linear) + square),
            R::splat(self.linear) + square + square,
        ]
    }

    /// The integral of what it is more than 1.
    #[inline(always)]
    fn integral<R: Real>(self, xi: R) -> R {
        xi * xi * (R::splat(self.linear / 2.0) + xi * R::splat(self.square / 3.0))
    }
}

/// How a moving coil departs from its linear equations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MovingCoilLaw {
    /// Displacement at which the shapes were stated, m.
    pub at: f64,
    /// Force factor at rest, T·m, and its shape.
    pub bl: f64,
    /// Shape of the force factor.
    pub bl_shape: Shape,
    /// Stiffness at rest, N/m.
    pub stiffness: f64,
    /// Shape of the stiffness.
    pub stiffness_shape: Shape,
    /// Inductance at rest, H.
    pub inductance: f64,
    /// Shape of the inductance.
    pub inductance_shape: Shape,
    /// Change of the inductance with current, over its value, 1/A.
    pub per_ampere: f64,
}

impl MovingCoilLaw {
    /// Flux linkage, Wb, and force, N, beyond the linear ones, at a current, A, and a displacement, m.
    #[inline(always)]
    pub fn slopes<R: Real>(&self, i: R, x: R) -> [R; 2] {
        let number = R::splat;
        let xi = x * number(1.0 / self.at);
        let [bl, _] = self.bl_shape.at(xi);
        let [k, _] = self.stiffness_shape.at(xi);
        let [le, le_slope] = self.inductance_shape.at(xi);
        let (l, bend) = (self.inductance, i * number(self.per_ampere));
        let linkage = i + i * bend;
        let energy = i * i * (number(0.5) + bend * number(1.0 / 3.0));
        let stored = self.bl_shape.integral(xi) * number(self.bl * self.at);
        [
            (le * linkage + i * bend) * number(l) + stored,
            bl * i * number(self.bl) + le_slope * energy * number(l / self.at)
                - k * x * number(self.stiffness),
        ]
    }

    /// Both by both variables.
    pub fn curvatures(&self, i: f64, x: f64) -> [[f64; 2]; 2] {
        let xi = x / self.at;
        let [bl, bl_slope] = self.bl_shape.at(xi);
        let [k, k_slope] = self.stiffness_shape.at(xi);
        let [le, le_slope] = self.inductance_shape.at(xi);
        let le_bend = 2.0 * self.inductance_shape.square;
        let (l, m) = (self.inductance, self.per_ampere);
        let linkage = i * (1.0 + m * i);
        let energy = i * i * (0.5 + m * i / 3.0);
        let mixed = l * le_slope / self.at * linkage + self.bl * bl;
        [
            [l * (le * (1.0 + 2.0 * m * i) + 2.0 * m * i), mixed],
            [
                mixed,
                self.bl * bl_slope / self.at * i + l * le_bend / (self.at * self.at) * energy
                    - self.stiffness * (k + xi * k_slope),
            ],
        ]
    }
}
