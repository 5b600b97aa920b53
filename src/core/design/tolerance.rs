//! How production spreads the numbers of a design, and how it is worn.
//!
//! A number has a class: what it is made as. One table gives each class its tolerance, its shape and
//! how much of its variance the two units of a pair share, being of one batch; the design keeps what
//! differs from that in rows, one a number. The fit (insertion and seal) spreads by itself: it is no
//! matter of parts.

use super::{Number, Subject, parameter::ParameterInfo};
use crate::{
    quantity::{Unit, parse, text, unit_serde as q},
    words,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// How far a number strays: “±” as it is written. Half the width of a uniform spread, two standard
/// deviations of a normal one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// A share of the value.
    Share(f64),
    /// An amount, m.
    Amount(f64),
    /// An amount, m, but no more than a share of the value: a hole of Ø0.15 mm is not drilled to
    /// ±0.05 mm.
    Lesser(f64, f64),
}

/// How values lie within their tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A normal distribution cut off at three standard deviations.
    Normal,
    /// All values within alike: what was sorted, or set by hand.
    Uniform,
}

/// How a number is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Making {
    /// How far it strays.
    pub spread: Spread,
    /// In which shape.
    pub shape: Shape,
    /// Share of the variance that both units of a pair have in common, 0 to 1.
    pub common: f64,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident $words:literal $spread:expr, $shape:ident, $common:literal;)+) => {
        /// What a number is made as. Numbers of one class at one index are made in one step: both
        /// bores of a section move together.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum ToleranceClass {
            $($(#[$doc])* $class,)+
        }

        impl ToleranceClass {
            /// Every class.
            pub const ALL: &[Self] = &[$(Self::$class),+];

            /// In words.
            pub fn words(self) -> &'static str {
                words::text(match self {
                    $(Self::$class => $words,)+
                })
            }

            /// How it is made, unless the design says otherwise.
            pub fn making(self) -> Making {
                match self {
                    $(Self::$class => Making {
                        spread: $spread,
                        shape: Shape::$shape,
                        common: $common,
                    },)+
                }
            }
        }
    };
}

use Spread::{Amount, Lesser, Share};

// Components by their usual grades (IEC 60062: F, J, K, M). What is cut, drawn, drilled and printed by
// what such work keeps to. Drivers and dampers by what is found: with these, left and right units of
// the presets differ as 266 measured pairs do, in every octave within a factor of 1.5.
classes! {
    /// Taken as it is.
    AsDrawn "as drawn" Share(0.0), Normal, 0.0;
    /// Resistors.
    Resistor "resistor" Share(0.01), Normal, 0.0;
    /// Capacitors that hold their value: C0G, film.
    StableCapacitor "capacitor, C0G or film" Share(0.05), Normal, 0.4;
    /// X7R.
    Capacitor "capacitor, X7R" Share(0.1), Normal, 0.4;
    /// X5R, tantalum, electrolytic.
    WideCapacitor "capacitor, X5R or electrolytic" Share(0.2), Normal, 0.4;
    /// Inductors and their resistance.
    Inductor "inductor" Share(0.1), Normal, 0.4;
    /// Dampers and meshes.
    Damper "damper or mesh" Share(0.15), Normal, 0.0;
    /// Values measured on the very parts that are built in.
    Measured "measured" Share(0.02), Normal, 0.0;
    /// Bores that are drilled, punched or drawn.
    Drilled "drilled or drawn" Lesser(0.05e-3, 0.05), Normal, 0.0;
    /// What is printed in resin.
    Printed "printed" Lesser(0.1e-3, 0.1), Normal, 0.5;
    /// Lengths that are cut by hand.
    Cut "cut by hand" Amount(0.3e-3), Normal, 0.3;
    /// The force factor of a driver.
    Motor "driver's motor" Share(0.15), Normal, 0.2;
    /// The mass of a driver's moving parts.
    MovingMass "driver's moving mass" Share(0.035), Normal, 0.6;
    /// The compliance of a driver's moving parts.
    Suspension "driver's suspension" Share(0.04), Normal, 0.6;
    /// The resistance of a driver's moving parts.
    Losses "driver's losses" Share(0.25), Normal, 0.2;
}

impl Spread {
    /// ± at this value, in its unit.
    pub fn at(self, value: f64) -> f64 {
        match self {
            Share(share) => share * value.abs(),
            Amount(amount) => amount,
            Lesser(amount, share) => amount.min(share * value.abs()),
        }
    }

    /// As it is written: “±5 %”, “±0.3 mm”, “±0.05 mm, at most ±4 %”.
    pub fn words(self) -> String {
        let percent = |share: f64| format!("±{} %", text::round_to(100.0 * share, 4));
        let mm = |amount: f64| format!("±{} mm", text::bare_mm(amount));
        match self {
            Share(share) => percent(share),
            Amount(amount) => mm(amount),
            Lesser(amount, share) => format!("{}, at most {}", mm(amount), percent(share)),
        }
    }

