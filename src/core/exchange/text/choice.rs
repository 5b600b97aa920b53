//! Which curves a table holds, and which of them is taken.

use super::{
    columns::Column,
    meaning::{Angle, Meaning, Part, Reference, Value},
    words,
};
use crate::analysis::examine::Quantity;

/// A curve of a table: the columns it is made of. Each may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Column of frequencies.
    pub frequency: usize,
    /// Column of values, or of real parts.
    pub value: usize,
    /// Column of phases, or of imaginary parts where the values are real ones.
    pub phase: Option<usize>,
    /// What the values are taken for.
    pub quantity: Quantity,
    /// Whether the text says so, or it was guessed.
    pub stated: bool,
    /// Which of several sweeps one after the other, from 0.
    pub sweep: usize,
}

/// A curve that a table offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its name: the head of its values, or the place of its column.
    pub name: String,
    /// Column of its values.
    pub value: usize,
    /// What it is made of; absent where it is no curve of this program's.
    pub choice: Option<Choice>,
    /// What it is, in words.
    pub what: &'static str,
    /// How far it is from what is most likely meant: 0 is nearest.
    pub(super) rank: u8,
}

/// What else tells what values are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// The file's ending.
    pub(super) ending: Option<Quantity>,
    /// A line that says nothing else.
    pub(super) title: Option<Quantity>,
    /// Whether a line among others speaks of impedance.
    pub(super) of_impedance: bool,
}

/// All curves of a table, in its order.
pub(super) fn offers(columns: &[Column], hints: Hints) -> Vec<Offer> {
    let frequencies: Vec<usize> = at(columns, Meaning::is_frequency);
    let Some(&first) = frequencies.first() else {
        return Vec::new();
    };
    let values = at(columns, |meaning| {
        matches!(
            meaning,
            Meaning::Value(_) | Meaning::Real(_) | Meaning::Unstated
        )
    });
    values
        .iter()
        .map(|&value| {
            let column = &columns[value];
            let quantity = quantity(column, columns, &frequencies, hints);
            let before = frequencies
                .iter()
                .rev()
                .find(|frequency| **frequency < value);
            let choice = quantity.map(|(quantity, stated)| Choice {
                frequency: before.copied().unwrap_or(first),
                value,
                phase: partner(columns, &values, value),
                quantity,
                stated,
                sweep: 0,
            });
            Offer {
                name: name(column, value),
                value,
                choice: choice.filter(|choice| {
                    // Half of a complex value is none.
                    choice.phase.is_some() || !matches!(column.meaning, Meaning::Real(_))
                }),
                what: what(column.meaning, quantity.map(|(quantity, _)| quantity)),
                rank: rank(column),
            }
        })
        .collect()
}

/// How far a column is from what is most likely meant: what drives the device stands at one value, and
/// targets, limits and levels of a voltage stand beside the curve.
fn rank(column: &Column) -> u8 {
    let first = column.values.first();
    let constant = column.values.len() > 2
        && first.is_some_and(|first| column.values.iter().all(|value| value == first));
    let voltage = matches!(
        column.meaning,
        Meaning::Value(Value::Level(Reference::Voltage))
    );
    u8::from(words::said(&column.head).beside) + 2 * u8::from(voltage) + 4 * u8::from(constant)
}

/// The offer that is taken: of the wanted kind, or of the ending's, or one that is stated; of these
/// the first of the likeliest.
pub(super) fn taken(offers: &[Offer], wanted: Option<Quantity>, hints: Hints) -> Option<Choice> {
    let likeliest = |fits: &dyn Fn(&Choice) -> bool| {
        let fitting = offers.iter().filter_map(|offer| {
            let choice = offer.choice.filter(|choice| fits(choice))?;
            Some((offer.rank, choice))
        });
        fitting
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, choice)| choice)
    };
    let hinted = wanted.or(hints.ending);
    likeliest(&|choice| choice.stated && Some(choice.quantity) == hinted)
        .or_else(|| likeliest(&|choice| choice.stated))
        .or_else(|| likeliest(&|_| true))
}

fn at(columns: &[Column], is: impl Fn(Meaning) -> bool) -> Vec<usize> {
    let numbered = columns.iter().enumerate();
    numbered
        .filter(|(_, column)| is(column.meaning))
        .map(|(n, _)| n)
        .collect()
}

/// A column as it is called.
pub(super) fn name(column: &Column, at: usize) -> String {
    if column.head.is_empty() {
        format!("column {}", at + 1)
    } else {
        column.head.clone()
    }
}

fn what(meaning: Meaning, quantity: Option<Quantity>) -> &'static str {
    match (meaning, quantity) {
        (Meaning::Value(Value::Level(Reference::Voltage)), _) => tr!("level of a voltage"),
        (Meaning::Value(Value::Voltage), _) => tr!("voltage"),
        (Meaning::Real(Part::Voltage), _) => tr!("real and imaginary parts of a voltage"),
        (Meaning::Real(Part::Unstated), None) => tr!("real and imaginary parts"),
        (_, Some(quantity)) => quantity.word(),
        _ => tr!("something else"),
    }
}

