//! A price file the user keeps: a table with the headings `part`, `value` and `price`, in any order
//! and with others between them. A parts list with prices filled in is one.

use crate::design::file;
use csv::{ReaderBuilder, StringRecord};
use std::{collections::BTreeMap, path::Path};
use thiserror::Error;

/// What things cost, each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prices {
    /// By part and value as they are compared. A value of nothing stands for every value.
    each: BTreeMap<(String, String), f64>,
}

/// Why a text is no price file.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PricesError {
    /// No row names the columns.
    #[error("{}", tr!("no row has the headings part, value and price"))]
    NoHeadings,
    /// A price is no number.
    #[error("{}", tr!("line {line}: “{text}” is no price"))]
    NoPrice {
        /// Line of the file, from 1.
        line: u64,
        /// What stands there.
        text: String,
    },
    /// One thing has two prices.
    #[error("{}", tr!("line {line}: “{what}” has another price above"))]
    Twice {
        /// Line of the file, from 1.
        line: u64,
        /// Part and value.
        what: String,
    },
    /// Prices in several currencies have no sum.
    #[error("{}", tr!("line {line}: this price is in {}, others are in {}", currencies[1], currencies[0]))]
    Currencies {
        /// Line of the file, from 1.
        line: u64,
        /// The one before and the one found there.
        currencies: [String; 2],
    },
    /// The text falls into no rows.
    #[error("{}", tr!("the table cannot be read: {}", _0))]
    Table(String),
    /// The file cannot be read.
    #[error("{_0}")]
    File(String),
    /// What is wrong with a file of this name.
    #[error("{_0}: {_1}")]
    In(String, Box<Self>),
}

/// Largest price file, bytes.
const LARGEST: u64 = 16 << 20;

/// Words a column may be headed with.
const PRICE: [&str; 3] = ["price", "price each", "unit price"];

impl Prices {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no price file; the error names it.
    pub fn open(path: &Path) -> Result<Self, PricesError> {
        let text = file::read_text_within(path, LARGEST)
            .map_err(|error| PricesError::File(error.to_string()))?;
        let read = Self::read(&text);
        read.map_err(|error| PricesError::In(path.display().to_string(), Box::new(error)))
    }

    /// Reads one: separated by tabs, semicolons or commas.
    ///
    /// # Errors
    /// Without headings, or where a price is no number.
    pub fn read(text: &str) -> Result<Self, PricesError> {
        let text = text.trim_start_matches('\u{feff}');
        let heads = |line: &str| {
            let line = line.to_lowercase();
            line.contains("part") && line.contains("price")
        };
        let headed = text.lines().find(|line| heads(line));
        let headed = headed.ok_or(PricesError::NoHeadings)?;
        let mark = ['\t', ';', ',']
            .into_iter()
            .find(|mark| headed.contains(*mark));
        let mark = mark
            .and_then(|mark| u8::try_from(mark).ok())
            .unwrap_or(b',');
        let mut reader = ReaderBuilder::new()
            .delimiter(mark)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut columns: Option<[usize; 3]> = None;
        let mut each = BTreeMap::new();
        let mut known: Option<String> = None;
        for row in reader.records() {
            let row = row.map_err(|error| PricesError::Table(error.to_string()))?;
            let Some([part, value, price]) = columns else {
                columns = columns_of(&row);
                continue;
            };
            let cell = |n: usize| row.get(n).unwrap_or_default().trim();
            if cell(part).is_empty() || cell(price).is_empty() {
                continue;
            }
            let amount = amount(cell(price)).ok_or_else(|| PricesError::NoPrice {
                line: row.position().map_or(0, csv::Position::line),
                text: cell(price).to_owned(),
            })?;
            let line = row.position().map_or(0, csv::Position::line);
            let (amount, currency) = amount;
            if !currency.is_empty() {
                match &known {
                    None => known = Some(currency),
                    Some(known) if *known != currency => {
                        return Err(PricesError::Currencies {
                            line,
                            currencies: [known.clone(), currency],
                        });
                    }
                    Some(_) => {}
                }
            }
            let before = each.insert((plain(cell(part)), plain(cell(value))), amount);
            if before.is_some_and(|before| before != amount) {
                return Err(PricesError::Twice {
                    line,
                    what: format!("{} {}", cell(part), cell(value)).trim().to_owned(),
                });
            }
        }
        columns
            .map(|_| Self { each })
            .ok_or(PricesError::NoHeadings)
    }

    /// What one of a thing costs.
    pub fn of(&self, part: &str, value: &str) -> Option<f64> {
        let price = |value: String| self.each.get(&(plain(part), value));
        price(plain(value))
            .or_else(|| price(String::new()))
            .copied()
    }
}

/// Where part, value and price stand.
fn columns_of(row: &StringRecord) -> Option<[usize; 3]> {
    let at = |words: &[&str]| {
        row.iter()
            .position(|cell| words.contains(&cell.trim().to_lowercase().as_str()))
    };
    Some([at(&["part"])?, at(&["value"])?, at(&PRICE)?])
}

/// A price and its currency: one number, whichever mark parts its decimals, and at most a currency
/// before or behind it.
fn amount(text: &str) -> Option<(f64, String)> {
    let is_of_number = |c: char| c.is_ascii_digit() || ".,'".contains(c);
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(from);
    let to = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(to);
    let (before, behind) = (before.trim(), behind.trim());
    let currency = match (before, behind) {
        (currency, "") | ("", currency) if is_currency(currency) => currency,
        _ => return None,
    };
    Some((decimal(number)?, currency.to_uppercase()))
}

/// A sign as € or three letters as EUR; nothing as well.
fn is_currency(text: &str) -> bool {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (None, _) => true,
        (Some(sign), None) => "$€£¥₩₹₽₺฿₫元円圆".contains(sign),
        _ => text.len() == 3 && text.chars().all(|c| c.is_ascii_alphabetic()),
    }
}

/// A number with its thousands in groups of three or in none.
fn decimal(number: &str) -> Option<f64> {
    let marks = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).count();
    let last = number.chars().rfind(|c| !c.is_ascii_digit());
    // One mark more than once parts no decimals.
    let repeated = last.filter(|mark| number.matches(*mark).count() > 1);
    let (whole, part) = match number.rfind(['.', ',']).filter(|_| repeated.is_none()) {
        Some(at) => (number.get(..at)?, number.get(at + 1..)?),
        None => (number, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',', '\'']).collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.iter().all(|group| group.len() == 3) && (1..=3).contains(&first.len());
    // One mark groups, and another parts the decimals: “1.234,50”.
    let mut grouping = whole.chars().filter(|c| !c.is_ascii_digit());
    let mark = grouping.next();
    let alike = grouping.all(|other| Some(other) == mark);
    let open = part.is_empty() && repeated.is_none() && last.is_some_and(|mark| mark != '\'');
    if marks(part) > 0 || open || mark.is_some() && !(grouped && alike) {
        return None;
    }
    // “1,234” may be either: a mark before three digits alone is in doubt.
    if part.len() == 3 && mark.is_none() && whole.len() <= 3 && whole != "0" {
        return None;
    }
    format!("{}.{part}0", groups.concat()).parse().ok()
}

/// Words as they are compared: however µ and blanks are typed.
fn plain(words: &str) -> String {
    words
        .trim()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'μ' | 'u' => 'µ',
            '\u{2126}' => 'Ω',
            c => c,
        })
        .collect()
}
