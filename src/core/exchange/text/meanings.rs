//! What a column may be taken for, in words: what a user reads and chooses from.

use super::meaning::{Angle, Meaning, Part, Reference, Value};
use std::borrow::Cow;

impl Meaning {
    /// What a user may take a column for.
    pub const CHOICES: [Self; 18] = [
        Self::Frequency(1.0),
        Self::Frequency(1e3),
        Self::Value(Value::Level(Reference::Usual)),
        Self::Value(Value::Level(Reference::FullScale)),
        Self::Value(Value::Level(Reference::Voltage)),
        Self::Value(Value::Pressure(1.0)),
        Self::Value(Value::Impedance(1.0)),
        Self::Value(Value::Impedance(1e3)),
        Self::Value(Value::ImpedanceDb),
        Self::Phase(Angle::Degrees),
        Self::Phase(Angle::Radians),
        Self::Real(Part::Impedance(1.0)),
        Self::Imaginary(Part::Impedance(1.0)),
        Self::Real(Part::Pressure(1.0)),
        Self::Imaginary(Part::Pressure(1.0)),
        Self::Value(Value::Voltage),
        Self::Unstated,
        Self::Other,
    ];

    /// In words, with the unit.
    pub fn words(self) -> Cow<'static, str> {
        let of = |what: &'static str, unit: &'static str, factor: f64| -> Cow<'static, str> {
            if factor == 1.0 {
                format!("{what}, {unit}").into()
            } else if factor == 1e3 {
                format!("{what}, k{unit}").into()
            } else if factor == 1e-3 {
                format!("{what}, m{unit}").into()
            } else {
                tr!("{what}, {factor} {unit} a unit").into()
            }
        };
        match self {
            Self::Frequency(hertz) => of(tr!("frequency"), "Hz", hertz),
            Self::Value(Value::Level(Reference::Usual)) => tr!("level, dB").into(),
            Self::Value(Value::Level(Reference::FullScale)) => {
                tr!("level, dB re full scale").into()
            }
            Self::Value(Value::Level(Reference::Pascal)) => tr!("level, dB re 1 Pa").into(),
            Self::Value(Value::Level(Reference::Relative)) => {
                tr!("level, dB re what is not said").into()
            }
            Self::Value(Value::Level(Reference::Voltage)) => tr!("level of a voltage, dB").into(),
            Self::Value(Value::Pressure(pascal)) => of(tr!("pressure"), "Pa", pascal),
            Self::Value(Value::Impedance(ohm)) => of(tr!("impedance"), "Ω", ohm),
            Self::Value(Value::ImpedanceDb) => tr!("impedance, dB re 1 Ω").into(),
            Self::Value(Value::Voltage) => tr!("voltage").into(),
            Self::Phase(Angle::Degrees) => tr!("phase, degrees").into(),
            Self::Phase(Angle::Radians) => tr!("phase, radians").into(),
            Self::Phase(Angle::Open) => tr!("phase, degrees or radians").into(),
            Self::Real(part) => parts(tr!("real part"), part),
            Self::Imaginary(part) => parts(tr!("imaginary part"), part),
            Self::Time => tr!("time").into(),
            Self::Unstated => tr!("values, not said of what").into(),
            Self::Other => tr!("not used").into(),
            Self::Repeated => tr!("the frequencies again").into(),
            Self::Words => tr!("words").into(),
        }
    }
}

fn parts(which: &str, part: Part) -> Cow<'static, str> {
    let of = match part {
        Part::Impedance(_) => tr!(" of an impedance, Ω"),
        Part::Pressure(_) => tr!(" of a pressure, Pa"),
        Part::Voltage => tr!(" of a voltage"),
        Part::Unstated => "",
    };
    format!("{which}{of}").into()
}
