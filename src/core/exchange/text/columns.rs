//! What the columns of a table mean: by their heads, by the units in their cells, and where nothing is
//! said by their numbers.

use super::{
    dialect::Separator,
    heading,
    meaning::{Angle, Meaning, Part, Reference, Value},
    number::Unit,
    pairs,
    reading::listed,
    table::Table,
};
use crate::quantity::text::cut;
use std::sync::Arc;

/// A column of a text.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its head as it stands there; empty where there is none.
    pub head: String,
    /// What it holds.
    pub meaning: Meaning,
    /// Its numbers, NaN where there is none; shared, so that a table is copied for nothing.
    pub values: Arc<Vec<f64>>,
}

impl PartialEq for Column {
    /// The same bits: a column with gaps is the same as itself.
    fn eq(&self, other: &Self) -> bool {
        let bits = |column: &Self| {
            column
                .values
                .iter()
                .map(|value| value.to_bits())
                .collect::<Vec<_>>()
        };
        self.head == other.head && self.meaning == other.meaning && bits(self) == bits(other)
    }
}

/// The columns, whether heads name them, and what is odd about them in sentences.
pub(super) struct Understood {
    pub(super) columns: Vec<Column>,
    pub(super) named: bool,
    pub(super) doubts: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// Tells what each column means.
pub(super) fn understand(table: &mut Table<'_>) -> Understood {
    let complex = table.judged.dialect.separator == Separator::Complex;
    let numbers = std::mem::take(&mut table.columns);
    let width = numbers.len();
    let imaginary = |n: usize| table.units.get(n) == Some(&Unit::Imaginary);
    // The head that stands over each column: complex values have one for both of their columns.
    let mut count = 0;
    let head_of: Vec<usize> = (0..width)
        .map(|n| {
            let second = if complex {
                n > 0 && n % 2 == 0
            } else {
                imaginary(n)
            };
            count += usize::from(!second);
            count.max(1) - 1
        })
        .collect();
    let heads: Option<Vec<String>> = heads(table, &numbers, count).map(|heads| {
        let heads = head_of.iter().map(|at| heads.get(*at).cloned());
        heads.map(Option::unwrap_or_default).collect()
    });
    let named = heads.is_some();
    let mut heads = heads.unwrap_or_default().into_iter();
    let mut columns: Vec<Column> = numbers
        .into_iter()
        .map(|values| {
            let head = heads.next().unwrap_or_default();
            Column {
                meaning: if head.is_empty() {
                    Meaning::Unstated
                } else {
                    Meaning::of(&head).0
                },
                head,
                values: Arc::new(values),
            }
        })
        .collect();
    let (mut doubts, mut notes) = (Vec::new(), Vec::new());
    if complex {
        complex_parts(&mut columns, &table.units);
    } else {
        parts(&mut columns, imaginary);
    }
    for (n, column) in columns.iter_mut().enumerate() {
        let unit = table.units.get(n).copied().unwrap_or_default();
        if contradicts(unit, column.meaning) {
            doubts.push(tr!(
                "the heading “{}” and the unit in its cells ({}) contradict each other: check what column {} is",
                cut(&column.head, 40),
                unit.word(),
                n + 1
            ));
        }
        by_unit(column, unit);
        let wordy = table.judged.wordy.get(n).copied().unwrap_or(false);
        let measured = !matches!(
            column.meaning,
            Meaning::Unstated | Meaning::Other | Meaning::Time | Meaning::Words
        );
        if wordy
            && measured
            && let Some(Some(word)) = table.words.get(n)
        {
            doubts.push(tr!(
                "the column “{}” could not be read: “{}” is not a number",
                cut(&column.head, 40),
                cut(word, 40)
            ));
        }
        if wordy || column.values.iter().all(|value| value.is_nan()) {
            column.meaning = Meaning::Words;
        }
    }
    let bare = |column: &Column| column.head.is_empty() && column.meaning == Meaning::Unstated;
    if named
        && let Some(index) = columns
            .first_mut()
            .filter(|first| bare(first) && is_index(&first.values))
    {
        index.meaning = Meaning::Other;
    }
    if named && columns.last().is_some_and(bare) {
        doubts.push(
            tr!("the heading names fewer columns than there are: the first ones were taken to be those")
                .to_owned(),
        );
    }
    pairs::told_together(&mut columns, &mut notes);
    // A resistance alone is the impedance, and so are parts whose other is missing.
    let has_imaginary = columns
        .iter()
        .any(|column| matches!(column.meaning, Meaning::Imaginary(_)));
    for column in &mut columns {
        if let Meaning::Real(Part::Impedance(ohm)) = column.meaning
            && !has_imaginary
        {
            // That in series with a coil or capacitor is only a part of it.
            let series = super::words::split(&column.head)
                .iter()
                .any(|word| word == "rs");
            column.meaning = if series {
                Meaning::Other
            } else {
                Meaning::Value(Value::Impedance(ohm))
            };
        }
    }
    if !columns.iter().any(|column| column.meaning.is_frequency()) {
        by_numbers(&mut columns, &mut doubts);
    }
    repeated(&mut columns, &mut notes);
    band_edges(&mut columns, &mut doubts);
    if !named {
        third_is_phase(&mut columns, &mut doubts);
    }
    Understood {
        columns,
        named,
        doubts,
        notes,
    }
}

/// The heads of so many columns or complex values.
fn heads(table: &Table<'_>, numbers: &[Vec<f64>], count: usize) -> Option<Vec<String>> {
    let find = |width| heading::find(&table.preface, width, table.judged.dialect);
    let found = find(count);
    if found.as_ref().is_none_or(|heads| !heads.exact)
        && let [first, second, ..] = numbers
        && count > 2
        && is_index(first)
        && like_frequencies(second)
        && let Some(heads) = find(count - 1).filter(|heads| heads.exact)
    {
        // The names of rows have no head.
        let unnamed = std::iter::once(String::new());
        return Some(unnamed.chain(heads.names).collect());
    }
    let found = found.or_else(|| find(count + table.empty));
    found.map(|heads| heads.names)
}

/// Complex values: two columns under one head, or under the same head of a voltage twice, as ngspice
/// names them.
fn parts(columns: &mut [Column], imaginary: impl Fn(usize) -> bool) {
    for n in 1..columns.len() {
        let Some([real, second]) = columns.get_mut(n - 1..=n) else {
            continue;
        };
        let head = real.head.to_lowercase();
        let twice = head.starts_with("v(") && second.head.to_lowercase() == head;
        if !imaginary(n) && !twice {
            continue;
        }
        let part = match real.meaning {
            Meaning::Value(Value::Impedance(ohm)) => Part::Impedance(ohm),
            Meaning::Value(Value::Pressure(pascal)) => Part::Pressure(pascal),
            Meaning::Value(Value::Voltage) => Part::Voltage,
            Meaning::Real(part) => part,
            _ => Part::Unstated,
        };
        let other = head.starts_with("i(") || real.meaning == Meaning::Other;
        (real.meaning, second.meaning) = if other {
            (Meaning::Other, Meaning::Other)
        } else {
            (Meaning::Real(part), Meaning::Imaginary(part))
        };
    }
}

/// Of frequencies side by side, such as the edges of a band and its centre, one is that of the values.
fn band_edges(columns: &mut [Column], doubts: &mut Vec<String>) {
    let is = |column: &Column| column.meaning.is_frequency();
    let run = columns.iter().position(is).map(|first| {
        let beside = columns.iter().skip(first);
        first..first + beside.take_while(|column| is(column)).count()
    });
    let Some(run) = run.filter(|run| run.len() > 1) else {
        return;
    };
    let central = |column: &Column| {
        let head = column.head.to_lowercase();
        ["cent", "exact", "mid", "mitte"]
            .iter()
            .any(|word| head.contains(word))
    };
    let centre = run.clone().find(|at| columns.get(*at).is_some_and(central));
    let taken = centre.unwrap_or(run.start);
    let name = |at: usize| format!("“{}”", columns.get(at).map_or("", |column| &*column.head));
    let others: Vec<String> = run.clone().filter(|at| *at != taken).map(name).collect();
    doubts.push(tr!(
        "{} was taken as the frequencies, not {}",
        name(taken),
        listed(&others)
    ));
    for at in run.filter(|at| *at != taken) {
        if let Some(column) = columns.get_mut(at) {
            column.meaning = Meaning::Other;
        }
    }
}

/// Two numbers a cell, as LTspice writes them: dB and degrees, or the parts.
fn complex_parts(columns: &mut [Column], units: &[Unit]) {
    for (n, column) in columns.iter_mut().enumerate().skip(1) {
        let first = n % 2 == 1;
        let decibels = units.get(if first { n } else { n - 1 }) == Some(&Unit::Decibel);
        let head = column.head.to_lowercase();
        let head = head.trim_start_matches('-');
        let current = head.starts_with("i(");
        // A voltage by a current, or by the current that 1 V drives.
        let ohms = head.contains("/i(") || head.contains("/-i(");
        column.meaning = match (first, decibels) {
            _ if current => Meaning::Other,
            (true, true) if ohms => Meaning::Value(Value::ImpedanceDb),
            (true, false) if ohms => Meaning::Real(Part::Impedance(1.0)),
            (false, false) if ohms => Meaning::Imaginary(Part::Impedance(1.0)),
            (true, true) => Meaning::Value(Value::Level(Reference::Voltage)),
            (false, true) => Meaning::Phase(Angle::Degrees),
            (true, false) => Meaning::Real(Part::Voltage),
            (false, false) => Meaning::Imaginary(Part::Voltage),
        };
    }
}

/// Whether cells have a unit of something else than their heading says.
fn contradicts(unit: Unit, said: Meaning) -> bool {
    use Meaning::{Frequency, Imaginary, Phase, Real, Value as Of};
    let fits = match unit {
        Unit::None | Unit::Percent | Unit::Imaginary => return false,
        Unit::Hertz => matches!(said, Frequency(_)),
        Unit::Decibel => matches!(said, Of(Value::Level(_) | Value::ImpedanceDb)),
        Unit::Degree | Unit::Radian => matches!(said, Phase(_)),
        Unit::Ohm => matches!(
            said,
            Of(Value::Impedance(_)) | Real(Part::Impedance(_)) | Imaginary(Part::Impedance(_))
        ),
        Unit::Pascal => matches!(
            said,
            Of(Value::Pressure(_)) | Real(Part::Pressure(_)) | Imaginary(Part::Pressure(_))
        ),
        Unit::Volt => matches!(
            said,
            Of(Value::Voltage) | Real(Part::Voltage) | Imaginary(Part::Voltage)
        ),
    };
    let silent = matches!(
        said,
        Meaning::Unstated
            | Meaning::Other
            | Meaning::Words
            | Meaning::Repeated
            | Real(Part::Unstated)
            | Imaginary(Part::Unstated)
    );
    !fits && !silent
}

/// What the cells say beside their numbers: prefixes are in the numbers already.
fn by_unit(column: &mut Column, unit: Unit) {
    let unstated = column.meaning == Meaning::Unstated;
    column.meaning = match (unit, column.meaning) {
        (Unit::Hertz, Meaning::Frequency(_) | Meaning::Unstated) => Meaning::Frequency(1.0),
        (Unit::Ohm, Meaning::Value(_) | Meaning::Unstated) => Meaning::Value(Value::Impedance(1.0)),
        (Unit::Pascal, Meaning::Value(_) | Meaning::Unstated) => {
            Meaning::Value(Value::Pressure(1.0))
        }
        (Unit::Decibel, _) if unstated => Meaning::Value(Value::Level(Reference::Usual)),
        (Unit::Volt, _) if unstated => Meaning::Value(Value::Voltage),
        (Unit::Degree, Meaning::Phase(_) | Meaning::Unstated) => Meaning::Phase(Angle::Degrees),
        (Unit::Radian, Meaning::Phase(_) | Meaning::Unstated) => Meaning::Phase(Angle::Radians),
        (Unit::Percent, _) if unstated => Meaning::Other,
        (_, meaning) => meaning,
    };
}

/// Rows that are looked at for an order.
const ORDERED: usize = 2000;

/// Whether numbers are positive and go one way, but for a few, as a sweep's or several sweeps' do.
fn like_frequencies(values: &[f64]) -> bool {
    let step = values.len().div_ceil(ORDERED).max(1);
    let values: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .step_by(step)
        .collect();
    if values.len() < 2 || values.iter().any(|value| *value < 0.0) {
        return false;
    }
    let ups = values.windows(2).filter(|pair| pair[1] > pair[0]).count();
    let downs = values.windows(2).filter(|pair| pair[1] < pair[0]).count();
    let pairs = values.len() - 1;
    10 * ups.max(downs) >= 7 * pairs
}

/// Counts from 0 or 1 on, one a row.
fn is_index(values: &[f64]) -> bool {
    let first = values.first().copied().unwrap_or(f64::NAN);
    (first == 0.0 || first == 1.0)
        && values.len() > 2
        && values.windows(2).all(|pair| pair[1] - pair[0] == 1.0)
}

/// Finds the frequencies among columns without heads: the first that rises like them.
fn by_numbers(columns: &mut [Column], doubts: &mut Vec<String>) {
    let able = |column: &Column| {
        matches!(column.meaning, Meaning::Unstated) && like_frequencies(&column.values)
    };
    let highest = |column: &Column| column.values.iter().copied().fold(0.0, f64::max);
    let index = columns.first().is_some_and(|first| {
        is_index(&first.values)
            && columns
                .get(1)
                .is_some_and(|second| able(second) && highest(second) > 1000.0)
    });
    if index && let Some(first) = columns.first_mut() {
        first.meaning = Meaning::Other;
    }
    let found = columns.iter().position(able).or_else(|| {
        columns
            .iter()
            .position(|column| column.meaning == Meaning::Unstated)
    });
    let Some(found) = found else { return };
    if let Some(column) = columns.get_mut(found) {
        column.meaning = Meaning::Frequency(1.0);
        if found > 0 {
            doubts.push(tr!(
                "column {} was taken as the frequencies: it alone goes one way from row to row",
                found + 1
            ));
        }
    }
}

/// Frequencies that stand in the table again before each curve.
fn repeated(columns: &mut [Column], notes: &mut Vec<String>) {
    let frequency = columns
        .iter()
        .position(|column| column.meaning.is_frequency());
    let Some(frequency) = frequency else { return };
    let (head, tail) = columns.split_at_mut(frequency + 1);
    let Some(first) = head.last() else { return };
    for (n, column) in tail.iter_mut().enumerate() {
        let candidate = matches!(column.meaning, Meaning::Frequency(_) | Meaning::Unstated);
        let same = candidate
            && column
                .values
                .iter()
                .zip(first.values.iter())
                .all(|(a, b)| a == b || (a.is_nan() && b.is_nan()));
        if same {
            column.meaning = Meaning::Repeated;
            notes.push(tr!("column {} repeats the frequencies", frequency + n + 2));
        }
    }
}

/// Exactly three columns that nothing names are frequency, value and phase.
fn third_is_phase(columns: &mut [Column], doubts: &mut Vec<String>) {
    // A count of the rows and what is empty stand beside them.
    let mut rest = columns.iter_mut().filter(|column| {
        !(column.meaning == Meaning::Other && is_index(&column.values)
            || column.values.iter().all(|value| value.is_nan()))
    });
    let (Some(first), Some(second), Some(third), None) =
        (rest.next(), rest.next(), rest.next(), rest.next())
    else {
        return;
    };
    let plain = first.meaning.is_frequency()
        && matches!(second.meaning, Meaning::Unstated | Meaning::Value(_))
        && third.meaning == Meaning::Unstated;
    if !plain {
        return;
    }
    let pairs = || {
        second
            .values
            .iter()
            .zip(third.values.iter())
            .filter(|(a, b)| a.is_finite() && b.is_finite())
    };
    // Two channels lie near to each other, a level and its phase do not.
    if pairs().count() > 2 && pairs().all(|(a, b)| (a - b).abs() < 10.0 && *b > 30.0) {
        doubts.push(tr!("the third column was not taken as phase: its values lie near to those of the second, like another channel's").to_owned());
        return;
    }
    third.meaning = Meaning::Phase(Angle::Degrees);
}
