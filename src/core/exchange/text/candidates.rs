//! What a user chooses from: the curves of a table one by one, and what its columns mean.

use super::{
    choice::{self, Choice},
    columns::Column,
    meaning::Meaning,
    reading::Reading,
};

/// A curve that may be taken of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its name, with its quantity; told from others of its name by its column or sweep.
    pub name: String,
    /// Its column, and its sweep where there are several.
    pub short: String,
    /// What it is made of.
    pub choice: Choice,
}

impl Reading {
    /// Every curve that may be taken, each sweep by itself, in the table's order.
    pub fn candidates(&self) -> Vec<Candidate> {
        let offers = self.offers();
        let twice = |name: &str| offers.iter().filter(|offer| offer.name == name).count() > 1;
        let mut found = Vec::new();
        for offer in &offers {
            let Some(choice) = offer.choice else { continue };
            let sweeps = self.sweeps(&choice);
            for sweep in 0..sweeps.max(1) {
                let place = if twice(&offer.name) {
                    tr!(" in column {}", offer.value + 1)
                } else {
                    String::new()
                };
                let one = if sweeps > 1 {
                    tr!(", sweep {} of {sweeps}", sweep + 1)
                } else {
                    String::new()
                };
                let short = if sweeps > 1 {
                    format!("{}{place} sweep {}", offer.name, sweep + 1)
                } else {
                    format!("{}{place}", offer.name)
                };
                found.push(Candidate {
                    short,
                    name: format!("{}{place} ({}){one}", offer.name, offer.what),
                    choice: Choice { sweep, ..choice },
                });
            }
        }
        found
    }

    /// Takes a column for something else than was understood. Its doubts go: the user has said it.
    pub fn set_meaning(&mut self, column: usize, meaning: Meaning) {
        if let Some(column) = self.columns.get_mut(column) {
            column.meaning = meaning;
        }
    }

    /// A column as it is called: by its head, or by its place from 1.
    pub fn column_name(&self, at: usize) -> String {
        self.columns
            .get(at)
            .map_or_else(String::new, |column| choice::name(column, at))
    }
}

impl Column {
    /// Its first numbers as they were read, long ones rounded; “–” where there is none.
    pub fn first_values(&self, count: usize) -> String {
        let shown = self.values.iter().take(count).map(|value| {
            let whole = value.to_string();
            match () {
                () if !value.is_finite() => "–".to_owned(),
                () if whole.len() <= LONGEST => whole,
                () => rounded(*value).to_string(),
            }
        });
        shown.collect::<Vec<_>>().join("  ")
    }
}

/// Letters of a number that is shown as it is.
const LONGEST: usize = 9;

/// A number of five digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.4e}").parse().unwrap_or(value)
}
