//! Lists of name, value and unit: Klippel's parameter text (tabs between them), and others with
//! equals signs, colons, commas or strokes.
//! A unit that is stated is obeyed; a number that needs one and has none is left.

use super::{Left, Number, Parameters, keys};
use crate::quantity::parse;

pub(super) fn read(text: &str) -> Parameters {
    let klippel = text
        .lines()
        .any(|line| line.trim() == "Electrical Parameters");
    let mut read = Parameters::new(if klippel {
        tr!("a Klippel parameter list")
    } else {
        tr!("a list of driver parameters")
    });
    let rows: Vec<(usize, [&str; 3])> = (text.lines().enumerate())
        .filter_map(|(n, line)| Some((n + 1, cells(line)?)))
        .collect();
    let comma = keys::decimal_comma(rows.iter().map(|(_, [_, value, _])| *value));
    let mut stiffness = None;
    for (line, [name, value, unit]) in rows {
        let written = [name, value, unit].join(" ").trim_end().to_owned();
        let number = Number::called(name);
        let known = number.is_some() || NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
        let Some(read_value) = keys::number(value, comma) else {
            if known && !value.is_empty() {
                let why = tr!("it is no number, or one that can be read two ways").to_owned();
                read.left.push(Left { written, line, why });
            }
            continue;
        };
        match number {
            Some(number) => match si(read_value, unit, number) {
                Ok(value) => read.put(number, value, written, line),
                Err(why) => read.left.push(Left { written, line, why }),
            },
            None if name.eq_ignore_ascii_case("kms") && unit == "N/mm" && read_value > 0.0 => {
                stiffness = Some((1e-3 / read_value, written, line));
            }
            None if known => {
                let why = tr!("a driver here has no such number").to_owned();
                read.left.push(Left { written, line, why });
            }
            None => {}
        }
    }
    if let Some((compliance, written, line)) = stiffness
        && read.value(Number::Cms).is_none()
    {
        read.put(Number::Cms, compliance, written, line);
    }
    read
}

/// What such lists have besides.
const NAMES: [&str; 16] = [
    "mmd", "kms", "l2", "r2", "qtp", "qmp", "qep", "n0", "lm", "lnom", "zn", "znom", "pe", "cmes",
    "lces", "res",
];

/// Name, value and unit of a line.
fn cells(line: &str) -> Option<[&str; 3]> {
    let line = line.trim();
    for mark in ['\t', '|'] {
        if line.contains(mark) {
            let line = line.trim_start_matches(mark);
            let mut cells = line.split(mark).map(str::trim);
            let head = cells.next()?;
            let value = cells.find(|cell| !cell.is_empty())?;
            let unit = cells.next().unwrap_or_default();
            // Both may stand in one cell.
            let together = value.split_once(' ').filter(|_| unit.is_empty());
            let (value, unit) = together.unwrap_or((value, unit));
            return Some(named(head, value, unit.trim()));
        }
    }
    if let Some([head, value, unit]) = between_commas(line) {
        return Some(named(head, value, unit));
    }
    let (head, rest) = match line.split_once(['=', ':', ';']) {
        Some(parts) => parts,
        None => line.split_once(char::is_whitespace)?,
    };
    let rest = rest.trim_start_matches(['=', ':', ';', ' ']);
    let end = rest.find([' ', ';']).unwrap_or(rest.len());
    let (value, rest) = rest.split_at(end);
    let unit = rest.trim_start_matches([' ', ';']);
    let unit = unit.split(';').next().unwrap_or_default();
    let unit = unit.split("  ").next().unwrap_or_default().trim();
    Some(named(head, value, unit))
}

/// `Fs,1203,Hz`: a comma that stands behind a name, and no other mark.
fn between_commas(line: &str) -> Option<[&str; 3]> {
    if line.contains(['=', ':', ';']) {
        return None;
    }
    let mut cells = line.split(',').map(|cell| cell.trim().trim_matches('"'));
    let (head, value) = (cells.next()?, cells.next()?);
    let words = head.split(['(', '[']).next().unwrap_or_default();
    (words.starts_with(char::is_alphabetic) && !words.contains(' ') || head.ends_with([')', ']']))
        .then(|| [head, value, cells.next().unwrap_or_default()])
}

/// With the unit that stands in brackets behind the name, where there is no other. An index in brackets
/// is a part of the name: `R(e)`.
fn named<'a>(head: &'a str, value: &'a str, unit: &'a str) -> [&'a str; 3] {
    let head = head.trim();
    let Some(at) = head.find(['(', '[']) else {
        return [head, value, unit];
    };
    let (name, bracketed) = head.split_at(at);
    let inside = bracketed.trim_matches(['(', ')', '[', ']', ' ']);
    if name.len() == 1 && inside.len() <= 3 {
        return [head, value, unit];
    }
    // Klippel's “Mmd (Sd)” names what it was computed with.
    let unit = if unit.is_empty() { inside } else { unit };
    [name.trim(), value, unit]
}

/// A value in its unit as SI.
fn si(value: f64, unit: &str, number: Number) -> Result<f64, String> {
    if matches!(number, Number::Qms | Number::Qes | Number::Qts) && !unit.starts_with('%') {
        return Ok(value);
    }
    let bare = matches!(number, Number::Fs | Number::Re | Number::Bl);
    if unit.is_empty() && !bare {
        return Err(tr!("its unit is not stated: {} or another", number.si()));
    }
    let lower = unit.to_lowercase();
    let unit = match lower.trim_end_matches("[dc]") {
        "ohm" | "ohms" => "Ω",
        "tm" | "t*m" | "n/a" | "t m" => "T·m",
        "l" | "ltr" | "liter" | "litre" | "liters" | "litres" | "dm³" | "dm^3" => "l",
        "kg/s" | "ns/m" | "n*s/m" => "kg/s",
        "gram" | "grams" => "g",
        "none" | "-" => "",
        _ => unit,
    };
    parse(&format!("{value} {unit}"), number.unit())
        .map_err(|_unread| tr!("“{unit}” is not a unit of it that is known here"))
}
