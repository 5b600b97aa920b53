//! Reading a quantity as a person types it.

use super::{Form, Unit, text::cut};
use thiserror::Error;

/// Why a text is not a quantity of the wanted unit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseQuantityError {
    /// Nothing was typed.
    #[error("{}", tr!("a value with unit {unit} is missing"))]
    Empty {
        /// The unit wanted.
        unit: &'static str,
    },
    /// No number could be read.
    #[error("{}", tr!("“{text}” is not a number with unit {unit}"))]
    Number {
        /// What was typed.
        text: String,
        /// The unit wanted.
        unit: &'static str,
    },
    /// The suffix is not a form of the unit.
    #[error("{}", tr!("“{suffix}” in “{text}” is not a unit of this value; use {unit}"))]
    Suffix {
        /// What was typed.
        text: String,
        /// The part that was not understood.
        suffix: String,
        /// The unit wanted.
        unit: &'static str,
    },
    /// A comma that may divide thousands or stand for the decimal point.
    #[error("{}", tr!("“{text}” can be read two ways: write {thousands} or {decimal}"))]
    Comma {
        /// What was typed.
        text: String,
        /// With the comma dividing thousands.
        thousands: String,
        /// With the comma as the decimal point.
        decimal: String,
    },
    /// The number is not finite.
    #[error("{}", tr!("“{text}” is not a finite number"))]
    NotFinite {
        /// What was typed.
        text: String,
    },
}

/// Letters of a refused text that are quoted.
const QUOTED: usize = 60;

/// A refused text as it is quoted.
fn quoted(text: &str) -> String {
    cut(text, QUOTED).into_owned()
}

const PREFIXES: [(char, i32); 8] = [
    ('p', -12),
    ('n', -9),
    ('u', -6),
    ('m', -3),
    ('k', 3),
    ('K', 3),
    ('M', 6),
    ('G', 9),
];

/// Reads `text` as a quantity of `unit` and returns its SI value.
///
/// Understands `4.7u`, `4,7 µF`, `4u7`, `2k2`, `4R7`, `10 mm`, `1e-6`, and a bare number in the
/// unit a person expects (`Unit::bare`). `M` is mega, `m` is milli. Units may be written without
/// their signs: `uF`, `ohm`, `mm3`, `mm^3`, `Pa s/m3`. A comma is a decimal point; `1,500`, which
/// others read as one and a half thousand, is refused.
///
/// # Errors
/// When the text is empty, not a number, of another unit, or not finite.
pub fn parse(text: &str, unit: &Unit) -> Result<f64, ParseQuantityError> {
    let wanted = unit.shown.get(unit.bare).map_or("", |form| form.suffix);
    let trimmed = text.trim().replace('−', "-");
    if trimmed.is_empty() {
        return Err(ParseQuantityError::Empty { unit: wanted });
    }
    let trimmed = decimal_comma(&trimmed)?;
    let (number, suffix) = split_number(&trimmed);
    if number.is_empty() {
        return Err(ParseQuantityError::Number {
            text: quoted(text),
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
            text: quoted(text),
            suffix: quoted(suffix),
            unit: wanted,
        })?,
    };
    let value = shift_and_parse(&mantissa, exponent).ok_or_else(|| ParseQuantityError::Number {
        text: quoted(text),
        unit: wanted,
    })?;
    if value.is_finite() {
        // Minus zero is zero.
        Ok(value + 0.0)
    } else {
        Err(ParseQuantityError::NotFinite { text: quoted(text) })
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

/// The text with a point for its decimal comma.
fn decimal_comma(text: &str) -> Result<String, ParseQuantityError> {
    if let Some((before, after)) = text.split_once(',') {
        let whole = before.trim_start_matches(['+', '-']);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let thousands = (1..=3).contains(&whole.len())
            && whole.bytes().all(|byte| byte.is_ascii_digit())
            && !whole.starts_with('0')
            && digits == 3;
        if thousands {
            return Err(ParseQuantityError::Comma {
                text: quoted(text),
                thousands: quoted(&format!("{before}{after}")),
                decimal: quoted(&format!("{before}.{after}")),
            });
        }
    }
    Ok(text.replace(',', "."))
}

/// A suffix as it is compared: without spaces and signs that are left out or written otherwise.
fn canonical(suffix: &str) -> String {
    let mut plain = String::with_capacity(suffix.len());
    for c in suffix.chars() {
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '·' | '⋅' | '*' | '^' => {}
            '²' => plain.push('2'),
            '³' => plain.push('3'),
            '⁴' => plain.push('4'),
            'µ' | 'μ' => plain.push('u'),
            'Ω' | '\u{2126}' => plain.push_str("ohm"),
            '√' => plain.push_str("sqrt"),
            other => plain.push(other),
        }
    }
    plain
}

/// The exponent of the form of `unit` written `suffix`: one of its forms, a lone prefix, or a
/// prefix before the plain unit.
fn find_form(unit: &Unit, suffix: &str) -> Option<i32> {
    // As the program itself writes it, which is what files hold.
    if let Some(form) = forms(unit).find(|form| form.suffix == suffix) {
        return Some(form.exponent);
    }
    let wanted = canonical(suffix);
    let written = |suffix: &str| forms(unit).find(|form| canonical(form.suffix) == suffix);
    if let Some(form) = written(&wanted) {
        return Some(form.exponent);
    }
    let first = wanted.chars().next().filter(|_| unit.prefixed)?;
    let exponent = prefix(first)?;
    let rest = wanted.get(first.len_utf8()..)?;
    let plain = rest.is_empty() || written(rest).is_some_and(|form| form.exponent == 0);
    plain.then_some(exponent)
}

fn forms(unit: &Unit) -> impl Iterator<Item = &Form> {
    unit.shown.iter().chain(unit.understood)
}

fn prefix(letter: char) -> Option<i32> {
    PREFIXES
        .iter()
        .find(|(prefix, _)| *prefix == letter)
        .map(|(_, exponent)| *exponent)
}

/// Reads `4u7`, `2k2` or `4R7`: a prefix in the place of the decimal point, a unit may follow.
fn infix(unit: &Unit, number: &str, suffix: &str) -> Option<(String, i32)> {
    if !unit.prefixed || number.contains(['.', 'e', 'E']) {
        return None;
    }
    let suffix = canonical(suffix);
    let letter = suffix.chars().next()?;
    // R stands for the ohm itself.
    let ohm = letter == 'R' && forms(unit).any(|form| form.suffix == "R");
    let exponent = if ohm { 0 } else { prefix(letter)? };
    let rest = suffix.get(letter.len_utf8()..)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return None;
    }
    let tail = rest.get(digits.len()..)?;
    let plain_unit = forms(unit).any(|form| form.exponent == 0 && canonical(form.suffix) == tail);
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
