//! What acoustic volts and amperes of a circuit are.

/// What the circuit's acoustic volts and amperes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AcousticUnits {
    /// 1 V is 1 Pa, 1 A is 1 m³/s; an ohm is 1 Pa·s/m³.
    #[default]
    Si,
    /// 1 V is 1 dyn/cm², 1 A is 1 cm³/s; an ohm is a cgs acoustic ohm, 10⁵ Pa·s/m³.
    Cgs,
}

impl AcousticUnits {
    /// All, the usual first.
    pub const ALL: [Self; 2] = [Self::Si, Self::Cgs];

    /// What volts and amperes are.
    pub fn words(self) -> &'static str {
        match self {
            Self::Si => tr!("Pa and m³/s (SI)"),
            Self::Cgs => tr!("dyn/cm² and cm³/s (cgs)"),
        }
    }

    /// Pascals of a volt, and m³/s of an ampere.
    pub(super) fn scales(self) -> [f64; 2] {
        match self {
            Self::Si => [1.0, 1.0],
            Self::Cgs => [0.1, 1e-6],
        }
    }
}
