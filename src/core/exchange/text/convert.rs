//! From the units of a text to Hz, dB SPL or Ω, and degrees.

use super::{
    choice::Choice,
    columns::Column,
    meaning::{Angle, Meaning, Part, Reference, Value},
    words,
};
use crate::{analysis::examine::Quantity, design::CurvePoint};

/// Pressure of 0 dB SPL, Pa.
const REFERENCE: f64 = 20e-6;

/// Why a row is no point.
pub(super) enum NoPoint {
    NoValue,
    NoFrequency,
    NotPositive(f64),
    NoLogarithm(f64),
}

impl NoPoint {
    /// The reason.
    pub(super) fn words(&self) -> String {
        match self {
            Self::NoValue => tr!("it has no value").to_owned(),
            Self::NoFrequency => tr!("it has no frequency").to_owned(),
            Self::NotPositive(f) => tr!("{f} Hz is not a frequency"),
            Self::NoLogarithm(value) => tr!("{value} has no level"),
        }
    }
}

/// From the units of a text to Hz, dB or Ω, and degrees.
pub(super) struct Converter<'a> {
    frequency: Option<(&'a [f64], f64)>,
    value: Option<&'a Column>,
    phase: Option<&'a Column>,
    quantity: Quantity,
    /// −1 where the heading of the phase or imaginary part begins with a minus.
    sign: f64,
}

impl<'a> Converter<'a> {
    pub(super) fn new(columns: &'a [Column], choice: &Choice) -> Self {
        let frequency = columns.get(choice.frequency).map(|column| {
            let hertz = match column.meaning {
                Meaning::Frequency(hertz) => hertz,
                _ => 1.0,
            };
            (column.values.as_slice(), hertz)
        });
        let phase = choice.phase.and_then(|phase| columns.get(phase));
        let minus = phase.is_some_and(|phase| phase.head.trim_start().starts_with(['-', '−', '–']));
        Self {
            frequency,
            value: columns.get(choice.value),
            phase,
            quantity: choice.quantity,
            sign: if minus { -1.0 } else { 1.0 },
        }
    }

    pub(super) fn point(&self, row: usize) -> Result<CurvePoint, NoPoint> {
        let at = |column: &Column| {
            column
                .values
                .get(row)
                .copied()
                .filter(|value| value.is_finite())
        };
        let (frequencies, hertz) = self.frequency.ok_or(NoPoint::NoFrequency)?;
        let f = frequencies
            .get(row)
            .copied()
            .filter(|f| f.is_finite())
            .ok_or(NoPoint::NoFrequency)?;
        let f = if hertz == 1.0 { f } else { scaled(f, hertz) };
        if f <= 0.0 {
            return Err(NoPoint::NotPositive(f));
        }
        let column = self.value.ok_or(NoPoint::NoValue)?;
        let value = at(column).ok_or(NoPoint::NoValue)?;
        let second = self.phase.and_then(at).map(|second| self.sign * second);
        let (value, phase_deg) = match column.meaning {
            Meaning::Real(part) => {
                let imaginary = second.ok_or(NoPoint::NoValue)?;
                let unit = match part {
                    Part::Impedance(unit) | Part::Pressure(unit) => unit,
                    Part::Voltage | Part::Unstated => 1.0,
                };
                let size = value.hypot(imaginary) * unit;
                let size = match (self.quantity, part) {
                    (Quantity::Impedance, _) => size,
                    (_, Part::Pressure(_)) => level(size / REFERENCE)?,
                    _ => level(size)?,
                };
                (size, Some(imaginary.atan2(value).to_degrees()))
            }
            meaning => (
                self.magnitude(value, meaning)?,
                second.map(|phase| self.degrees(phase)),
            ),
        };
        Ok(CurvePoint {
            f,
            value,
            phase_deg,
        })
    }

    fn magnitude(&self, value: f64, meaning: Meaning) -> Result<f64, NoPoint> {
        let Meaning::Value(meaning) = meaning else {
            return Ok(value);
        };
        Ok(match (meaning, self.quantity) {
            (Value::Pressure(pascal), Quantity::Level) => level(value * pascal / REFERENCE)?,
            (Value::Voltage, Quantity::Level) => level(value)?,
            (Value::Level(Reference::Pascal), Quantity::Level) => value - 20.0 * REFERENCE.log10(),
            (Value::Impedance(ohm), Quantity::Impedance) if ohm != 1.0 => scaled(value, ohm),
            (Value::ImpedanceDb, Quantity::Impedance) => 10_f64.powf(value / 20.0),
            _ => value,
        })
    }

