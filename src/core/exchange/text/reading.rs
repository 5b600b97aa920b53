//! A table as it was understood, and the curves taken of it.

use super::super::finding::Finding;
use super::{
    choice::{self, Choice, Offer},
    columns::Column,
    complex, curve,
    dialect::Dialect,
    encoding,
    error::ImportError,
    lines,
    meaning::Meaning,
    other, raw, remarks,
    sections::{self, Part},
    shape, table,
};
use crate::{
    analysis::examine::Quantity,
    design::{CurvePoint, Severity},
};
use std::sync::Arc;

/// A table as it was understood. The meaning of each column may be changed, and any of its curves
/// taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its columns.
    pub columns: Vec<Column>,
    /// How it is written.
    pub dialect: Dialect,
    /// The drive voltage that its heading states, V rms.
    pub voltage: Option<f64>,
    /// Line of each row, from 1; shared like the columns' numbers.
    lines: Arc<Vec<u32>>,
    /// Rows that heads stand before once more.
    headed: Vec<usize>,
    hints: choice::Hints,
    microphone: bool,
    /// What was found in the text, whatever is taken of it.
    findings: Vec<Finding>,
}

/// A curve taken of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What its values are.
    pub quantity: Quantity,
    /// Whether the text says so, or it was guessed from the values.
    pub quantity_stated: bool,
    /// The drive voltage the heading states, V rms.
    pub voltage: Option<f64>,
    /// Its points (Hz; dB SPL or Ω; degrees), ascending in frequency, one a frequency; phase absent
    /// where there is none to trust.
    pub points: Vec<CurvePoint>,
    /// What was found on the way, worst first.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Reads a file's bytes. `name` is that of the file: its ending counts where the text is silent.
    ///
    /// # Errors
    /// When it holds no table of numbers; the message names what it is instead.
    pub fn of(bytes: &[u8], name: &str) -> Result<Self, ImportError> {
        if let Some(read) = raw::read(bytes) {
            return read;
        }
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase())
            .unwrap_or_default();
        let other =
            |what: Option<String>| what.map_or(Ok(()), |what| Err(ImportError::Other(what)));
        other(other::of_bytes(bytes, &ending))?;
        let decoded = encoding::decode(bytes).ok_or(ImportError::NotText)?;
        let text = &*decoded.text;
        other(other::of_text(text, &ending))?;
        let pairs = lines::is_complex(text);
        let parted = if pairs { None } else { complex::parted(text) };
        let text = parted.as_deref().unwrap_or(text);
        let mut parts = match sections::read(text).filter(|_| !pairs) {
            Some(parts) => parts,
            None => {
                let read = table::read(text, pairs);
                if read.as_ref().map_or(0, |table| table.lines.len()) < FEW_ROWS {
                    other(other::of_few_rows(text, &ending))?;
                }
                vec![Part::of(read)?]
            }
        };
        let mut findings = Vec::new();
        if let Some(legacy) = decoded.legacy {
            findings.push(Finding::new(
                Severity::Note,
                tr!("the text is not in UTF-8: it was read as {legacy}"),
            ));
        }
        for part in &mut parts {
            findings.extend(found(part));
        }
        let named = parts.iter().all(|part| part.understood.named);
        let preface: Vec<&str> = parts
            .iter()
            .flat_map(|part| part.table.preface.iter().copied())
            .collect();
        let (columns, lines, headed) = sections::side_by_side(&mut parts);
        let dialect = parts
            .first()
            .map_or(Dialect::PLAIN, |part| part.table.judged.dialect);
        Ok(Self {
            voltage: remarks::voltage(&preface),
            microphone: remarks::is_microphone(&preface, name),
            hints: choice::Hints {
                ending: match &*ending {
                    "frd" | "spl" => Some(Quantity::Level),
                    "zma" | "imp" | "zmd" => Some(Quantity::Impedance),
                    _ => None,
                },
                title: remarks::quantity(&preface, named),
                of_impedance: named && remarks::speaks_of_impedance(&preface),
            },
            columns,
            dialect,
            lines: Arc::new(lines),
            headed,
            findings,
        })
    }

    /// A table that was no text, its rows counted as lines.
    pub(super) fn of_columns(columns: Vec<Column>, rows: usize, findings: Vec<Finding>) -> Self {
        Self {
            columns,
            dialect: Dialect::PLAIN,
            voltage: None,
            lines: Arc::new((1..=u32::try_from(rows).unwrap_or(u32::MAX)).collect()),
            headed: Vec::new(),
            hints: choice::Hints::default(),
            microphone: false,
            findings,
        }
    }

    /// Whether it is a microphone's calibration, by what it says or is called.
    pub fn is_microphone(&self) -> bool {
        self.microphone
    }

    /// All curves of the table, in its order.
    pub fn offers(&self) -> Vec<Offer> {
        choice::offers(&self.columns, self.hints)
    }

    /// How many sweeps stand one after the other.
    pub fn sweeps(&self, choice: &Choice) -> usize {
        self.columns.get(choice.frequency).map_or(0, |column| {
            curve::sweeps(&column.values, &self.headed).len()
        })
    }

    /// The curve to take: of the wanted kind where there is one.
    ///
    /// # Errors
    /// When there is neither a level nor an impedance.
    pub fn choose(&self, wanted: Option<Quantity>) -> Result<Choice, ImportError> {
        let offers = self.offers();
        choice::taken(&offers, wanted, self.hints).ok_or_else(|| {
            let others = self.columns.iter().enumerate();
            let others = others
                .filter(|(_, column)| matches!(column.meaning, Meaning::Other | Meaning::Time));
            let others: Vec<String> = others
                .map(|(n, column)| format!("“{}”", choice::name(column, n)))
                .collect();
            let there = match offers.first() {
                Some(offer) if offer.what == "something else" => format!("“{}”", offer.name),
                Some(offer) => format!("{} (“{}”)", offer.what, offer.name),
                None if others.is_empty() => tr!("other numbers").to_owned(),
                None => listed(&others),
            };
            ImportError::NoCurve(there)
        })
    }

    /// The curve of a column that is called by its head, or by its number from 1.
    ///
    /// # Errors
    /// When there is no such column, or it says to be neither a level nor an impedance and none is
    /// wanted.
    pub fn column(&self, called: &str, wanted: Option<Quantity>) -> Result<Choice, ImportError> {
        let called = called.trim();
        let mut columns = self.columns.iter();
        let number = || called.parse::<usize>().ok()?.checked_sub(1);
        let value = columns
            .position(|column| column.head.eq_ignore_ascii_case(called))
            .or_else(number)
            .filter(|value| *value < self.columns.len())
            .ok_or_else(|| {
                let heads = self.columns.iter().enumerate();
                let names: Vec<String> = heads.map(|(n, column)| choice::name(column, n)).collect();
                ImportError::NoColumn(called.to_owned(), listed(&names))
            })?;
        let offers = self.offers();
        let offered = offers
            .iter()
            .filter_map(|offer| offer.choice)
            .find(|choice| choice.value == value);
        let frequency = |column: &Column| column.meaning.is_frequency();
        match (offered, wanted, self.columns.iter().position(frequency)) {
            (Some(offered), ..) => Ok(offered),
            (None, Some(quantity), Some(frequency)) => Ok(Choice {
                frequency,
                value,
                phase: None,
                quantity,
                stated: true,
                sweep: 0,
            }),
            _ => Err(ImportError::NoCurve(format!("“{called}”"))),
        }
    }

    /// Takes a curve and examines it.
    ///
    /// # Errors
    /// When it has fewer than two points.
    pub fn take(&self, choice: &Choice) -> Result<Imported, ImportError> {
        let (points, found) = curve::points(&self.columns, &self.lines, &self.headed, choice);
        if points.len() < 2 {
            return Err(ImportError::TooFew {
                points: points.len(),
            });
        }
        let mut findings = self.findings.clone();
        findings.extend(found);
        if !choice.stated {
            let what = match choice.quantity {
                Quantity::Level => tr!("levels in dB"),
                Quantity::Impedance => tr!("impedances in Ω"),
            };
            findings.push(Finding::new(
                Severity::Warning,
                tr!("the text does not say what its values are: they were taken as {what}"),
            ));
        }
        let ending = self.hints.ending.filter(|ending| {
            *ending != choice.quantity
                && choice.stated
                && !self.offers().iter().any(|offer| {
                    offer
                        .choice
                        .is_some_and(|choice| choice.quantity == *ending)
                })
        });
        if let Some(ending) = ending {
            findings.push(Finding::new(
                Severity::Warning,
                tr!(
                    "the heading says {}, the ending of the file's name {}: check which it is",
                    choice.quantity.word(),
                    ending.word()
                ),
            ));
        }
        let relative = points.iter().all(|point| point.value.abs() < NEAR_ZERO);
        if self.microphone && relative && choice.quantity == Quantity::Level {
            findings.push(Finding::new(
                Severity::Warning,
                tr!("this is a microphone calibration: deviations near 0 dB, not a driver's level")
                    .to_owned(),
            ));
        }
        findings.extend(self.not_taken(choice));
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Ok(Imported {
            quantity: choice.quantity,
            quantity_stated: choice.stated,
            voltage: self.voltage,
            points,
            findings,
        })
    }

    /// What of the table was not taken: other curves, and columns that are none.
    fn not_taken(&self, choice: &Choice) -> Vec<Finding> {
        let mut findings = Vec::new();
        let own = self
            .columns
            .get(choice.value)
            .map(|column| choice::name(column, choice.value))
            .unwrap_or_default();
        let others: Vec<String> = self
            .offers()
            .into_iter()
            .filter(|offer| offer.value != choice.value)
            .map(|offer| {
                // Heads that are the same twice are told apart by their place.
                let place = if offer.name == own {
                    tr!(" in column {}", offer.value + 1)
                } else {
                    String::new()
                };
                format!("“{}”{place} ({})", offer.name, offer.what)
            })
            .collect();
        if !others.is_empty() {
            let with = choice
                .phase
                .and_then(|phase| Some(choice::name(self.columns.get(phase)?, phase)));
            let with = with.map_or_else(String::new, |phase| tr!(" with “{phase}”"));
            let are = if others.len() == 1 {
                tr!("is another curve")
            } else {
                tr!("are other curves")
            };
            findings.push(Finding::new(
                Severity::Warning,
                tr!(
                    "“{own}”{with} was taken; there {are} in this file: {}",
                    listed(&others)
                ),
            ));
        }
        let unused: Vec<String> = (self.columns.iter().enumerate())
            .filter(|(n, column)| {
                Some(*n) != choice.phase
                    && matches!(
                        column.meaning,
                        Meaning::Phase(_) | Meaning::Imaginary(_) | Meaning::Other
                    )
            })
            .map(|(n, column)| format!("“{}”", choice::name(column, n)))
            .collect();
        if !unused.is_empty() {
            findings.push(Finding::new(
                Severity::Note,
                tr!("not used: {}", listed(&unused)),
            ));
        }
        findings
    }
}

