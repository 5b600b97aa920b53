//! Which dialect a table is written in: the one in which most of its rows are whole, looked at over
//! whole columns.

use super::{
    dialect::{Dialect, Separator, Thousands},
    number::Cell,
};

/// The dialect that fits best.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    pub(super) dialect: Dialect,
    /// Cells of most of its rows.
    pub(super) columns: usize,
    /// Columns that hold words in most rows.
    pub(super) wordy: Vec<bool>,
    /// What can be read in two ways, and how it was read: a sentence.
    pub(super) doubt: Option<String>,
}

/// What a row counts whose cells are all read.
const WHOLE: usize = 4;

/// The dialect in which most of these lines are rows of one table; none where none are.
pub(super) fn judge(sample: &[&str], complex: bool) -> Option<Judged> {
    let mut best: Option<(usize, Dialect, usize, Vec<bool>)> = None;
    let mut scored = Vec::new();
    for dialect in candidates(sample, complex) {
        // Nothing fits better than all of them.
        let whole = best.as_ref().filter(|best| best.0 == WHOLE * sample.len());
        if whole.is_some_and(|best| best.1.separator != dialect.separator) {
            continue;
        }
        let (score, columns, wordy) = fit(sample, dialect);
        if score == 0 {
            continue;
        }
        scored.push((score, dialect));
        if best.as_ref().is_none_or(|best| score > best.0) {
            best = Some((score, dialect, columns, wordy));
        }
    }
    let (score, dialect, columns, wordy) = best?;
    let mut judged = Judged {
        dialect,
        columns,
        wordy,
        doubt: None,
    };
    // The same mark may stand before decimals or between thousands.
    let twin = scored.into_iter().find(|&(other, twin)| {
        other == score && twin.separator == dialect.separator && twin.decimal != dialect.decimal
    });
    if let Some((_, twin)) = twin {
        let (decimals, grouped) = match (dialect.thousands, twin.thousands) {
            (Thousands::None, Thousands::Comma | Thousands::Point) => (dialect, twin),
            (Thousands::Comma | Thousands::Point, Thousands::None) => (twin, dialect),
            _ => return Some(judged),
        };
        (judged.dialect, judged.doubt) = decimals_or_thousands(sample, decimals, grouped);
    }
    Some(judged)
}

/// Dialects whose marks occur in these lines, the likelier ones first.
fn candidates(sample: &[&str], complex: bool) -> Vec<Dialect> {
    let has = |mark: &str| sample.iter().any(|line| line.contains(mark));
    let (comma, point) = (has(","), has("."));
    let quotes = has("\"");
    let separators: Vec<Separator> = if complex {
        vec![Separator::Complex]
    } else {
        [
            (Separator::Tab, has("\t")),
            (Separator::Semicolon, has(";")),
            (Separator::CommaBlank, has(", ") || has(",\t")),
            (Separator::Comma, comma),
            (Separator::Stroke, has("|")),
            (Separator::Blanks, true),
            (Separator::WideBlanks, has("  ")),
            (Separator::Mixed, true),
            (Separator::MixedComma, comma),
        ]
        .into_iter()
        .filter_map(|(separator, present)| present.then_some(separator))
        .collect()
    };
    let groups = [
        (Thousands::None, true),
        (Thousands::Comma, comma),
        (Thousands::Point, point),
        (
            Thousands::Blank,
            [" ", "\u{a0}", "\u{2009}", "\u{202f}", "\u{2007}"]
                .into_iter()
                .any(has),
        ),
        (Thousands::Apostrophe, has("'") || has("’")),
    ];
    let mut found = Vec::new();
    for separator in separators {
        let comma_separates = match separator {
            Separator::Comma => !quotes,
            Separator::MixedComma | Separator::Complex => true,
            _ => false,
        };
        for (thousands, present) in groups {
            for decimal in ['.', ','] {
                // Points may group thousands where no number has decimals.
                let grouped = thousands == Thousands::Point && !comma;
                let used = decimal == '.' || (comma && !comma_separates) || grouped;
                let apart = match thousands {
                    Thousands::Comma => decimal != ',' && !comma_separates,
                    Thousands::Point => decimal != '.',
                    Thousands::Blank => !matches!(
                        separator,
                        Separator::Mixed | Separator::MixedComma | Separator::Complex
                    ),
                    _ => true,
                };
                if present && used && apart {
                    found.push(Dialect {
                        separator,
                        decimal,
                        thousands,
                    });
                }
            }
        }
    }
    found
}

