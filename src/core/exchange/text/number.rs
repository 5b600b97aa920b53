//! A cell as a number with its unit: read whole or not at all.

use super::dialect::{Dialect, Thousands};

/// What stands behind a number, its prefix taken into the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Unit {
    /// Nothing.
    #[default]
    None,
    /// Hz.
    Hertz,
    /// dB.
    Decibel,
    /// Degrees.
    Degree,
    /// Radians.
    Radian,
    /// Ω.
    Ohm,
    /// Pa.
    Pascal,
    /// V.
    Volt,
    /// %.
    Percent,
    /// The imaginary unit.
    Imaginary,
}

impl Unit {
    /// How it is written.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Hertz => "Hz",
            Self::Decibel => "dB",
            Self::Degree => "degrees",
            Self::Radian => "rad",
            Self::Ohm => "Ω",
            Self::Pascal => "Pa",
            Self::Volt => "V",
            Self::Percent => "%",
            Self::Imaginary => "i",
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A finite number.
    Number(f64, Unit),
    /// Nothing, or a mark that there is no value.
    Missing,
    /// Anything else.
    Words,
}

impl Cell {
    /// What this cell holds.
    pub(super) fn of(cell: &str, dialect: Dialect) -> Self {
        let plain = cell.as_bytes();
        if let Some((value, end)) = number(cell, dialect)
            && value.is_finite()
        {
            if end == plain.len() {
                return Self::Number(value, Unit::None);
            }
            let rest = cell.get(end..).unwrap_or_default().trim();
            return match unit(rest) {
                Some((unit, factor)) => Self::Number(value * factor, unit),
                None => thousand_within(value, rest)
                    .map_or(Self::Words, |value| Self::Number(value, Unit::None)),
            };
        }
        if let Some(inside) = cell.strip_prefix(['"', '\'', '=']) {
            let inside = inside.strip_suffix(['"', '\'']).unwrap_or(inside).trim();
            return if inside.is_empty() {
                Self::Missing
            } else {
                Self::of(inside, dialect)
            };
        }
        if is_missing(cell) {
            Self::Missing
        } else {
            Self::Words
        }
    }
}

/// `4k7`: the prefix stands in the place of the decimal mark. What follows the whole number is given.
fn thousand_within(whole: f64, rest: &str) -> Option<f64> {
    let digits = rest.strip_prefix(['k', 'K'])?;
    let plain = whole.fract() == 0.0 && whole >= 0.0;
    let places = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let decimals: f64 = format!("0.{digits}").parse().ok()?;
    (plain && places).then(|| ((whole + decimals) * 1e6).round() / 1e3)
}

/// How programs write that there is no value.
fn is_missing(cell: &str) -> bool {
    const MARKS: [&str; 18] = [
        "", "-", "--", "---", "?", "*", "nan", "+nan", "-nan", "n/a", "na", "#n/a", "inf", "+inf",
        "-inf", "null", "none", "1.#inf",
    ];
    (cell.len() <= 6 && MARKS.iter().any(|mark| cell.eq_ignore_ascii_case(mark)))
        || matches!(
            cell,
            "∞" | "-∞" | "–" | "—" | "-1.#INF" | "-1.#IND" | "1.#QNAN" | "#NV" | "#DIV/0!"
        )
        || cell.eq_ignore_ascii_case("infinity")
        || cell.eq_ignore_ascii_case("-infinity")
}

