//! IEC 60318-4:2010 ear simulator (“711”) as a lumped ladder: main tube in three pieces, two side
//! volumes, after Zwislocki (1970).
//!
//! Series arm 1 → node 1 [shunt 1; branch 2] → series arm 3 → node 2 [shunt 3; branch 4] → series
//! arm 5 → last node [shunt 5]. The microphone pressure is that of the last node (across R5 + C5).

use super::EarLoad;
use crate::physics::complex::Complex;
use crate::physics::number::Real;
use crate::physics::transducer::resonator;

/// Values of the ladder: arms and shunts 1, 3, 5, branches 2, 4. A resistance of 0 is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lumped711<R> {
    /// Masses L1, L3, L5 of the series arms, kg/m⁴.
    pub arm_mass: [R; 3],
    /// Resistances in series with them, Pa·s/m³.
    pub arm_resistance: [R; 3],
    /// Compliances C1, C3, C5 of the shunts, m³/Pa.
    pub shunt_compliance: [R; 3],
    /// Resistances R1, R3, R5 in series with them, Pa·s/m³.
    pub shunt_resistance: [R; 3],
    /// Masses L2, L4 of the branches, kg/m⁴.
    pub branch_mass: [R; 2],
    /// Resistances R2, R4 of the branches, Pa·s/m³.
    pub branch_resistance: [R; 2],
    /// Compliances C2, C4 of the branches, m³/Pa.
    pub branch_compliance: [R; 2],
}

/// The set used by default: 1259 mm³ at 500 Hz (nominal 1260), half-wave resonance at 13.5 kHz.
pub const DEFAULT: Lumped711<f64> = Lumped711 {
    arm_mass: [82.9, 130.3, 133.4],
    arm_resistance: [0.0, 0.0, 0.0],
    shunt_compliance: [0.70e-12, 1.50e-12, 1.517e-12],
    shunt_resistance: [4.22e5, 4.22e5, 4.22e5],
    branch_mass: [9400.0, 983.8],
    branch_resistance: [55.66e6, 27.99e6],
    branch_compliance: [2.34e-12, 2.73e-12],
};

/// The same coupler with its half-wave resonance damped by resistances in the arms of the main tube,
/// which such ladders hold for that (trust C): of data sheets measured on a damped coupler, and what
/// the armatures of the library were fitted on.
pub const DAMPED: Lumped711<f64> = Lumped711 {
    arm_resistance: [4.22e5, 4.22e5, 3.22e6],
    shunt_resistance: [0.0, 0.0, 0.0],
    ..DEFAULT
};

/// Lowest frequency the coupler is validated at, Hz.
pub const VALID_FROM: f64 = 100.0;
/// Highest frequency the coupler is validated at, Hz (usable to 16 kHz).
pub const VALID_TO: f64 = 10_000.0;

impl Lumped711<f64> {
    /// The same values as another kind of number, every lane alike.
    #[inline(always)]
    pub fn splat<R: Real>(&self) -> Lumped711<R> {
        Lumped711 {
            arm_mass: splat3(self.arm_mass),
            arm_resistance: splat3(self.arm_resistance),
            shunt_compliance: splat3(self.shunt_compliance),
            shunt_resistance: splat3(self.shunt_resistance),
            branch_mass: splat2(self.branch_mass),
            branch_resistance: splat2(self.branch_resistance),
            branch_compliance: splat2(self.branch_compliance),
        }
    }
}

#[inline(always)]
fn splat3<R: Real>([a, b, c]: [f64; 3]) -> [R; 3] {
    [R::splat(a), R::splat(b), R::splat(c)]
}

#[inline(always)]
fn splat2<R: Real>([a, b]: [f64; 2]) -> [R; 2] {
    [R::splat(a), R::splat(b)]
}

impl<R: Real> Lumped711<R> {
    /// Impedance of a series arm, Pa·s/m³.
    #[inline(always)]
    fn arm(&self, w: R, k: usize) -> Complex<R> {
        Complex::new(self.arm_resistance[k], w * self.arm_mass[k])
    }

    /// Admittance of a shunt, m³/(Pa·s): jωC/(1 + jωCR).
    #[inline(always)]
    fn shunt(&self, w: R, k: usize) -> Complex<R> {
        let y = w * self.shunt_compliance[k];
        Complex::imaginary(y) / Complex::new(R::splat(1.0), y * self.shunt_resistance[k])
    }

    /// Admittance of a branch, m³/(Pa·s).
    #[inline(always)]
    fn branch(&self, w: R, k: usize) -> Complex<R> {
        let (mass, compliance) = (self.branch_mass[k], self.branch_compliance[k]);
        resonator(w, mass, self.branch_resistance[k], compliance).inverse()
    }

    /// The ladder solved from the microphone backwards.
    #[inline(always)]
    pub fn load(&self, w: R) -> EarLoad<R> {
        // Pressures and flows for a microphone pressure of 1.
        let flow = self.shunt(w, 2);
        let pressure = Complex::one() + self.arm(w, 2) * flow;
        let flow = flow + (self.shunt(w, 1) + self.branch(w, 1)) * pressure;
        let pressure = pressure + self.arm(w, 1) * flow;
        let flow = flow + (self.shunt(w, 0) + self.branch(w, 0)) * pressure;
        let pressure = pressure + self.arm(w, 0) * flow;
        let drum_ratio = pressure.inverse();
        EarLoad {
            admittance: flow * drum_ratio,
            drum_ratio,
        }
    }
}