/// How well lines fit: whole rows of as many cells as most have, how many those are, and which of
/// them are words.
fn fit(sample: &[&str], dialect: Dialect) -> (usize, usize, Vec<bool>) {
    let mut cells = Vec::new();
    let mut rows = Vec::new();
    for line in sample {
        dialect.split(line, &mut cells);
        let read: Vec<Cell> = cells.iter().map(|cell| Cell::of(cell, dialect)).collect();
        let numbers = read
            .iter()
            .filter(|cell| matches!(cell, Cell::Number(..)))
            .count();
        if numbers >= 2 {
            rows.push(read);
        }
    }
    let mut counts = std::collections::BTreeMap::new();
    for row in &rows {
        *counts.entry(row.len()).or_insert(0_usize) += 1;
    }
    // Of as many, the fewer cells: what is more stands behind.
    let Some((&columns, _)) = counts
        .iter()
        .max_by_key(|(cells, rows)| (**rows, std::cmp::Reverse(**cells)))
    else {
        return (0, 0, Vec::new());
    };
    let whole = || rows.iter().filter(|row| row.len() == columns);
    let wordy: Vec<bool> = (0..columns)
        .map(|n| {
            let words = whole().filter(|row| row.get(n) == Some(&Cell::Words));
            2 * words.count() > whole().count()
        })
        .collect();
    // Words where most rows have numbers are prose with figures in it.
    let counts = |row: &Vec<Cell>| {
        let mut cells = row.iter().zip(&wordy);
        if row.contains(&Cell::Words) {
            usize::from(cells.all(|(cell, wordy)| *wordy || *cell != Cell::Words))
        } else {
            WHOLE
        }
    };
    let score = whole().map(counts).sum();
    (score, columns, wordy)
}

/// Whether a mark with three digits behind it, each time, is a decimal mark or groups thousands.
fn decimals_or_thousands(
    sample: &[&str],
    decimals: Dialect,
    grouped: Dialect,
) -> (Dialect, Option<String>) {
    let mark = decimals.decimal;
    let mut cells = Vec::new();
    // Of each column: cells with the mark and without, and the numbers both ways.
    let mut columns: Vec<(usize, usize, [Vec<f64>; 2])> = Vec::new();
    let mut example = None;
    for line in sample {
        decimals.split(line, &mut cells);
        for (n, cell) in cells.iter().enumerate() {
            let (Cell::Number(a, _), Cell::Number(b, _)) =
                (Cell::of(cell, decimals), Cell::of(cell, grouped))
            else {
                continue;
            };
            if columns.len() <= n {
                columns.resize_with(n + 1, Default::default);
            }
            let Some(column) = columns.get_mut(n) else {
                continue;
            };
            if cell.contains(mark) {
                column.0 += 1;
                example.get_or_insert((*cell).to_owned());
            } else {
                column.1 += 1;
            }
            column.2[0].push(a);
            column.2[1].push(b);
        }
    }
    let turns = |values: &[f64]| {
        let back = |up: bool| {
            values
                .windows(2)
                .filter(|pair| (pair[1] < pair[0]) == up)
                .count()
        };
        back(true).min(back(false))
    };
    let order: i64 = columns
        .iter()
        .map(|(_, _, [a, b])| turns(a).cmp(&turns(b)) as i64)
        .sum();
    let mixed = columns
        .iter()
        .any(|(with, without, _)| *with > 0 && *without > 0);
    // A single number of the other kind tells nothing.
    let several = columns
        .iter()
        .any(|(with, without, _)| *with > 1 && *without > 1);
    // Without any decimal comma a point is one of decimals, unless the order says otherwise.
    let commas = sample.iter().any(|line| line.contains(','));
    let thousands = mixed
        && if commas {
            order >= 0
        } else {
            several && order > 0
        };
    if !mixed {
        return (decimals, None);
    }
    let shown = example.unwrap_or_default();
    let (dialect, way) = if thousands {
        (grouped, tr!("its mark was taken for one of thousands"))
    } else {
        (decimals, tr!("its mark was taken for the decimal mark"))
    };
    let doubt = tr!("“{shown}” can be read in two ways: {way}");
    (dialect, Some(doubt))
}
