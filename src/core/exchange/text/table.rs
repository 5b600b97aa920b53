//! Rows of a text as columns of numbers. What cannot be read is counted, not kept.

use super::{
    dialect::Dialect,
    judge::{Judged, judge},
    left_out::LeftOut,
    lines::{self, lines},
    number::{Cell, Unit, unit},
};
use crate::quantity::text::cut;

/// Letters of a line that are quoted.
const QUOTED: usize = 40;
/// Lines a dialect is judged by.
const SAMPLE: usize = 240;
/// Lines ahead of the table that are kept: those at its beginning, and those before the first row.
const PREFACE: [usize; 2] = [120, 40];
/// More columns than any measurement has: a text of these is something else.
const MOST_COLUMNS: usize = 512;

/// A table of numbers.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) judged: Judged,
    /// Numbers by column, NaN where there is none.
    pub(super) columns: Vec<Vec<f64>>,
    /// Unit behind the numbers of each column.
    pub(super) units: Vec<Unit>,
    /// Line of each row, from 1.
    pub(super) lines: Vec<u32>,
    /// The first word of each column of words.
    pub(super) words: Vec<Option<&'a str>>,
    /// Lines ahead of the first row, and headings between rows.
    pub(super) preface: Vec<&'a str>,
    /// Empty columns behind the others, which are left out: a heading may name them.
    pub(super) empty: usize,
    /// Rows that headings stand before.
    pub(super) headed: Vec<usize>,
    /// Lines that could not be read.
    pub(super) unread: LeftOut,
    /// Words behind the values of rows.
    pub(super) remarks: LeftOut,
    /// Rows of more numbers than the others.
    pub(super) ragged: LeftOut,
}

impl Table<'_> {
    /// Lines stand before its text.
    pub(super) fn move_down(&mut self, lines: usize) {
        for line in &mut self.lines {
            *line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        }
        for left_out in [&mut self.unread, &mut self.remarks, &mut self.ragged] {
            if let Some((line, _)) = &mut left_out.first {
                *line += lines;
            }
        }
    }

    /// Leaves out a first row that tells how many follow: `12 1` before twelve.
    fn without_count(mut self) -> Self {
        let counts = |column: &Vec<f64>| column.first().copied() == Some((column.len() - 1) as f64);
        let strange = |column: &Vec<f64>| {
            let Some((first, others)) = column.split_first() else {
                return false;
            };
            let of = |pick: fn(f64, f64) -> f64| others.iter().copied().fold(f64::NAN, pick);
            let (least, most) = (of(f64::min), of(f64::max));
            let range = most - least;
            first.fract() == 0.0 && (*first < least - range || *first > most + range)
        };
        let [first, second, ..] = &self.columns[..] else {
            return self;
        };
        if first.len() < 4 || !counts(first) || !strange(second) {
            return self;
        }
        for column in &mut self.columns {
            column.remove(0);
        }
        let line = self.lines.remove(0) as usize;
        for row in &mut self.headed {
            *row = row.saturating_sub(1);
        }
        self.unread
            .count(line, || tr!("it counts the rows").to_owned());
        self
    }
}

/// Why there is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTable {
    /// No numbers.
    NoNumbers,
    /// Lines of one number; the first of them.
    OneColumn(usize),
    /// Too many columns.
    Wide,
}

/// Reads the table of a text. `complex` tells that cells hold two numbers each.
pub(super) fn read(text: &str, complex: bool) -> Result<Table<'_>, NoTable> {
    let sample = sample(text, None);
    let judged = judge(&sample, complex).ok_or_else(|| no_table(text))?;
    if judged.columns > MOST_COLUMNS {
        return Err(NoTable::Wide);
    }
    let table = rows(text, judged);
    if table.unread.count == 0 && table.ragged.count == 0 {
        return Ok(table);
    }
    // A mark of thousands may stand in a few rows only: those that could not be read say more.
    let again = judge(&self::sample(text, Some(&table.judged)), complex);
    match again {
        Some(judged)
            if judged.dialect != table.judged.dialect && judged.columns <= MOST_COLUMNS =>
        {
            let other = rows(text, judged);
            let read = |table: &Table<'_>| table.lines.len();
            Ok(if read(&other) > read(&table) {
                other
            } else {
                table
            })
        }
        _ => Ok(table),
    }
}

