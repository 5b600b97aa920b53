//! A driver's parameters from the files of others: one format a file, each told by its content.
//!
//! A number is taken with its unit or not at all; what was not taken is named, and why.

mod basta;
mod doubts;
mod hornresp;
mod json;
mod keys;
mod listed;
mod number;
mod winisd;

pub use doubts::between as contradictions;
pub use number::Number;

use super::{finding::Finding, text};
use crate::{
    design::air::Air,
    physics::thiele_small::Given,
    tuning::thiele_small::{DataSheet, driver},
};

/// A driver's parameters as a file states them.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// What kind of file it is.
    pub from: &'static str,
    /// The driver's name, where the file has one.
    pub name: Option<String>,
    /// What was taken, each number once.
    pub values: Vec<Parameter>,
    /// What was not.
    pub left: Vec<Left>,
    /// What is doubtful about it.
    pub findings: Vec<Finding>,
}

/// A number that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Which.
    pub number: Number,
    /// Its value, SI.
    pub value: f64,
    /// As it is written in the file.
    pub written: String,
    /// Line of the file, from 1.
    pub line: usize,
}

/// A number that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// As it is written in the file, with its name.
    pub written: String,
    /// Line of the file, from 1.
    pub line: usize,
    /// Why.
    pub why: String,
}

/// Fewest numbers that make a file one of parameters.
const FEWEST: usize = 3;
/// A file of parameters is small: what is larger is not looked through for them.
const LARGEST: usize = 1 << 20;
/// A curve has more rows of numbers.
const ROWS: usize = 4;

impl Parameters {
    /// The parameters in these bytes; none where they are something else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > LARGEST {
            return None;
        }
        let text = text::decoded(bytes)?;
        let begins_with_number = |line: &&str| {
            let first = line
                .split([' ', '\t', ';', ','])
                .find(|cell| !cell.is_empty());
            first.is_some_and(|cell| cell.parse::<f64>().is_ok())
        };
        let rows = text.lines().filter(begins_with_number).take(ROWS).count();
        let read = json::read(&text).or_else(|| {
            let listed = |text: &str| Some(listed::read(text));
            let formats = [winisd::read, hornresp::read, basta::read, listed];
            let mut formats = formats.iter().take_while(|_| rows < ROWS);
            formats.find_map(|read| read(&text))
        })?;
        (read.values.len() + read.left.len() >= FEWEST && !read.values.is_empty())
            .then(|| read.looked_at())
    }

    fn new(from: &'static str) -> Self {
        Self {
            from,
            name: None,
            values: Vec::new(),
            left: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The value of a number, SI.
    pub fn value(&self, number: Number) -> Option<f64> {
        let mut values = self.values.iter();
        values
            .find(|value| value.number == number)
            .map(|value| value.value)
    }

    /// As a data sheet, from which a driver is made.
    pub fn sheet(&self) -> DataSheet {
        let of = |number| self.value(number);
        DataSheet {
            name: self.name.clone().unwrap_or_default(),
            given: Given {
                re: of(Number::Re),
                bl: of(Number::Bl),
                mms: of(Number::Mms),
                cms: of(Number::Cms),
                rms: of(Number::Rms),
                sd: of(Number::Sd),
                fs: of(Number::Fs),
                qms: of(Number::Qms),
                qes: of(Number::Qes),
                qts: of(Number::Qts),
                vas: of(Number::Vas),
            },
            le: of(Number::Le),
            xmax: of(Number::Xmax),
            diameter: of(Number::Diameter),
        }
    }

    /// What in the numbers contradicts itself, and whether they suffice for a driver: sentences.
    pub fn contradictions(&self, air: &Air) -> (Vec<String>, Option<String>) {
        let sheet = self.sheet();
        match driver(&sheet, air) {
            Ok((_, contradictions)) => (contradictions, None),
            Err(missing) => (doubts::between(&sheet.given), Some(missing)),
        }
    }
}
