//! Lists of name, value and unit: Klippel's parameter text (tabs between them), and others like it.
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
fn cells<'a>(line: &'a str) -> Option<[&'a str; 3]> {
    let line = line.trim();
    let name = |name: &'a str| name.split(['(', '[']).next().unwrap_or_default().trim();
    if line.contains('\t') {
        let mut cells = line.split('\t').map(str::trim);
        let head = name(cells.next()?);
        let value = cells.find(|cell| !cell.is_empty())?;
        return Some([head, value, cells.next().unwrap_or_default()]);
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
    Some([name(head), value, unit])
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
    let unit = match unit.to_lowercase().as_str() {
        "ohm" | "ohms" => "Ω",
        "tm" | "t*m" | "n/a" | "t m" => "T·m",
        "l" | "ltr" | "liter" | "litre" | "liters" | "litres" | "dm³" | "dm^3" => "l",
        "kg/s" | "ns/m" | "n*s/m" => "kg/s",
        "none" | "-" => "",
        _ => unit,
    };
    parse(&format!("{value} {unit}"), number.unit())
        .map_err(|_unread| tr!("“{unit}” is not a unit of it that is known here"))
}
