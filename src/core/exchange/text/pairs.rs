//! What columns mean that tell it only together, or by their numbers against their names.

use super::{
    columns::Column,
    meaning::{Meaning, Part},
    words,
};
use std::sync::Arc;

/// Heads that only their neighbours explain.
pub(super) fn told_together(columns: &mut [Column], notes: &mut Vec<String>) {
    resistance_and_reactance(columns);
    decay_times(columns);
    names(columns);
    logarithms(columns, notes);
}

/// `R` alone may be the right channel, beside `X` it is not.
fn resistance_and_reactance(columns: &mut [Column]) {
    let find = |names: [&str; 2]| {
        columns.iter().position(|column| {
            let head = column.head.trim();
            column.meaning == Meaning::Unstated
                && names.iter().any(|name| head.eq_ignore_ascii_case(name))
        })
    };
    if let (Some(r), Some(x)) = (find(["r", "rs"]), find(["x", "xs"])) {
        for (at, meaning) in [
            (r, Meaning::Real(Part::Impedance(1.0))),
            (x, Meaning::Imaginary(Part::Impedance(1.0))),
        ] {
            if let Some(column) = columns.get_mut(at) {
                column.meaning = meaning;
            }
        }
    }
}

/// `T20` may be a product, beside `EDT` it is a reverberation time.
fn decay_times(columns: &mut [Column]) {
    let is = |column: &Column, names: &[&str]| {
        let words = words::split(&column.head);
        words
            .first()
            .is_some_and(|word| names.contains(&word.as_str()))
    };
    if columns
        .iter()
        .any(|column| is(column, &["edt", "topt", "rt60"]))
    {
        for column in columns {
            if column.meaning == Meaning::Unstated && is(column, &["t15", "t20", "t30", "t60"]) {
                column.meaning = Meaning::Other;
            }
        }
    }
}

/// Curves of one kind lie so near to each other, dB.
const NEAR: f64 = 20.0;
/// Levels of products lie higher, dB SPL; where every name holds such a word, higher than noise does.
const LOUD: [f64; 2] = [30.0, 60.0];

/// Names of products hold words of quantities: `Phase One`, `Z Reference`. Where no column states a
/// unit and the numbers lie beside another product's, the name decides nothing.
fn names(columns: &mut [Column]) {
    let is_name = |column: &Column| {
        let said = words::said(&column.head);
        let numbered = column.head.contains(|c: char| c.is_ascii_digit());
        !column.head.contains(['(', '[', '/', '_', '|'])
            && !said.decibel
            && said.pascal.is_none()
            && (said.strange > 0 || numbered)
    };
    let open = |column: &Column| column.meaning == Meaning::Unstated;
    let doubtful = |column: &Column| {
        !column.head.is_empty()
            && matches!(
                column.meaning,
                Meaning::Value(_)
                    | Meaning::Phase(_)
                    | Meaning::Real(_)
                    | Meaning::Imaginary(_)
                    | Meaning::Other
                    | Meaning::Time
            )
    };
    let stated = columns
        .iter()
        .any(|column| doubtful(column) && !is_name(column));
    if stated {
        return;
    }
    let near = |a: &Column, b: &Column, loud: f64| {
        let both = || {
            a.values
                .iter()
                .zip(b.values.iter())
                .filter(|(a, b)| a.is_finite() && b.is_finite())
        };
        both().count() > 2 && both().all(|(a, b)| (a - b).abs() < NEAR && *a > loud && *b > loud)
    };
    let found: Vec<usize> = (columns.iter().enumerate())
        .filter(|(at, column)| {
            let mut others = columns.iter().enumerate().filter(|(other, _)| other != at);
            doubtful(column)
                && others.any(|(_, other)| {
                    open(other) && near(column, other, LOUD[0])
                        || doubtful(other) && near(column, other, LOUD[1])
                })
        })
        .map(|(at, _)| at)
        .collect();
    for at in found {
        if let Some(column) = columns.get_mut(at) {
            column.meaning = Meaning::Unstated;
        }
    }
}

/// Logarithms of the frequencies 3 Hz to 300 kHz.
const DECADES: std::ops::RangeInclusive<f64> = 0.5..=5.5;

/// `log f`: common logarithms, where the numbers are some.
fn logarithms(columns: &mut [Column], notes: &mut Vec<String>) {
    let is = |column: &&mut Column| {
        let words = words::split(&column.head);
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
        column.meaning.is_frequency()
            && has(&["log", "log10", "lg"])
            && column
                .values
                .iter()
                .all(|value| value.is_nan() || DECADES.contains(value))
    };
    if let Some(column) = columns.iter_mut().find(is) {
        let values = column
            .values
            .iter()
            .map(|value| 10_f64.powf(*value))
            .collect();
        column.values = Arc::new(values);
        notes.push(tr!("logarithms of frequencies were converted to Hz").to_owned());
    }
}