/// What was found in a table of the text.
fn found(part: &mut Part<'_>) -> Vec<Finding> {
    let Part { table, understood } = part;
    let mut findings = Vec::new();
    let mut say = |severity, message| findings.push(Finding::new(severity, message));
    for doubt in table
        .judged
        .doubt
        .take()
        .into_iter()
        .chain(shape::decimals_or_columns(table, &understood.columns))
        .chain(std::mem::take(&mut understood.doubts))
    {
        say(Severity::Warning, doubt);
    }
    for note in std::mem::take(&mut understood.notes) {
        say(Severity::Note, note);
    }
    findings.extend(table.unread.finding());
    findings.extend(table.ragged.finding());
    if let Some((line, remark)) = &table.remarks.first {
        let others = match table.remarks.count {
            1 => String::new(),
            count => tr!(", and of {} more lines", count - 1),
        };
        let message =
            tr!("what stands behind the values of line {line}{others} was not read: {remark}");
        findings.push(Finding::at(Severity::Note, *line, message));
    }
    findings
}

/// A curve has more rows.
const FEW_ROWS: usize = 8;
/// Calibrations and relative levels lie within this, dB.
const NEAR_ZERO: f64 = 30.0;
/// Names that are listed before “and n more”.
const LISTED: usize = 8;

/// Names with commas between them, the first of many.
pub(in crate::exchange) fn listed(names: &[String]) -> String {
    match names.len().checked_sub(LISTED) {
        None | Some(0) => names.join(", "),
        Some(more) => tr!(
            "{} and {more} more",
            names.get(..LISTED).unwrap_or_default().join(", ")
        ),
    }
}
