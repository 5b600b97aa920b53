//! Tables one below the other, each under heads of its own: read one by one, their columns put side by
//! side. Those of the same heads are one table.

use super::{
    columns::{self, Column, Understood},
    error::ImportError,
    heading,
    lines::{self, lines},
    meaning::Meaning,
    shape,
    table::{self, NoTable, Table},
};
use std::sync::Arc;

/// A table, and what its columns mean.
pub(super) struct Part<'a> {
    pub(super) table: Table<'a>,
    pub(super) understood: Understood,
}

impl<'a> Part<'a> {
    /// Reads the table of a text.
    pub(super) fn of(table: Result<Table<'a>, NoTable>) -> Result<Self, ImportError> {
        let mut table = table.map_err(|none| match none {
            NoTable::NoNumbers => ImportError::NoNumbers,
            NoTable::OneColumn(line) => ImportError::OneColumn { line },
            NoTable::Wide => ImportError::Wide,
        })?;
        shape::whole_rows(&table)?;
        let understood = columns::understand(&mut table);
        let columns = &understood.columns;
        if shape::over_time(&understood) {
            return Err(ImportError::OverTime);
        }
        if shape::commas_within(&table, columns) {
            return Err(ImportError::Commas);
        }
        if shape::turned(&table, columns) {
            return Err(ImportError::Turned);
        }
        Ok(Self { table, understood })
    }

    /// Whether another table goes on with the same columns.
    fn goes_on(&self, other: &Self) -> bool {
        let columns = |part: &Self| -> Vec<(String, Meaning)> {
            let columns = part.understood.columns.iter();
            columns
                .map(|column| (column.head.clone(), column.meaning))
                .collect()
        };
        columns(self) == columns(other)
    }
}

/// Tables of one text that differ in their columns: those of the same columns joined. None where all
/// are the same, or one of them is no table.
pub(super) fn read(text: &str) -> Option<Vec<Part<'_>>> {
    let begins = begins(text);
    if begins.len() < 2 {
        return None;
    }
    let ends = begins.iter().skip(1).map(|(_, byte)| *byte);
    let mut parts: Vec<Part<'_>> = Vec::new();
    for ((before, byte), end) in begins.iter().zip(ends.chain([text.len()])) {
        let section = text.get(*byte..end)?;
        let mut part = Part::of(table::read(section, false)).ok()?;
        if !part.understood.named {
            return None;
        }
        part.table.move_down(*before);
        let known = parts.iter().position(|known| known.goes_on(&part));
        if let Some(known) = known.and_then(|at| parts.get_mut(at)) {
            append(known, part);
        } else if parts.len() == MOST {
            return None;
        } else {
            parts.push(part);
        }
    }
    (parts.len() > 1).then_some(parts)
}

/// More tables than these are something else.
const MOST: usize = 24;

fn append<'a>(part: &mut Part<'a>, next: Part<'a>) {
    part.table.headed.push(part.table.lines.len());
    part.table.lines.extend(next.table.lines);
    let columns = part.understood.columns.iter_mut();
    for (column, next) in columns.zip(next.understood.columns) {
        Arc::make_mut(&mut column.values).extend(next.values.iter());
    }
    part.table.unread.add(next.table.unread);
    part.table.ragged.add(next.table.ragged);
    part.table.remarks.add(next.table.remarks);
    part.table.preface.extend(next.table.preface);
}

/// Columns of all tables side by side: in the rows of one the others have no values. With the line of
/// each row, and the rows that heads stand before once more.
pub(super) fn side_by_side(parts: &mut [Part<'_>]) -> (Vec<Column>, Vec<u32>, Vec<usize>) {
    let total: usize = parts.iter().map(|part| part.table.lines.len()).sum();
    let (mut columns, mut row_lines, mut headed) = (Vec::new(), Vec::new(), Vec::new());
    let alone = parts.len() == 1;
    for part in parts {
        let begin = row_lines.len();
        headed.extend(part.table.headed.iter().map(|row| begin + row));
        row_lines.append(&mut part.table.lines);
        for mut column in std::mem::take(&mut part.understood.columns) {
            if !alone {
                let mut values = vec![f64::NAN; begin];
                values.extend(column.values.iter());
                values.resize(total, f64::NAN);
                column.values = Arc::new(values);
            }
            columns.push(column);
        }
    }
    (columns, row_lines, headed)
}

/// Where each table begins: lines before it, and the byte. A new one does where heads stand between
/// rows.
fn begins(text: &str) -> Vec<(usize, usize)> {
    /// What stands between rows.
    struct Gap {
        begin: (usize, usize),
        heads: bool,
        rows: usize,
    }
    let mut found = vec![(0, 0)];
    let mut rows = 0;
    let mut gap: Option<Gap> = None;
    for (number, line) in lines(text) {
        let begins = line.trim_start().trim_start_matches(['"', '\'']);
        let row = begins.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
            && lines::may_be_row(line);
        if row {
            let Some(between) = &mut gap else {
                rows += 1;
                continue;
            };
            between.rows += 1;
            if between.rows < 2 {
                continue;
            }
            if between.heads {
                found.push(between.begin);
                rows = 0;
            }
            rows += between.rows;
            gap = None;
        } else if rows >= 2 && !begins.is_empty() {
            let byte = line.as_ptr() as usize - text.as_ptr() as usize;
            let gap = gap.get_or_insert(Gap {
                begin: (number - 1, byte),
                heads: false,
                rows: 0,
            });
            gap.rows = 0;
            gap.heads = gap.heads || heading::is_heads(line);
        }
    }
    found
}
