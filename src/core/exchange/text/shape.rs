//! Whether a table hangs together: tables that do not are refused, not guessed at.

use super::{columns::Column, dialect::Separator, error::ImportError, table::Table};

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
