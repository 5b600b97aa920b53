//! Reading a quantity as a person types it.

use super::{Form, Unit};
use thiserror::Error;

/// Why a text is not a quantity of the wanted unit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseQuantityError {
    /// Nothing was typed.
    #[error("a value with unit {unit} is missing")]
    Empty {
        /// The unit wanted.
        unit: &'static str,
    },
    /// No number could be read.
    #[error("“{text}” is not a number with unit {unit}")]
    Number {
        /// What was typed.
        text: String,
        /// The unit wanted.
        unit: &'static str,
    },
    /// The suffix is not a form of the unit.
    #[error("“{suffix}” in “{text}” is not a unit of this value; use {unit}")]
    Suffix {
        /// What was typed.
        text: String,
        /// The part that was not understood.
        suffix: String,
        /// The unit wanted.
        unit: &'static str,
    },
    /// The number is not finite.
    #[error("“{text}” is not a finite number")]
    NotFinite {
        /// What was typed.
        text: String,
    },
}

const PREFIXES: [(char, i32); 11] = [
    ('p', -12),
    ('n', -9),
    ('u', -6),
    ('µ', -6),
    ('μ', -6),
    ('m', -3),
    ('k', 3),
    ('K', 3),
    ('M', 6),
    ('G', 9),
    ('R', 0),
];

/// Reads `text` as a quantity of `unit` and returns its SI value.
///
/// Understands `4.7u`, `4,7 µF`, `4u7`, `2k2`, `10 mm`, `1e-6`, and a bare number in the unit a
/// person expects (`Unit::bare`). `M` is mega, `m` is milli.
///
/// # Errors
/// When the text is empty, not a number, of another unit, or not finite.
pub fn parse(text: &str, unit: &Unit) -> Result<f64, ParseQuantityError> {
    let wanted = unit.shown.get(unit.bare).map_or("", |form| form.suffix);
    let trimmed = text.trim().replace('−', "-").replace(',', ".");
    if trimmed.is_empty() {
        return Err(ParseQuantityError::Empty { unit: wanted });
    }
    let (number, suffix) = split_number(&trimmed);
    if number.is_empty() {
        return Err(ParseQuantityError::Number {
            text: text.to_owned(),
            unit: wanted,
        });
    }
    let (mantissa, exponent) = match (suffix.is_empty(), find_form(unit, suffix)) {
        (true, _) => (
            number.to_owned(),
            unit.shown.get(unit.bare).map_or(0, |form| form.exponent),
        ),
        (false, Some(exponent)) => (number.to_owned(), exponent),
        (false, None) => infix(unit, number, suffix).ok_or_else(|| ParseQuantityError::Suffix {
            text: text.to_owned(),
            suffix: suffix.to_owned(),
            unit: wanted,
        })?,
    };
    let value = shift_and_parse(&mantissa, exponent).ok_or_else(|| ParseQuantityError::Number {
        text: text.to_owned(),
        unit: wanted,
    })?;
    if value.is_finite() {
        Ok(value)
    } else {
        Err(ParseQuantityError::NotFinite {
            text: text.to_owned(),
        })
    }
}

/// Splits a leading number (sign, digits, one point, decimal exponent) from the rest.
fn split_number(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut end = 0;
    let mut seen_point = false;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' => {}
            b'+' | b'-' if end == 0 => {}
            b'.' if !seen_point => seen_point = true,
            _ => break,
        }
        end += 1;
    }
    // A decimal exponent only where digits follow, so that `1e` is not swallowed.
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let mut after = end + 1;
        if matches!(bytes.get(after), Some(b'+' | b'-')) {
            after += 1;
        }
        let digits = bytes.get(after..).map_or(0, |rest| {
            rest.iter().take_while(|b| b.is_ascii_digit()).count()
        });
        if digits > 0 {
            end = after + digits;
        }
    }
    let number = text.get(..end).unwrap_or("");
    let number = if number.bytes().any(|b| b.is_ascii_digit()) {
        number
    } else {
        ""
    };
    (number, text.get(end..).unwrap_or("").trim())
}

/// The exponent of the form of `unit` written `suffix`, a lone prefix included.
fn find_form(unit: &Unit, suffix: &str) -> Option<i32> {
    let squeezed: String = suffix.chars().filter(|c| !c.is_whitespace()).collect();
    let same = |form: &&Form| {
        form.suffix
            .chars()
            .filter(|c| !c.is_whitespace())
            .eq(squeezed.chars())
    };
    if let Some(form) = unit.shown.iter().chain(unit.understood).find(same) {
        return Some(form.exponent);
    }
    if unit.prefixed {
        lone_prefix(&squeezed)
    } else {
        None
    }
}

fn lone_prefix(suffix: &str) -> Option<i32> {
    let mut chars = suffix.chars();
    let first = chars.next()?;
    if chars.next().is_some() {
        return None;
    }
    PREFIXES
        .iter()
        .find(|(prefix, _)| *prefix == first)
        .map(|(_, exponent)| *exponent)
}

/// Reads `4u7` or `2k2`: a prefix in the place of the decimal point, a unit may follow.
fn infix(unit: &Unit, number: &str, suffix: &str) -> Option<(String, i32)> {
    if !unit.prefixed || number.contains(['.', 'e', 'E']) {
        return None;
    }
    let mut chars = suffix.chars();
    let prefix = chars.next()?;
    let exponent = lone_prefix(&prefix.to_string())?;
    let rest = chars.as_str();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return None;
    }
    let tail = rest.get(digits.len()..)?.trim();
    let plain_unit = unit
        .shown
        .iter()
        .chain(unit.understood)
        .any(|form| form.exponent == 0 && form.suffix == tail);
    (tail.is_empty() || plain_unit).then(|| (format!("{number}.{digits}"), exponent))
}

/// Applies 10^exponent to the text, so that the value is rounded once, by the reader of numbers.
fn shift_and_parse(number: &str, exponent: i32) -> Option<f64> {
    let (mantissa, own) = match number.split_once(['e', 'E']) {
        Some((mantissa, own)) => (mantissa, own.parse::<i32>().ok()?),
        None => (number, 0),
    };
    format!("{mantissa}e{}", own.checked_add(exponent)?)
        .parse()
        .ok()
}
