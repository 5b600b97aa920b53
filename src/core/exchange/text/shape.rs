//! Whether a table hangs together: tables that do not are refused, not guessed at.

use super::{
    columns::{Column, Understood},
    dialect::Separator,
    error::ImportError,
    meaning::Meaning,
    table::Table,
};

/// Rows of another number of columns may be left out while they are few.
pub(super) fn whole_rows(table: &Table<'_>) -> Result<(), ImportError> {
    let rows = table.ragged.count;
    match &table.ragged.first {
        Some((line, _)) if rows * 5 > rows + table.lines.len() => Err(ImportError::Ragged {
            columns: table.judged.columns,
            rows,
            line: *line,
        }),
        _ => Ok(()),
    }
}

/// Whether rows are over time, or samples that are counted: no curve over frequency.
pub(super) fn over_time(understood: &Understood) -> bool {
    let columns = &understood.columns;
    let Some(first) = columns.first() else {
        return false;
    };
    // Clock times are words.
    let clock = first.meaning == Meaning::Words
        && Meaning::of(&first.head).0 == Meaning::Time
        && !columns
            .iter()
            .any(|column| Meaning::of(&column.head).0.is_frequency());
    // The coefficients of a filter lie about 0.
    let counted = !understood.named
        && columns.len() == 2
        && first
            .values
            .iter()
            .enumerate()
            .all(|(n, value)| *value == n as f64)
        && columns
            .iter()
            .skip(1)
            .all(|column| column.values.iter().all(|value| value.abs() <= 2.0));
    first.meaning == Meaning::Time || clock || counted
}

/// Whether `20,5,101,2` are two numbers rather than four: no point anywhere, twice the columns that are
/// named or every second one without a sign.
pub(super) fn commas_within(table: &Table<'_>, columns: &[Column]) -> bool {
    if table.judged.dialect.separator != Separator::Comma
        || columns.len() < 4
        || !columns.len().is_multiple_of(2)
    {
        return false;
    }
    let natural = |column: &Column| {
        column
            .values
            .iter()
            .all(|value| value.fract() == 0.0 && *value >= 0.0)
    };
    // A mark of thousands looks like a decimal one here, in some rows.
    let mostly = |column: &Column| {
        2 * column
            .values
            .iter()
            .filter(|value| value.fract() == 0.0)
            .count()
            >= column.values.len()
    };
    let heads = columns
        .iter()
        .filter(|column| !column.head.is_empty())
        .count();
    heads * 2 <= columns.len()
        && columns.iter().all(mostly)
        && columns.iter().skip(1).step_by(2).all(natural)
}

/// Whether the frequencies stand in the first row rather than in a column: few rows of many cells, the
/// first of which ascend over decades, or are headed by what they are.
pub(super) fn turned(table: &Table<'_>, columns: &[Column]) -> bool {
    let rows = table.lines.len();
    let frequency = |column: &Column| column.meaning.is_frequency();
    let headed = columns
        .iter()
        .any(|column| frequency(column) && !column.head.is_empty());
    if headed {
        return false;
    }
    let first: Vec<f64> = columns
        .iter()
        .filter_map(|column| column.values.first().copied())
        .filter(|value| value.is_finite())
        .collect();
    let ascending = first.windows(2).all(|pair| pair[0] < pair[1]) && first.first() > Some(&0.0);
    let decades = first
        .last()
        .zip(first.first())
        .is_some_and(|(last, first)| last / first >= 10.0);
    let said = table.words.iter().flatten().next();
    let said = said.is_some_and(|word| {
        let (meaning, understood) = Meaning::of(word);
        understood && meaning.is_frequency()
    });
    ascending && (said && first.len() > 1 || decades && first.len() >= 5 && rows < first.len())
}

/// A row such as `20,90,5` that may be 20 and 90.5 as well: columns without a point or a sign, fewer
/// heads than columns, and one of them as short as decimals are. What was taken is told.
pub(super) fn decimals_or_columns(table: &Table<'_>, columns: &[Column]) -> Option<String> {
    let heads = columns.iter().filter(|column| !column.head.is_empty());
    if table.judged.dialect.separator != Separator::Comma
        || columns.len() < 3
        || heads.count() >= columns.len()
    {
        return None;
    }
    let all = |column: &Column, is: fn(f64) -> bool| {
        column
            .values
            .iter()
            .all(|value| value.is_nan() || is(*value))
    };
    let whole = columns
        .iter()
        .all(|column| all(column, |value| value.fract() == 0.0));
    // Of the frequencies one digit, of what follows up to three.
    let mut numbered = columns.iter().enumerate().skip(1);
    let decimals = numbered.any(|(n, column)| match n {
        1 => all(column, |value| (0.0..10.0).contains(&value)),
        _ => all(column, |value| (0.0..1000.0).contains(&value)),
    });
    let is_frequency = |column: &Column| column.meaning.is_frequency();
    let values = columns.iter().filter(|column| !is_frequency(column));
    // Frequency and one value alone leave no decimals over.
    if !whole || !decimals || values.count() < 2 {
        return None;
    }
    let cells = columns.iter().filter_map(|column| column.values.first());
    let row: Vec<String> = cells.map(f64::to_string).collect();
    Some(tr!(
        "“{}” can be read in two ways: its commas were taken to separate {} columns, not as decimal commas",
        row.join(","),
        columns.len()
    ))
}