/// A unit behind a number and what its prefix multiplies by.
pub(super) fn unit(text: &str) -> Option<(Unit, f64)> {
    if text.len() > 16 {
        return None;
    }
    Some(match text {
        "k" | "K" => (Unit::None, 1e3),
        "mPa" => (Unit::Pascal, 1e-3),
        "µPa" | "μPa" | "uPa" => (Unit::Pascal, 1e-6),
        "mV" => (Unit::Volt, 1e-3),
        "µV" | "μV" | "uV" => (Unit::Volt, 1e-6),
        "mΩ" | "m\u{2126}" | "mOhm" | "mohm" => (Unit::Ohm, 1e-3),
        "MΩ" | "M\u{2126}" | "MOhm" | "Mohm" => (Unit::Ohm, 1e6),
        "°" | "º" => (Unit::Degree, 1.0),
        "%" => (Unit::Percent, 1.0),
        "i" | "j" => (Unit::Imaginary, 1.0),
        _ => match &*text.to_lowercase() {
            "hz" | "гц" => (Unit::Hertz, 1.0),
            "khz" | "кгц" => (Unit::Hertz, 1e3),
            "mhz" => (Unit::Hertz, 1e6),
            "db" | "dbspl" | "db spl" | "db(spl)" | "дб" => (Unit::Decibel, 1.0),
            "deg" | "degree" | "degrees" => (Unit::Degree, 1.0),
            "rad" | "radians" => (Unit::Radian, 1.0),
            "ω" | "ohm" | "ohms" => (Unit::Ohm, 1.0),
            "kω" | "kohm" => (Unit::Ohm, 1e3),
            "pa" => (Unit::Pascal, 1.0),
            "v" => (Unit::Volt, 1.0),
            _ => return None,
        },
    })
}

/// Longest number whose marks are taken out, bytes.
const LONGEST: usize = 64;

/// A number at the beginning of a cell, and where it ends.
pub(super) fn number(cell: &str, dialect: Dialect) -> Option<(f64, usize)> {
    let bytes = cell.as_bytes();
    let decimal = dialect.decimal as u8;
    let at = |n: usize| bytes.get(n).copied().unwrap_or(0);
    let digit = |n: usize| at(n).is_ascii_digit();
    let mut n = 0;
    // A minus as typesetters write it.
    let minus = bytes.first().is_some_and(|byte| !byte.is_ascii())
        && (bytes.starts_with("−".as_bytes()) || bytes.starts_with("–".as_bytes()));
    if minus {
        n = 3;
    } else if matches!(at(0), b'+' | b'-') {
        n = 1;
    }
    let first = n;
    let mut marked = false;
    while digit(n) {
        n += 1;
    }
    let whole = n - first;
    if dialect.thousands != Thousands::None && (1..=3).contains(&whole) && at(first) != b'0' {
        while let Some(mark) = dialect.thousands.mark(bytes, n)
            && (0..3).all(|k| digit(n + mark + k))
            && !digit(n + mark + 3)
        {
            n += mark + 3;
            marked = true;
        }
    }
    let mut places = 0;
    if at(n) == decimal && (whole > 0 || digit(n + 1)) {
        n += 1;
        while digit(n + places) {
            places += 1;
        }
        n += places;
    }
    if whole + places == 0 {
        return None;
    }
    let mut fortran = false;
    if matches!(at(n), b'e' | b'E' | b'd' | b'D') {
        let sign = usize::from(matches!(at(n + 1), b'+' | b'-'));
        if digit(n + 1 + sign) {
            fortran = matches!(at(n), b'd' | b'D');
            n += 2 + sign;
            while digit(n) {
                n += 1;
            }
        }
    }
    let text = cell.get(..n)?;
    let value = if marked || fortran || minus || decimal != b'.' {
        cleaned(text.as_bytes(), decimal)?
    } else {
        text.parse().ok()?
    };
    Some((value, n))
}

/// The value of a number with marks that no parser of numbers knows.
fn cleaned(text: &[u8], decimal: u8) -> Option<f64> {
    let mut plain = [0; LONGEST];
    let mut length = 0;
    let minus = text.first().is_some_and(|byte| !byte.is_ascii());
    for &byte in minus.then_some(&b'-').into_iter().chain(text) {
        let kept = match byte {
            b'0'..=b'9' | b'+' | b'-' | b'e' | b'E' => byte,
            b'd' | b'D' => b'e',
            byte if byte == decimal => b'.',
            _ => continue,
        };
        *plain.get_mut(length)? = kept;
        length += 1;
    }
    std::str::from_utf8(plain.get(..length)?).ok()?.parse().ok()
}
