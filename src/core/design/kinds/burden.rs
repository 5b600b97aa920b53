//! What a part bears, and where that is known from.

/// What can be too much for a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Strain {
    /// Displacement of the diaphragm, m peak.
    Excursion,
    /// Volume displaced by an armature that reaches its magnet, m³ peak.
    Gap,
    /// Heat in a coil of this resistance, Ω, through which the current of its terminals flows: W.
    CoilHeat(f64),
    /// Heat in a resistor of this resistance, Ω: W.
    Heat(f64),
    /// Voltage between the first two terminals, V peak.
    Voltage,
    /// Current into the first terminal, A peak.
    Current,
    /// The EMF of the drive, V peak.
    Emf,
}

/// How much of a strain a part bears.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// As its data sheet, or whoever made the design, states.
    Stated(f64),
    /// As parts of its kind customarily do: nothing is stated of this one.
    Customary(f64),
    /// Nobody says.
    Unknown,
}

impl Bound {
    /// A number of a design, where 0 means that nothing is stated.
    pub fn stated(value: f64) -> Self {
        if value > 0.0 {
            Self::Stated(value)
        } else {
            Self::Unknown
        }
    }

    /// The same bound of so many of them, or in another measure.
    #[must_use]
    pub fn times(self, by: f64) -> Self {
        match self {
            Self::Stated(value) => Self::Stated(value * by),
            Self::Customary(value) => Self::Customary(value * by),
            Self::Unknown => Self::Unknown,
        }
    }

    /// The number, where there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Stated(value) | Self::Customary(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// One strain a part is under, and how much of it it bears.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burden {
    /// What strains it.
    pub strain: Strain,
    /// How much it bears, in the strain's unit.
    pub bound: Bound,
}

impl Burden {
    /// A strain and what is borne of it.
    pub const fn new(strain: Strain, bound: Bound) -> Self {
        Self { strain, bound }
    }
}
