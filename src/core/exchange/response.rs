//! Reading measured curves: FRD, ZMA, REW and other text with a frequency, a value and perhaps a
//! phase in a row.
//!
//! Separators are tab, semicolon, comma or blanks; a comma may also be the decimal mark. Lines that
//! begin with `*`, `#`, `;`, `%`, `//` or a letter are comments, and tell what the columns hold.
//! Nothing is taken without a look: what is doubtful comes back as findings
//! ([`super::examine`]).

use super::examine::{Finding, examine};
pub use crate::analysis::examine::Quantity;
use crate::{
    design::{CurvePoint, Severity},
    quantity::text::cut,
};
use thiserror::Error;

/// A curve that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What its values are.
    pub quantity: Quantity,
    /// Whether the text says so, or it was guessed from the values.
    pub quantity_stated: bool,
    /// The drive voltage the heading states, V rms.
    pub voltage: Option<f64>,
    /// Its points, ascending in frequency, one a frequency; phase absent where there is none to
    /// trust.
    pub points: Vec<CurvePoint>,
    /// What was found on the way, worst first.
    pub findings: Vec<Finding>,
}

/// Why a text is not a curve.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// No row of numbers at all.
    #[error("there is no row of numbers in this text: a frequency and a value a line are needed")]
    NoNumbers,
    /// One number a row.
    #[error("line {line} has a single number: a frequency and a value are needed")]
    OneColumn {
        /// Line, from 1.
        line: usize,
    },
    /// Too few rows to be a curve.
    #[error("only {points} usable points were found: a curve needs at least 2")]
    TooFew {
        /// How many.
        points: usize,
    },
}

/// A row as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// Line, from 1.
    pub(super) line: usize,
    /// Frequency, Hz.
    pub(super) f: f64,
    /// Value.
    pub(super) value: f64,
    /// Phase, degrees.
    pub(super) phase_deg: Option<f64>,
}

/// Reads a curve and examines it.
///
/// # Errors
/// When the text holds no curve.
pub fn import_response(text: &str) -> Result<Imported, ImportError> {
    let mut findings = Vec::new();
    let mut stated = None;
    let mut voltage = None;
    let mut rows = Vec::new();
    let mut left_out = LeftOut::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() {
            continue;
        }
        if is_comment(line) {
            stated = stated_quantity(line).or(stated);
            voltage = voltage.or_else(|| stated_voltage(line));
            continue;
        }
        let number = index + 1;
        match read_row(number, line) {
            Ok(row) => rows.push(row),
            Err(RowError::OneColumn) => return Err(ImportError::OneColumn { line: number }),
            Err(RowError::NotANumber(cell)) => left_out.count(number, || {
                format!("“{}” is not a number", cut(&cell, QUOTED))
            }),
        }
    }
    findings.extend(left_out.finding());
    if rows.is_empty() {
        return Err(ImportError::NoNumbers);
    }
    let quantity = stated.unwrap_or_else(|| guessed_quantity(&rows));
    let points = examine(&rows, quantity, &mut findings);
    if points.len() < 2 {
        return Err(ImportError::TooFew {
            points: points.len(),
        });
    }
    if stated.is_none() {
        let what = match quantity {
            Quantity::Level => "levels in dB",
            Quantity::Impedance => "impedances in Ω",
        };
        findings.push(Finding::new(
            Severity::Note,
            format!("the text does not say what its values are: they were taken as {what}"),
        ));
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(Imported {
        quantity,
        quantity_stated: stated.is_some(),
        voltage,
        points,
        findings,
    })
}

fn is_comment(line: &str) -> bool {
    line.starts_with(['*', '#', ';', '%', '"'])
        || line.starts_with("//")
        || line.starts_with(|first: char| first.is_alphabetic())
}

/// What a heading says of the values.
fn stated_quantity(comment: &str) -> Option<Quantity> {
    // A drive level in dBV says nothing about the column.
    let lower = ["dbv", "dbu", "dbfs"]
        .iter()
        .fold(comment.to_lowercase(), |text, unit| text.replace(unit, ""));
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["ohm", "ω", "impedance", "z("]) {
        Some(Quantity::Impedance)
    } else if says(&["spl", "db", "level"]) {
        Some(Quantity::Level)
    } else {
        None
    }
}

