//! What is too little to be anything: the one rule by which a tube's stretch, a step of bore, a
//! resistance or a mass is left out instead of becoming an element.
//!
//! An element far smaller than its neighbours has an admittance that drowns theirs: added to them in
//! 16 digits, what they were is gone, and no solve of the sum can bring it back. Such an element
//! changes nothing that could be heard or measured, so there is none. What is small, yet above
//! these sizes, is kept and left to the solver's judge.

/// The sizes up to which something is nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Least {
    /// Of a stretch of tube, of the distance of an insert from a border of sections, and of the
    /// length of bore that a step's or branch's mass stands for, m.
    pub length: f64,
    /// Of an electrical resistance in series, Ω.
    pub resistance: f64,
    /// Of an inductance in series, H.
    pub inductance: f64,
    /// Of an acoustic resistance in series, Pa·s/m³.
    pub acoustic_resistance: f64,
    /// Of an acoustic mass in series, kg/m⁴.
    pub acoustic_mass: f64,
}

/// The rule. Each moves a curve by far less than 0.001 dB: 1 nm beside millimetres of tube; 1 nΩ,
/// and the 0.1 nΩ that 1 fH has at 20 kHz, beside milliohms; 0.01 Pa·s/m³ is 3e-8 of the wave
/// impedance of a bore of 40 mm, the widest anybody damps, and 1e-6 kg/m⁴ is 1 nm of it.
pub const LEAST: Least = Least {
    length: 1e-9,
    resistance: 1e-9,
    inductance: 1e-15,
    acoustic_resistance: 1e-2,
    acoustic_mass: 1e-6,
};

/// No rule: everything but zero becomes an element. For tests of what judges the solution.
pub const NO_RULE: Least = Least {
    length: 0.0,
    resistance: 0.0,
    inductance: 0.0,
    acoustic_resistance: 0.0,
    acoustic_mass: 0.0,
};

impl Least {
    /// Whether a length (m) is none.
    pub fn is_none(&self, length: f64) -> bool {
        length <= self.length
    }

    /// Whether an electrical resistance (Ω) and inductance (H) in series are a mere joint.
    pub fn is_wire(&self, resistance: f64, inductance: f64) -> bool {
        resistance <= self.resistance && inductance <= self.inductance
    }

    /// Whether an acoustic resistance (Pa·s/m³) and mass (kg/m⁴) in series are a mere joint.
    pub fn is_open(&self, resistance: f64, mass: f64) -> bool {
        resistance <= self.acoustic_resistance && mass <= self.acoustic_mass
    }
}