/// What the values of a column are, and whether the text says so; none for what is neither.
fn quantity(
    column: &Column,
    columns: &[Column],
    frequencies: &[usize],
    hints: Hints,
) -> Option<(Quantity, bool)> {
    let hinted = hints.ending.or(hints.title);
    Some(match column.meaning {
        Meaning::Value(Value::Level(_) | Value::Pressure(_)) | Meaning::Real(Part::Pressure(_)) => {
            (Quantity::Level, true)
        }
        Meaning::Value(Value::Impedance(_) | Value::ImpedanceDb)
        | Meaning::Real(Part::Impedance(_)) => (Quantity::Impedance, true),
        Meaning::Real(Part::Unstated) if hinted == Some(Quantity::Impedance) => {
            (Quantity::Impedance, true)
        }
        Meaning::Unstated => match hinted {
            Some(hinted) => (hinted, true),
            None if hints.of_impedance && column.values.iter().all(|value| !(*value <= 0.0)) => {
                (Quantity::Impedance, false)
            }
            None => {
                let guessed = guessed(column, columns, frequencies);
                let said = words::said(&column.head);
                // A magnitude that looks like a level is one.
                let named = guessed == Quantity::Level && (said.neutral || said.response);
                (guessed, named)
            }
        },
        _ => return None,
    })
}

/// What values look like: levels are negative somewhere or lie high together, impedances do neither.
fn guessed(column: &Column, columns: &[Column], frequencies: &[usize]) -> Quantity {
    let mut values: Vec<f64> = column
        .values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .collect();
    values.sort_by(f64::total_cmp);
    let part = |share: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index"
        )]
        let at = (share * values.len() as f64) as usize;
        values
            .get(at.min(values.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    };
    let (least, middle, most) = (part(0.0), part(0.5), part(1.0));
    // The angle of a driver's impedance stays within a quarter of a turn and moves little.
    let phase = columns
        .iter()
        .find(|column| matches!(column.meaning, Meaning::Phase(_)));
    let passive = phase.is_some_and(|phase| {
        let known = || phase.values.iter().filter(|value| value.is_finite());
        known().all(|value| value.abs() <= 90.0) && known().any(|value| *value != 0.0)
    });
    let impedance = least > 0.0
        && frequencies.len() == 1
        && (most > 170.0
            || (passive && middle < 60.0)
            || (least >= 2.0 && middle < 45.0 && most > 1.2 * least));
    if impedance {
        Quantity::Impedance
    } else {
        Quantity::Level
    }
}

/// The phase or imaginary part that belongs to a value: of the same name, else the next one that
/// could.
fn partner(columns: &[Column], values: &[usize], value: usize) -> Option<usize> {
    let column = columns.get(value)?;
    let wants_part = matches!(column.meaning, Meaning::Real(_));
    let second = at(columns, |meaning| match meaning {
        Meaning::Imaginary(_) => wants_part,
        // Radians or degrees is not known: it is told, not taken.
        Meaning::Phase(angle) => !wants_part && angle != Angle::Open,
        _ => false,
    });
    let own = words::said(&column.head);
    let fits = |at: &usize| {
        let said = words::said(&columns[*at].head);
        let impedance = matches!(
            column.meaning,
            Meaning::Value(Value::Impedance(_) | Value::ImpedanceDb)
        );
        let level = matches!(
            column.meaning,
            Meaning::Value(Value::Level(_) | Value::Pressure(_))
        );
        !(said.impedance && level || (said.level || said.decibel) && impedance)
            && (!said.voltage || own.voltage)
    };
    if let ([_], [only]) = (values, &second[..]) {
        return Some(*only).filter(fits);
    }
    // The phase of the impedance belongs to the only impedance.
    let is_impedance = |at: &&usize| {
        matches!(
            columns[**at].meaning,
            Meaning::Value(Value::Impedance(_) | Value::ImpedanceDb)
        )
    };
    if is_impedance(&&value)
        && values.iter().filter(is_impedance).count() == 1
        && let Some(found) = second
            .iter()
            .find(|at| words::said(&columns[**at].head).impedance)
    {
        return Some(*found);
    }
    let named = |at: &usize| words::said(&columns[*at].head).name;
    let same = |at: &&usize| !own.name.is_empty() && named(at) == own.name && fits(at);
    if let Some(found) = second.iter().find(same) {
        return Some(*found);
    }
    // The next column, up to the value after; one of another value's name is not its own.
    let until = values
        .iter()
        .find(|other| **other > value)
        .copied()
        .unwrap_or(columns.len());
    let others = |at: &usize| {
        let name = named(at);
        let mut other = values.iter().filter(|other| **other != value);
        !name.is_empty() && other.any(|other| words::said(&columns[*other].head).name == name)
    };
    let free = |at: &&usize| fits(at) && !others(at);
    let behind = second
        .iter()
        .find(|at| **at > value && **at < until && free(at));
    let ahead = || {
        // Phases that stand before their values do so from the first on.
        let first = values.first().copied().unwrap_or(0);
        let leads = second.iter().any(|at| *at < first);
        let from = values.iter().rev().find(|other| **other < value).copied();
        second
            .iter()
            .find(|at| leads && **at < value && from.is_none_or(|from| **at > from) && free(at))
    };
    behind.or_else(ahead).copied()
}