/// The voltage a heading states, V rms: `0.1 V`, `100mVrms`, `-20 dBV`. A version (`V5.20`) is none.
fn stated_voltage(comment: &str) -> Option<f64> {
    let lower = comment.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "()[]=:;@/".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let digits = word
            .find(|c: char| !(c.is_ascii_digit() || "+-.,".contains(c)))
            .unwrap_or(word.len());
        let (number, unit) = word.split_at(digits);
        let number: f64 = number.replace(',', ".").parse().ok()?;
        let unit = if unit.is_empty() {
            words.get(at + 1)?
        } else {
            unit
        };
        let voltage = match unit.trim_end_matches([',', '.']).trim_end_matches("rms") {
            "v" => number,
            "mv" => number / 1000.0,
            "dbv" => 10_f64.powf(number / 20.0),
            // Re the voltage of 1 mW in 600 Ω.
            "dbu" => 0.6_f64.sqrt() * 10_f64.powf(number / 20.0),
            _ => return None,
        };
        (1e-4..=100.0).contains(&voltage).then_some(voltage)
    })
}

/// What the values look like: levels lie high together or below zero, impedances do neither.
fn guessed_quantity(rows: &[Row]) -> Quantity {
    let negative = rows.iter().any(|row| row.value < 0.0);
    let mut values: Vec<f64> = rows.iter().map(|row| row.value).collect();
    values.sort_by(f64::total_cmp);
    let middle = values.get(values.len() / 2).copied().unwrap_or(0.0);
    let lowest = values.first().copied().unwrap_or(0.0);
    if negative || (middle > 55.0 && lowest > 30.0) {
        Quantity::Level
    } else {
        Quantity::Impedance
    }
}

/// Letters of a cell that are quoted.
const QUOTED: usize = 40;

/// Lines left out for one reason: told once, however many they are.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    count: usize,
    /// Line of the first, and why it was left out.
    first: Option<(usize, String)>,
}

impl LeftOut {
    /// Counts a line.
    pub(super) fn count(&mut self, line: usize, why: impl FnOnce() -> String) {
        self.count += 1;
        self.first.get_or_insert_with(|| (line, why()));
    }

    /// What is told of them.
    pub(super) fn finding(self) -> Option<Finding> {
        let (line, why) = self.first?;
        let message = match self.count {
            1 => format!("line {line} was left out: {why}"),
            count => format!("{count} lines were left out, first line {line}: {why}"),
        };
        Some(Finding::at(Severity::Warning, line, message))
    }
}

enum RowError {
    OneColumn,
    NotANumber(String),
}

fn read_row(line: usize, text: &str) -> Result<Row, RowError> {
    let cells = cells(text);
    let number = |cell: &str| {
        cell.parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .ok_or_else(|| RowError::NotANumber(cell.to_owned()))
    };
    let (Some(f), Some(value)) = (cells.first(), cells.get(1)) else {
        return Err(match cells.first().map(|cell| number(cell)) {
            Some(Err(error)) => error,
            _ => RowError::OneColumn,
        });
    };
    Ok(Row {
        line,
        f: number(f)?,
        value: number(value)?,
        phase_deg: cells.get(2).map(|cell| number(cell)).transpose()?,
    })
}

/// The cells of a row, decimal commas turned into points.
fn cells(text: &str) -> Vec<String> {
    let strong = text.contains(['\t', ';']);
    let blanks = text.split_whitespace().count() > 1;
    // A comma is a decimal mark where something else separates and it stands between digits.
    let decimal_comma = (strong || blanks) && !text.contains('.') && commas_between_digits(text);
    let separators: &[char] = if decimal_comma {
        &['\t', ';', ' ']
    } else {
        &['\t', ';', ' ', ',']
    };
    text.split(separators)
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.replace(',', "."))
        .collect()
}

fn commas_between_digits(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters
        .iter()
        .enumerate()
        .filter(|(_, character)| **character == ',')
        .all(|(at, _)| {
            let before = at.checked_sub(1).and_then(|before| characters.get(before));
            let after = characters.get(at + 1);
            before.is_some_and(char::is_ascii_digit) && after.is_some_and(char::is_ascii_digit)
        })
}
