//! Quantities as text: exact for files, rounded for the screen.

use super::{Form, Unit, digits, parse};
use serde::{Deserializer, Serializer, de::Visitor};
use std::borrow::Cow;

/// The form of `unit` in which `value` is written: the largest in which it is at least 1.
fn form_for(value: f64, unit: &Unit) -> Form {
    let size = value.abs();
    let fits = |form: &&Form| size >= 10_f64.powi(form.exponent) * (1.0 - 1e-12);
    let plain = unit.shown.get(unit.bare).copied();
    let smallest = unit.shown.last().copied();
    let chosen = if size == 0.0 {
        plain
    } else {
        unit.shown.iter().find(fits).copied().or(smallest)
    };
    chosen.unwrap_or(Form {
        suffix: "",
        exponent: 0,
    })
}

fn join(number: &str, suffix: &str) -> String {
    match suffix {
        "" => number.to_owned(),
        "%" | "°" => format!("{number}{suffix}"),
        _ => format!("{number} {suffix}"),
    }
}

/// The value with every digit it has: what reads back as the same number.
pub fn exact(value: f64, unit: &Unit) -> String {
    let form = form_for(value, unit);
    join(&digits::shifted(value, form.exponent), form.suffix)
}

/// The value rounded to `digits_shown` significant digits, for the screen.
pub fn rounded(value: f64, unit: &Unit, digits_shown: usize) -> String {
    exact(round_to(value, digits_shown), unit)
}

/// A length (m) in millimetres to three digits, without its unit: “1.0”, as in “12 × Ø1.0”.
pub fn bare_mm(metres: f64) -> String {
    let mm = round_to(metres * 1e3, 3);
    if mm.fract() == 0.0 && mm.abs() < 1e3 {
        format!("{mm:.1}")
    } else {
        format!("{mm}")
    }
}

/// A text as it is quoted: whole where it is short, else its first letters. A message must stay one
/// even where a file holds megabytes in the place of a number.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// Rounds to a number of significant digits.
pub fn round_to(value: f64, digits_kept: usize) -> f64 {
    if !value.is_finite() {
        return value;
    }
    format!("{value:.*e}", digits_kept.saturating_sub(1))
        .parse()
        .unwrap_or(value)
}

/// Writes a quantity into a file.
///
/// # Errors
/// Whatever the serializer reports.
pub fn serialize<S: Serializer>(value: f64, unit: &Unit, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&exact(value, unit))
}

/// Reads a quantity from a file.
///
/// # Errors
/// When it is not text or not a quantity of this unit; the message says what was found.
pub fn deserialize<'de, D: Deserializer<'de>>(
    unit: &Unit,
    deserializer: D,
) -> Result<f64, D::Error> {
    deserializer.deserialize_any(QuantityVisitor { unit })
}

/// Takes text; tells a bare number that it needs a unit.
struct QuantityVisitor<'a> {
    unit: &'a Unit,
}

impl QuantityVisitor<'_> {
    fn bare<E: serde::de::Error>(&self, number: &dyn std::fmt::Display) -> E {
        let suffix = self.unit.bare_suffix();
        let gap = if suffix.is_empty() { "" } else { " " };
        E::custom(format!(
            "{number} is a bare number; a quantity is text with its unit, like \"{number}{gap}{suffix}\""
        ))
    }
}

impl Visitor<'_> for QuantityVisitor<'_> {
    type Value = f64;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "text with a unit such as {}",
            self.unit.bare_suffix()
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
        parse(text, self.unit).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<f64, E> {
        Err(self.bare(&number))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<f64, E> {
        Err(self.bare(&number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<f64, E> {
        Err(self.bare(&number))
    }
}