    /// From what a person writes: “5 %”, “±0.3 mm”; a bare number is in percent.
    ///
    /// # Errors
    /// When it is neither a share nor a length.
    pub fn parse(words: &str) -> Result<Self, String> {
        let words = words.trim().trim_start_matches(['±', '+']).trim();
        if let Some((amount, share)) = words.split_once(", at most") {
            return match (Self::parse(amount)?, Self::parse(share)?) {
                (Amount(amount), Share(share)) => Ok(Lesser(amount, share)),
                _ => Err(format!("“{words}” is no amount with a share at most")),
            };
        }
        let digits = words.strip_suffix('%').map(str::trim_end);
        let bare = words.parse::<f64>().is_ok();
        let spread = if digits.is_some() || bare {
            let percent = parse(digits.unwrap_or(words), &Unit::NUMBER);
            Share(percent.map_err(|error| error.to_string())? / 100.0)
        } else {
            Amount(parse(words, &Unit::LENGTH).map_err(|error| error.to_string())?)
        };
        match spread {
            Share(size) | Amount(size) if size >= 0.0 && size.is_finite() => Ok(spread),
            _ => Err("a tolerance is 0 or more".to_owned()),
        }
    }
}

impl Serialize for Spread {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match *self {
            Share(share) => text::exact(share, &Unit::PERCENT),
            Amount(amount) => text::exact(amount, &Unit::LENGTH),
            Lesser(amount, share) => format!(
                "{}, at most {}",
                text::exact(amount, &Unit::LENGTH),
                text::exact(share, &Unit::PERCENT)
            ),
        };
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Spread {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let of = |words: &str, unit| parse(words, unit).map_err(D::Error::custom);
        let written = String::deserialize(deserializer)?;
        Ok(match written.split_once(", at most ") {
            Some((amount, share)) => Lesser(of(amount, &Unit::LENGTH)?, of(share, &Unit::PERCENT)?),
            None if written.trim_end().ends_with('%') => Share(of(&written, &Unit::PERCENT)?),
            None => Amount(of(&written, &Unit::LENGTH)?),
        })
    }
}

/// How one number of a design is made, where it differs from its class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToleranceRow {
    /// The number.
    pub number: Number,
    /// What it is made as; absent: what such numbers are made as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ToleranceClass>,
    /// How far it strays; absent: as its class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
    /// In which shape; absent: as its class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// Share of the variance that both units of a pair have in common; absent: as its class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common: Option<f64>,
}

impl ToleranceRow {
    /// A row that says nothing yet.
    pub fn new(number: Number) -> Self {
        Self {
            number,
            class: None,
            spread: None,
            shape: None,
            common: None,
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::new(self.number.clone())
    }
}

/// How differently a design is worn: how deep the tip is pushed, and how well it seals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// One standard deviation of the canal's length between tip and reference plane, m.
    #[serde(with = "q::length")]
    pub depth: f64,
    /// One standard deviation of the gap past the tip, m: a slit 5 mm wide and long. The flow
    /// through it goes with the third power, so that most seal and some leak.
    #[serde(with = "q::length")]
    pub gap: f64,
}

impl Fit {
    /// On a coupler, seated with care: what pairs are measured with.
    pub const CAREFUL: Self = Self {
        depth: 0.4e-3,
        gap: 0.025e-3,
    };
    /// Worn, taken out and put in again.
    pub const WORN: Self = Self {
        depth: 0.5e-3,
        gap: 0.05e-3,
    };
    /// Largest depth and gap that are taken, m.
    pub const MOST: f64 = 10e-3;
}

/// What a design says about its production.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerances {
    /// Numbers that are made otherwise than their class, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<ToleranceRow>,
    /// How it is worn; absent: as on a coupler, seated with care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<Fit>,
}

impl Tolerances {
    /// Whether there is nothing to be written.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The row of a number.
    pub fn row(&self, number: &Number) -> Option<&ToleranceRow> {
        self.numbers.iter().find(|row| row.number == *number)
    }

    /// Puts a row in the place of the one of its number; an empty one goes.
    pub fn put(&mut self, row: ToleranceRow) {
        self.numbers.retain(|known| known.number != row.number);
        if !row.is_empty() {
            let place = (self.numbers).partition_point(|known| known.number < row.number);
            self.numbers.insert(place, row);
        }
    }

    /// How a number is made: by its row, else by its class; absent where neither says anything.
    pub fn making(&self, subject: Subject, info: &ParameterInfo) -> Option<Making> {
        let row = self.numbers.iter().find(|row| {
            let number = &row.number;
            number.subject == subject && info.is(&number.key)
        });
        let class = row.and_then(|row| row.class).or(info.class);
        let Some(row) = row else {
            return Some(class?.making());
        };
        let made = class.unwrap_or(ToleranceClass::AsDrawn).making();
        Some(Making {
            spread: row.spread.unwrap_or(made.spread),
            shape: row.shape.unwrap_or(made.shape),
            common: row.common.unwrap_or(made.common),
        })
    }

    /// How it is worn.
    pub fn fit(&self) -> Fit {
        self.fit.unwrap_or(Fit::CAREFUL)
    }
}