    fn degrees(&self, phase: f64) -> f64 {
        match self.phase.map(|column| column.meaning) {
            Some(Meaning::Phase(Angle::Radians)) => phase.to_degrees(),
            _ => phase,
        }
    }

    /// What was converted.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        let frequency = self.frequency.and_then(|(_, hertz)| match hertz {
            1.0 => None,
            1e3 => Some(tr!("frequencies in kHz were converted to Hz").to_owned()),
            1e6 => Some(tr!("frequencies in MHz were converted to Hz").to_owned()),
            _ => Some(tr!("angular frequencies in rad/s were converted to Hz").to_owned()),
        });
        let value = self
            .value
            .and_then(|column| match (column.meaning, self.quantity) {
                (Meaning::Value(Value::Level(Reference::Pascal)), Quantity::Level) => {
                    Some(tr!("levels in dB re 1 Pa were converted to dB SPL"))
                }
                (Meaning::Value(Value::Pressure(pascal)), Quantity::Level)
                    if pascal.log10().fract().abs() > 1e-9 =>
                {
                    Some(tr!("peak pressures were converted to dB SPL of their rms"))
                }
                (Meaning::Value(Value::Pressure(_)), Quantity::Level) => {
                    Some(tr!("pressures in Pa were converted to dB SPL"))
                }
                (Meaning::Value(Value::Impedance(1e3)), Quantity::Impedance) => {
                    Some(tr!("impedances in kΩ were converted to Ω"))
                }
                (Meaning::Value(Value::Impedance(ohm)), Quantity::Impedance) if ohm != 1.0 => {
                    Some(tr!("impedances were converted to Ω"))
                }
                (Meaning::Value(Value::ImpedanceDb), Quantity::Impedance) => {
                    Some(tr!("impedances in dB re 1 Ω were converted to Ω"))
                }
                (Meaning::Real(_), _) => Some(tr!(
                    "real and imaginary parts were converted to magnitude and phase"
                )),
                _ => None,
            });
        let phase = self.phase.and_then(|column| match column.meaning {
            Meaning::Phase(Angle::Radians) => {
                Some(tr!("phases in radians were converted to degrees"))
            }
            _ => None,
        });
        frequency
            .into_iter()
            .chain(value.into_iter().chain(phase).map(ToOwned::to_owned))
    }

    /// What 0 dB are, where that is no sound pressure.
    pub(super) fn doubt(&self) -> Option<String> {
        if self.quantity != Quantity::Level {
            return None;
        }
        let words = match self.value?.meaning {
            Meaning::Value(Value::Level(Reference::Voltage)) => {
                tr!(
                    "these are levels in dB of a voltage (dBV), not dB SPL: the offset between them is unknown"
                )
            }
            Meaning::Value(Value::Voltage) | Meaning::Real(Part::Voltage) => {
                tr!(
                    "these are voltages, shown in dB re 1 V, not dB SPL: the offset between them is unknown"
                )
            }
            Meaning::Value(Value::Level(Reference::FullScale)) => {
                tr!(
                    "these are levels in dB of full scale, not dB SPL: the offset between them is unknown"
                )
            }
            Meaning::Value(Value::Level(Reference::Relative)) => {
                tr!(
                    "these are levels in dB of a reference that the text does not state (dBr), not dB SPL: the offset between them is unknown"
                )
            }
            _ => return None,
        };
        Some(words.to_owned())
    }

    /// That a level is weighted, as of a sound level meter.
    pub(super) fn weighted(&self) -> Option<String> {
        let column = self.value.filter(|_| self.quantity == Quantity::Level)?;
        let letter = words::weighting(&column.head)?;
        Some(tr!(
            "these levels are weighted ({letter}): low and high frequencies lie lower than they were measured"
        ))
    }
}

/// 0.0315 kHz are 31.5 Hz, not 31.499999999999996.
fn scaled(value: f64, factor: f64) -> f64 {
    if factor < 1.0 && factor.recip().fract() == 0.0 {
        value / factor.recip()
    } else {
        let product = value * factor;
        let rounded = crate::quantity::text::round_to(product, 15);
        if ((rounded - product) / product).abs() < 1e-14 {
            rounded
        } else {
            product
        }
    }
}

fn level(ratio: f64) -> Result<f64, NoPoint> {
    if ratio > 0.0 {
        Ok(20.0 * ratio.log10())
    } else {
        Err(NoPoint::NoLogarithm(ratio))
    }
}
