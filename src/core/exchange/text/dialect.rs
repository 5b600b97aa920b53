//! How a text writes its table: what separates cells, the decimal mark, the mark of thousands.

use super::number::unit;

/// What separates the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// Tabs.
    Tab,
    /// Semicolons.
    Semicolon,
    /// Commas.
    Comma,
    /// Commas with a blank behind them: others stand within numbers.
    CommaBlank,
    /// Upright strokes.
    Stroke,
    /// Blanks, tabs included.
    Blanks,
    /// Two blanks or more: single ones stand within a number.
    WideBlanks,
    /// Tabs, semicolons and blanks by turns.
    Mixed,
    /// Commas besides.
    MixedComma,
    /// A tab, then a complex value of two parts, in parentheses or not (LTspice).
    Complex,
}

impl Separator {
    /// Whether blanks separate: there are no empty cells then.
    pub(super) fn is_blank(self) -> bool {
        !matches!(
            self,
            Self::Tab | Self::Semicolon | Self::Comma | Self::CommaBlank | Self::Stroke
        )
    }
}

/// What groups the digits of thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thousands {
    /// Nothing.
    None,
    /// `1,000`.
    Comma,
    /// `1.000`.
    Point,
    /// A blank, also one that does not break or a thin one.
    Blank,
    /// `1'000`.
    Apostrophe,
}

impl Thousands {
    /// Length of the mark at a place, bytes.
    pub(super) fn mark(self, bytes: &[u8], at: usize) -> Option<usize> {
        let rest = bytes.get(at..)?;
        let marks: &[&str] = match self {
            Self::None => &[],
            Self::Comma => &[","],
            Self::Point => &["."],
            // No-break, figure, thin and narrow blank.
            Self::Blank => &[" ", "\u{a0}", "\u{2007}", "\u{2009}", "\u{202f}"],
            Self::Apostrophe => &["'", "’"],
        };
        let mark = marks
            .iter()
            .find(|mark| rest.starts_with(mark.as_bytes()))?;
        Some(mark.len())
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells.
    pub separator: Separator,
    /// `.` or `,`.
    pub decimal: char,
    /// Within numbers.
    pub thousands: Thousands,
}

impl Dialect {
    /// How a table of numbers alone would be written.
    pub(super) const PLAIN: Self = Self {
        separator: Separator::Tab,
        decimal: '.',
        thousands: Thousands::None,
    };

    /// The cells of a line, trimmed.
    pub(super) fn split<'a>(self, line: &'a str, cells: &mut Vec<&'a str>) {
        cells.clear();
        match self.separator {
            Separator::Tab => split_at(line, b'\t', cells),
            Separator::Semicolon => split_at(line, b';', cells),
            Separator::Comma => split_at(line, b',', cells),
            Separator::CommaBlank => {
                let bare = line.strip_suffix(',').unwrap_or(line);
                cells.extend(
                    bare.split(", ")
                        .flat_map(|cell| cell.split(",\t"))
                        .map(str::trim),
                );
            }
            Separator::Stroke => {
                // A table drawn with strokes has them around it.
                let inside = line
                    .trim()
                    .strip_prefix('|')
                    .and_then(|line| line.strip_suffix('|'));
                split_at(inside.unwrap_or(line), b'|', cells);
            }
            Separator::Blanks if self.thousands == Thousands::Blank => {
                // Those that do not break stand within numbers.
                glued(line, line.split([' ', '\t']), cells);
            }
            Separator::Blanks => glued(line, line.split_whitespace(), cells),
            Separator::WideBlanks => glued(
                line,
                line.split("  ").flat_map(|cell| cell.split('\t')),
                cells,
            ),
            Separator::Mixed => glued(
                line,
                line.split(|c: char| c == ';' || c.is_whitespace()),
                cells,
            ),
            Separator::MixedComma => {
                glued(
                    line,
                    line.split(|c: char| c == ';' || c == ',' || c.is_whitespace()),
                    cells,
                );
            }
            Separator::Complex => glued(line, line.split(['\t', ',', '(', ')', ' ']), cells),
        }
    }
}

/// A cell without blanks around it: mostly those of ASCII.
fn trimmed(cell: &str) -> &str {
    let cell = cell.trim_ascii();
    let other = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
    let bytes = cell.as_bytes();
    if other(bytes.first()) || other(bytes.last()) {
        cell.trim()
    } else {
        cell
    }
}

/// Cells between single marks; those within quotes are none.
fn split_at<'a>(line: &'a str, mark: u8, cells: &mut Vec<&'a str>) {
    if memchr::memchr(b'"', line.as_bytes()).is_none() {
        cells.extend(line.split(char::from(mark)).map(trimmed));
        return;
    }
    let bytes = line.as_bytes();
    let mut quoted = false;
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        // A quote within a cell is a letter, such as inches.
        if byte == b'"'
            && (quoted
                || line
                    .get(start..at)
                    .is_some_and(|before| before.trim().is_empty()))
        {
            quoted = !quoted;
        } else if byte == mark && !quoted {
            cells.push(line.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
    }
    cells.push(line.get(start..).unwrap_or_default().trim());
}

/// Cells that are not empty, units put behind the numbers they belong to.
fn glued<'a>(line: &'a str, parts: impl Iterator<Item = &'a str>, cells: &mut Vec<&'a str>) {
    for part in parts {
        let part = part.trim();
        let Some(&first) = part.as_bytes().first() else {
            continue;
        };
        let numeric = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
        // `1000: 101.2`
        let part = match part.strip_suffix(':') {
            Some(value) if numeric(first) && !value.is_empty() => value,
            _ => part,
        };
        if !numeric(first)
            && unit(part).is_some()
            && let Some(last) = cells.last_mut()
            && last.as_bytes().last().is_some_and(u8::is_ascii_digit)
        {
            let begin = last.as_ptr() as usize - line.as_ptr() as usize;
            let end = part.as_ptr() as usize - line.as_ptr() as usize + part.len();
            *last = line.get(begin..end).unwrap_or(last);
            continue;
        }
        cells.push(part);
    }
}
