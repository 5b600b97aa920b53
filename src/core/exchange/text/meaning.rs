//! What a column means, from what its heading says: its unit before its name.

use super::words::{self, Said};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// Frequencies: Hz a unit.
    Frequency(f64),
    /// Values of a curve.
    Value(Value),
    /// Phase.
    Phase(Angle),
    /// Real part of a complex value.
    Real(Part),
    /// Imaginary part of one.
    Imaginary(Part),
    /// Time, as in impulse responses.
    Time,
    /// Numbers that nothing is said of, or a channel's name alone.
    Unstated,
    /// What is no curve of this program's: coherence, distortion, delays.
    Other,
    /// Frequencies once more, as they stand before each curve of some tables.
    Repeated,
    /// No numbers.
    Words,
}

/// What the values of a curve are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Levels in dB.
    Level(Reference),
    /// Sound pressure: Pa a unit.
    Pressure(f64),
    /// Magnitude of an impedance: Ω a unit.
    Impedance(f64),
    /// Magnitude of an impedance in dB re 1 Ω.
    ImpedanceDb,
    /// Magnitude of a voltage.
    Voltage,
}

/// What 0 dB are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// 20 µPa, or not said.
    Usual,
    /// A voltage.
    Voltage,
    /// Full scale of a converter.
    FullScale,
    /// 1 Pa.
    Pascal,
    /// Something that is not said (dBr).
    Relative,
}

/// Unit of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Angle {
    /// Degrees, or not said.
    Degrees,
    /// Radians.
    Radians,
    /// Radians or degrees, by the setting of the program that wrote it.
    Open,
}

/// Of what a real or imaginary part is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// An impedance: Ω a unit.
    Impedance(f64),
    /// Sound pressure: Pa a unit.
    Pressure(f64),
    /// A voltage.
    Voltage,
    /// Not said.
    Unstated,
}

impl Meaning {
    /// Whether it is a frequency.
    pub(super) fn is_frequency(self) -> bool {
        matches!(self, Self::Frequency(_))
    }

    /// Whether it is surely of something else than an impedance: a voltage or a sound pressure.
    pub fn is_no_impedance(self) -> bool {
        matches!(
            self,
            Self::Value(Value::Voltage | Value::Pressure(_) | Value::Level(Reference::Voltage))
                | Self::Real(Part::Voltage | Part::Pressure(_))
        )
    }

    /// What a heading says; whether it is understood.
    pub(super) fn of(head: &str) -> (Self, bool) {
        let said = words::said(head);
        let found = Self::understood(&said);
        (
            found.unwrap_or(Self::Unstated),
            found.is_some() || said.channel || said.neutral || said.response,
        )
    }

    fn understood(said: &Said) -> Option<Self> {
        if said.other || (said.percent && !said.phase) {
            return Some(Self::Other);
        }
        if said.decibel {
            let reference = match () {
                () if said.impedance || said.ohm.is_some() => {
                    return Some(Self::Value(Value::ImpedanceDb));
                }
                () if said.decibel_of_pascal => Reference::Pascal,
                () if said.decibel_of_voltage => Reference::Voltage,
                () if said.relative => Reference::Relative,
                () if said.full_scale => Reference::FullScale,
                () => Reference::Usual,
            };
            return Some(Self::Value(Value::Level(reference)));
        }
        if said.frequency && !said.response {
            return Some(Self::Frequency(said.hertz.unwrap_or(1.0)));
        }
        let part = || match (said.ohm, said.pascal) {
            (Some(ohm), _) => Part::Impedance(ohm),
            (_, Some(pascal)) => Part::Pressure(pascal),
            _ if said.impedance => Part::Impedance(1.0),
            _ if said.voltage => Part::Voltage,
            _ => Part::Unstated,
        };
        if said.imaginary {
            return Some(Self::Imaginary(part()));
        }
        if said.real {
            return Some(Self::Real(part()));
        }
        if said.phase {
            return Some(Self::Phase(match () {
                () if said.radian => Angle::Radians,
                () if said.simulated && !said.degree => Angle::Open,
                () => Angle::Degrees,
            }));
        }
        if said.ohm.is_some() || said.impedance {
            return Some(Self::Value(Value::Impedance(said.ohm.unwrap_or(1.0))));
        }
        if let Some(pascal) = said.pascal {
            return Some(Self::Value(Value::Pressure(pascal)));
        }
        if said.voltage {
            return Some(Self::Value(Value::Voltage));
        }
        if said.linear && !said.level {
            return Some(Self::Other);
        }
        // A magnitude or a response may be an impedance's: what it is, others tell.
        if said.level {
            return Some(Self::Value(Value::Level(Reference::Usual)));
        }
        said.time.then_some(Self::Time)
    }
}