/// Lines that may be rows, from all over the text; in front of them those that a dialect does not
/// read.
fn sample<'a>(text: &'a str, unread_by: Option<&Judged>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    if let Some(judged) = unread_by {
        let mut reader = RowReader::new(judged);
        let rows = lines(text).map(|(_, line)| line);
        let unread = rows.filter(|line| {
            lines::may_be_row(line) && !matches!(reader.read(line), Row::Whole | Row::Remarked(_))
        });
        found.extend(unread.take(SAMPLE));
    }
    let stride = lines::count(text).div_ceil(SAMPLE);
    // Of lists of round numbers, each step would meet the same digits.
    let round = stride.is_multiple_of(2) || stride.is_multiple_of(5);
    let stride = if round { stride + 1 } else { stride };
    let mut next = 0;
    for (number, line) in lines(text) {
        if number >= next && lines::may_be_row(line) {
            found.push(line);
            next = number + stride;
        }
    }
    found
}

/// Why no dialect fits.
fn no_table(text: &str) -> NoTable {
    let plain = Dialect {
        separator: super::dialect::Separator::Tab,
        decimal: '.',
        thousands: super::dialect::Thousands::None,
    };
    let single = lines(text).find(|(_, line)| {
        lines::may_be_row(line) && matches!(Cell::of(line.trim(), plain), Cell::Number(..))
    });
    single.map_or(NoTable::NoNumbers, |(line, _)| NoTable::OneColumn(line))
}

