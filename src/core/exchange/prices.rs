//! A price file the user keeps: a table with the headings `part`, `value` and `price`, in any order
//! and with others between them. A parts list with prices filled in is one.

use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;
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
    #[error("no row has the headings part, value and price")]
    NoHeadings,
    /// A price is no number.
    #[error("line {line}: “{text}” is no price")]
    NoPrice {
        /// Line of the file, from 1.
        line: u64,
        /// What stands there.
        text: String,
    },
    /// The text falls into no rows.
    #[error("the table cannot be read: {0}")]
    Table(String),
}

/// Words a column may be headed with.
const PRICE: [&str; 3] = ["price", "price each", "unit price"];

impl Prices {
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
            each.insert((plain(cell(part)), plain(cell(value))), amount);
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

/// A price, whichever mark parts its decimals and whichever currency stands with it.
fn amount(text: &str) -> Option<f64> {
    let digit = |c: char| c.is_ascii_digit() || ".,".contains(c);
    let number: String = text.chars().filter(|c| digit(*c)).collect();
    let words = text.chars().filter(|c| c.is_alphabetic()).count();
    // A currency is three letters or a sign; more is no price.
    if words > 3 || text.contains('-') {
        return None;
    }
    let last = number.rfind(['.', ',']);
    let (whole, part) = last.map_or((number.as_str(), ""), |at| number.split_at(at));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let part: String = part.chars().filter(char::is_ascii_digit).collect();
    // “1,234” may be either: a mark before three digits alone is in doubt.
    if part.len() == 3
        && whole.len() <= 3
        && whole != "0"
        && number.matches(['.', ',']).count() == 1
    {
        return None;
    }
    let amount: f64 = format!("{whole}.{part}0").parse().ok()?;
    (!number.is_empty()).then_some(amount)
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