/// What a line is by a dialect.
enum Row<'a> {
    /// As many cells as most, all read.
    Whole,
    /// The same, with words behind them.
    Remarked(&'a str),
    /// More numbers than most.
    Ragged(usize),
    /// Fewer, and no telling which of them are missing.
    Short(usize),
    /// Nearly a row.
    Unread(&'a str),
    /// A line of words.
    Words,
}

/// Reads line after line into the same cells.
struct RowReader<'a, 'j> {
    judged: &'j Judged,
    cells: Vec<&'a str>,
    read: Vec<Cell>,
}

impl<'a, 'j> RowReader<'a, 'j> {
    fn new(judged: &'j Judged) -> Self {
        Self {
            judged,
            cells: Vec::new(),
            read: Vec::new(),
        }
    }

    fn read(&mut self, line: &'a str) -> Row<'a> {
        let row = self.whole_line(line);
        if !matches!(row, Row::Unread(_)) {
            return row;
        }
        // A remark may follow on the same line.
        let tail = [" #", " ;", " //", " !", "\t#", "\t;"]
            .iter()
            .filter_map(|mark| line.find(mark))
            .min();
        let Some((values, remark)) = tail.and_then(|at| line.split_at_checked(at)) else {
            return row;
        };
        match self.whole_line(values) {
            Row::Whole => Row::Remarked(remark.trim()),
            _ => self.whole_line(line),
        }
    }

    /// A column of units says of each number before it what it is: `1;kHz`.
    fn units_of_their_own(&mut self) {
        for n in 1..self.read.len() {
            let unit = match self.read.get(n) {
                Some(Cell::Words) => self.cells.get(n).and_then(|cell| unit(cell)),
                _ => None,
            };
            if let (Some((unit, factor)), Some(Cell::Number(value, behind @ Unit::None))) = (
                unit.filter(|(unit, _)| *unit != Unit::None),
                self.read.get_mut(n - 1),
            ) {
                *value *= factor;
                *behind = unit;
            }
        }
    }

    fn whole_line(&mut self, line: &'a str) -> Row<'a> {
        let Judged {
            dialect,
            columns,
            wordy,
            ..
        } = self.judged;
        dialect.split(line, &mut self.cells);
        self.read.clear();
        let mut numbers = 0;
        let mut wrong = None;
        for (n, &cell) in self.cells.iter().enumerate() {
            let read = Cell::of(cell, *dialect);
            if n >= *columns {
                match read {
                    Cell::Number(..) => return Row::Ragged(self.cells.len()),
                    Cell::Missing => continue,
                    Cell::Words if wrong.is_none() && numbers >= 2 => {
                        let begin = cell.as_ptr() as usize - line.as_ptr() as usize;
                        return Row::Remarked(line.get(begin..).unwrap_or(cell).trim());
                    }
                    Cell::Words => break,
                }
            }
            numbers += usize::from(matches!(read, Cell::Number(..)));
            if read == Cell::Words && !wordy.get(n).copied().unwrap_or(false) {
                wrong = wrong.or(Some(cell));
            }
            self.read.push(read);
        }
        // Where blanks separate, nobody knows which cell is missing.
        let short = self.read.len() < *columns && dialect.separator.is_blank();
        match wrong {
            None if numbers >= 1 && (short || self.cells.len() < 2) => Row::Short(numbers),
            None if numbers >= 1 => Row::Whole,
            Some(cell) if self.cells.len() > 1 => Row::Unread(cell),
            _ => Row::Words,
        }
    }
}

/// All rows by a dialect.
fn rows(text: &str, judged: Judged) -> Table<'_> {
    let room = lines::count(text);
    let width = judged.columns;
    let mut columns: Vec<Vec<f64>> = (0..width).map(|_| Vec::new()).collect();
    // Long tables take no more than they need; those of many columns and few rows do not either.
    for column in &mut columns {
        column.reserve_exact(room.min(text.len() / width.max(1) / 2 + 1));
    }
    let mut units: Vec<Option<Unit>> = vec![None; width];
    let mut first_words: Vec<Option<&str>> = vec![None; width];
    let mut row_lines: Vec<u32> = Vec::with_capacity(room);
    let (mut preface, mut latest) = (Vec::new(), std::collections::VecDeque::new());
    let mut headed = Vec::new();
    let [mut unread, mut remarks, mut ragged] = std::array::from_fn(|_| LeftOut::default());
    // Lines of words between rows are rows gone wrong, those behind the last are an ending.
    let mut between = LeftOut::default();
    let mut after_words = false;
    let mut reader = RowReader::new(&judged);
    for (number, line) in lines(text) {
        if line.is_empty() || line.trim().is_empty() {
            continue;
        }
        let mut words = |line| {
            if row_lines.is_empty() && preface.len() < PREFACE[0] {
                preface.push(line);
            } else if row_lines.is_empty() {
                if latest.len() == PREFACE[1] {
                    latest.pop_front();
                }
                latest.push_back(line);
            }
        };
        if lines::is_remark(line) {
            words(line);
            continue;
        }
        let row = reader.read(line);
        let ending = std::mem::replace(&mut after_words, matches!(row, Row::Words));
        match row {
            Row::Whole | Row::Remarked(_) => {
                if let Row::Remarked(remark) = row {
                    remarks.count(number, || format!("“{}”", cut(remark, QUOTED)));
                }
                unread.add(std::mem::take(&mut between));
                reader.units_of_their_own();
                for (n, (column, unit)) in columns.iter_mut().zip(&mut units).enumerate() {
                    if reader.read.get(n) == Some(&Cell::Words)
                        && let Some(first) = first_words.get_mut(n)
                    {
                        *first = first.or(reader.cells.get(n).copied());
                    }
                    let value = match reader.read.get(n) {
                        Some(Cell::Number(value, behind)) => {
                            unit.get_or_insert(*behind);
                            *value
                        }
                        _ => f64::NAN,
                    };
                    column.push(value);
                }
                row_lines.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
            Row::Ragged(cells) => ragged.count(number, || {
                tr!("it holds {cells} numbers where most have {width}")
            }),
            // Ahead of the rows a number alone is a remark.
            Row::Short(_) if row_lines.is_empty() => words(line),
            // A name and its value on two lines, as an ending has them.
            Row::Short(1) if ending => {
                between.count(number, || tr!("it holds a single number").to_owned());
            }
            Row::Short(1) => unread.count(number, || tr!("it holds a single number").to_owned()),
            Row::Short(cells) => unread.count(number, || {
                tr!("it holds {cells} numbers where most have {width}")
            }),
            Row::Unread(cell) => {
                let why = || tr!("“{}” is not a number", cut(cell, QUOTED));
                let worded = line.trim_start().starts_with(char::is_alphabetic);
                if !worded && !row_lines.is_empty() {
                    unread.count(number, why);
                } else if row_lines.is_empty() {
                    // A row of the table, or words that stand before it.
                    if !worded
                        && !super::heading::names_frequency(line, judged.dialect)
                        && line.trim_start().starts_with(|c: char| c.is_ascii_digit())
                        && reader.cells.len() == width
                    {
                        between.count(number, why);
                    }
                    words(line);
                } else if reader.cells.len() == width {
                    if super::heading::names_frequency(line, judged.dialect) {
                        headed.push(row_lines.len());
                    } else {
                        between.count(number, why);
                    }
                }
            }
            Row::Words => words(line),
        }
    }
    preface.extend(latest);
    // What closes tables with a separator is an empty column.
    let dialect = judged.dialect;
    let mut judged = Judged { dialect, ..judged };
    let mut empty = 0;
    while columns.len() > 2
        && columns
            .last()
            .is_some_and(|last| last.iter().all(|v| v.is_nan()))
        && !judged.wordy.last().copied().unwrap_or(false)
    {
        columns.pop();
        units.pop();
        judged.wordy.pop();
        judged.columns -= 1;
        empty += 1;
    }
    Table {
        judged,
        columns,
        words: first_words,
        units: units.into_iter().map(Option::unwrap_or_default).collect(),
        lines: row_lines,
        preface,
        empty,
        headed,
        unread,
        remarks,
        ragged,
    }
    .without_count()
}
